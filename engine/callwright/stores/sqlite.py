"""Calls in one SQLite file: what ``callwright serve`` keeps them in, so that a restart loses nothing.

Theory of operation. One row a call, written in one statement, so that a row is either the old one or the new one. The
write-ahead log with ``synchronous=NORMAL`` survives the death of the process at any moment (only a power cut may
undo the last turns, never tear one). A statement takes some ten microseconds, less than handing it to a thread would,
so the driver is called directly. Several processes may share the file: the revision in the ``WHERE`` keeps them from
overwriting each other.

What this process wrote last is also kept decoded in memory, for a bounded number of calls, so that a turn need not read
it back. That is safe because a save names its revision: if another process was faster it is refused, what was kept is
dropped, and the next load reads the file.

There is no index on the time: it changes with each save, and the sweep once a minute reads a whole table in no time.

The answer stands in the same row as the session that it belongs to, so that a process that died between saving and
answering leaves both; ``lease`` tells whether it died.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from callwright.core.codec import dump, load
from callwright.core.session import Session
from callwright.stores.base import Answered, Clock, Conflict, Stored, StoreError
from callwright.stores.lease import Lease

SCHEMA_VERSION = 1
APPLICATION_ID = 0x63616C6C  # "call"
BUSY_SECONDS = 0.5
LEASES_KEPT = 86_400.0
KEPT = 4_096
"""How many calls are kept decoded: the busy ones; those that wait for long are read again."""

CHECKPOINT_PAGES = 4_000

_SCHEMA = """
CREATE TABLE calls (
    id TEXT PRIMARY KEY NOT NULL,
    revision INTEGER NOT NULL,
    until REAL NOT NULL,
    version TEXT,
    session BLOB,
    owner TEXT NOT NULL,
    fingerprint BLOB,
    answer BLOB,
    lost INTEGER NOT NULL
);
"""
_LOAD = "SELECT revision, session, owner, fingerprint, answer, lost FROM calls WHERE id = ? AND until > ?"
_INSERT = """
INSERT INTO calls (id, revision, until, version, session, owner, fingerprint, answer, lost)
VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    revision = 1, until = excluded.until, version = excluded.version, session = excluded.session,
    owner = excluded.owner, fingerprint = excluded.fingerprint, answer = excluded.answer, lost = excluded.lost
WHERE until <= ?
"""
_UPDATE = """
UPDATE calls SET
    revision = revision + 1, until = ?, version = ?, session = ?, owner = ?, fingerprint = ?, answer = ?, lost = ?
WHERE id = ? AND revision = ? AND until > ?
"""


class SqliteStore:
    """A SQLite file. Raises ``StoreError`` if it cannot be opened or is no store of ours."""

    def __init__(self, path: str | Path, *, clock: Clock = time.time) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, Stored]] = OrderedDict()
        self._path = Path(path)
        if not self._path.parent.is_dir():
            raise StoreError(f"The folder {self._path.parent} does not exist. Make it, or name another file.")
        try:
            # What callers say is nobody else's to read; SQLite alone would make the file readable to all.
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
            # The store is used by one thread at a time, not always by the one that opened it.
            self._db = sqlite3.connect(
                self._path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=16
            )
        except (sqlite3.Error, OSError) as error:
            raise self._failure(error) from error
        try:
            self._prepare()
            self._lease = Lease(self._path)
        except (sqlite3.Error, OSError) as error:
            self._db.close()
            raise self._failure(error) from error
        except StoreError:
            self._db.close()
            raise

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
        self._db.execute("BEGIN IMMEDIATE")
        try:
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            application = self._db.execute("PRAGMA application_id").fetchone()[0]
            tables = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if tables and application != APPLICATION_ID:
                raise StoreError(f"{self._path} is a database of another program. Name another file.")
            if version > SCHEMA_VERSION:
                raise StoreError(
                    f"{self._path} was written by a newer callwright. Install that one, or name another file."
                )
            if version == 0:
                for statement in _SCHEMA.strip().split(";\n"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _failure(self, error: Exception) -> StoreError:
        reasons = {
            "file is not a database": "it is no SQLite file; name another one",
            "unable to open database file": "it cannot be opened; look at its folder and its permissions",
            "attempt to write a readonly database": "it cannot be written; look at its permissions",
            "database is locked": "another program holds it locked; end that one",
            "database or disk is full": "the disk is full; make room",
        }
        reason = (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
        return StoreError(f"The store {self._path} cannot be used: {reasons.get(str(error), reason)}.")

    def _execute(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        try:
            return self._db.execute(statement, values)
        except sqlite3.Error as error:
            raise self._failure(error) from error

    async def load(self, call: str) -> Stored | None:
        """See ``Store.load``."""
        kept = self._kept.get(call)
        if kept is not None and kept[0] > self._clock():
            return kept[1]
        row = self._execute(_LOAD, (call, self._clock())).fetchone()
        if row is None:
            return None
        revision, session, owner, fingerprint, answer, lost = row
        unsent = None
        if fingerprint and (lost or (owner != self._lease.owner and self._lease.died(owner))):
            unsent = Answered(fingerprint, answer, bool(lost))
        return Stored(None if session is None else load(session), revision, unsent)

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
        row = (
            now + keep,
            None if session is None else session.version,
            None if session is None else dump(session),
            self._lease.owner,
            answered.fingerprint,
            answered.body,
            answered.lost,
        )
        self._kept.pop(call, None)
        if expected is None:
            cursor = self._execute(_INSERT, (call, *row, now))
        else:
            cursor = self._execute(_UPDATE, (*row, call, expected, now))
        if cursor.rowcount != 1:
            raise Conflict(call)
        unsent = answered if answered.lost and answered.fingerprint else None
        self._kept[call] = (now + keep, Stored(session, (expected or 0) + 1, unsent))
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    async def versions(self) -> set[str]:
        """See ``Store.versions``."""
        return {row[0] for row in self._execute("SELECT DISTINCT version FROM calls WHERE version IS NOT NULL")}

    async def sweep(self) -> int:
        """See ``Store.sweep``."""
        self._lease.renew(LEASES_KEPT)
        return self._execute("DELETE FROM calls WHERE until <= ?", (self._clock(),)).rowcount

    async def check(self) -> None:
        """See ``Store.check``."""
        self._execute("BEGIN IMMEDIATE")
        try:
            self._execute("UPDATE calls SET until = until WHERE id = ''")
        finally:
            self._execute("ROLLBACK")

    def close(self) -> None:
        """See ``Store.close``."""
        self._db.close()
        self._lease.leave()
