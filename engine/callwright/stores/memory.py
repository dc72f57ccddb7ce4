"""Calls in this process's memory: the fastest store, and gone when the process is.

It keeps the sessions themselves, since they are values. An answer is kept only where its connection was seen to break:
no other process could ever ask for it, and ten thousand waiting calls stay small. Records are kept for the calls begun
last, ``MOST_RECORDS`` of them at most.
"""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict

from callwright.core.session import Session
from callwright.stores.base import RETENTION_SECONDS, Answered, Clock, Conflict, Document, Recorded, Stored, is_open
from callwright.stores.bus import Bus, NobodyElse

MOST_RECORDS = 1_000

_NOTHING = (0.0, Stored(None, 0))


class _Record:
    """The lines of one call, with the times of the first and the last."""

    __slots__ = ("begun", "last", "lines")

    def __init__(self, begun: float) -> None:
        self.begun = begun
        self.last = begun
        self.lines: list[bytes] = []


class MemoryStore:
    """A dictionary of records, each with the time at which it ends."""

    lasting = False

    def __init__(self, *, clock: Clock = time.time, retention: float = RETENTION_SECONDS) -> None:
        self.owner = secrets.token_hex(6)
        self._clock = clock
        self._retention = retention
        self._calls: dict[str, tuple[float, Stored]] = {}
        self._records: OrderedDict[str, _Record] = OrderedDict()
        self._shelves: dict[str, dict[str, Document]] = {}
        self._bus = NobodyElse()

    def __len__(self) -> int:
        return len(self._calls)

    async def load(self, call: str, *, fresh: bool = False) -> Stored | None:  # noqa: ARG002  it is always fresh
        """See ``Store.load``."""
        until, stored = self._calls.get(call, _NOTHING)
        return stored if until > self._clock() else None

    async def save(
        self,
        call: str,
        session: Session | None,
        expected: int | None,
        keep: float,
        answered: Answered,
        lines: bytes = b"",
        holder: str = "",
    ) -> None:
        """See ``Store.save``."""
        now = self._clock()
        until, stored = self._calls.get(call, _NOTHING)
        found = stored.revision if until > now else None
        if found != expected:
            raise Conflict(call)
        unsent = answered if answered.lost and answered.fingerprint else None
        self._calls[call] = (now + keep, Stored(session, (expected or 0) + 1, unsent, holder))
        if lines:
            record = self._records.get(call)
            if record is None or (expected is None and record.last <= now - self._retention):
                record = self._begin(call, now)
            record.last = now
            record.lines.append(lines)

    def _is_young(self, call: str, now: float) -> bool:
        record = self._records.get(call)
        return record is not None and record.last > now - self._retention

    def _begin(self, call: str, now: float) -> _Record:
        self._records.pop(call, None)  # so that it stands at the end
        record = self._records[call] = _Record(now)
        if len(self._records) > MOST_RECORDS:
            self._records.popitem(last=False)
        return record

    async def hold(self, call: str, seconds: float) -> None:
        """See ``Store.hold``: there is nobody else."""

    async def release(self, call: str) -> None:
        """See ``Store.release``."""

    async def versions(self) -> set[str]:
        """See ``Store.versions``."""
        now = self._clock()
        waiting = (stored.session for until, stored in self._calls.values() if until > now)
        return {session.version for session in waiting if session is not None}

    async def open_calls(self) -> int:
        """See ``Store.open_calls``."""
        now = self._clock()
        return sum(1 for until, stored in self._calls.values() if until > now and is_open(stored.session))

    async def sweep(self) -> int:
        """See ``Store.sweep``."""
        now = self._clock()
        gone = [call for call, (until, _) in self._calls.items() if until <= now]
        for call in gone:
            del self._calls[call]
        for call in [call for call, record in self._records.items() if record.last <= now - self._retention]:
            del self._records[call]
        return len(gone)

    async def check(self) -> None:
        """See ``Store.check``: memory is always there."""

    async def recorded(self, limit: int, before: float | None = None) -> list[Recorded]:
        """See ``Store.recorded``."""
        oldest = self._clock() - self._retention
        found = [
            Recorded(call, record.begun, record.last)
            for call, record in self._records.items()
            if record.last > oldest and (before is None or record.begun < before)
        ]
        return sorted(found, key=lambda one: (-one.begun, one.call))[:limit]

    async def record(self, call: str) -> list[bytes]:
        """See ``Store.record``."""
        if not self._is_young(call, self._clock()):
            return []
        return b"\n".join(self._records[call].lines).split(b"\n")

    async def forget(self, call: str) -> bool:
        """See ``Store.forget``."""
        young = self._is_young(call, self._clock())
        self._records.pop(call, None)
        return young

    async def put(self, shelf: str, key: str, value: bytes, expected: int | None = None) -> int:
        """See ``Store.put``."""
        documents = self._shelves.setdefault(shelf, {})
        found = documents[key].revision if key in documents else 0
        if expected is not None and found != expected:
            raise Conflict(key)
        documents[key] = Document(value, found + 1, self._clock())
        return found + 1

    async def take(self, shelf: str, key: str) -> Document | None:
        """See ``Store.take``."""
        return self._shelves.get(shelf, {}).get(key)

    async def keys(self, shelf: str) -> list[str]:
        """See ``Store.keys``."""
        return sorted(self._shelves.get(shelf, {}))

    async def remove(self, shelf: str, key: str) -> bool:
        """See ``Store.remove``."""
        return self._shelves.get(shelf, {}).pop(key, None) is not None

    def bus(self) -> Bus:
        """See ``Store.bus``."""
        return self._bus

    def close(self) -> None:
        """See ``Store.close``."""
        self._calls.clear()
