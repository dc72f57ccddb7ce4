"""The SQLite file itself: opened, brought to the present schema, written in transactions, opened again when it fails.

Theory of operation. The write-ahead log with ``synchronous=NORMAL`` survives the death of the process at any moment
(only a power cut may undo the last turns, never tear one). Every failure becomes a ``StoreError`` that says why. After
one that does not pass by itself (anything but a lock or a full disk) the file is opened anew before the next use, so
that whatever was wrong with it needs to be mended only outside.

*A file that was deleted under us* still exists for those who have it open. It is copied back to its name, so the calls
are not lost; whoever else has it open finds the copy and goes on with that.

*Checkpoints.* Moving the log into the file takes some milliseconds and waits for the disk. A thread does it
(``checkpoint``), so that no turn waits.

*What is gone is gone.* SQLite overwrites what is deleted (``secure_delete``), but the log has what stood there before,
and on a quiet line nothing would overwrite that for days. So it is cut off now and then (``scrub``).
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from callwright.stores.base import StoreError

T = TypeVar("T")

APPLICATION_ID = 0x63616C6C  # "call"
BUSY_SECONDS = 0.01
"""How long the driver itself waits for a lock, which stops the loop; who waits longer lets the loop turn."""

LOOK_SECONDS = 0.25
"""How often we look whether the file is still in its place."""

RESTART_PAGES = 64_000
"""From so many pages on the log is begun anew from its start, for which writers wait for the disk. Under load that
never happens by itself, since there is always something new in the log; so seldom, it costs nobody anything."""

SCRUBS = 20
"""How often the log is tried to be cut off while others read it, ``BUSY_SECONDS`` each, five times as long apart."""

LAST_RESORT_PAGES = 3 * RESTART_PAGES
"""So long the log may become before a turn itself has to move it into the file."""

SCHEMA_VERSION = 2
_CALLS = """
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
)
"""
_STEPS: tuple[tuple[str, ...], ...] = (
    (_CALLS,),
    (
        "ALTER TABLE calls ADD COLUMN holder TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE calls ADD COLUMN open INTEGER NOT NULL DEFAULT 1",
        "ALTER TABLE calls ADD COLUMN begun REAL",
        "ALTER TABLE calls ADD COLUMN tail INTEGER",
        "CREATE INDEX calls_begun ON calls (begun) WHERE begun IS NOT NULL",
        "CREATE TABLE lines (id INTEGER PRIMARY KEY, call TEXT NOT NULL, prev INTEGER, at REAL NOT NULL, lines BLOB)",
        "CREATE TABLE records (call TEXT PRIMARY KEY, begun REAL NOT NULL, last REAL NOT NULL, tail INTEGER NOT NULL)"
        " WITHOUT ROWID",
        "CREATE INDEX records_begun ON records (begun)",
        "CREATE INDEX records_last ON records (last)",
        "CREATE TABLE holds (call TEXT PRIMARY KEY, owner TEXT NOT NULL, until REAL NOT NULL) WITHOUT ROWID",
        "CREATE TABLE shelves (shelf TEXT NOT NULL, key TEXT NOT NULL, revision INTEGER NOT NULL, at REAL NOT NULL,"
        " value BLOB NOT NULL, PRIMARY KEY (shelf, key))",
    ),
)
"""``_STEPS[n]`` brings a file from schema n to n + 1."""

_REASONS = {
    "file is not a database": "it is no SQLite file; name another one",
    "unable to open database file": "it cannot be opened; look at its folder and its permissions",
    "attempt to write a readonly database": "it cannot be written; look at its permissions",
    "database is locked": "another program holds it locked; end that one",
    "database or disk is full": "the disk is full; make room",
    "disk I/O error": "its disk cannot be written or read; look whether it is full",
    "database disk image is malformed": "it is damaged; put it aside and bring back a copy of it",
}


class LockedError(StoreError):
    """Another program holds the file locked."""


class SqliteFile:
    """One open file. Raises ``StoreError`` if it cannot be opened or is no store of ours."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._mended = 0.0
        self._inode = 0
        self._broken = False
        self._checkpoint = threading.Lock()
        if not path.parent.is_dir():
            raise StoreError(f"The folder {path.parent} does not exist. Make it, or name another file.")
        self.db = self._open()

    def _open(self) -> sqlite3.Connection:
        try:
            if self.path.is_dir():
                raise IsADirectoryError(0, "it is a directory; name a file")
            # What callers say is nobody else's to read; SQLite alone would make the file readable to all.
            with suppress(FileExistsError):
                os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            self._inode = os.stat(self.path).st_ino
            db = _connect(self.path)
        except (sqlite3.Error, OSError) as error:
            raise self.failure(error) from error
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA secure_delete = ON")
            db.execute(f"PRAGMA wal_autocheckpoint = {LAST_RESORT_PAGES}")
            if not self._is_current(db):
                self._migrate(db)
        except (sqlite3.Error, OSError) as error:
            db.close()
            raise self.failure(error) from error
        except StoreError:
            db.close()
            raise
        return db

    def _is_current(self, db: sqlite3.Connection) -> bool:
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise StoreError(f"{self.path} is a database of another program. Name another file.")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise StoreError(f"{self.path} was written by a newer callwright. Install that one, or name another file.")
        return bool(version == SCHEMA_VERSION)

    def _migrate(self, db: sqlite3.Connection) -> None:
        """Bring the file to the present schema, in one transaction."""
        db.execute("PRAGMA busy_timeout = 5000")
        db.execute("BEGIN IMMEDIATE")
        try:
            if not self._is_current(db):  # another worker may have been faster
                found = db.execute("PRAGMA user_version").fetchone()[0]
                for step in _STEPS[found:]:
                    for statement in step:
                        db.execute(statement)
                db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")
        db.execute(f"PRAGMA busy_timeout = {round(BUSY_SECONDS * 1000)}")

    def failure(self, error: Exception) -> StoreError:
        """What people read of it."""
        reason = (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
        kind = LockedError if "locked" in reason else StoreError
        return kind(f"The store {self.path} cannot be used: {_REASONS.get(reason, reason)}.")

    def _failed(self, error: Exception) -> StoreError:
        failure = self.failure(error)
        passes = isinstance(failure, LockedError) or "full" in str(error)
        self._broken = self._broken or not passes
        return failure

    def run(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """One statement that reads."""
        self._look()
        try:
            return self.db.execute(statement, values)
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def read(self, act: Callable[[sqlite3.Connection], T]) -> T:
        """What takes several statements to read."""
        self._look()
        try:
            return act(self.db)
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def write(self, act: Callable[[sqlite3.Connection], T]) -> T:
        """Do it in one transaction. Raises what ``act`` raises, and ``LockedError`` where nothing was done yet."""
        self._look()
        db = self.db
        try:
            db.execute("BEGIN IMMEDIATE")
            try:
                result = act(db)
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise self._failed(error) from error
        return result

    def _look(self) -> None:
        """See to it that the file which is open is the one that stands at its path."""
        now = time.monotonic()
        if now < self._mended and not self._broken:
            return
        try:
            found = os.stat(self.path).st_ino
        except FileNotFoundError:
            found = 0
        except OSError as error:
            raise self._failed(error) from error
        if found == 0:
            self._rescue()
        if found != self._inode or self._broken:
            with suppress(sqlite3.Error):
                self.db.close()
            self._inode = 0
            self.db = self._open()
            self._broken = False
        self._mended = now + LOOK_SECONDS

    def _rescue(self) -> None:
        """Give the deleted file its name back, if we still have it open."""
        copy = self.path.with_name(f"{self.path.name}-rescued-{os.getpid()}")
        try:
            os.close(os.open(copy, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            with suppress(sqlite3.ProgrammingError):  # it was closed already: there is nothing to copy
                target = sqlite3.connect(copy, isolation_level=None)
                try:
                    self.db.backup(target)
                finally:
                    target.close()
                for end in ("-wal", "-shm"):  # of the deleted file; they would be taken for the copy's
                    self.path.with_name(self.path.name + end).unlink(missing_ok=True)
                with suppress(FileExistsError):
                    os.link(copy, self.path)
        except (sqlite3.Error, OSError) as error:
            raise self._failed(error) from error
        finally:
            for end in ("", "-wal", "-shm"):
                with suppress(OSError):
                    copy.with_name(copy.name + end).unlink()

    def checkpoint(self, restart: int = RESTART_PAGES) -> None:
        """Move the log into the file. To be called in a thread; harmless if one is doing it already.

        From ``restart`` pages on the log begins anew.
        """
        if not self._checkpoint.acquire(blocking=False):
            return
        try:
            if os.stat(self.path).st_ino != self._inode:
                return
            db = _connect(self.path)
            try:
                db.execute("PRAGMA synchronous = NORMAL")
                _, pages, _ = db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
                if pages > restart:
                    db.execute("PRAGMA wal_checkpoint(RESTART)")
            finally:
                db.close()
        except (sqlite3.Error, OSError):
            return  # the turns themselves find out what is wrong, and say it
        finally:
            self._checkpoint.release()

    def scrub(self) -> bool:
        """Move the log into the file and cut it off; whether that could be done. To be called in a thread.

        Nothing of what was deleted or overwritten is left in either.
        """
        with self._checkpoint:
            try:
                if os.stat(self.path).st_ino != self._inode:
                    return False
                db = _connect(self.path)
                try:
                    db.execute("PRAGMA synchronous = NORMAL")
                    for _ in range(SCRUBS):
                        db.execute("PRAGMA wal_checkpoint(PASSIVE)")  # most of it, for which nobody waits
                        if db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0:
                            return True
                        time.sleep(5 * BUSY_SECONDS)
                finally:
                    db.close()
            except (sqlite3.Error, OSError):
                pass  # the turns themselves find out what is wrong, and say it
        return False

    def close(self) -> None:
        """Nobody uses it any more."""
        with self._checkpoint, suppress(sqlite3.Error):
            self.db.close()


def _connect(path: Path) -> sqlite3.Connection:
    # The store is used by one thread at a time, not always by the one that opened it.
    return sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=32
    )
