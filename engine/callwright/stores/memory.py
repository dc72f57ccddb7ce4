"""Calls in this process's memory: the fastest store, and gone when the process is.

It keeps the sessions themselves, since they are values. An answer is kept only where its connection was seen to break:
no other process could ever ask for it, and ten thousand waiting calls stay small.
"""

from __future__ import annotations

import time
from typing import NamedTuple

from callwright.core.session import Session
from callwright.stores.base import Answered, Clock, Conflict, Stored


class _Record(NamedTuple):
    session: Session | None
    revision: int
    until: float
    unsent: Answered | None


class MemoryStore:
    """A dictionary with revisions and times."""

    def __init__(self, *, clock: Clock = time.time) -> None:
        self._clock = clock
        self._records: dict[str, _Record] = {}

    def __len__(self) -> int:
        return len(self._records)

    async def load(self, call: str) -> Stored | None:
        """See ``Store.load``."""
        record = self._records.get(call)
        if record is None or record.until <= self._clock():
            return None
        return Stored(record.session, record.revision, record.unsent)

    async def save(
        self, call: str, session: Session | None, expected: int | None, keep: float, answered: Answered
    ) -> None:
        """See ``Store.save``."""
        now = self._clock()
        record = self._records.get(call)
        found = record.revision if record is not None and record.until > now else None
        if found != expected:
            raise Conflict(call)
        unsent = answered if answered.lost and answered.fingerprint else None
        self._records[call] = _Record(session, (expected or 0) + 1, now + keep, unsent)

    async def versions(self) -> set[str]:
        """See ``Store.versions``."""
        return {record.session.version for record in self._records.values() if record.session is not None}

    async def sweep(self) -> int:
        """See ``Store.sweep``."""
        now = self._clock()
        gone = [call for call, record in self._records.items() if record.until <= now]
        for call in gone:
            del self._records[call]
        return len(gone)

    async def check(self) -> None:
        """See ``Store.check``: memory is always there."""

    def close(self) -> None:
        """See ``Store.close``."""
        self._records.clear()
