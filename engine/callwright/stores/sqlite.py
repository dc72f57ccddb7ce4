"""Calls in one SQLite file: what ``callwright serve`` keeps them in, so that a restart loses nothing.

Theory of operation. One row a call. What many calls save in the same turn of the event loop is one transaction at the
end of that turn: all of it is there or none, and most of what a transaction costs is paid once. The file is locked only
while that runs, so several workers may share it; the revision in the ``WHERE`` keeps them from overwriting each other.
A statement takes some ten microseconds, less than handing it to a thread would, so the driver is called directly.

In a batch everybody is nearly always right about the revision. So all rows are written at once, and only if fewer rows
were changed than there should be, the whole is taken back and written again one by one, to find out who was wrong.

A file that another program holds locked is tried again without stopping the loop, for ``LOCKED_SECONDS`` at most.

There is no index on the time: it changes with each save. The sweep once a minute reads the table, a piece at a time.

The answer stands in the same row as the session that it belongs to, so that a process that died between saving and
answering leaves both; ``lease`` tells whether it died.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from callwright.core.codec import dump, load
from callwright.core.session import Session
from callwright.stores import sqlite_records as records
from callwright.stores import sqlite_shelves as shelves
from callwright.stores.base import (
    RETENTION_SECONDS,
    Answered,
    Clock,
    Document,
    Held,
    Recorded,
    Stored,
    StoreError,
    is_open,
)
from callwright.stores.batch import Batch
from callwright.stores.bus import Bus
from callwright.stores.kept import Kept, unsent
from callwright.stores.lease import Lease
from callwright.stores.sockets import SocketBus, bus_beside
from callwright.stores.sqlite_calls import OddOneOut, Save, one_by_one, sweep_some, together
from callwright.stores.sqlite_file import LockedError, SqliteFile

T = TypeVar("T")

LOCKED_SECONDS = 0.5
"""How long a file that is locked is tried."""

AGAIN_SECONDS = 0.02
LEASES_KEPT = 86_400.0

CHECKPOINT_SAVES = 2_000
CHECKPOINT_SECONDS = 1.0
"""After so many saves, and no more often than so, the log is moved into the file, in a thread."""

_LOAD = (
    "SELECT revision, session, owner, fingerprint, answer, lost, holder, until FROM calls WHERE id = ? AND until > ?"
)
_HOLD = """
INSERT INTO holds (call, owner, until) VALUES (?1, ?2, ?3)
ON CONFLICT (call) DO UPDATE SET owner = ?2, until = ?3 WHERE owner = ?2 OR until <= ?4
"""
_OPEN = "SELECT count(*) FROM calls WHERE open AND version IS NOT NULL AND until > ?"


class SqliteStore:
    """A SQLite file. Raises ``StoreError`` if it cannot be opened or is no store of ours."""

    lasting = True

    def __init__(self, path: str | Path, *, clock: Clock = time.time, retention: float = RETENTION_SECONDS) -> None:
        self._clock = clock
        self._retention = retention
        self._kept = Kept()
        self._batch: Batch[Save] | None = None
        self._saves = 0
        self._checkpoint_at = 0.0
        self._file = SqliteFile(Path(path))
        try:
            self._lease = Lease(Path(path))
        except OSError as error:
            self._file.close()
            raise self._file.failure(error) from error
        self.owner = self._lease.owner
        self._bus = bus_beside(Path(path), self.owner)

    async def load(self, call: str, *, fresh: bool = False) -> Stored | None:
        """See ``Store.load``."""
        now = self._clock()
        kept = None if fresh else self._kept.get(call, now)
        if kept is not None:
            return kept
        row = self._file.run(_LOAD, (call, now)).fetchone()
        if row is None:
            return None
        revision, session, owner, fingerprint, answer, lost, holder, _ = row
        maybe = None
        if fingerprint and (lost or (owner != self.owner and self._lease.died(owner))):
            maybe = Answered(fingerprint, answer, bool(lost))
        return Stored(None if session is None else load(session), revision, maybe, holder)

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
        loop = asyncio.get_running_loop()
        until = self._clock() + keep
        save = (
            call,
            expected,
            until,
            None if session is None else session.version,
            None if session is None else dump(session),
            answered,
            lines,
            holder,
            is_open(session),
        )
        self._kept.drop(call, None)
        batch = self._batch
        if batch is None or batch.loop is not loop:
            batch = self._batch = Batch(loop)
            loop.call_soon(self._flush, batch)
        place = len(batch.parts)
        batch.parts.append(save)
        await batch.done
        if batch.error is not None:
            raise batch.error
        if batch.results:
            wrong = batch.results[place]
            if wrong is not None:
                raise wrong
        self._kept.keep(call, until, Stored(session, (expected or 0) + 1, unsent(answered), holder))

    def _flush(self, batch: Batch[Save], final: bool = False) -> None:
        """Write what has come together. Where the file is locked: later, together with what comes until then."""
        if batch.done.done():
            return
        error: StoreError | None = None
        try:
            batch.results = self._written(batch.parts)
        except LockedError as locked:
            if not final and batch.loop.time() < batch.begun + LOCKED_SECONDS:
                batch.loop.call_later(AGAIN_SECONDS, self._flush, batch)
                return
            error = locked
        except StoreError as failed:
            error = failed
        except Exception as mistake:  # whoever waits must not wait for ever
            error = StoreError(f"The store {self._file.path} cannot write what it was given: {mistake}.")
        if self._batch is batch:
            self._batch = None
        if error is not None:
            self._kept.forget()
        batch.finish(error)
        self._saves += len(batch.parts)
        if self._saves >= CHECKPOINT_SAVES and not final:
            now = batch.loop.time()
            if now >= self._checkpoint_at:
                self._saves, self._checkpoint_at = 0, now + CHECKPOINT_SECONDS
                batch.loop.run_in_executor(None, self._file.checkpoint)

    def _written(self, saves: list[Save]) -> list[Exception | None]:
        now, owner = self._clock(), self.owner
        oldest = now - self._retention
        try:
            self._file.write(lambda db: together(db, owner, now, oldest, saves))
        except OddOneOut:
            return self._file.write(lambda db: one_by_one(db, owner, now, oldest, saves, self._lease.died))
        return []

    async def _write(self, act: Callable[[sqlite3.Connection], T]) -> T:
        """A transaction of its own; where the file is locked it is tried again."""
        until = time.monotonic() + LOCKED_SECONDS
        while True:
            try:
                return self._file.write(act)
            except LockedError:
                if time.monotonic() >= until:
                    raise
            await asyncio.sleep(AGAIN_SECONDS)

    async def hold(self, call: str, seconds: float) -> None:
        """See ``Store.hold``."""
        now = self._clock()

        def act(db: sqlite3.Connection) -> None:
            while db.execute(_HOLD, (call, self.owner, now + seconds, now)).rowcount != 1:
                owner, until = db.execute("SELECT owner, until FROM holds WHERE call = ?", (call,)).fetchone()
                if not self._lease.died(owner):
                    raise Held(call, until - now)
                db.execute("DELETE FROM holds WHERE call = ?", (call,))

        await self._write(act)

    async def release(self, call: str) -> None:
        """See ``Store.release``."""
        await self._write(lambda db: db.execute("DELETE FROM holds WHERE call = ? AND owner = ?", (call, self.owner)))

    async def versions(self) -> set[str]:
        """See ``Store.versions``."""
        found = self._file.run(
            "SELECT DISTINCT version FROM calls WHERE version IS NOT NULL AND until > ?", (self._clock(),)
        )
        return {row[0] for row in found}

    async def open_calls(self) -> int:
        """See ``Store.open_calls``."""
        return int(self._file.run(_OPEN, (self._clock(),)).fetchone()[0])

    async def sweep(self) -> int:
        """See ``Store.sweep``."""
        self._lease.renew(LEASES_KEPT)
        if isinstance(self._bus, SocketBus):
            with suppress(OSError):
                await self._bus.renew()
        now = self._clock()
        gone = 0
        after: int | None = 0
        while after is not None:
            some, after = await self._write(partial(sweep_some, now=now, after=after))
            gone += some
            await asyncio.sleep(0)
        while await self._write(lambda db: records.sweep_some(db, now - self._retention)):
            await asyncio.sleep(0)
        await asyncio.to_thread(self._file.scrub)
        return gone

    async def check(self) -> None:
        """See ``Store.check``: something is really written."""
        await self._write(
            lambda db: db.execute("INSERT OR REPLACE INTO holds VALUES ('', ?, ?)", (self.owner, self._clock()))
        )

    async def recorded(self, limit: int, before: float | None = None) -> list[Recorded]:
        """See ``Store.recorded``."""
        return self._read(lambda db: records.recorded(db, self._clock() - self._retention, limit, before))

    async def record(self, call: str) -> list[bytes]:
        """See ``Store.record``."""
        return self._read(lambda db: records.record(db, call, self._clock() - self._retention))

    async def forget(self, call: str) -> bool:
        """See ``Store.forget``."""
        forgotten = await self._write(lambda db: records.forget(db, call, self._clock() - self._retention))
        await asyncio.to_thread(self._file.scrub)
        return forgotten

    async def put(self, shelf: str, key: str, value: bytes, expected: int | None = None) -> int:
        """See ``Store.put``."""
        return await self._write(lambda db: shelves.put(db, shelf, key, value, expected, self._clock()))

    async def take(self, shelf: str, key: str) -> Document | None:
        """See ``Store.take``."""
        return self._read(lambda db: shelves.take(db, shelf, key))

    async def keys(self, shelf: str) -> list[str]:
        """See ``Store.keys``."""
        return self._read(lambda db: shelves.keys(db, shelf))

    async def remove(self, shelf: str, key: str) -> bool:
        """See ``Store.remove``."""
        return await self._write(lambda db: shelves.remove(db, shelf, key))

    def _read(self, act: Callable[[sqlite3.Connection], T]) -> T:
        return self._file.read(act)

    def bus(self) -> Bus:
        """See ``Store.bus``."""
        return self._bus

    def close(self) -> None:
        """See ``Store.close``."""
        if self._batch is not None:
            self._flush(self._batch, final=True)
        if isinstance(self._bus, SocketBus):
            self._bus.leave()
        self._file.close()
        self._lease.leave()
