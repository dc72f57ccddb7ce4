"""Local time: what the clock on the wall shows where a call takes place."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo:
    """The time zone of an IANA name, such as "Europe/Berlin". Raises ``ValueError`` with a plain sentence."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise ValueError(f'There is no time zone "{name}". One is written like Europe/Berlin.') from None


def local(at_ms: int, timezone: str) -> datetime:
    """The moment ``at_ms`` (Unix ms) in a time zone; it knows its zone, as ``Hours`` want it."""
    return datetime.fromtimestamp(at_ms / 1000, zone(timezone))


def wall(at_ms: int, timezone: str) -> datetime:
    """The same without its zone: what a clock on the wall shows, as ``hear`` wants it."""
    return local(at_ms, timezone).replace(tzinfo=None)


def minute(at: datetime) -> str:
    """ "2026-11-20T10:00": a moment as templates see it."""
    return at.strftime("%Y-%m-%dT%H:%M")
