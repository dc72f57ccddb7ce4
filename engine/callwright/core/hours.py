"""Opening hours: when somebody is there, by week, holiday and exception, where the office is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from callwright.diagnostics.model import Span

Spans = tuple[tuple[int, int], ...]
"""From and up to, in minutes of the day; an end after 1440 is on the next day."""


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
        """Whether somebody is there at ``now`` (any time zone)."""
        raise ValueError(now)

    def opens_next(self, now: datetime) -> str:
        """When somebody is there next, local ISO time to the minute; now if it is open."""
        raise ValueError(now)
