"""Hearing as programs and the command line use it: where nobody says when the call is, it is now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from callwright.core.model import Flow
from callwright.languages.values.heard import Heard
from callwright.understanding import hearing


def hear(type: str, words: str, *, language: str = "en-US", now: datetime | str | None = None, **options: Any) -> Heard:
    """The value that these words say: ``.value``, ``None`` where it has to be asked back, and ``.why`` in one sentence.

    ``now`` is the local time of the call, a ``datetime`` or ISO text; without it the clock of this machine is read.
    ``options``: ``length``, ``min``, ``max``, ``pattern``, ``options``, ``past``, ``future``, ``currency`` and
    ``checksum``, as in a flow's ``collect``. Raises ``ValueError`` for a type or a ``now`` that there is not.
    """
    return hearing.hear(type, words, language=language, now=moment(now), **options)


def prepare(flows: Iterable[Flow]) -> None:
    """Have everything ready that these flows hear values with, so that no caller waits for it.

    The grammars of a language are made when the first value is heard; that takes some hundredth of a second.
    """
    noon = datetime(2026, 1, 1, 12)  # noqa: DTZ001 -- the time on the wall, as values are heard with
    for language in {tag for flow in flows if flow.types for tag in flow.languages}:
        for type in hearing.TYPES:
            hearing.hear(type, "1", language=language, now=noon)


def moment(now: datetime | date | str | None) -> datetime:
    """The local time that is meant; this machine's where nothing is said."""
    if now is None:
        return datetime.now(UTC).astimezone()
    if isinstance(now, str):
        try:
            return datetime.fromisoformat(now)
        except ValueError:
            raise ValueError(f"“{now}” is no moment; it is written as 2026-11-20T10:00.") from None
    return now if isinstance(now, datetime) else datetime(now.year, now.month, now.day)  # noqa: DTZ001 -- local time
