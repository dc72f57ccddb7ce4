"""Values inside utterances."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages import get
from callwright.understanding.normalise import normalise
from callwright.understanding.values import Place, find_digits, hear_digits


@pytest.mark.parametrize(
    ("tag", "text", "digits"),
    [
        ("en", "123456", "123456"),
        ("en", "it's 12 34 56", "123456"),
        ("en", "my order number is one two three double four, thanks", "12344"),
        ("en", "uh one two um three", "123"),
        ("en", "the number is 12", None),
        ("en", "it's 12 please", "12"),
        ("en", "seven", "7"),
        ("en", "one moment please", None),
        ("en", "I have two questions", None),
        ("en", "no one", None),
        ("en", "no, 123457", "123457"),
        ("en", "the one is 123456", "123456"),
        ("en", "the last two are 4 7", None),
        ("en", "123 no 456", None),
        ("en", "my number is eight hundred five", None),
        ("en", "oh my number is 123456", "123456"),
        ("en", "billing", None),
        ("en", "", None),
        ("de", "meine Nummer ist zwölf vierunddreißig", "1234"),
        ("de", "das ist die 123456", "123456"),
        ("de", "die drei", "3"),
        ("de", "ähm zwo drei äh doppel null", "2300"),
        ("de", "einen Moment", None),
        ("de", "ich habe zwei Fragen", None),
        ("de", "nein, die Nummer ist 47 11 und danke", "4711"),
        ("de", "zweimal die drei, dann vier", "334"),
    ],
)
def test_hear_digits(tag: str, text: str, digits: str | None) -> None:
    """Digits are heard with words around them, unless they belong to those words."""
    assert hear_digits(normalise(text, get(tag)), get(tag)) == digits


def test_places() -> None:
    """Each stretch of digits is one place, without the small words at its ends."""
    words = "die zwei und dann rechnung eins zwei und".split()
    assert find_digits(words, get("de")) == (Place(1, 2, "2"), Place(5, 7, "12"))


@given(st.lists(st.sampled_from("one two and 12 double hundred bill the oh".split()), max_size=30))
def test_places_are_apart_and_in_order(words: list[str]) -> None:
    """Places never overlap, and each says its value by itself."""
    english = get("en")
    end = 0
    for place in find_digits(words, english):
        assert end <= place.start < place.end
        assert english.hear_digits(words[place.start : place.end]) == place.value
        end = place.end
