"""Several values in one sentence."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from callwright.understanding.several import hear_several

NOW = datetime.fromisoformat("2026-11-20T10:00")
SLOTS: dict[str, tuple[str, dict[str, Any]]] = {
    "people": ("number", {}),
    "day": ("date", {"future": True}),
    "hour": ("time", {}),
    "stay": ("duration", {}),
    "price": ("money", {}),
    "room": ("choice", {"options": {"single": ["single room"], "double": ["double room"]}}),
}


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("two people on Friday at eight", {"people": 2, "day": "2026-11-27", "hour": "08:00"}),
        (
            "a double room for three nights from the 5th of December for 100 dollars please",
            {"room": "double", "stay": "P3D", "day": "2026-12-05", "price": {"amount": 100, "currency": "USD"}},
        ),
        ("a table for 4 tomorrow at half past seven pm", {"people": 4, "day": "2026-11-21", "hour": "19:30"}),
        ("on the third no the fourth of December at 9:15", {"day": "2026-12-04", "hour": "09:15"}),
        ("tomorrow", {"day": "2026-11-21"}),
        ("for two hours", {"stay": "PT2H"}),
        ("two or three people on Friday", {"day": "2026-11-27"}),
        ("hello", {}),
    ],
)
def test_each_slot_gets_its_own(words: str, values: dict[str, Any]) -> None:
    """Each value is found by its marks, and what cannot be told is left open."""
    heard = hear_several(SLOTS, words, language="en-US", now=NOW)
    assert {name: one.value for name, one in heard.items()} == values


def test_two_slots_of_one_type() -> None:
    """Nobody can tell whose value it is, so both are left open."""
    slots: dict[str, tuple[str, dict[str, Any]]] = {"from": ("date", {}), "to": ("date", {})}
    assert hear_several(slots, "on Friday", language="en-US", now=NOW) == {}


def test_german() -> None:
    """The same in German."""
    heard = hear_several(SLOTS, "für vier Personen am dritten Dezember um halb acht", language="de-DE", now=NOW)
    assert {name: one.value for name, one in heard.items()} == {"people": 4, "day": "2026-12-03", "hour": "07:30"}
