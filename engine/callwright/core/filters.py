"""The filters of templates that are our own: values said as a person says them, and times and sums moved.

Laws.
1. A value without a name is told by its shape; one of a slot by the slot's type.
2. A filter gives back text to be spoken or a value as ``hear`` gives it, and never changes what it was given.
3. What a filter cannot do is a ``RenderError`` in an author's words, without the value itself: it goes into logs, and
   the value may be a caller's secret.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

import jinja2
from jinja2.runtime import Context

from callwright.core.money import Money, calculate, kind_of, money_of, number_of
from callwright.core.speaking import Speaker, date_of, moment_of, time_of
from callwright.core.unfilled import RenderError
from callwright.languages.values.durations import Length, length_of


class Takes(NamedTuple):
    """How many arguments a filter takes, and what it looks like."""

    fewest: int
    most: int
    example: str


ARGUMENTS: Mapping[str, Takes] = MappingProxyType(
    {
        "say": Takes(0, 1, "{{ name | say }}"),
        "digits": Takes(0, 0, "{{ number | digits }}"),
        "money": Takes(0, 1, "{{ amount | money('EUR') }}"),
        "date": Takes(0, 0, "{{ day | date }}"),
        "time": Takes(0, 0, "{{ at | time }}"),
        "spell": Takes(0, 0, "{{ name | spell }}"),
        "plus": Takes(1, 2, "{{ today | plus(3, 'days') }}"),
    }
)

UNITS: Mapping[str, Length] = MappingProxyType(
    {
        unit: length
        for unit, length in (
            ("minutes", Length(seconds=60)), ("hours", Length(seconds=3600)), ("days", Length(days=1)),
            ("weeks", Length(days=7)), ("months", Length(months=1)), ("years", Length(months=12)),
        )
        for unit in (unit, unit[:-1])
    }
)  # fmt: skip
"""Units of time by name, in the plural and in the singular."""

_FURTHEST = 1_000_000
"""Nothing is moved by more units than these."""


def speaker_of(context: Context) -> Speaker:
    """Who speaks, as the scope of a template tells it."""
    call, now, timezone = context.resolve("call"), context.resolve("now"), context.resolve("timezone_")
    language = call.get("language", "") if isinstance(call, Mapping) else ""
    return Speaker(str(language), now if isinstance(now, str) else "", timezone if isinstance(timezone, str) else "")


@jinja2.pass_context
def _say(context: Context, value: Any, name: str = "") -> str:
    """A value as a person of the call's language says it; the type is that of the slot ``name``."""
    _filled(value, name)
    types, labels = context.resolve("types_"), context.resolve("labels_")
    return speaker_of(context).value(
        value,
        types.get(name, "") if isinstance(types, Mapping) else "",
        labels.get(name, {}) if isinstance(labels, Mapping) else {},
    )


@jinja2.pass_context
def _digits(context: Context, value: Any) -> str:
    """The digits of a value one by one, in groups."""
    digits = "".join(c for c in str(_filled(value)) if c in "0123456789")
    return speaker_of(context).language.say_digits(digits)


@jinja2.pass_context
def _money(context: Context, value: Any, currency: str = "") -> str:
    """A sum of money; a bare number is one of ``currency``."""
    sum = money_of(_filled(value))
    if sum is None:
        amount = number_of(value, written=True)
        if amount is None:
            raise RenderError(f"{kind_of(value)} is no sum of money")
        if not currency:
            raise RenderError("nothing says of which currency this is; write for example money('EUR')")
        sum = Money(amount, currency)
    return speaker_of(context).money(sum)


@jinja2.pass_context
def _date(context: Context, value: Any) -> str:
    """The day of a date, or of a date with a time."""
    speaker = speaker_of(context)
    moment = moment_of(_filled(value))
    day = speaker.here(moment).date() if moment else date_of(value)
    if day is None:
        raise RenderError(f"{kind_of(value)} is no date, unless it is written like 2026-11-20")
    return speaker.date(day)


@jinja2.pass_context
def _time(context: Context, value: Any) -> str:
    """The time of day, or of a date with a time."""
    speaker = speaker_of(context)
    moment = moment_of(_filled(value))
    if moment:
        moment = speaker.here(moment)
        return speaker.time(moment.hour, moment.minute)
    clock = time_of(value)
    if clock is None:
        raise RenderError(f"{kind_of(value)} is no time of day, unless it is written like 09:30")
    return speaker.time(*clock)


@jinja2.pass_context
def _spell(context: Context, value: Any) -> str:
    """The letters and digits of a value one by one."""
    return speaker_of(context).spelling(str(_filled(value)))


def _plus(value: Any, count: Any, unit: str = "") -> Any:
    """A date, time or length of time moved by ``count`` units, or a sum and a sum."""
    _filled(value)
    _filled(count)
    if not unit:
        return calculate("+", value, count)
    if unit not in UNITS:
        raise RenderError(f"this is no unit of time; there are {', '.join(unit for unit in UNITS if unit[-1] == 's')}")
    number = number_of(count)
    if number is None or abs(number) > _FURTHEST:
        raise RenderError(f"nothing can be moved by so many {unit}, or by {kind_of(count)}")
    one = UNITS[unit]
    if number != number.to_integral_value() and (not one.seconds or number * one.seconds % 60):
        raise RenderError(f"this is no whole number of {'minutes' if one.seconds else unit}")
    step = Length(int(one.months * number), int(one.days * number), int(one.seconds * number))
    try:
        return _moved(value, step, unit)
    except (OverflowError, ValueError):
        raise RenderError(f"so many {unit} lead to no day that a calendar has") from None


def _moved(value: Any, step: Length, unit: str) -> str:
    moment = moment_of(value)
    if moment is not None:
        moved = _on(moment.date(), step)
        at = datetime.combine(moved, moment.timetz()) + timedelta(seconds=step.seconds)
        return at.isoformat(timespec="minutes")
    day = date_of(value)
    if day is not None:
        if step.seconds or unit in ("minute", "minutes", "hour", "hours"):
            raise RenderError(f"a day is not moved by {unit}; a time is")
        return _on(day, step).isoformat()
    clock = time_of(value)
    if clock is not None:
        if step.months or step.days:
            raise RenderError(f"a time of day is not moved by {unit}; a date is")
        minutes = (clock[0] * 60 + clock[1] + step.seconds // 60) % 1440
        return f"{minutes // 60:02}:{minutes % 60:02}"
    length = length_of(value) if isinstance(value, str) else None
    if length is None:
        raise RenderError(f"{kind_of(value)} is not moved by {unit}; a date, a time or a length of time is")
    whole = length + step
    if min(whole.months, whole.days, whole.seconds) < 0:
        raise RenderError(f"the length of time is shorter than the {unit} that are taken away")
    return whole.iso()


def _on(day: date, step: Length) -> date:
    """A day so many months and days further on; the 31st becomes the last of a shorter month."""
    months = day.year * 12 + day.month - 1 + step.months
    year, month = divmod(months, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last)) + timedelta(days=step.days)


def _filled(value: Any, name: str = "") -> Any:
    if isinstance(value, jinja2.Undefined):
        missing = name or getattr(value, "_undefined_name", "") or "this"
        raise RenderError(f"'{missing}' has no value yet")
    return value


OURS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {"say": _say, "digits": _digits, "money": _money, "date": _date, "time": _time, "spell": _spell, "plus": _plus}
)
"""Our own filters by name."""
