"""Numbers in words and figures, each reading of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages import get
from callwright.languages.values.numbers import Numbers

_TABLES = get("en").values
assert _TABLES is not None
ENGLISH = Numbers(_TABLES().numbers)
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_UNITS += "seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spell(number: int) -> str:
    """A number in English words, with the "and" of the British."""
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= size:
            rest = number % size
            return f"{spell(number // size)} {name}" + (f" {spell(rest)}" if rest else "")
    if number >= 100:
        return f"{_UNITS[number // 100]} hundred" + (f" and {spell(number % 100)}" if number % 100 else "")
    if number >= 20:
        return _TENS[number // 10 - 2] + (f" {_UNITS[number % 10]}" if number % 10 else "")
    return _UNITS[number]


@given(st.integers(0, 10**12 - 1))
def test_every_number_in_words(number: int) -> None:
    """The longest reading of a number's words is the number."""
    tokens = spell(number).split()
    assert max(ENGLISH.cardinal(tokens, 0)) == (len(tokens), number)


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("twenty three", [20, 23]),
        ("three fifty", [3]),
        ("two thousand five", [2, 2000, 2005]),
        ("a hundred", [100]),
        ("a moment", []),
        ("nineteen hundred and", [19, 1900]),
        ("1,234 dollars", [1234]),
        ("12 000", [12, 12000]),
        ("12 000 5", [12]),
        ("two dozen", [2, 24]),
        ("hundred", [100]),
        ("two hundred thousand three", [2, 200, 200000, 200003]),
        ("two thousand three thousand", [2, 2000, 2003]),
    ],
)
def test_readings(words: str, values: list[int]) -> None:
    """Every number that begins here, and none that was not said."""
    assert [value for _, value in ENGLISH.cardinal(words.split(), 0)] == values


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two point five", "2.5"),
        ("two point oh five", None),
        ("two point zero five", "2.05"),
        ("point five", "0.5"),
        ("two and a half", "2.5"),
        ("1,234.50", "1234.50"),
        ("2.5 million", "2500000"),
        ("minus four", "-4"),
        ("half", "0.5"),
    ],
)
def test_amounts(words: str, value: str | None) -> None:
    """Decimals in words and figures."""
    tokens = words.split()
    whole = [found for end, found in ENGLISH.signed(tokens, 0) if end == len(tokens)]
    assert whole[-1:] == ([Decimal(value)] if value else [])


@pytest.mark.parametrize(
    ("words", "value"), [("first", 1), ("twenty first", 21), ("21 st", 21), ("thirtieth", 30), ("twelfth", 12)]
)
def test_ordinals(words: str, value: int) -> None:
    """Places in words and figures."""
    assert max(ENGLISH.ordinal(words.split(), 0)) == (len(words.split()), value)
