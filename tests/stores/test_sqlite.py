"""What only the SQLite store promises: to outlive its process."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Awaitable
from pathlib import Path
from typing import TypeVar

import pytest

from callwright.core.session import Session
from callwright.stores import Answered, Conflict, StoreError
from callwright.stores.sqlite import SqliteStore

T = TypeVar("T")
PRINT = Answered(b"print", b'{"type":"hangup"}')


def do(act: Awaitable[T]) -> T:
    async def main() -> T:
        return await act

    return asyncio.run(main())


def a_session(state: str = "menu") -> Session:
    return Session("c1", "hotline", "v1", 1, state=state)


_DIE = """
import asyncio, os, signal, sys
from callwright.core.session import Session
from callwright.stores import Answered
from callwright.stores.sqlite import SqliteStore

async def main():
    store = SqliteStore(sys.argv[1])
    revision = None
    while True:
        answered = Answered(b"print", b'{"type":"hangup"}')
        await store.save("c1", Session("c1", "hotline", "v1", 1, state=str(revision)), revision, 3600, answered)
        revision = (revision or 0) + 1
        if len(sys.argv) > 2:
            os.kill(os.getpid(), signal.SIGKILL)
        print(revision, flush=True)

asyncio.run(main())
"""


def test_a_restart_finds_the_calls(tmp_path: Path) -> None:
    """What was saved is there when the file is opened again."""
    first = SqliteStore(tmp_path / "calls.db")
    do(first.save("c1", a_session(), None, 3600, PRINT))
    first.close()
    second = SqliteStore(tmp_path / "calls.db")
    stored = do(second.load("c1"))
    assert stored is not None
    assert stored.session == a_session()
    second.close()


def test_a_process_that_left_in_order_has_sent_its_answers(tmp_path: Path) -> None:
    """After an orderly end no answer counts as lost, and no lease is left behind."""
    first = SqliteStore(tmp_path / "calls.db")
    do(first.save("c1", a_session(), None, 3600, PRINT))
    first.close()
    assert not list(tmp_path.glob("*lease*"))
    second = SqliteStore(tmp_path / "calls.db")
    stored = do(second.load("c1"))
    assert stored is not None
    assert stored.unsent is None
    second.close()


def test_the_answer_of_another_living_process_counts_as_sent(tmp_path: Path) -> None:
    """Two stores on one file: the other's answers are the other's business while it lives."""
    first, second = SqliteStore(tmp_path / "calls.db"), SqliteStore(tmp_path / "calls.db")
    do(first.save("c1", a_session(), None, 3600, PRINT))
    stored = do(second.load("c1"))
    assert stored is not None
    assert stored.unsent is None
    first.close()
    second.close()


def test_two_processes_on_one_file_cannot_overwrite_each_other(tmp_path: Path) -> None:
    """The slower of two gets ``Conflict``."""
    first, second = SqliteStore(tmp_path / "calls.db"), SqliteStore(tmp_path / "calls.db")
    do(first.save("c1", a_session("a"), None, 3600, PRINT))
    do(second.save("c1", a_session("b"), 1, 3600, PRINT))
    with pytest.raises(Conflict):
        do(first.save("c1", a_session("c"), 1, 3600, PRINT))
    first.close()
    second.close()


def test_the_answer_of_a_process_that_was_killed_may_be_asked_for_again(tmp_path: Path) -> None:
    """kill -9 between saving and answering leaves the answer beside the session."""
    died = subprocess.run([sys.executable, "-c", _DIE, str(tmp_path / "calls.db"), "die"], check=False)
    assert died.returncode == -signal.SIGKILL
    store = SqliteStore(tmp_path / "calls.db")
    stored = do(store.load("c1"))
    assert stored is not None
    assert stored.unsent == PRINT
    store.close()


@pytest.mark.slow
def test_a_kill_in_the_middle_of_writing_leaves_whole_sessions(tmp_path: Path) -> None:
    """However often the writer is killed, the file opens and holds the last session that was whole."""
    path = tmp_path / "calls.db"
    for _ in range(10):
        path.unlink(missing_ok=True)
        writer = subprocess.Popen([sys.executable, "-c", _DIE, str(path)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        for _line in range(20):
            told = writer.stdout.readline()
        writer.kill()
        told = (writer.stdout.read().split() or [told])[-1]
        writer.wait()
        writer.stdout.close()
        store = SqliteStore(path)
        stored = do(store.load("c1"))
        assert stored is not None
        assert stored.session is not None
        assert stored.revision >= int(told)
        store.close()


def test_old_leases_of_the_dead_are_swept(tmp_path: Path) -> None:
    """The lease of a process that died more than a day ago is removed; a living one never."""
    store = SqliteStore(tmp_path / "calls.db")
    other = SqliteStore(tmp_path / "calls.db")
    dead = tmp_path / "calls.db-lease-abcdef"
    dead.touch()
    for lease in tmp_path.glob("*-lease-*"):
        os.utime(lease, (0, 0))
    do(store.sweep())
    assert not dead.exists()
    assert len(list(tmp_path.glob("*-lease-*"))) == 2
    store.close()
    other.close()


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    """What callers said is not readable to other users of the machine."""
    store = SqliteStore(tmp_path / "calls.db")
    assert stat.S_IMODE((tmp_path / "calls.db").stat().st_mode) == 0o600
    store.close()


def _another_program(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE songs (title TEXT)")
    database.close()


def _newer(path: Path) -> None:
    SqliteStore(path).close()
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 99")
    database.close()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path.write_bytes(b"not a database at all, but long enough to be read as one" * 9), "no SQLite"),
        (lambda path: path.mkdir(), "directory"),
        (_another_program, "another program"),
        (_newer, "newer callwright"),
    ],
)
def test_a_file_that_is_no_store_of_ours_is_refused(tmp_path: Path, make: object, says: str) -> None:
    """The message says what the file is, and the file is left as it was."""
    assert callable(make)
    make(tmp_path / "calls.db")
    with pytest.raises(StoreError, match=says):
        SqliteStore(tmp_path / "calls.db")
    assert not list(tmp_path.glob("*-lease-*"))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The message names the folder."""
    with pytest.raises(StoreError, match="does not exist"):
        SqliteStore(tmp_path / "nowhere" / "calls.db")


def test_a_locked_file_fails_the_check_and_recovers(tmp_path: Path) -> None:
    """While another program holds the file ``check`` and ``save`` raise ``StoreError``; afterwards they work."""
    store = SqliteStore(tmp_path / "calls.db")
    other = sqlite3.connect(tmp_path / "calls.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="locked"):
        do(store.check())
    with pytest.raises(StoreError, match="locked"):
        do(store.save("c1", a_session(), None, 3600, PRINT))
    other.execute("ROLLBACK")
    other.close()
    do(store.check())
    do(store.save("c1", a_session(), None, 3600, PRINT))
    store.close()
