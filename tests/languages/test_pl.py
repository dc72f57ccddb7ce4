"""Polish as callers speak it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages.pl import POLISH, stem
from callwright.understanding.hearing import hear, say
from callwright.understanding.normalise import normalise

NOW = datetime(2026, 11, 20, 10)  # noqa: DTZ001 - the local time of the call
_UNITS = (
    "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście "
    "piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście"
).split()
_TENS = (
    "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt"
).split()
_HUNDREDS = "sto dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset".split()
_ORDINALS = (
    "pierwsz drug trzeci czwart piąt szóst siódm ósm dziewiąt dziesiąt jedenast dwunast trzynast czternast piętnast "
    "szesnast siedemnast osiemnast dziewiętnast"
).split()
_TENTHS = (
    "dwudziest trzydziest czterdziest pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt".split()
)
MONTHS = "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia".split()


def cardinal(number: int) -> str:
    """A whole number below a million in words."""
    thousands, rest = divmod(number, 1000)
    if thousands:
        few = thousands % 10 in (2, 3, 4) and thousands % 100 not in (12, 13, 14)
        head = "tysiąc" if thousands == 1 else f"{cardinal(thousands)} {'tysiące' if few else 'tysięcy'}"
        return f"{head} {cardinal(rest)}" if rest else head
    if number >= 100:
        return _HUNDREDS[number // 100 - 1] + (f" {cardinal(number % 100)}" if number % 100 else "")
    if number >= 20:
        return _TENS[number // 10 - 2] + (f" {_UNITS[number % 10]}" if number % 10 else "")
    return _UNITS[number]


def ordinal(number: int, ending: str) -> str:
    """1 to 99: "dwudziestego trzeciego"; the ending is that of "piąty"."""
    soft = {"drug": {"y": "i", "ego": "iego", "a": "a", "ej": "iej"}, "trzeci": {"y": ""}}
    tens, unit = divmod(number, 10) if number >= 20 else (0, number)
    words = [_TENTHS[tens - 2] + ending] if tens else []
    if unit:
        stem = _ORDINALS[unit - 1]
        words.append(stem + soft.get(stem, {}).get(ending, ending))
    return " ".join(words)


def heard(type: str, words: str, **options: Any) -> Any:
    return hear(type, words, language="pl-PL", now=NOW, **options).value


@given(st.integers(0, 999_999))
def test_numbers(number: int) -> None:
    """A number is heard in words, as a number and, where it has no round thousands, as the digits that it is."""
    assert heard("number", cardinal(number)) == number
    assert heard("digits", cardinal(number)) == str(number)


@given(st.lists(st.integers(101, 999), min_size=3, max_size=3))
def test_telephone_numbers_in_threes(threes: list[int]) -> None:
    """ "sześćset dwa, sto dwadzieścia trzy ..." is a number of nine digits."""
    assert heard("phone", " ".join(map(cardinal, threes))) == "+48" + "".join(map(str, threes))


@given(st.lists(st.integers(10, 99), min_size=1, max_size=6))
def test_digits_in_pairs(pairs: list[int]) -> None:
    """Digits that are said in pairs."""
    assert heard("digits", " ".join(map(cardinal, pairs))) == "".join(map(str, pairs))


@given(st.dates(date(1926, 11, 21), date(2026, 11, 19)), st.sampled_from(["y", "ego"]))
def test_days_of_birth(day: date, ending: str) -> None:
    """Day, month and year are heard as ordinals in two cases, the month by name too, the year in full or short."""
    century, rest = divmod(day.year, 100)
    if rest == 0:
        years = [cardinal(day.year)]
    else:
        years = [f"{cardinal(century * 100)} {ordinal(rest, ending)}", cardinal(day.year)]
        years += [ordinal(rest, ending)] if rest >= 10 else []
    for month in (MONTHS[day.month - 1], ordinal(day.month, ending)):
        for year in years:
            words = f"{ordinal(day.day, ending)} {month} {year}"
            if day.day in (20, 30) and words.split()[1] not in MONTHS and year == ordinal(rest or 10, ending):
                continue  # "dwudziesty pierwszy dziesiąty" is 20 January 2010, or 21 October
            assert heard("date", words, past=True) == day.isoformat(), words
            assert heard("date", f"{words} roku", past=True) == day.isoformat(), words


@given(st.integers(1, 12), st.integers(1, 29))
def test_times_as_people_say_them(hour: int, minute: int) -> None:
    """ "po" and "za", the quarters, and the half that belongs to the next hour."""
    this, following = (ordinal(one, "ej") for one in (hour, hour % 12 + 1))
    to = ordinal(hour % 12 + 1, "a")
    ways = {
        f"{cardinal(minute)} po {this}": minute,
        f"{cardinal(minute)} minut po {this}": minute,
        f"za {cardinal(minute)} {to}": 60 - minute,
        f"wpół do {following}": 30,
        f"w pół do {following}": 30,
        f"kwadrans po {this}": 15,
        f"za kwadrans {to}": 45,
        f"za pięć wpół do {following}": 25,
        f"pięć po wpół do {following}": 35,
        f"o {this} trzydzieści": 30,
    }
    for words, minutes in ways.items():
        told = heard("time", words)
        assert told is not None, words
        assert (int(told[:2]) * 60 + int(told[3:]) - hour * 60 - minutes) % 720 == 0, (words, told)


@given(st.integers(1, 24), st.integers(10, 59))
def test_times_by_the_clock(hour: int, minute: int) -> None:
    """Hours are ordinals, minutes cardinals: "dwudziesta druga trzydzieści"."""
    for words in (f"{ordinal(hour, 'a')} {cardinal(minute)}", f"o {ordinal(hour, 'ej')} {cardinal(minute)}"):
        assert heard("time", words) == (f"{hour:02}:{minute:02}" if hour < 24 else None), words


@pytest.mark.parametrize(
    "forms",
    [
        "rachunek rachunku rachunki rachunkiem rachunków",
        "faktura faktury fakturę fakturą faktur",
        "umowa umowy umowę umów",
        "rezygnacja rezygnacji rezygnację",
        "anulować anuluj anuluję anulowanie",
        "sprzedaż sprzedaży",
        "konsultant konsultanta konsultantem",
        "termin terminu terminy",
        "płatność płatności",
    ],
)
def test_word_forms(forms: str) -> None:
    """The forms of one word fold into one."""
    assert len({stem(form) for form in normalise(forms, POLISH).tokens}) == 1


@pytest.mark.parametrize(("one", "other"), [("konto", "kontakt"), ("numer", "numeracja"), ("faktura", "faktoring")])
def test_different_words(one: str, other: str) -> None:
    """Folding stops before it makes one word of two."""
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("type", "value", "said"),
    [
        ("yes_no", True, "tak"),
        ("digits", "123456", "1 2 3, 4 5 6"),
        ("number", -2.5, "minus 2,5"),
        ("money", {"amount": 19.9, "currency": "PLN"}, "19 złotych 90 groszy"),
        ("money", {"amount": 1, "currency": "PLN"}, "1 złoty"),
        ("money", {"amount": 22.02, "currency": "PLN"}, "22 złote 2 grosze"),
        ("money", {"amount": 12, "currency": "USD"}, "12 dolarów"),
        ("money", {"amount": 0.2, "currency": "PLN"}, "20 groszy"),
        ("date", "1965-05-13", "13 maja 1965 roku"),
        ("time", "15:30", "piętnasta 30"),
        ("time", "08:05", "ósma zero 5"),
        ("time", "22:00", "dwudziesta druga"),
        ("time", "00:00", "północ"),
        ("duration", "PT90M", "1 godzina i 30 minut"),
        ("duration", "P2Y", "2 lata"),
        ("duration", "P5Y", "5 lat"),
        ("phone", "+48602123456", "6 0 2, 1 2 3, 4 5 6"),
        ("spelling", "KYŁ", "K, igrek, Ł"),
    ],
)
def test_say(type: str, value: Any, said: str) -> None:
    """Each value is said as people say it, with the forms that its number asks for."""
    assert say(type, value, language="pl-PL") == said
