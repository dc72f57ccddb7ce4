"""A day with a time, said as near as it is, in every language."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages import LANGUAGES, get
from callwright.languages.moments import CLEAR, RECENT, WORDS, say_day, say_moment
from callwright.languages.values.saying import say_value
from callwright.understanding.hearing import hear

FRIDAY = date(2026, 11, 20)


def spoken(language: str, day: str, clock: str, today: date | None = FRIDAY) -> str:
    """The moment, with its date and its time said as the language says them."""
    own = get(language)
    said, time = (say_value(type, value, own, "") for type, value in (("date", day), ("time", clock)))
    return say_moment(date.fromisoformat(day), said, time, today, own.tag)


def said_alone(language: str, day: date) -> str:
    """The day without a time."""
    own = get(language)
    return say_day(day, say_value("date", day.isoformat(), own, ""), FRIDAY, own.tag)


def test_every_language_has_words_for_it() -> None:
    """A new one is asked for them here; until then it says the day and the time."""
    assert LANGUAGES.keys() <= WORDS.keys()
    assert say_moment(FRIDAY, "20th", "9", FRIDAY, "xx") == "20th, 9"
    assert say_day(FRIDAY, "20th", FRIDAY, "xx") == "20th"


@pytest.mark.parametrize(
    ("language", "tomorrow", "weekday", "later"),
    [
        ("en", "tomorrow at noon", "on Wednesday at 9 AM", "on Monday, December 7th at 3:30 PM"),
        ("de", "morgen um 12 Uhr", "am Mittwoch um 9 Uhr", "am Montag, dem 7. Dezember, um 15 Uhr 30"),
        ("fr", "demain à midi", "mercredi à 9 heures", "le lundi 7 décembre à 15 heures 30"),
        ("nl", "morgen om 12 uur", "woensdag om 9 uur", "op maandag 7 december om 15 uur 30"),
        ("es", "mañana a las doce", "el miércoles a las nueve", "el lunes, 7 de diciembre, a las tres y media"),
        ("it", "domani a mezzogiorno", "mercoledì alle 9", "lunedì 7 dicembre alle 15 e 30"),
        ("pl", "jutro o dwunastej", "w środę o dziewiątej", "w poniedziałek, 7 grudnia, o piętnastej 30"),
    ],
)
def test_a_moment_is_said_as_people_say_it(language: str, tomorrow: str, weekday: str, later: str) -> None:
    """With the prepositions, and their forms before a time, of the language."""
    assert spoken(language, "2026-11-21", "12:00").startswith(tomorrow)
    assert spoken(language, "2026-11-25", "09:00").startswith(weekday)
    assert spoken(language, "2026-12-07", "15:30").startswith(later)


@pytest.mark.parametrize(
    ("language", "near", "far"),
    [
        ("en", "Friday, November 27th", "May 1st, 1980"),
        ("de", "Freitag, 27. November", "1. Mai 1980"),
        ("fr", "vendredi 27 novembre", "premier mai 1980"),
        ("nl", "vrijdag 27 november", "1 mei 1980"),
        ("es", "viernes 27 de noviembre", "1 de mayo de 1980"),
        ("it", "venerdì 27 novembre", "primo maggio 1980"),
        ("pl", "27 listopada, w piątek", "1 maja 1980 roku"),
    ],
)
def test_a_near_day_has_its_weekday_and_a_far_one_its_year(language: str, near: str, far: str) -> None:
    """Both stand without a preposition, so that they read well behind one."""
    assert said_alone(language, date(2026, 11, 27)) == near
    assert said_alone(language, date(1980, 5, 1)) == far


@given(language=st.sampled_from(sorted(LANGUAGES)), ahead=st.integers(-RECENT - 30, CLEAR + 400))
def test_a_day_is_heard_as_it_is_said(language: str, ahead: int) -> None:
    """With its weekday or its year, whatever is left out."""
    day = FRIDAY + timedelta(days=ahead)
    now = datetime.fromisoformat("2026-11-20T10:00")
    heard = hear("date", said_alone(language, day), language=language, now=now, past=ahead < 0)
    assert heard.value == day.isoformat()


@given(
    language=st.sampled_from(sorted(LANGUAGES)),
    ahead=st.integers(-400, 800),
    minutes=st.integers(0, 1439),
)
def test_a_moment_tells_its_day(language: str, ahead: int, minutes: int) -> None:
    """The same weekday a week later is never said alike."""
    clock = f"{minutes // 60:02}:{minutes % 60:02}"
    day, week_later = FRIDAY + timedelta(days=ahead), FRIDAY + timedelta(days=ahead + 7)
    one, other = (spoken(language, one.isoformat(), clock) for one in (day, week_later))
    assert one != other
