"""The time zone of a flow: what ``now`` and ``today`` are, and which day a caller means by "tomorrow".

Said by the flow; else by its opening hours, where all name the same one; else by the country of its first language,
where that country has only one; else by the other flows of the folder, where all of those are in the same one. Where
none can be told it is UTC, and the author of a flow to which it matters is told so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.fixing import bare, near_name, write
from callwright.compiler.nodes import Node
from callwright.compiler.report import Report, did_you_mean
from callwright.core.model import Flow
from callwright.diagnostics.model import Span
from callwright.understanding.hearing import region_of

UNKNOWN = "UTC"

_OF_COUNTRY: Mapping[str, str] = {
    "AT": "Europe/Vienna",
    "BE": "Europe/Brussels",
    "BG": "Europe/Sofia",
    "CH": "Europe/Zurich",
    "CZ": "Europe/Prague",
    "DE": "Europe/Berlin",
    "DK": "Europe/Copenhagen",
    "EE": "Europe/Tallinn",
    "FI": "Europe/Helsinki",
    "FR": "Europe/Paris",
    "GB": "Europe/London",
    "GR": "Europe/Athens",
    "HR": "Europe/Zagreb",
    "HU": "Europe/Budapest",
    "IE": "Europe/Dublin",
    "IN": "Asia/Kolkata",
    "IT": "Europe/Rome",
    "JP": "Asia/Tokyo",
    "LI": "Europe/Vaduz",
    "LT": "Europe/Vilnius",
    "LU": "Europe/Luxembourg",
    "LV": "Europe/Riga",
    "NL": "Europe/Amsterdam",
    "NO": "Europe/Oslo",
    "PL": "Europe/Warsaw",
    "RO": "Europe/Bucharest",
    "SE": "Europe/Stockholm",
    "SI": "Europe/Ljubljana",
    "SK": "Europe/Bratislava",
    "ZA": "Africa/Johannesburg",
}
"""Countries in which every clock shows the same time, by their ISO 3166 code."""

_TOLD_BY_CLOCK = frozenset({"date", "time"})
"""Types of values that callers say as seen from now: tomorrow, in an hour."""

_ASKS = frozenset({"now", "today", "open", "opens_next"})


@cache
def _zones() -> Mapping[str, str]:
    return {name.casefold(): name for name in available_timezones() if "/" in name or name == "UTC"}


def _known(written: str) -> str | None:
    """The time zone that is meant; listing all of them is slow, and most are written as they are."""
    try:
        return ZoneInfo(written).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _zones().get(written.replace(" ", "_").casefold())


def zone_of(context: Context, node: Node) -> str:
    """A time zone as it is written; one that there is not is reported and stands for UTC."""
    written = reading.text(node)
    known = _known(written)
    if known is None:
        cities = {name.rpartition("/")[2].casefold(): name for name in _zones().values()}
        city = cities.get(written.replace(" ", "_").casefold())
        hint = f' Did you mean "{city}"?' if city else did_you_mean(written, _zones().values())
        context.report.add(
            "unknown-timezone",
            f'There is no time zone "{written}".{hint}',
            node,
            "A time zone is written with a continent and a city, for example Europe/Berlin.",
            fixes=(write(city, bare(node)),) if city else near_name(written, _zones().values(), node),
        )
    return known or UNKNOWN


def timezone(context: Context) -> str:
    """The time zone that a flow tells itself; empty where it tells none."""
    said = context.sections.head("timezone")
    if said is not None:
        return zone_of(context, said)
    of_hours = {
        reading.text(node)
        for entry in context.sections.hours.values()
        if (node := reading.child(entry.value, "timezone")) is not None
    }
    if len(of_hours) == 1 and (known := _known(of_hours.pop())) is not None:
        return known
    return _OF_COUNTRY.get(region_of(context.languages[0]), "")


def needs_timezone(context: Context) -> Span | None:
    """The first place where it matters to a flow what time it is; ``None`` for none."""
    found = next(_needs(context), None)
    return found.span if isinstance(found, Node) else found


def placed(flow: Flow, zone: str) -> Flow:
    """The flow in a time zone, with the hours that name none."""
    hours = {name: replace(one, timezone=one.timezone or zone) for name, one in flow.hours.items()}
    return replace(flow, timezone=flow.timezone or zone, hours=MappingProxyType(hours))


def place(flows: Mapping[str, Flow], needs: Mapping[str, Span | None], report: Report) -> dict[str, Flow]:
    """Every flow of a project in its time zone. ``needs``: where it matters to a flow, by the flow's name."""
    zones = {flow.timezone for flow in flows.values() if flow.timezone}
    common = zones.pop() if len(zones) == 1 else ""
    for name, flow in flows.items():
        need = needs[name]
        if need is not None and not flow.timezone and not common:
            report.add(
                "timezone-not-said",
                "Nothing says in which time zone a call takes place, so it is taken as UTC here.",
                need,
                "Write it at the top of the file, with your own city: timezone: Europe/Berlin",
            )
    return {name: placed(flow, flow.timezone or common or UNKNOWN) for name, flow in flows.items()}


def _needs(context: Context) -> Iterator[Node | Span]:
    """Places where it matters what time it is."""
    for name, entry in context.sections.hours.items():
        if context.sections.usable("hours", name) and "timezone" not in entry.value.entries:
            yield entry.key
    for use in context.uses:
        if _ASKS & use.names and not use.asks:
            yield use.node
    for declared in context.declared.values():
        if declared.type in _TOLD_BY_CLOCK:
            yield declared.span
