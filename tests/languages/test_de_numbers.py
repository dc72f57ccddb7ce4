"""German numbers in one word."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages.de import GERMAN
from callwright.languages.de_numbers import HALVES, compound, ordinal
from callwright.understanding.normalise import normalise
from tests.languages import german


def normal(word: str) -> str:
    (token,) = normalise(word, GERMAN).tokens
    return token


@given(st.integers(0, 999_999))
def test_every_cardinal_is_read(number: int) -> None:
    """The word of every number below a million is that number."""
    assert compound(normal(german.cardinal(number))) == number


@given(st.integers(1100, 2099))
def test_every_year_is_read(year: int) -> None:
    """A year is read as it is said, in hundreds up to 1999."""
    assert compound(normal(german.year(year))) == year


@given(st.integers(1, 99), st.sampled_from(["e", "en", "er", "es", "em"]))
def test_every_ordinal_is_read(number: int, ending: str) -> None:
    """Ordinals are read in every case."""
    assert ordinal(normal(german.ordinal(number, ending))) == number


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("hundert", 100),
        ("hundertundeins", 101),
        ("zweihundertundfünf", 205),
        ("zwölfhundert", 1200),
        ("tausendeins", 1001),
        ("zwoundzwanzig", 22),
        ("fünfunzwanzig", 25),
        ("fümfunddreißig", 35),
        ("fuffzig", 50),
        ("zwoelf", 12),
    ],
)
def test_other_ways(word: str, number: int) -> None:
    """Dialect, lost accents and an "und" in the middle are no hindrance."""
    assert compound(normal(word)) == number


@pytest.mark.parametrize(
    "word", ["ein", "Hundertwasser", "zehnhundert", "zweihundertnull", "Jahrhundert", "und", "tausendmal"]
)
def test_no_numbers(word: str) -> None:
    """What only looks like a number is none."""
    assert compound(normal(word)) is None


def test_halves() -> None:
    """Halves are said in one word, also of thousands."""
    assert HALVES["anderthalb"] == HALVES["eineinhalb"] == Decimal("1.5")
    assert HALVES["zweieinhalbtausend"] == 2500
