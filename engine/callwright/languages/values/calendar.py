"""As much of a date as was said, and the day that is meant by it.

Laws
1. A day is told only if it exists, fits the weekday that was said, and lies where ``past`` or ``future`` want it.
2. Who mends a part ("no, the fourth") keeps the rest.
3. A day without a year is the next one, or the last where it lies in the past; today counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from callwright.languages.values.heard import Impossible, Wanted

BACK = 80
"""Years that a two-digit year may lie back where nothing says past or future; 19 ahead."""

NO_DAY = Impossible("There is no such day.")
NO_NOW = Impossible("That day is counted from today, and no “now” was given.")

_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Told:
    """As much of a date as was said."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    short_year: int | None = None
    """Of two digits."""
    weekday: int | None = None
    """Monday is 1."""
    fixed: date | None = None
    """A day that was counted from now."""

    def mended(self, later: Told) -> Told:
        """With what was said later in place of what it corrects."""
        if later.fixed or (self.fixed and (later.day or later.weekday)):
            return later
        if later.weekday and not later.day and not later.month:
            return later
        changed = {name: value for name in _FIELDS if (value := getattr(later, name)) is not None}
        if "year" in changed or "short_year" in changed:
            changed = {"year": None, "short_year": None, **changed}
        return replace(replace(self, weekday=None), **changed)

    def united(self, other: Told) -> Told | None:
        """Both as one; None where they say different things."""
        parts: dict[str, Any] = {}
        for name in _FIELDS:
            one, two = getattr(self, name), getattr(other, name)
            if one is not None and two is not None and one != two:
                return None
            parts[name] = two if one is None else one
        united = Told(**parts)
        fixed = united.fixed
        if fixed is not None and (
            united.weekday not in (None, fixed.isoweekday())
            or united.day not in (None, fixed.day)
            or united.month not in (None, fixed.month)
        ):
            return None
        return united


_FIELDS = ("day", "month", "year", "short_year", "weekday", "fixed")


def settle(told: Told, wanted: Wanted) -> date | Impossible:
    """The day that is meant, at the time of the call."""
    if told.fixed:
        return _where_wanted(told.fixed, wanted)
    if told.day is None and (told.weekday is None or told.month):
        return Impossible("There is no day in it.")
    if told.year is not None:
        return _on_weekday(_day(told.year, told.month, told.day), told, wanted)
    if wanted.now is None:
        return NO_NOW
    today = wanted.now.date()
    if told.short_year is not None:
        return _on_weekday(_short_year(told, wanted, today), told, wanted)
    if told.day is None:
        return _next_weekday(today, told.weekday or 1, -1 if wanted.past else 1)
    candidates = _by_year(told, wanted, today) if told.month else _by_month(told, wanted, today)
    return next(candidates, Impossible("There is no such day near today."))


def _day(year: int, month: int | None, day: int | None) -> date | Impossible:
    if month is None or day is None:
        return Impossible("There is no day or no month in it.")
    try:
        return date(year, month, day)
    except ValueError:
        return NO_DAY


def _on_weekday(day: date | Impossible, told: Told, wanted: Wanted) -> date | Impossible:
    if isinstance(day, Impossible):
        return day
    if told.weekday and day.isoweekday() != told.weekday:
        return Impossible(f"{day.isoformat()} is a {day.strftime('%A')}, and another weekday was said.")
    return _where_wanted(day, wanted)


def _where_wanted(day: date, wanted: Wanted) -> date | Impossible:
    today = wanted.now.date() if wanted.now else None
    if wanted.past and today and day > today:
        return Impossible(f"{day.isoformat()} is not in the past.")
    if wanted.future and today and day < today:
        return Impossible(f"{day.isoformat()} is not in the future.")
    return day


def _short_year(told: Told, wanted: Wanted, today: date) -> date | Impossible:
    century = today.year - today.year % 100
    days = [
        day
        for first in (century - 100, century, century + 100)
        if not isinstance(day := _day(first + (told.short_year or 0), told.month, told.day), Impossible)
    ]
    if wanted.past:
        days = [day for day in days if day <= today][-1:]
    elif wanted.future:
        days = [day for day in days if day >= today][:1]
    else:
        days = [day for day in days if today.year - BACK <= day.year < today.year - BACK + 100]
    return days[0] if days else NO_DAY


def _by_year(told: Told, wanted: Wanted, today: date) -> Iterator[date]:
    """The day in the year that is meant where none was said; a day of leap years in the next of them."""
    step = -1 if wanted.past else 1
    for year in range(today.year, today.year + 9 * step, step):
        day = _day(year, told.month, told.day)
        if isinstance(day, date) and (day <= today if wanted.past else day >= today):
            if not told.weekday or day.isoweekday() == told.weekday:
                yield day
            return


def _by_month(told: Told, wanted: Wanted, today: date) -> Iterator[date]:
    """The nearest such day where no month was said; none where its weekday is another than was said."""
    step = -1 if wanted.past else 1
    for months in range(4):
        year, month = _shifted(today.year, today.month, months * step)
        day = _day(year, month, told.day)
        fits = isinstance(day, date) and (day <= today if wanted.past else day >= today)
        if isinstance(day, date) and fits:
            if not told.weekday or day.isoweekday() == told.weekday:
                yield day
            return


def _shifted(year: int, month: int, months: int) -> tuple[int, int]:
    count = year * 12 + month - 1 + months
    return count // 12, count % 12 + 1


def add(day: date, count: int, unit: str) -> date | Impossible:
    """So many days, weeks, months or years further on; a day that there is not becomes the last of its month."""
    try:
        if unit in ("day", "week"):
            return day + timedelta(days=count * (7 if unit == "week" else 1))
        year, month = _shifted(day.year, day.month, count * (12 if unit == "year" else 1))
        return date(year, month, min(day.day, _last(year, month)))
    except (ValueError, OverflowError):
        return NO_DAY


def _last(year: int, month: int) -> int:
    following, first = _shifted(year, month, 1)
    return (date(following, first, 1) - timedelta(days=1)).day


def _next_weekday(today: date, weekday: int, step: int) -> date:
    """The next such day, today excluded."""
    ahead = (weekday - today.isoweekday()) * step % 7 or 7
    return today + timedelta(days=ahead * step)


def possible(told: Told) -> Told | Impossible:
    """Whether there can be such a day."""
    if told.month is not None and not 1 <= told.month <= 12:
        return Impossible(f"There is no month {told.month}.")
    if told.day is not None and told.month is not None:
        if not 1 <= told.day <= _LENGTHS[told.month - 1]:
            return NO_DAY
        if told.year is not None and told.day > _last(told.year, told.month):
            return NO_DAY
    return told


def counted(meaning: str, given: Mapping[str, Any], today: date) -> date | Impossible:
    """A day that is counted from today."""
    if meaning == "offset":
        base = today + timedelta(days=given.get("base", 0))
        if "weekday" in given:
            base = _next_weekday(today, given["weekday"], 1)
        day = add(base, given.get("count", 1) * given.get("sign", 1), given.get("unit", "day"))
        plus = given.get("plus", 0)
        return add(day, plus, "day") if plus and isinstance(day, date) else day
    if meaning == "inmonth":
        year, month = _shifted(today.year, today.month, given.get("shift", 1))
        last = _last(year, month)
        day_of_month = last if given.get("edge") == "last" else given["day"]
        return date(year, month, day_of_month) if day_of_month <= last else NO_DAY
    weekday, which, weeks = given["weekday"], given.get("which", "coming"), given.get("weeks", 0)
    monday = today - timedelta(days=today.weekday())
    if which == "either":
        coming = _next_weekday(today, weekday, 1)
        if coming != monday + timedelta(days=6 + weekday):
            return Impossible("It may be the coming one or that of next week.")
        return coming
    if which in ("this", "next", "lastweek", "week"):
        begin = monday + timedelta(days={"next": 7, "lastweek": -7}.get(which, 0) + weekday - 1)
    else:
        begin = _next_weekday(today, weekday, -1 if which == "last" else 1)
    return begin + timedelta(weeks=weeks)
