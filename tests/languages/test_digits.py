"""Digits, heard and said, in every language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages import LANGUAGES, Language
from callwright.languages.digits import say
from callwright.understanding.normalise import normalise

each_language = pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
digits = st.text("0123456789", min_size=1, max_size=24)


@each_language
@given(said=digits)
def test_hearing_what_is_said(language: Language, said: str) -> None:
    """Hearing the words of what ``say_digits`` says gives the digits back."""
    assert language.hear_digits(normalise(language.say_digits(said), language).tokens) == said


@given(said=digits)
def test_groups_are_short_and_even(said: str) -> None:
    """A group has two to four digits, but for a single digit by itself."""
    sizes = [len(group.split()) for group in say(said).split(", ")]
    assert sum(sizes) == len(said)
    assert all(2 <= size <= 4 for size in sizes) or sizes == [1]


@pytest.mark.parametrize(
    ("said", "spoken"),
    [
        ("", ""),
        ("7", "7"),
        ("4711", "4 7 1 1"),
        ("50667", "5 0 6, 6 7"),
        ("123456", "1 2 3, 4 5 6"),
        ("1234567", "1 2 3, 4 5 6 7"),
        ("12345678", "1 2 3 4, 5 6 7 8"),
        ("123456789", "1 2 3, 4 5 6, 7 8 9"),
        ("1234567890", "1 2 3, 4 5 6, 7 8 9 0"),
        ("123456789012", "1 2 3 4, 5 6 7 8, 9 0 1 2"),
        ("1234567890123", "1 2 3 4, 5 6 7 8, 9 0 1, 2 3"),
    ],
)
def test_grouping(said: str, spoken: str) -> None:
    """Digits are grouped as people group them."""
    assert say(said) == spoken


@each_language
@given(words=st.lists(st.sampled_from(
    "one double twenty hundred and 12 007 zwei mal die drei und zwanzig hundert doppel tausend null oh x ٣".split()
), max_size=12))  # fmt: skip
def test_hearing_is_total(language: Language, words: list[str]) -> None:
    """Whatever the words, digits or nothing are heard, and never anything else."""
    heard = language.hear_digits(words)
    assert heard is None or (heard.isascii() and heard.isdigit())


@each_language
@given(words=st.lists(st.sampled_from("1 22 333 0 007".split()), min_size=1, max_size=8))
def test_written_digits_are_taken_as_written(language: Language, words: list[str]) -> None:
    """Digits in figures are put one after the other, however the recogniser grouped them."""
    assert language.hear_digits(words) == "".join(words)
