"""Dutch as callers speak it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages.nl import DUTCH, stem
from callwright.languages.nl_numbers import compound, ordinal
from callwright.understanding.hearing import hear, say
from callwright.understanding.normalise import normalise

NOW = datetime(2026, 11, 20, 10)  # noqa: DTZ001 - the local time of the call
_UNITS = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien"
).split()
_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()


def cardinal(number: int, parted: str = "") -> str:
    """A whole number below a million in words; ``parted`` stands between thousands, hundreds and the rest."""
    if number >= 1000:
        head = "duizend" if number < 2000 else f"{cardinal(number // 1000)}duizend"
        return head + (parted + cardinal(number % 1000, parted) if number % 1000 else "")
    if number >= 100:
        head = "honderd" if number < 200 else f"{_UNITS[number // 100]}honderd"
        return head + (parted + cardinal(number % 100) if number % 100 else "")
    if number >= 20:
        tens, unit = divmod(number, 10)
        link = "ën" if _UNITS[unit].endswith("e") else "en"
        return (_UNITS[unit] + link if unit else "") + _TENS[tens - 2]
    return _UNITS[number]


def heard(type: str, words: str, **options: Any) -> Any:
    return hear(type, words, language="nl-NL", now=NOW, **options).value


@given(st.integers(0, 999_999))
def test_numbers(number: int) -> None:
    """A number is heard in one word and in several."""
    for words in (cardinal(number), cardinal(number, " ")):
        assert heard("number", words) == number


@given(st.integers(1, 999_999))
def test_compounds(number: int) -> None:
    """A number in one word is that number."""
    assert compound(*normalise(cardinal(number), DUTCH).tokens) == number


@given(st.integers(1, 99))
def test_ordinals(number: int) -> None:
    """An ordinal is its number."""
    word = {1: "eerste", 3: "derde", 8: "achtste"}.get(number) or cardinal(number) + ("de" if number < 20 else "ste")
    assert ordinal(*normalise(word, DUTCH).tokens) == number


@given(st.lists(st.integers(10, 99), min_size=1, max_size=6))
def test_digits_in_pairs(pairs: list[int]) -> None:
    """Digits that are said in pairs."""
    assert heard("digits", " ".join(map(cardinal, pairs))) == "".join(map(str, pairs))


@given(st.integers(1, 12), st.integers(1, 29))
def test_times_as_people_say_them(hour: int, minute: int) -> None:
    """ "voor" and "over", the quarters, and the half that belongs to the next hour."""
    this, following = cardinal(hour), cardinal(hour % 12 + 1)
    ways = {
        f"{cardinal(minute)} over {this}": hour * 60 + minute,
        f"{cardinal(minute)} na {this}": hour * 60 + minute,
        f"{cardinal(minute)} voor {this}": hour * 60 - minute,
        f"half {following}": hour * 60 + 30,
        f"half{following}": hour * 60 + 30,
        f"kwart over {this}": hour * 60 + 15,
        f"kwart voor {this}": hour * 60 - 15,
        f"vijf voor half {following}": hour * 60 + 25,
        f"tien over half {following}": hour * 60 + 40,
    }
    for words, minutes in ways.items():
        told = heard("time", words)
        assert told is not None, words
        assert (int(told[:2]) * 60 + int(told[3:]) - minutes) % 720 == 0, (words, told)


MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()


@given(st.dates(date(1926, 11, 21), date(2026, 11, 19)))
def test_days_of_birth(day: date) -> None:
    """A day is heard with its month by name or number, and its year in one word, in two halves or short."""
    halves = f"{cardinal(day.year // 100)} {cardinal(day.year % 100)}" if day.year % 100 > 9 else cardinal(day.year)
    for month in (MONTHS[day.month - 1], cardinal(day.month)):
        for year in (cardinal(day.year), cardinal(day.year, " "), halves):
            assert heard("date", f"{cardinal(day.day)} {month} {year}", past=True) == day.isoformat()


@pytest.mark.parametrize(
    "forms",
    [
        "afspraak afspraken",
        "factuur facturen factuurtje",
        "rekening rekeningen",
        "opzeggen opgezegd opzegging",
        "annuleren annulering geannuleerd annuleer",
        "bestellen bestelling besteld bestel",
        "kaart kaarten",
        "huis huizen",
        "klein kleine",
        "medewerker medewerkers",
    ],
)
def test_word_forms(forms: str) -> None:
    """The forms of one word fold into one."""
    assert len({stem(form) for form in normalise(forms, DUTCH).tokens}) == 1


@pytest.mark.parametrize(("one", "other"), [("kaart", "kar"), ("huis", "hui"), ("prijs", "pril"), ("menu", "men")])
def test_different_words(one: str, other: str) -> None:
    """Folding stops before it makes one word of two."""
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("type", "value", "said"),
    [
        ("yes_no", False, "nee"),
        ("digits", "123456", "1 2 3, 4 5 6"),
        ("number", -2.5, "min 2,5"),
        ("money", {"amount": 19.9, "currency": "EUR"}, "19 euro 90"),
        ("money", {"amount": 1.05, "currency": "EUR"}, "1 euro en 5 cent"),
        ("money", {"amount": 0.2, "currency": "EUR"}, "20 cent"),
        ("date", "1965-05-13", "13 mei 1965"),
        ("time", "15:30", "15 uur 30"),
        ("duration", "PT90M", "een uur en 30 minuten"),
        ("duration", "P2Y", "2 jaar"),
        ("phone", "+31612345678", "0 6 1 2, 3 4 5, 6 7 8"),
        ("spelling", "DYK", "D, Griekse ij, K"),
    ],
)
def test_say(type: str, value: Any, said: str) -> None:
    """Each value is said as people say it."""
    assert say(type, value, language="nl-NL") == said
