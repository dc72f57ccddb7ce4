"""Several values in one sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.understanding.several import hear_several

NOW = datetime.fromisoformat("2026-11-20T10:00")
TABLES = Path(__file__).parent / "several"
LANGUAGES = {"en": "en-US", "de": "de-DE"}

Slots = Mapping[str, tuple[str, Mapping[str, Any]]]


@dataclass(frozen=True)
class Sentence:
    """One line of a table."""

    place: str
    language: str
    slots: Slots
    asked: str
    words: str
    expected: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.place} {self.words}"


def _option(key: str, value: str) -> Any:
    if key == "options":
        named = (one.partition(":") for one in value.replace("_", " ").split("|"))
        return {name: phrases.split(",") for name, _, phrases in named}
    if key == "cues":
        return value.split(",")
    return int(value) if value.isdigit() else value or True


def sentences(tag: str) -> list[Sentence]:
    """The lines of the table of a language."""
    forms: dict[str, Slots] = {}
    found = []
    for number, line in enumerate((TABLES / f"{tag}.txt").read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("form "):
            name, *slots = line.removeprefix("form ").replace(" ", ";", 1).split(";")
            forms[name] = {
                words[0]: (
                    words[1],
                    {key: _option(key, value) for key, _, value in (w.partition("=") for w in words[2:])},
                )
                for words in (slot.split() for slot in slots)
            }
            continue
        form, asked, words, expected = (part.strip() for part in line.split("|"))
        found.append(Sentence(f"{tag}:{number}", LANGUAGES[tag], forms[form], asked, words, json.loads(expected)))
    return found


ALL = [*sentences("en"), *sentences("de")]


@pytest.mark.parametrize("sentence", ALL, ids=str)
def test_each_slot_gets_its_own(sentence: Sentence) -> None:
    """Each value is found by its marks, its cue or as the answer, and what cannot be told is left open."""
    heard = hear_several(sentence.slots, sentence.words, language=sentence.language, now=NOW, asked=sentence.asked)
    assert {name: one.value for name, one in heard.items()} == sentence.expected


def test_cues_of_the_author() -> None:
    """Further words that mean a slot tell two of one type apart."""
    slots: Slots = {
        "a": ("date", {"future": True, "cues": ["delivery"]}),
        "b": ("date", {"future": True, "cues": ["invoice"]}),
    }
    heard = hear_several(slots, "delivery on Friday, invoice on Monday", language="en-US", now=NOW)
    assert {name: one.value for name, one in heard.items()} == {"a": "2026-11-27", "b": "2026-11-23"}


@given(
    st.lists(
        st.sampled_from(
            "two people on Friday at eight from Monday to until the 5th 123456 my name is Anna and or not 12 dollars , no".split()
        ),
        max_size=14,
    ),
    st.sampled_from(["", "people", "day", "name", "order", "begin"]),
)
def test_no_word_belongs_to_two_values(words: list[str], asked: str) -> None:
    """Whatever is said, the places of the values that are told do not overlap, and nothing raises."""
    slots: Slots = {
        "people": ("number", {}),
        "day": ("date", {}),
        "hour": ("time", {}),
        "begin": ("time", {}),
        "name": ("name", {}),
        "order": ("digits", {"length": 6}),
        "price": ("money", {}),
    }
    heard = hear_several(slots, " ".join(words), language="en-US", now=NOW, asked=asked)
    places = sorted(one.where for one in heard.values() if one.where is not None)
    assert all(one[1] <= other[0] for one, other in zip(places, places[1:], strict=False))
