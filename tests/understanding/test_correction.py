"""How a caller mends an earlier value."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages.values.checksums import luhn
from callwright.understanding.correction import corrected, opens_correction
from callwright.understanding.hearing import TYPES, say

NOW = datetime.fromisoformat("2026-11-20T10:00")
POUNDS = {"amount": 12, "currency": "GBP"}
RED_OR_BLUE = {"options": ("red", "blue")}
SIX = {"length": 6}


def check(type: str, language: str, before: Any, options: dict[str, Any], words: str, value: Any) -> None:
    """What is told, and that there is a sentence that says why."""
    heard = corrected(type, before, words, language=language, now=NOW, **options)
    assert heard.value == value
    assert heard.why.endswith(".")


@pytest.mark.parametrize(
    ("language", "type", "before", "options", "words", "value"),
    [
        ("en-US", "name", "John Smyth", {}, "no, James", "James"),
        ("en-US", "name", "John Smyth", {}, "no, Smith", "John Smith"),
        ("en-US", "name", "John Smyth", {}, "no, it's Jon Smith", "Jon Smith"),
        ("en-US", "name", "Jon Jones", {}, "no, Jones", "Jones"),
        ("en-US", "name", "John Smyth", {}, "not John, James", "James Smyth"),
        ("en-US", "name", "John Smyth", {}, "no, the last name is Smith", "John Smith"),
        ("en-US", "name", "John Smyth", {}, "no, my first name is James", "James Smyth"),
        ("en-US", "name", "John Paul Smyth", {}, "no, the last name is Smith", None),
        ("en-US", "name", "John Smyth", {}, "no, with an e", None),
        ("en-US", "name", "John Smyth", {}, "no thank you", None),
        ("de-DE", "name", "Johannes Meier", {}, "nein, der Nachname ist Maier", "Johannes Maier"),
        ("en-US", "number", 4, {}, "no, five", 5),
        ("en-US", "number", 4, {"max": 5}, "no, six", None),
        ("en-US", "money", POUNDS, {}, "no, fifty", {"amount": 50, "currency": "GBP"}),
        ("en-US", "money", POUNDS, {}, "no, euros", {"amount": 12, "currency": "EUR"}),
        ("en-US", "money", POUNDS, {}, "no, 20 dollars", {"amount": 20, "currency": "USD"}),
        ("en-US", "money", POUNDS, {}, "no, fifty cents", None),
        ("en-US", "duration", "PT2H", {}, "no, three", "PT3H"),
        ("en-US", "duration", "PT2H", {}, "no, 30 minutes", "PT30M"),
        ("de-DE", "duration", "P3D", {}, "nein, vier", "P4D"),
        ("en-US", "duration", "PT90M", {}, "no, 4", None),
        ("en-US", "duration", "PT90M", {}, "no, 2 hours", "PT2H"),
        ("en-US", "time", "20:00", {}, "no, not at nine", None),
        ("de-DE", "money", {"amount": 20.5, "currency": "EUR"}, {}, "nein, um vier", None),
        ("en-US", "choice", "red", RED_OR_BLUE, "it's the second one", "blue"),
        ("en-US", "choice", "red", RED_OR_BLUE, "no, the other one", "blue"),
        ("en-US", "choice", "red", RED_OR_BLUE, "not the red one, the blue one", "blue"),
        ("de-DE", "choice", "rot", {"options": ("rot", "blau")}, "nein, das andere", "blau"),
        ("en-US", "yes_no", True, {}, "no, yes", None),
        ("en-US", "text", "at home", {}, "no, at the office", "at the office"),
    ],
)
def test_values(language: str, type: str, before: Any, options: dict[str, Any], words: str, value: Any) -> None:
    """A new value, or a part of one beside the rest."""
    check(type, language, before, options, words, value)


@pytest.mark.parametrize(
    ("language", "before", "options", "words", "value"),
    [
        ("en-US", "2026-12-03", {}, "no, the fourteenth", "2026-12-14"),
        ("en-US", "2026-12-03", {}, "no, the fourth of May", "2027-05-04"),
        ("en-US", "2026-12-03", {}, "no, May", "2027-05-03"),
        ("en-US", "2026-12-03", {}, "no, tomorrow", "2026-11-21"),
        ("en-US", "2026-12-03", {}, "not the third, the fourth", "2026-12-04"),
        ("en-US", "2026-12-03", {}, "no, the fourth, not the third", "2026-12-04"),
        ("en-US", "2026-12-03", {}, "no, 1981", None),
        ("en-US", "2026-11-26", {}, "no, Friday", "2026-11-27"),
        ("en-US", "2026-12-03", {}, "no, Friday", None),
        ("en-US", "2027-01-31", {}, "no, February", None),
        ("en-US", "1979-06-03", {"past": True}, "no, the fourteenth", "1979-06-14"),
        ("en-US", "1979-06-03", {"past": True}, "no, 1981", "1981-06-03"),
        ("en-US", "1979-06-03", {"past": True}, "not June, July", "1979-07-03"),
        ("en-US", "2026-12-03", {"max": "2026-12-10"}, "no, the fourteenth", None),
        ("de-DE", "2026-12-03", {}, "nein, am vierzehnten", "2026-12-14"),
        ("de-DE", "2026-12-03", {}, "im Januar", "2027-01-03"),
        ("de-DE", "2026-12-03", {}, "nicht am dritten, sondern am vierten", "2026-12-04"),
    ],
)
def test_dates(language: str, before: str, options: dict[str, Any], words: str, value: str | None) -> None:
    """A part of a day is mended and the rest stays, unless that is over, or may be another day."""
    check("date", language, before, options, words, value)


@pytest.mark.parametrize(
    ("language", "before", "options", "words", "value"),
    [
        ("en-US", "15:00", {}, "not at three, at four", "16:00"),
        ("en-US", "15:00", {}, "half past", "15:30"),
        ("en-US", "15:00", {}, "no, half past four", "16:30"),
        ("en-US", "15:00", {}, "no, four in the morning", "04:00"),
        ("en-US", "15:00", {}, "no, in the morning", "03:00"),
        ("en-US", "03:00", {}, "in the afternoon", "15:00"),
        ("en-US", "15:00", {}, "quarter to", None),
        ("en-US", "15:00", {"max": "15:30"}, "no, at four", None),
        ("de-DE", "15:00", {}, "nicht um drei, um vier", "16:00"),
        ("de-DE", "15:00", {}, "um halb vier", "15:30"),
        ("de-DE", "15:00", {}, "Viertel nach", "15:15"),
        ("de-DE", "15:00", {}, "halb", None),
    ],
)
def test_times(language: str, before: str, options: dict[str, Any], words: str, value: str | None) -> None:
    """A time keeps its half of the day and its hour, where nobody says another."""
    check("time", language, before, options, words, value)


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [
        ("en", "no, the last two are 4 7", "123447"),
        ("en", "the last two digits are forty seven", "123447"),
        ("en", "it ends with 47", "123447"),
        ("en", "the first three are 9 8 7", "987416"),
        ("en", "the third digit is a 5", "125416"),
        ("en", "the second to last is 9", "123496"),
        ("en", "the last one is a 7", "123417"),
        ("en", "not 2 but 5", "153416"),
        ("en", "it's a 5 not a 2", "153416"),
        ("en", "5 instead of 2", "153416"),
        ("en", "change the 2 to a 5", "153416"),
        ("en", "5 instead of 1", None),
        ("en", "5 instead of 9", None),
        ("en", "no, 123457", "123457"),
        ("en", "no, 4 7", None),
        ("en", "the last two are 4 7 8", None),
        ("de", "die letzten zwei sind 4 7", "123447"),
        ("de", "nein, die letzten beiden Ziffern sind siebenundvierzig", "123447"),
        ("de", "nein, hinten 47", "123447"),
        ("de", "47 am Ende", "123447"),
        ("de", "am Anfang 98", "983416"),
        ("de", "die dritte Ziffer ist eine 5", "125416"),
        ("de", "die vorletzte ist eine neun", "123496"),
        ("de", "statt der zwei eine fünf", "153416"),
        ("de", "nicht die zwei, sondern die fünf", "153416"),
        ("de", "nein, die zwei ist eine fünf", "153416"),
        ("de", "fünf statt eins", None),
    ],
)
def test_digits(language: str, words: str, value: str | None) -> None:
    """The part that is named changes and nothing else; what fits in two places or in none is asked back."""
    check("digits", language, "123416", SIX, words, value)


@pytest.mark.parametrize(
    ("type", "language", "before", "options", "words", "value"),
    [
        ("digits", "en", "123416", {}, "no, 1 2 3 4 1 7", "123417"),
        ("digits", "en", "123416", {}, "no, 1 2 3", None),
        ("digits", "en", "4539578763621486", {"checksum": "luhn"}, "no, the last digit is a 7", None),
        ("digits", "en", "4539578763621485", {"checksum": "luhn"}, "no, the last digit is a 6", "4539578763621486"),
        ("phone", "de-DE", "+491711234567", {}, "nein, hinten 99", "+491711234599"),
        ("phone", "de-DE", "+491711234567", {}, "am Anfang 0172", "+491721234567"),
        ("phone", "en-US", "+12125550123", {}, "the first three are 3 1 2", "+13125550123"),
        ("phone", "en-US", "+12125550123", {}, "no, 212 555 0199", "+12125550199"),
        ("spelling", "en", "SMT7", {}, "no, the third letter is an F as in Fred", "SMF7"),
        ("spelling", "en", "SMT7", {}, "not T but D", "SMD7"),
        ("spelling", "en", "SMT7", {}, "no, X Y Z", None),
        ("spelling", "de", "SMT7", {}, "nicht T sondern D wie Dora", "SMD7"),
        ("spelling", "de", "DE89370400440532013001", {"checksum": "iban"}, "hinten 00", "DE89370400440532013000"),
    ],
)
def test_rows(type: str, language: str, before: str, options: dict[str, Any], words: str, value: str | None) -> None:
    """Length, plan of the country, pattern and check digits hold after the mend as before it."""
    check(type, language, before, options, words, value)


@pytest.mark.parametrize(
    ("language", "words", "behind"),
    [
        ("en", "nope, James", "James"),
        ("en", "actually the third", "the third"),
        ("en", "no, sorry, I meant the fourth", "the fourth"),
        ("en", "well no, it's James", "James"),
        ("en", "not quite, James", "James"),
        ("en", "wait, no, 4", "4"),
        ("en", "no, may", "may"),
        ("en", "not at three, at four", "not at three, at four"),
        ("en", "the last two are 4 7", None),
        ("en", "no", None),
        ("en", "no thanks", None),
        ("en", "no that's wrong", None),
        ("en", "hello", None),
        ("de", "nein, am vierzehnten", "am vierzehnten"),
        ("de", "doch nicht, am Freitag", "am Freitag"),
        ("de", "Quatsch, James", "James"),
        ("de", "ich meine den vierten", "den vierten"),
        ("de", "Moment, der vierte", "der vierte"),
        ("de", "Verzeihung, 4 7", "4 7"),
        ("de", "falsch, es ist 4", "es ist 4"),
        ("de", "äh nein, 4", "4"),
        ("de", "nein danke", None),
    ],
)
def test_openings(language: str, words: str, behind: str | None) -> None:
    """What takes an answer back is put away, as often as it is said; by itself it corrects nothing."""
    assert opens_correction(words, language) == behind


@given(st.text(alphabet="0123456789", min_size=5, max_size=12), st.integers(1, 4), st.data())
def test_the_last_ones(before: str, many: int, data: st.DataObject) -> None:
    """Whoever names the last digits changes these and keeps the others."""
    told = data.draw(st.text(alphabet="0123456789", min_size=many, max_size=many))
    count = f"{many} digits are" if many > 1 else "digit is"
    heard = corrected("digits", before, f"no, the last {count} {' '.join(told)}", language="en", length=len(before))
    assert heard.value == before[:-many] + told


@given(st.text(alphabet="0123456789", min_size=5, max_size=16).filter(luhn), st.integers(0, 9), st.integers(0, 9))
def test_a_checksum_is_kept(before: str, old: int, new: int) -> None:
    """No mend makes a number that its check digit refuses."""
    heard = corrected("digits", before, f"{new} instead of {old}", language="en", checksum="luhn")
    assert heard.value is None or luhn(heard.value)


@given(st.sampled_from(sorted(TYPES)), st.text(max_size=60), st.sampled_from(["en-US", "de-DE"]))
def test_never_raises(type: str, words: str, language: str) -> None:
    """Whatever a caller says, there is an answer."""
    before = {"money": POUNDS, "date": "2026-12-03", "time": "15:00", "duration": "PT2H", "number": 4, "yes_no": True}
    heard = corrected(type, before.get(type, "1234"), words, language=language, now=NOW)
    assert heard.why.endswith(".")


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)))
def test_a_whole_date(day: date) -> None:
    """A whole new date takes the place of any other."""
    words = say("date", day.isoformat(), language="en-GB")
    assert corrected("date", "2026-12-03", f"no, {words}", language="en-GB", now=NOW).value in (day.isoformat(), None)
    assert corrected("date", "1960-12-03", f"no, {words}", language="en-GB", now=NOW).value == day.isoformat()


def test_a_weekday_that_can_only_be_the_coming_one_is_told() -> None:
    """Where days that are over are not wanted, nothing has to be asked back."""
    now = datetime.fromisoformat("2026-11-18T10:00")
    assert corrected("date", "2026-11-20", "no, Monday", now=now, future=True).value == "2026-11-23"
    assert corrected("date", "2026-11-20", "no, Monday", now=now).value is None
