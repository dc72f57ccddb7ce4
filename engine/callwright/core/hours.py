"""Opening hours: when somebody is there, by week, holiday and exception, where the office is.

Laws.
1. The clock on the office's wall decides: it is open while that clock shows a time from a span's start up to its end.
   So an hour that a night leaves out is not waited for, and one that comes twice counts twice.
2. A span belongs to the day on which it begins: what is open over midnight closes on time, holiday or not.
3. ``open`` wins over ``closed``, ``closed`` over holidays, and both over the week.
4. ``opens_next`` is open, and nothing between now and then is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from callwright.core.moment import minute, zone
from callwright.diagnostics.model import Span

Spans = tuple[tuple[int, int], ...]
"""From and up to, in minutes of the day; an end after 1440 is on the next day."""

AHEAD = 366
"""Days that ``opens_next`` looks ahead."""

_DAY = 1440


@dataclass(frozen=True, slots=True)
class Hours:
    """``hours: {name: …}``. ``weekly`` has seven entries, Monday first; ``closed`` and ``open`` are by ISO date."""

    name: str
    timezone: str
    weekly: tuple[Spans, ...]
    span: Span
    holidays: str = ""
    closed: frozenset[str] = frozenset()
    open: Mapping[str, Spans] = field(default_factory=dict)

    def is_open(self, now: datetime) -> bool:
        """Whether somebody is there at ``now`` (any time zone; without one it is what the office's clock shows)."""
        at = self._at_the_office(now)
        clock = at.hour * 60 + at.minute
        today, yesterday = at.date(), at.date() - timedelta(days=1)
        return any(start <= clock < end for start, end in self.spans_of(today)) or any(
            clock + _DAY < end for _, end in self.spans_of(yesterday)
        )

    def opens_next(self, now: datetime) -> str:
        """When somebody is there next, the office's time as ISO to the minute; now if it is open; "" if never."""
        at = self._at_the_office(now)
        if self.is_open(at):
            return minute(at)
        for ahead in range(AHEAD + 1):
            day = at.date() + timedelta(days=ahead)
            opening = min((one for one in self._openings(day) if one > at.astimezone(UTC)), default=None)
            if opening is not None:
                return minute(opening.astimezone(at.tzinfo))
        return ""

    def spans_of(self, day: date) -> Spans:
        """When it is open on a day."""
        written = day.isoformat()
        if written in self.open:
            return self.open[written]
        if written in self.closed or (self.holidays and day in holidays_of(self.holidays, day.year)):
            return ()
        return self.weekly[day.weekday()]

    def _at_the_office(self, now: datetime) -> datetime:
        office = zone(self.timezone)
        return now.astimezone(office) if now.tzinfo else now.replace(tzinfo=office)

    def _openings(self, day: date) -> Iterator[datetime]:
        """Every moment of a day, as UTC, at which it may begin to be open and is."""
        office = zone(self.timezone)
        midnight = datetime.combine(day, time(), office)
        moments = {
            (midnight + timedelta(minutes=start)).replace(fold=fold).astimezone(UTC)
            for start, _ in self.spans_of(day)
            for fold in (0, 1)
        }
        # A start in an hour that is left out names no moment of its own; the change beside it stands for it.
        if (change := _change(midnight, office)) is not None:
            moments.add(change)
        return (moment for moment in moments if self.is_open(moment))


def _change(midnight: datetime, office: ZoneInfo) -> datetime | None:
    """When the clock is put forward or back on the day of ``midnight``, as UTC."""
    low = midnight.astimezone(UTC) - timedelta(hours=3)
    high = low + timedelta(hours=30)
    before = low.astimezone(office).utcoffset()
    if before == high.astimezone(office).utcoffset():
        return None
    while high - low > timedelta(minutes=1):
        middle = low + timedelta(minutes=(high - low) // timedelta(minutes=2))
        low, high = (middle, high) if middle.astimezone(office).utcoffset() == before else (low, middle)
    return high if high.astimezone(office).date() == midnight.date() else None


@lru_cache(maxsize=1024)
def holidays_of(region: str, year: int) -> frozenset[date]:
    """The public holidays of a country or a region of it, such as "DE" or "DE-NW", in a year.

    Raises ``ValueError`` with a plain sentence for a place whose holidays nobody wrote down.
    """
    import holidays  # it knows the whole world, and takes its time to be loaded

    country, _, part = region.strip().partition("-")
    for place in dict.fromkeys((part.upper(), part)):
        try:
            return frozenset(holidays.country_holidays(country.upper(), subdiv=place or None, years=year))
        except NotImplementedError:
            continue
    places = holidays.list_supported_countries(include_aliases=False).get(country.upper())
    if places is None:
        raise ValueError(f'"{region}" is no country whose holidays are known. Write its two letters, such as DE.')
    there = ", ".join(f"{country.upper()}-{place}" for place in places)
    raise ValueError(f'The holidays of "{region}" are not known. Write {there or country.upper()}.')
