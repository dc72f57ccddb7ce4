"""The tables of sentences: several values to a form, values in the phrases of intents."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from callwright.languages import get
from callwright.understanding.matcher import Lexicon
from callwright.understanding.phrases import Phrase, SlotRef, parse
from callwright.understanding.resolution import resolve

HERE = Path(__file__).parent
NOW = datetime.fromisoformat("2026-11-20T10:00")
"""A Friday."""

Slots = Mapping[str, tuple[str, Mapping[str, Any]]]


@dataclass(frozen=True)
class Sentence:
    """What is said to a form, and the slots that it fills."""

    place: str
    language: str
    slots: Slots
    asked: str
    words: str
    expected: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.place} {self.words}"


@dataclass(frozen=True)
class Wish:
    """What is said to intents, and the one that wins; "" for none."""

    place: str
    words: str
    intent: str
    expected: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.place} {self.words}"


@dataclass
class Phrasebook:
    """The intents of a table, and what is said to them."""

    tag: str
    lexicon: Lexicon
    listening: frozenset[str]
    wishes: list[Wish] = field(default_factory=list)


def option(key: str, value: str) -> Any:
    """An option of ``hear`` as the tables write it."""
    if key == "options":
        named = (one.partition(":") for one in value.replace("_", " ").split("|"))
        return {name: tuple(phrases.split(",")) for name, _, phrases in named}
    return int(value) if value.isdigit() else value or True


def _slot(words: list[str]) -> tuple[str, dict[str, Any]]:
    return words[0], {key: option(key, value) for key, _, value in (word.partition("=") for word in words[1:])}


def _lines(path: Path) -> list[tuple[int, str]]:
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return [(number, line) for number, line in lines if line.strip() and not line.startswith("#")]


def to_a_form(tag: str, language: str) -> list[Sentence]:
    """The sentences of ``several/TAG.txt``."""
    forms: dict[str, Slots] = {}
    found = []
    for number, line in _lines(HERE / "several" / f"{tag}.txt"):
        if line.startswith("form "):
            name, *slots = line.removeprefix("form ").replace(" ", ";", 1).split(";")
            forms[name] = {words[0]: _slot(words[1:]) for words in (slot.split() for slot in slots)}
            continue
        form, asked, words, expected = (part.strip() for part in line.split("|"))
        found.append(Sentence(f"{tag}:{number}", language, forms[form], asked, words, json.loads(expected)))
    return found


def resolved(text: str, slots: Mapping[str, SlotRef]) -> Phrase:
    """A phrase that must be well written, with its values resolved."""
    phrase = parse(text)
    assert isinstance(phrase, Phrase), phrase
    whole = resolve(phrase, slots)
    assert isinstance(whole, Phrase), whole
    return whole


def to_intents(tag: str, language: str) -> Phrasebook:
    """The intents and sentences of ``phrases/TAG.txt``, the built-in intents beside them."""
    spoken = get(tag)
    slots: dict[str, SlotRef] = {}
    intents: dict[str, list[str]] = {**{name: list(texts) for name, texts in spoken.universals.items()}}
    intents |= {"yes": list(spoken.yes), "no": list(spoken.no)}
    wishes = []
    for number, line in _lines(HERE / "phrases" / f"{tag}.txt"):
        kind, _, rest = line.partition(" ")
        if kind == "slot":
            name, *words = rest.split()
            slots[name] = SlotRef(name, *_slot(words))
        elif kind == "intent" and "|" not in rest.partition(":")[0]:
            name, _, texts = rest.partition(": ")
            intents[name] = texts.split(";")
        else:
            said, _, expected = line.rpartition("|")
            name, _, values = expected.strip().partition(" ")
            wishes.append(Wish(f"{tag}:{number}", said.strip(), name, json.loads(values or "{}")))
    phrases = {name: [resolved(text, slots) for text in texts] for name, texts in intents.items()}
    return Phrasebook(language, Lexicon.build(phrases, spoken), frozenset(phrases), wishes)
