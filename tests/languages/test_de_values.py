"""German values in the many ways in which people say them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.understanding.hearing import hear
from tests.languages import german

NOW = datetime(2026, 11, 20, 10)  # noqa: DTZ001 - the local time of the call
MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
ALPHABET = (
    "Anton Berta Cäsar Dora Emil Friedrich Gustav Heinrich Ida Julius Kaufmann Ludwig Martha Nordpol Otto Paula "
    "Quelle Richard Siegfried Theodor Ulrich Viktor Wilhelm Xanthippe Ypsilon Zacharias Ärger Ökonom Übermut"
).split()
NEW_ALPHABET = (
    "Aachen Berlin Chemnitz Düsseldorf Essen Frankfurt Goslar Hamburg Ingelheim Jena Köln Leipzig München Nürnberg "
    "Offenbach Potsdam Quickborn Rostock Salzwedel Tübingen Unna Völklingen Wuppertal Xanten Ypsilon Zwickau"
).split()


def heard(type: str, words: str, **options: Any) -> Any:
    return hear(type, words, language="de-DE", now=NOW, **options).value


numbers = st.integers(0, 999_999)
days = st.dates(date(1900, 1, 1), date(2026, 11, 20))
digits = st.text("0123456789", min_size=1, max_size=12)


@given(numbers)
def test_numbers(number: int) -> None:
    """A number is heard in one word and in several."""
    assert heard("number", german.cardinal(number)) == number
    assert heard("number", german.spaced(number)) == number


@given(st.integers(0, 9999), st.integers(0, 99))
def test_decimals(whole: int, part: int) -> None:
    """What stands behind the "Komma" may be said digit by digit."""
    spelled = " ".join(german.cardinal(int(digit)) for digit in f"{part:02}")
    assert heard("number", f"{german.cardinal(whole)} Komma {spelled}") == float(f"{whole}.{part:02}")


@given(digits)
def test_digits(value: str) -> None:
    """Digits are heard one by one, with "zwo" for 2."""
    assert heard("digits", " ".join("zwo" if one == "2" else german.cardinal(int(one)) for one in value)) == value


@given(days, st.sampled_from(["am", "der", "geboren am", "ähm am"]))
def test_dates(day: date, opening: str) -> None:
    """A day of birth is heard with its month by name or number, in words and in figures."""
    ordinal = german.ordinal(day.day, "en")
    year = german.year(day.year)
    for month in (MONTHS[day.month - 1], german.ordinal(day.month, "en")):
        assert heard("date", f"{opening} {ordinal} {month} {year}", past=True) == day.isoformat()
    for written in (f"{day:%d.%m.%Y}", f"{day.day}. {day.month}. {day.year}", f"{day:%d %m %Y}", f"{day:%d%m %Y}"):
        assert heard("date", written, past=True) == day.isoformat()


@given(st.dates(date(1926, 11, 21), date(2026, 11, 20)))
def test_short_years(day: date) -> None:
    """Of a year in two digits the last is meant that is not ahead."""
    year = german.cardinal(day.year % 100) if day.year % 100 > 9 else f"null {german.cardinal(day.year % 100)}"
    words = f"{german.ordinal(day.day, 'er')} {german.ordinal(day.month, 'er')} {year}"
    assert heard("date", words, past=True) == day.isoformat()


@given(st.integers(1, 400))
def test_days_ahead(count: int) -> None:
    """Days are counted from the day of the call; "in acht Tagen" is a week to many, so it is asked back."""
    expected = None if count == 8 else (NOW.date() + timedelta(days=count)).isoformat()
    assert heard("date", f"in {german.cardinal(count, 'einem')} Tagen") == expected


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


@given(st.integers(0, 23), st.integers(0, 59))
def test_times_by_the_clock(hour: int, minute: int) -> None:
    """Hours and minutes of the 24-hour clock."""
    said = f"{german.cardinal(hour, 'ein')} Uhr" + (f" {german.cardinal(minute)}" if minute else "")
    for words in (said, f"um {said}", f"{hour:02}:{minute:02} Uhr"):
        assert heard("time", words) == _clock(hour * 60 + minute)


@given(st.integers(1, 12), st.integers(1, 29))
def test_times_as_people_say_them(hour: int, minute: int) -> None:
    """ "vor" and "nach", quarters of both kinds, and the half that belongs to the next hour."""
    this, following = german.cardinal(hour), german.cardinal(hour % 12 + 1)
    begin = hour * 60
    ways = {
        f"{german.cardinal(minute)} nach {this}": begin + minute,
        f"{german.cardinal(minute)} vor {this}": begin - minute,
        f"halb {following}": begin + 30,
        f"Viertel nach {this}": begin + 15,
        f"Viertel vor {this}": begin - 15,
        f"viertel {following}": begin + 15,
        f"dreiviertel {following}": begin + 45,
        f"fünf vor halb {following}": begin + 25,
        f"fünf nach halb {following}": begin + 35,
    }
    for words, minutes in ways.items():
        told = heard("time", words)
        assert told is not None, words
        assert (int(told[:2]) * 60 + int(told[3:]) - minutes) % 720 == 0, (words, told)


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("um drei nachts", "03:00"),
        ("um drei nachmittags", "15:00"),
        ("halb acht morgens", "07:30"),
        ("halb acht abends", "19:30"),
        ("zwölf Uhr mittags", "12:00"),
        ("zwölf Uhr nachts", "00:00"),
    ],
)
def test_parts_of_the_day(words: str, time: str) -> None:
    """The part of the day says which half of it is meant."""
    assert heard("time", words) == time


@given(st.integers(0, 99_999), st.integers(1, 99))
def test_money(euros: int, cents: int) -> None:
    """Euros and cents in words, the word for cents left out, and in figures."""
    expected = {"amount": round(euros + cents / 100, 2), "currency": "EUR"}
    if euros:
        assert heard("money", f"{german.cardinal(euros, 'ein')} Euro {german.cardinal(cents)}") == expected
    assert heard("money", f"{german.cardinal(euros, 'ein')} Euro und {german.cardinal(cents, 'ein')} Cent") == expected
    assert heard("money", f"{euros:,}".replace(",", ".") + f",{cents:02} €") == expected


@given(st.text("0123456789", min_size=6, max_size=8))
def test_phone_numbers(rest: str) -> None:
    """A national number gets its country's code, however it is grouped."""
    number = "171" + rest
    spelled = " ".join(german.cardinal(int(digit)) for digit in "0" + number)
    for words in (spelled, f"0{number}", f"0171 {rest}", f"+49 {number}", f"meine Nummer ist die 0171/{rest}"):
        assert heard("phone", words) == f"+49{number}"


@given(st.lists(st.sampled_from(ALPHABET), min_size=1, max_size=10), st.booleans())
def test_spelling_alphabet(names: list[str], explained: bool) -> None:
    """Words of the spelling alphabet are heard alone and behind their letter."""
    words = ", ".join(f"{name[0]} wie {name}" if explained else name for name in names)
    assert heard("spelling", words) == "".join(name[0] for name in names)


@pytest.mark.parametrize("name", [*ALPHABET, *NEW_ALPHABET])
def test_both_alphabets(name: str) -> None:
    """The alphabets of old and of today."""
    assert heard("spelling", f"{name} {name}") == name[0] * 2


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜß0123456789", min_size=3, max_size=12))
def test_letters(value: str) -> None:
    """Letters and figures parted by blanks."""
    assert heard("spelling", " ".join(value)) == value


@pytest.mark.parametrize("type", ["date", "time", "number", "money", "duration", "digits", "phone", "spelling", "name"])
@given(words=st.text("abcdeilnrstuäöüß 0123456789.,:-+€?", max_size=60))
def test_never_raises(type: str, words: str) -> None:
    """Whatever is said, there is a value or there is none."""
    assert hear(type, words, language="de-DE", now=NOW).why
