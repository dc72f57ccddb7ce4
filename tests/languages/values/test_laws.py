"""What is said is heard again, in every language and for every type."""

from __future__ import annotations

import os
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from callwright.languages import LANGUAGES
from callwright.languages.values.durations import Length
from callwright.languages.values.phones import PLANS
from callwright.understanding.hearing import TYPES, hear, say

NOW = datetime.fromisoformat("2026-11-20T10:00")
TAGS = [
    tag
    for tag in (
        "en-US en-GB en-AU de-DE de-AT de-CH fr-FR fr-BE fr-CH fr-CA it-IT it-CH es-ES es-MX es-AR es-US nl-NL nl-BE "
        "pl-PL"
    ).split()
    if tag[:2] in LANGUAGES and LANGUAGES[tag[:2]].values is not None
]
MANY = int(os.environ.get("CALLWRIGHT_VALUES", "0"))
"""How many values of each type; 10000 for the whole proof."""

law = settings(max_examples=MANY or 100, deadline=None)
each_tag = pytest.mark.parametrize("tag", TAGS)


def heard_again(type: str, value: Any, tag: str, **options: Any) -> None:
    said = say(type, value, language=tag)
    heard = hear(type, said, language=tag, now=NOW, **options)
    assert heard.value == value, f"{value!r} is said “{said}”: {heard}"


@each_tag
@law
@given(value=st.booleans())
def test_yes_no(tag: str, value: bool) -> None:
    """Yes and no."""
    heard_again("yes_no", value, tag)


@each_tag
@law
@given(value=st.text("0123456789", min_size=1, max_size=24))
def test_digits(tag: str, value: str) -> None:
    """Digits of any length."""
    heard_again("digits", value, tag)


@each_tag
@law
@given(value=st.integers(-(10**9), 10**12) | st.decimals(-9999, 9999, places=2).map(float))
def test_number(tag: str, value: float) -> None:
    """Numbers, whole and with decimals."""
    heard_again("number", int(value) if value == int(value) else value, tag)


@each_tag
@law
@given(
    value=st.integers(0, 10**9) | st.integers(0, 100_000),
    currency=st.sampled_from("EUR USD GBP CHF CAD AUD PLN SEK".split()),
)
def test_money(tag: str, value: int, currency: str) -> None:
    """Amounts to the cent, in all currencies that callers have."""
    amount = value // 100 if value % 100 == 0 else value / 100
    heard_again("money", {"amount": amount, "currency": currency}, tag)


@each_tag
@law
@given(value=st.dates(date(1000, 1, 1), date(2999, 12, 31)) | st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_date(tag: str, value: date) -> None:
    """Days of two thousand years."""
    heard_again("date", value.isoformat(), tag)


@each_tag
@law
@given(value=st.times())
def test_time(tag: str, value: time) -> None:
    """Every minute of the day."""
    heard_again("time", f"{value:%H:%M}", tag)


@each_tag
@law
@given(
    length=st.builds(Length, months=st.integers(0, 240))
    | st.builds(Length, days=st.integers(1, 400))
    | st.builds(Length, seconds=st.integers(0, 200_000))
    | st.builds(Length, st.integers(0, 30), st.integers(0, 29), st.integers(0, 86399))
)
def test_duration(tag: str, length: Length) -> None:
    """Lengths of time, from seconds to years."""
    heard_again("duration", length.iso(), tag)


@st.composite
def phones(draw: st.DrawFn) -> str:
    plan = draw(st.sampled_from(list(PLANS.values())))
    count = draw(st.integers(plan.shortest, plan.longest))
    rest = draw(st.text("0123456789", min_size=count, max_size=count))
    return f"+{plan.code}{'2' + rest[1:] if plan.code != '39' else rest}"


@each_tag
@law
@given(value=phones())
def test_phone(tag: str, value: str) -> None:
    """Telephone numbers of every country whose plan we know."""
    heard_again("phone", value, tag)


@each_tag
@law
@given(value=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=20))
@example(value="O0O0")
@example(value="FORTO")
def test_spelling(tag: str, value: str) -> None:
    """Spellings of any letters and digits."""
    heard_again("spelling", value, tag)


@each_tag
@law
@given(
    words=st.lists(
        st.sampled_from("Anna Peter Maria Johnson Müller Schmidt O'Brien Anna-Lena Garcia Beethoven Weiß".split()),
        min_size=1,
        max_size=4,
        unique=True,
    )
)
def test_name(tag: str, words: list[str]) -> None:
    """Names are told as they are written."""
    heard_again("name", " ".join(words), tag)


@each_tag
@law
@given(names=st.lists(st.sampled_from("red blue green yellow violet".split()), min_size=2, unique=True))
def test_choice(tag: str, names: list[str]) -> None:
    """Every option is heard by its first phrase."""
    for name in names:
        heard_again("choice", name, tag, options=names)


@each_tag
@law
@given(words=st.text(min_size=0, max_size=80))
def test_hearing_is_total(tag: str, words: str) -> None:
    """Whatever the recogniser writes, every type answers with a value of its own or asks back."""
    for type in TYPES:
        heard = hear(type, words, language=tag, now=NOW, options=["red", "blue"])
        assert heard.why


VOCABULARY = """
    one two twenty hundred thousand and a half no sorry the third of may monday next in weeks past to quarter
    12 05/06/2024 3:30 1,234 $ euros cents pm for b as in double dash plus + - not or o'clock 1979 ago minus point
    ein zwei zwanzig hundert tausend und halb nein der dritte mai montag naechsten wochen nach vor viertel 12.5. uhr
    komma euro wie berta doppel strich am von fünf
""".split()


@each_tag
@law
@given(words=st.lists(st.sampled_from(VOCABULARY), max_size=10).map(" ".join))
def test_hearing_never_raises(tag: str, words: str) -> None:
    """However the words of values are thrown together, every type answers."""
    for type in TYPES:
        assert hear(type, words, language=tag, now=NOW, options=["red", "blue"]).why
        assert hear(type, words, language=tag, past=True, length=4).why
