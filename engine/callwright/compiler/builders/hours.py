"""Opening hours: the days of the week, public holidays, and days with hours of their own.

``mon-fri: 09:00-18:00``, a list of spans where there is a break, an end on the next day (``22:00-02:00``), ``closed``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.faulty import instead
from callwright.compiler.builders.timezone import zone_of
from callwright.compiler.fixing import bare, write
from callwright.compiler.nodes import Node
from callwright.compiler.report import did_you_mean
from callwright.core.hours import Hours, Spans
from callwright.diagnostics.model import Fix
from callwright.diagnostics.nearest import nearest

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_OTHER_DAYS: Mapping[str, str] = {
    **dict.fromkeys(("monday", "mo", "montag"), "mon"),
    **dict.fromkeys(("tuesday", "tues", "tu", "di", "dienstag"), "tue"),
    **dict.fromkeys(("wednesday", "we", "mi", "mittwoch"), "wed"),
    **dict.fromkeys(("thursday", "thur", "thurs", "th", "do", "donnerstag"), "thu"),
    **dict.fromkeys(("friday", "fr", "freitag"), "fri"),
    **dict.fromkeys(("saturday", "sa", "samstag"), "sat"),
    **dict.fromkeys(("sunday", "su", "so", "sonntag"), "sun"),
}
"""What authors call the days otherwise."""

_DAY = 1440
_CLOCK = r"([0-9]{1,2})[:.]([0-5][0-9])"
_SPAN = re.compile(rf"{_CLOCK}\s*(?:-|–|to|bis)\s*{_CLOCK}")
_WHOLE_HOURS = re.compile(r"([0-9]{1,2})\s*(?:-|–|to|bis)\s*([0-9]{1,2})")
_GERMAN_DATE = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_CLOSED = "closed"


def hours(context: Context, zone: str) -> dict[str, Hours]:
    """Every entry of ``hours``; ``zone`` is the flow's, for those that name none; it may be empty."""
    made: dict[str, Hours] = {}
    for name, entry in context.sections.hours.items():
        if not context.sections.usable("hours", name):
            continue
        node, own = entry.value, reading.child(entry.value, "timezone")
        holidays = reading.child(node, "holidays")
        made[name] = Hours(
            name=name,
            timezone=zone_of(context, own) if own is not None else zone,
            weekly=_weekly(context, node.entries["weekly"].value),
            span=entry.key.span,
            holidays=_holidays(context, holidays) if holidays is not None else "",
            closed=frozenset(
                day for item in reading.several(reading.child(node, "closed")) if (day := _date(context, item))
            ),
            open=_open(context, node),
        )
    return made


def _bad(context: Context, message: str, node: Node, help: str, fixes: tuple[Fix, ...] = ()) -> None:
    context.report.add("bad-hours", message, node, help, fixes=fixes)


def _weekly(context: Context, node: Node) -> tuple[Spans, ...]:
    week: dict[int, Spans] = {}
    for written, entry in node.entries.items():
        spans = _spans(context, entry.value)
        for day in _days(context, entry.key, written, node.entries):
            if day in week:
                _bad(
                    context,
                    f'"{_DAYS[day]}" has hours twice.',
                    entry.key,
                    "Name each day once; where there is a break, write a list: [09:00-12:00, 13:00-18:00]",
                )
            week[day] = spans
    return tuple(week.get(day, ()) for day in range(len(_DAYS)))


def _days(context: Context, node: Node, written: str, others: Collection[str]) -> list[int]:
    """The days that a key names: ``mon``, ``mon-fri``, ``mon-wed, fri``; 0 is Monday."""
    found: list[int] = []
    for part in written.lower().split(","):
        ends = [end.strip() for end in re.split(r"\s*[-–]\s*", part.strip())]
        meant = [_OTHER_DAYS.get(end, end) for end in ends]
        if len(ends) > 2 or any(end not in _DAYS for end in ends):
            meant = [end if end in _DAYS else nearest(end, (*_DAYS, *_OTHER_DAYS)) or end for end in meant]
            meant = [_OTHER_DAYS.get(end, end) for end in meant]
            mended = "-".join(meant) if all(end in _DAYS for end in meant) and len(meant) <= 2 else ""
            _bad(
                context,
                f'"{part.strip()}" is not a day of the week.' + (f' Did you mean "{mended}"?' if mended else ""),
                node,
                f"Days: {', '.join(_DAYS)}; mon-fri for several. Single dates stand under closed: and open:",
                instead(node, part.strip(), mended)[1] if mended and mended not in others else (),
            )
            continue
        first, last = _DAYS.index(ends[0]), _DAYS.index(ends[-1])
        found += [day % 7 for day in range(first, last + 1 if last >= first else last + 8)]
    return found


def _spans(context: Context, node: Node) -> Spans:
    """The hours of one day in minutes, in their order; none where it is closed."""
    made: list[tuple[int, int]] = []
    for item in reading.several(node):
        written = reading.text(item)
        if written.lower() == _CLOSED and node.kind != "list":
            return ()
        span = _span(context, item, written)
        if span is None:
            continue
        if made and span[0] < made[-1][1]:
            _bad(context, f'"{written}" begins before what stands in front of it has ended.', item, "Sort them.")
        made.append(span)
    return tuple(made)


def _span(context: Context, node: Node, written: str) -> tuple[int, int] | None:
    found = _SPAN.fullmatch(written)
    if found is None:
        whole = _WHOLE_HOURS.fullmatch(written)
        hint = f" Did you mean {int(whole[1]):02}:00-{int(whole[2]):02}:00?" if whole is not None else ""
        _bad(
            context,
            f'"{written}" does not say from when to when.{hint}' if written else "There are no hours here.",
            node,
            "Write for example 09:00-18:00, [09:00-12:00, 13:00-18:00] where there is a break, or closed.",
            (write(f"{int(whole[1]):02}:00-{int(whole[2]):02}:00", bare(node)),) if whole is not None else (),
        )
        return None
    start, end = (int(found.group(at)) * 60 + int(found.group(at + 1)) for at in (1, 3))
    if start >= _DAY or end > _DAY:
        _bad(context, f'A day has no time like in "{written}".', node, "It goes from 00:00 to 24:00.")
        return None
    if start == end:
        _bad(context, f'"{written}" ends when it begins.', node, "Open all day is 00:00-24:00; not at all is closed.")
        return None
    return start, end if end > start else end + _DAY


def _open(context: Context, node: Node) -> dict[str, Spans]:
    made: dict[str, Spans] = {}
    written = reading.child(node, "open")
    for entry in written.entries.values() if written is not None else ():
        day = _date(context, entry.key)
        spans = _spans(context, entry.value)
        if day:
            made[day] = spans
    return made


def _date(context: Context, node: Node) -> str:
    written = reading.text(node)
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
            return date.fromisoformat(written).isoformat()
        day = _GERMAN_DATE.fullmatch(written)
        hint = f" Did you mean {day[3]}-{int(day[2]):02}-{int(day[1]):02}?" if day is not None else ""
        _bad(
            context,
            f'"{written}" is not a date.{hint}',
            node,
            "A date is written with the year, the month and the day: 2026-12-24",
            (write(f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}", bare(node)),) if day is not None else (),
        )
    except ValueError:
        _bad(context, f'There is no day "{written}".', node, "Check the month and the day, as in 2026-12-24.")
    return ""


def _holidays(context: Context, node: Node) -> str:
    """A country of the library ``holidays``, or a country with one of its regions."""
    from holidays.utils import list_supported_countries  # slow to import, and few flows need it

    country, _, written = reading.text(node).partition("-")
    country = country.upper()
    known = list_supported_countries()
    if country not in known:
        near = "" if reading.is_switch(node) else did_you_mean(country, known)
        _bad(
            context,
            "Of which country are the public holidays?"
            if reading.is_switch(node)
            else f'No public holidays are known of "{reading.text(node)}".{near}',
            node,
            "Write the two letters of the country, and its region behind a dash: DE, DE-NW, AT, GB-ENG.",
        )
        return ""
    regions = known[country]
    region = next((one for one in regions if one.casefold() == written.casefold()), "")
    if written and not region:
        _bad(
            context,
            f'"{country}" has no region "{written}".{did_you_mean(written, regions)}',
            node,
            f"Its regions: {', '.join(regions)}." if regions else f"Write {country} alone.",
        )
    return f"{country}-{region}" if region else country
