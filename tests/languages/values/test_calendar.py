"""Which day is meant."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.languages.values.calendar import Told, add, settle
from callwright.languages.values.heard import Impossible, Wanted

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
moments = st.datetimes(datetime.fromisoformat("1950-01-01"), datetime.fromisoformat("2080-12-31"))


@given(day=days, now=moments)
def test_a_whole_day_is_itself(day: date, now: datetime) -> None:
    """A day with its year does not depend on the call, and only its own weekday fits it."""
    told = Told(day.day, day.month, day.year)
    assert settle(told, Wanted(now=now)) == day
    assert settle(told.mended(Told(weekday=day.isoweekday())), Wanted(now=now)) != Impossible("")
    other = Told(day.day, day.month, day.year, weekday=day.isoweekday() % 7 + 1)
    assert isinstance(settle(other, Wanted(now=now)), Impossible)


@given(day=days, now=moments, past=st.booleans())
def test_a_day_without_a_year_is_the_nearest_on_its_side(day: date, now: datetime, past: bool) -> None:
    """It is the last one or the next one, today included, never more than eight years away."""
    found = settle(Told(day.day, day.month), Wanted(now=now, past=past))
    assert isinstance(found, date)
    assert (found.month, found.day) == (day.month, day.day)
    away = (now.date() - found).days if past else (found - now.date()).days
    assert 0 <= away <= (8 * 366 if (day.month, day.day) == (2, 29) else 366)


@given(short=st.integers(0, 99), now=moments)
def test_a_short_year_lies_in_its_window(short: int, now: datetime) -> None:
    """A year of two digits is not over where the past is asked for, and within 80 years back and 19 ahead else."""
    told = Told(1, 1, short_year=short)
    past = settle(told, Wanted(now=now, past=True))
    assert isinstance(past, date)
    assert 0 <= now.year - past.year <= 99
    free = settle(told, Wanted(now=now))
    assert isinstance(free, date)
    assert -80 <= free.year - now.year <= 19


@given(now=moments, weekday=st.integers(1, 7))
def test_a_weekday_is_within_a_week(now: datetime, weekday: int) -> None:
    """It is one of the seven days after today."""
    found = settle(Told(weekday=weekday), Wanted(now=now))
    assert isinstance(found, date)
    assert 1 <= (found - now.date()).days <= 7
    assert found.isoweekday() == weekday


@pytest.mark.parametrize(
    ("begin", "count", "unit", "end"),
    [
        ("2026-01-31", 1, "month", "2026-02-28"),
        ("2024-02-29", 1, "year", "2025-02-28"),
        ("2026-11-20", -2, "week", "2026-11-06"),
        ("2026-12-31", 1, "day", "2027-01-01"),
    ],
)
def test_counting(begin: str, count: int, unit: str, end: str) -> None:
    """A month further on is the same day, or the last of a shorter month."""
    assert add(date.fromisoformat(begin), count, unit) == date.fromisoformat(end)


def test_without_now() -> None:
    """What is counted from today is not told where nobody says when the call is."""
    for told in (Told(5, 6), Told(weekday=1), Told(5, 6, short_year=65)):
        assert isinstance(settle(told, Wanted()), Impossible)
    assert settle(Told(5, 6, 1965), Wanted()) == date(1965, 6, 5)


def test_pieces() -> None:
    """A later piece replaces what it names and keeps the rest; pieces that contradict each other are not one."""
    whole = Told(3, 5, 1980)
    assert whole.mended(Told(4)) == Told(4, 5, 1980)
    assert whole.mended(Told(3, 6)) == Told(3, 6, 1980)
    assert whole.mended(Told(short_year=81)) == Told(3, 5, short_year=81)
    assert Told(weekday=5).united(Told(27)) == Told(27, weekday=5)
    assert Told(3).united(Told(4)) is None
    assert Told(fixed=date(2026, 11, 20)).united(Told(weekday=1)) is None
