"""Several values in one sentence."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.understanding.several import hear_several
from tests.understanding.sentences import Sentence, Slots, to_a_form

NOW = datetime.fromisoformat("2026-11-20T10:00")
ALL = [*to_a_form("en", "en-US"), *to_a_form("de", "de-DE")]


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
            (
                "two people on Friday at eight from Monday to until the 5th 123456 my name is Anna and or not 12 "
                "dollars , no"
            ).split()
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
    assert all(one[1] <= other[0] for one, other in pairwise(places))
