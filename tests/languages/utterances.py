"""The tables of utterances: what recognisers write, and what is to be heard."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from callwright.understanding.hearing import hear

TABLES = sorted((Path(__file__).parent / "tables").glob("*.txt"))
LANGUAGES = {
    "en": "en-US", "de": "de-DE", "es": "es-ES", "fr": "fr-FR", "it": "it-IT", "nl": "nl-NL", "pl": "pl-PL",
}  # fmt: skip
"""The language of a table where a line says none."""
NOW = "2026-11-20T10:00"
"""A Friday."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One line of a table."""

    place: str
    type: str
    options: dict[str, Any]
    words: str
    expected: Any
    """None: ask back."""

    def __str__(self) -> str:
        return f"{self.place} {self.type}: {self.words}"

    def heard(self) -> Any:
        """What is heard."""
        return hear(self.type, self.words, **self.options).value


def utterances(table: Path) -> list[Utterance]:
    """The lines of a table."""
    found = []
    for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        kind, options, words, expected = (part.strip() for part in line.split("|"))
        value = None if expected == "ask back" else json.loads(expected)
        place = f"{table.name}:{number}"
        found.append(Utterance(place, kind, _options(options, LANGUAGES[table.stem]), words, value))
    return found


def _options(text: str, language: str) -> dict[str, Any]:
    options: dict[str, Any] = {"language": language, "now": datetime.fromisoformat(NOW)}
    for one in text.split():
        key, equals, value = one.partition("=")
        value = value.replace("_", " ")
        if not equals:
            options[key] = True
        elif key == "now":
            options[key] = datetime.fromisoformat(value)
        elif key == "length":
            low, dash, high = value.partition("-")
            options[key] = (int(low), int(high)) if dash else int(low)
        elif key in ("min", "max"):
            options[key] = float(value) if value.replace(".", "").replace("-", "", 1).isdigit() else value
        elif key == "options":
            named = (choice.partition(":") for choice in value.split(";"))
            options[key] = {name: phrases.split(",") for name, _, phrases in named}
        else:
            options[key] = value
    return options
