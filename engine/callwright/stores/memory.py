"""Calls in this process's memory: the fastest store, and gone when the process is.

It keeps the sessions themselves, since they are values. An answer is kept only where its connection was seen to break:
no other process could ever ask for it, and ten thousand waiting calls stay small.
"""

from __future__ import annotations

import time

from callwright.core.session import Session
from callwright.stores.base import Answered, Clock, Conflict, Stored

_NOTHING = (0.0, Stored(None, 0))


class MemoryStore:
    """A dictionary of records, each with the time at which it ends."""

    immediate = True

    def __init__(self, *, clock: Clock = time.time) -> None:
        self._clock = clock
        self._records: dict[str, tuple[float, Stored]] = {}

    def __len__(self) -> int:
        return len(self._records)

    async def load(self, call: str) -> Stored | None:
        """See ``Store.load``."""
        until, stored = self._records.get(call, _NOTHING)
        return stored if until > self._clock() else None

    async def save(
        self, call: str, session: Session | None, expected: int | None, keep: float, answered: Answered
    ) -> None:
        """See ``Store.save``."""
        now = self._clock()
        until, stored = self._records.get(call, _NOTHING)
        found = stored.revision if until > now else None
        if found != expected:
            raise Conflict(call)
        unsent = answered if answered.lost and answered.fingerprint else None
        self._records[call] = (now + keep, Stored(session, (expected or 0) + 1, unsent))

    async def versions(self) -> set[str]:
        """See ``Store.versions``."""
        return {stored.session.version for _, stored in self._records.values() if stored.session is not None}

    async def sweep(self) -> int:
        """See ``Store.sweep``."""
        now = self._clock()
        gone = [call for call, (until, _) in self._records.items() if until <= now]
        for call in gone:
            del self._records[call]
        return len(gone)

    async def check(self) -> None:
        """See ``Store.check``: memory is always there."""

    def close(self) -> None:
        """See ``Store.close``."""
        self._records.clear()
