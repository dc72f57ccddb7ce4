"""What stands beside a value."""

from __future__ import annotations

import pytest

from callwright.understanding.beside import is_alternative, masked, without_measures
from tests.understanding.sentences import NOW


def test_a_masked_text_keeps_its_places() -> None:
    """What is taken out leaves as many characters behind."""
    assert masked("two on Friday", 7, 13) == "two on ······"


@pytest.mark.parametrize(("text", "value", "is_one"), [
    ("50 or 60 pounds", "60 pounds", True),
    ("Friday or Saturday", "Friday", True),
    ("50 pounds on Friday or so", "50 pounds", False),
])  # fmt: skip
def test_an_or_beside_a_value(text: str, value: str, is_one: bool) -> None:
    """An "or" right before or behind it makes a value one of several."""
    at = text.index(value)
    assert is_alternative(text, (at, at + len(value)), "en-US") is is_one


@pytest.mark.parametrize(("text", "left"), [
    ("James on Friday", "James on ······"),
    ("james tomorrow", "james ········"),
    ("Robert Friday", None),
    ("James", "James"),
    ("James with 50 dollars", "James with ··········"),
])  # fmt: skip
def test_measures_end_a_name(text: str, left: str | None) -> None:
    """Dates and amounts are taken out, unless one may be a part of the name."""
    assert without_measures(text, "en-US", NOW) == left
