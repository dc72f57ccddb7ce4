"""What authors and services write as values."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.understanding.hearing import TYPES, hear, say
from callwright.understanding.typed import canonical


@pytest.mark.parametrize(
    ("type", "written", "options", "value"),
    [
        ("yes_no", "yes", {}, True),
        ("yes_no", "No", {}, False),
        ("yes_no", True, {}, True),
        ("yes_no", "ja", {"language": "de-DE"}, True),
        ("digits", "0123", {}, "0123"),
        ("digits", "12 34-56", {"length": 6}, "123456"),
        ("digits", 4711, {}, "4711"),
        ("number", "12", {}, 12),
        ("number", "-2.50", {}, -2.5),
        ("number", 12.0, {}, 12),
        ("money", "523.18 USD", {}, {"amount": 523.18, "currency": "USD"}),
        ("money", "EUR 20", {}, {"amount": 20, "currency": "EUR"}),
        ("money", "20", {"currency": "gbp"}, {"amount": 20, "currency": "GBP"}),
        ("money", 20, {"language": "de-AT"}, {"amount": 20, "currency": "EUR"}),
        ("money", {"amount": "19.90", "currency": "eur"}, {}, {"amount": 19.9, "currency": "EUR"}),
        ("date", "2026-11-20", {}, "2026-11-20"),
        ("date", date(2026, 11, 20), {}, "2026-11-20"),
        ("time", "9:00", {}, "09:00"),
        ("time", "15:30:00", {}, "15:30"),
        ("time", time(9, 5), {}, "09:05"),
        ("duration", "PT2H", {}, "PT2H"),
        ("duration", "PT1H30M", {}, "PT90M"),
        ("duration", "2h", {}, "PT2H"),
        ("duration", "90m", {}, "PT90M"),
        ("duration", "1h30m", {}, "PT90M"),
        ("duration", "1.5h", {}, "PT90M"),
        ("duration", "2w", {}, "P2W"),
        ("duration", "3d", {}, "P3D"),
        ("duration", timedelta(days=1, hours=2), {}, "P1DT2H"),
        ("phone", "0211 55667", {"language": "de-DE"}, "+4921155667"),
        ("phone", "+49 211 55667", {}, "+4921155667"),
        ("phone", "+49 (0)211/55667-0", {}, "+49211556670"),
        ("phone", "(212) 555-0123", {}, "+12125550123"),
        ("name", " Anna   Meyer ", {}, "Anna Meyer"),
        ("spelling", "k7-x", {}, "K7X"),
        ("choice", "blue", {"options": {"blue": ("blue",)}}, "blue"),
        ("text", 5, {}, "5"),
    ],
)
def test_what_is_written_becomes_the_value(type: str, written: Any, options: dict[str, Any], value: Any) -> None:
    """Each way of writing a value becomes the value that is heard, and stays so, and can be said."""
    options = {"language": "en-US", **options}
    made = canonical(type, written, **options)
    assert made == value
    assert isinstance(made, bool) == isinstance(value, bool)
    assert canonical(type, made, **options) == value
    assert say(type, made, language=options["language"])


@pytest.mark.parametrize(
    ("type", "written", "options", "says"),
    [
        ("yes_no", "perhaps", {}, "write yes or no"),
        ("digits", "12a", {}, "write the digits"),
        ("digits", "123", {"length": 6}, "has 3 digits or letters; 6 are wanted"),
        ("digits", "4111111111111112", {"checksum": "luhn"}, "check digits"),
        ("number", "1,5", {}, "such as 12 or 2.5"),
        ("number", True, {}, "such as 12 or 2.5"),
        ("number", float("nan"), {}, "such as 12 or 2.5"),
        ("number", "30", {"max": 20}, "at most 20"),
        ("money", "20", {"language": "en"}, "has no currency"),
        ("money", "20.005 EUR", {}, "such as 523.18 USD"),
        ("money", "5 EUR", {"min": 10}, "“5 EUR” is not allowed here; it is at least 10"),
        ("date", "20.11.2026", {}, "such as 2026-11-20"),
        ("date", "2026-02-30", {}, "There is no day 2026-02-30"),
        ("date", "2026-11-20", {"min": "2026-12-01"}, "at least 2026-12-01"),
        ("time", "25:00", {}, "such as 09:00"),
        ("time", "8:00", {"min": "9:00"}, "at least 9:00"),
        ("duration", "2 hours", {}, "such as 90m"),
        ("duration", 90, {}, "such as 90m"),
        ("duration", "500ms", {}, "such as 90m"),
        ("duration", "2h", {"max": "PT90M"}, "at most PT90M"),
        ("phone", "0211 55667", {"language": "en"}, "country's code"),
        ("phone", "call me", {}, "country's code"),
        ("name", 5, {}, "such as Anna Meyer"),
        ("spelling", "K?", {}, "such as K7X"),
        ("spelling", "K7", {"pattern": "[A-Z]+"}, "does not fit the pattern"),
        ("choice", "green", {"options": ["red", "blue"]}, "there are: red, blue"),
        ("text", "", {}, "There is no value here"),
        ("text", None, {}, "There is no value here"),
        ("text", [1], {}, "write some text"),
        ("colour", "red", {}, "There is no type “colour”"),
    ],
)
def test_a_refusal_says_what_is_allowed(type: str, written: Any, options: dict[str, Any], says: str) -> None:
    """What is no value of the type is refused with one sentence that names what is."""
    with pytest.raises(ValueError, match=says.replace("(", r"\(").replace(".", r"\.")) as refused:
        canonical(type, written, **{"language": "en-US", **options})
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


@given(
    st.sampled_from(sorted(TYPES)),
    st.one_of(
        st.text(max_size=20), st.integers(), st.floats(), st.booleans(), st.none(), st.lists(st.integers(), max_size=2),
        st.from_regex(r"[-+0-9:. hmEURP]{1,12}", fullmatch=True),
        st.fixed_dictionaries({"amount": st.integers() | st.text(max_size=3), "currency": st.text(max_size=4)}),
    ),
)  # fmt: skip
def test_it_is_total_and_its_values_can_be_said(type: str, written: Any) -> None:
    """Anything becomes a value that stays the same and can be said, or a ValueError."""
    try:
        value = canonical(type, written, language="en-US")
    except ValueError:
        return
    assert canonical(type, value, language="en-US") == value
    assert isinstance(say(type, value, language="en-US"), str)


@pytest.mark.parametrize(("type", "words", "written"), [
    ("money", "twenty dollars fifty", "20.50 USD"),
    ("duration", "an hour and a half", "90m"),
    ("time", "half past nine", "9:30"),
    ("phone", "two one two five five five oh one two three", "212 555 0123"),
    ("spelling", "K seven X", "k7x"),
])  # fmt: skip
def test_written_and_spoken_are_one_value(type: str, words: str, written: str) -> None:
    """What an author writes is what a caller says."""
    assert canonical(type, written, language="en-US") == hear(type, words, language="en-US").value
