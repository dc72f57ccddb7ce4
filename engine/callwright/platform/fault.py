"""A finding about an application's answer."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an answer: where (``path``), what was found, what would be allowed.

    A warning is something that the platform takes but promises nothing about; only the others keep the answer from
    being performed.
    """

    path: str
    found: str
    allowed: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.path}: {self.found}; allowed: {self.allowed}"


def shown(value: object) -> str:
    """A value as it stands in JSON, short enough for one line."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}…"
