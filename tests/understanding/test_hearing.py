"""The door to values."""

from __future__ import annotations

import pytest

from callwright.understanding.hearing import TYPES, hear, region_of, say


@pytest.mark.parametrize(
    ("tag", "region"),
    [("en-GB", "GB"), ("de_at", "AT"), ("en", ""), ("zh-Hans-CN", "CN"), ("en-x-very-private", ""), (" en-us ", "US")],
)
def test_region(tag: str, region: str) -> None:
    """The region of a tag, in capitals, whatever else stands in it."""
    assert region_of(tag) == region


def test_a_type_that_there_is_not() -> None:
    """It is refused with the types that there are, when heard and when said."""
    for refused in (lambda: hear("dates", "today"), lambda: say("dates", "2026-11-20")):
        with pytest.raises(ValueError, match="There is no type “dates”; there are: yes_no, digits"):
            refused()


@pytest.mark.parametrize("type", TYPES)
def test_silence(type: str) -> None:
    """Nothing said is no value of any type."""
    heard = hear(type, "", options=["red"])
    assert heard.value is None
    assert heard.why.endswith(".")


def test_without_now() -> None:
    """No clock is read: what is counted from today is asked back, and the sentence says what is missing."""
    heard = hear("date", "tomorrow")
    assert heard.value is None
    assert "no “now” was given" in heard.why
    assert hear("date", "June 3rd 1979").value == "1979-06-03"


def test_limits_of_digits_count_them() -> None:
    """``min`` and ``max`` of digits are how many there are, as in a flow."""
    assert hear("digits", "1 2 3", min=4).value is None
    assert hear("digits", "1 2 3 4", min=4, max=4).value == "1234"


def test_options_by_name_alone() -> None:
    """A list of options is one in which each name is its phrase."""
    assert hear("choice", "the blue one", options=["red", "blue"]).value == "blue"
    assert hear("choice", "it hurts", options={"pain": ["it hurts"], "other": ["another thing"]}).value == "pain"
