"""A day with a time, said as near as it is, in every language."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages import LANGUAGES, get
from callwright.languages.moments import WORDS, say_moment
from callwright.languages.values.saying import say_value

FRIDAY = date(2026, 11, 20)


def spoken(language: str, day: str, clock: str, today: date | None = FRIDAY) -> str:
    """The moment, with its date and its time said as the language says them."""
    own = get(language)
    said, time = (say_value(type, value, own, "") for type, value in (("date", day), ("time", clock)))
    return say_moment(date.fromisoformat(day), said, time, today, own.tag)


def test_every_language_has_words_for_it() -> None:
    """A new one is asked for them here; until then it says the day and the time."""
    assert LANGUAGES.keys() <= WORDS.keys()
    assert say_moment(FRIDAY, "20th", "9", FRIDAY, "xx") == "20th, 9"


@pytest.mark.parametrize(
    ("language", "tomorrow", "weekday", "later"),
    [
        ("en", "tomorrow at noon", "Wednesday at 9 AM", "on Monday, December 7th at 3:30 PM"),
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
