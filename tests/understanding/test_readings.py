"""Every number that a run of words may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages import get
from callwright.languages.values.said import read
from callwright.languages.values.voice import Voice, voice_of
from callwright.understanding.readings import all_readings, glued, goes_on, hangs, usual_readings
from tests.understanding.number_words import words_of


def voice(tag: str) -> Voice:
    """The voice of a language that hears values."""
    found = voice_of(get(tag))
    assert found is not None
    return found


def tokens(words: str, tag: str) -> tuple[str, ...]:
    """The words in normal form."""
    return read(words, get(tag).letters).tokens


@pytest.mark.parametrize(
    ("tag", "words", "usual", "besides"),
    [
        ("en", "twenty three", {"23"}, {"203"}),
        ("en", "eight hundred five", {"805", "8005"}, set()),
        ("en", "five hundred twelve", {"512", "50012"}, set()),
        ("en", "double oh seven", {"007"}, set()),
        ("en", "to 4 6 8", {"468", "2468"}, set()),
        ("en", "and 5 6 and", {"56"}, set()),
        ("en", "12 double", set(), set()),
        ("de", "drei und zwanzig", {"23"}, {"320"}),
        ("de", "zwei hundert fünf", {"205", "2005"}, set()),
        ("de", "zwei mal die vier", {"44"}, set()),
    ],
)
def test_readings(tag: str, words: str, usual: set[str], besides: set[str]) -> None:
    """What is meant in one breath, and what the words can be besides; nothing where a word is missing."""
    assert usual_readings(tokens(words, tag), voice(tag)) == usual
    assert all_readings(tokens(words, tag), voice(tag)) == usual | besides


@given(st.lists(st.integers(0, 99), min_size=1, max_size=5), st.sampled_from(["en", "de"]))
def test_what_was_meant_is_among_them(numbers: list[int], tag: str) -> None:
    """Numbers that are said one after the other are one of the readings."""
    words = " ".join(words_of(number, tag) for number in numbers)
    assert "".join(map(str, numbers)) in all_readings(tokens(words, tag), voice(tag))


def test_cut_words() -> None:
    """A word that was cut is one again, and two words are left as two."""
    german = voice("de")
    assert glued("drei", "undzwanzig", german) == "dreiundzwanzig"
    assert glued("dreiund", "zwanzig", german) == "dreiundzwanzig"
    assert glued("drei", "zwanzig", german) == ""


def test_what_is_still_open() -> None:
    """Words that want another one behind them, and words to which another one may belong."""
    english = voice("en")
    assert hangs(("12", "double"), english) == 1
    assert hangs(("12", "34"), english) == 0
    assert [token for token in ("twenty", "hundred", "three", "12", "20") if goes_on(token, english)] == [
        "twenty",
        "hundred",
    ]


def test_work_is_bounded() -> None:
    """Words that may be more numbers than anybody can weigh are none."""
    assert all_readings(("twenty", "three") * 30, voice("en")) == frozenset()
