"""What only the SQLite store promises: to outlive its process, and whatever happens to its file."""

from __future__ import annotations

import asyncio
import os
import resource
import sqlite3
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from callwright.stores import Store, StoreError
from callwright.stores.sqlite import LOCKED_SECONDS, SqliteStore
from callwright.stores.sqlite_file import LOOK_SECONDS, SqliteFile
from tests.stores.desk import HOUR, NONE, PRINT, Desk, a_session

RESTART = 20
"""Pages of the log."""


@pytest.fixture
def kind() -> str:
    return "sqlite"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "calls.db"


def test_a_restart_finds_the_calls(desk: Desk) -> None:
    """What was saved is there when the file is opened again, its record and the shelves too."""
    first = desk.open()
    desk.do(first.save("c1", a_session(), None, HOUR, PRINT, b"1"))
    desk.do(first.put("flows", "v1", b"x"))
    first.close()
    second = desk.open()
    assert desk.stored(second).session == a_session()
    assert desk.do(second.record("c1")) == [b"1"]
    assert desk.do(second.keys("flows")) == ["v1"]


def test_a_hold_from_before_the_clock_was_set_back_counts_no_more(desk: Desk) -> None:
    """Its end is an hour away now, and nobody waits that long for a worker that could not release it."""
    first, second = desk.open(), desk.open()
    desk.do(first.save("c1", a_session(), None, HOUR, NONE))
    desk.do(first.hold("c1", 8))
    desk.clock.now -= HOUR
    desk.do(second.save("c1", a_session(), 1, HOUR, NONE))
    assert desk.stored(second).revision == 2


def test_a_process_that_left_in_order_leaves_nothing_beside_the_file(desk: Desk, tmp_path: Path) -> None:
    """No lease, no socket, no log."""
    store = desk.open()
    desk.do(store.bus().open(lambda _owner, _message: None))
    desk.do(store.save("c1", a_session(), None, HOUR, PRINT))
    assert len(list(tmp_path.iterdir())) == 5
    desk.close_stores()
    assert [path.name for path in tmp_path.iterdir()] == ["calls.db"]


def test_a_save_that_nobody_waits_for_is_written_when_the_store_is_closed(desk: Desk) -> None:
    """The batch of the present turn goes out before the file is closed."""
    store = desk.open()

    async def saved_and_closed() -> None:
        saving = asyncio.ensure_future(store.save("c1", a_session(), None, HOUR, NONE))
        while not saving.done():
            await asyncio.sleep(0)
            store.close()
        await saving

    desk.run(saved_and_closed())
    assert desk.stored(desk.open()).revision == 1


def test_old_leases_of_the_dead_are_swept(desk: Desk, tmp_path: Path) -> None:
    """The lease of a process that died more than a day ago is removed; a living one never."""
    store, _ = desk.open(), desk.open()
    dead = tmp_path / "calls.db-lease-abcdef"
    dead.touch()
    for lease in tmp_path.glob("*-lease-*"):
        os.utime(lease, (0, 0))
    desk.do(store.sweep())
    assert not dead.exists()
    assert len(list(tmp_path.glob("*-lease-*"))) == 2


def test_the_files_are_for_their_owner_only(desk: Desk, tmp_path: Path) -> None:
    """What callers said is not readable to other users of the machine, in the log no more than in the file."""
    store = desk.open()
    desk.do(store.bus().open(lambda _owner, _message: None))
    desk.do(store.save("c1", a_session(), None, HOUR, NONE))
    assert len(list(tmp_path.iterdir())) == 5
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


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
def test_a_file_that_is_no_store_of_ours_is_refused(path: Path, make: object, says: str) -> None:
    """The message says what the file is, and the file is left as it was."""
    assert callable(make)
    make(path)
    with pytest.raises(StoreError, match=says):
        SqliteStore(path)
    assert not list(path.parent.glob("*-lease-*"))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The message names the folder."""
    with pytest.raises(StoreError, match="does not exist"):
        SqliteStore(tmp_path / "nowhere" / "calls.db")


@pytest.fixture
def locked(desk: Desk, path: Path) -> Iterator[sqlite3.Connection]:
    """Another program that holds the file locked."""
    desk.do(desk.open().save("c1", a_session(), None, HOUR, NONE))
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    yield other
    other.close()


def test_a_locked_file_fails_what_writes_and_recovers(desk: Desk, locked: sqlite3.Connection) -> None:
    """While another program holds the file, all that writes raises ``StoreError``; what reads does not."""
    store = desk.open_one()
    for act in (
        lambda: store.check(),
        lambda: store.save("c1", a_session(), 1, HOUR, NONE),
        lambda: store.hold("c1", 1),
        lambda: store.put("flows", "v1", b""),
        lambda: store.sweep(),
    ):
        with pytest.raises(StoreError, match="locked"):
            desk.do(act())
    assert desk.stored(store).revision == 1
    locked.execute("ROLLBACK")
    desk.do(store.check())
    desk.do(store.save("c1", a_session(), 1, HOUR, NONE))


def test_a_file_that_is_locked_for_a_moment_is_waited_for(desk: Desk, locked: sqlite3.Connection) -> None:
    """And nobody else has to wait meanwhile: the loop goes on turning."""
    store = desk.open_one()

    async def moment() -> int:
        saving = asyncio.ensure_future(store.save("c1", a_session(), 1, HOUR, NONE))
        turns = 0
        while turns < 10:
            await asyncio.sleep(0.005)
            turns += 1
        assert not saving.done()
        locked.execute("ROLLBACK")
        await saving
        return turns

    assert desk.run(moment()) == 10
    assert desk.stored(store).revision == 2


def test_whoever_waits_for_a_locked_file_is_told_in_time(desk: Desk, locked: sqlite3.Connection) -> None:
    """Everybody of the batch, also who came later."""
    assert locked.in_transaction
    store = desk.open_one()

    async def all_told() -> float:
        began = time.monotonic()
        first = asyncio.ensure_future(store.save("c1", a_session(), 1, HOUR, NONE))
        await asyncio.sleep(0.1)
        told = await asyncio.gather(first, store.save("c2", a_session("c2"), None, HOUR, NONE), return_exceptions=True)
        assert all(isinstance(one, StoreError) for one in told)
        return time.monotonic() - began

    assert desk.run(all_told()) < LOCKED_SECONDS + 1


@pytest.fixture
def full(desk: Desk) -> Iterator[Store]:
    """A store whose files may not grow any more: what the system says of a full disk."""
    store = desk.open()
    desk.do(store.save("c1", a_session(state="before"), None, HOUR, PRINT, b"1"))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, before[1]))
    yield store
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_fails_the_whole_batch_and_recovers(desk: Desk, full: Store) -> None:
    """Each save of the batch raises ``StoreError``, nothing of it is there, and when there is room all is well."""
    big = b'"' + b"x" * 20_000 + b'"'

    async def at_once() -> list[object]:
        saves = [
            full.save(call, a_session(call), n, HOUR, NONE, big) for call, n in (("c1", 1), ("c2", None), ("c3", 5))
        ]
        return await asyncio.gather(*saves, return_exceptions=True)

    outcomes = desk.run(at_once())
    assert [type(one) for one in outcomes] == [StoreError] * 3
    assert "full" in str(outcomes[0])
    with pytest.raises(StoreError):
        desk.do(full.check())
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (unlimited, unlimited))
    desk.do(full.check())
    stored = desk.stored(full, fresh=False)
    assert stored.session is not None
    assert (stored.session.state, stored.revision) == ("before", 1)
    assert desk.do(full.load("c2")) is None
    assert desk.do(full.record("c1")) == [b"1"]
    outcomes = desk.run(at_once())
    assert [type(one).__name__ for one in outcomes] == ["NoneType", "NoneType", "Conflict"]


def test_a_file_that_is_deleted_gets_its_name_back(desk: Desk, path: Path) -> None:
    """Whoever has it open still has the calls: they are copied to where the file was, and others find them there."""
    store, other = desk.open(), desk.open()
    desk.do(store.save("c1", a_session(), None, HOUR, NONE, b"1"))
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink()
    time.sleep(LOOK_SECONDS)
    desk.do(store.save("c1", a_session(state="after"), 1, HOUR, NONE, b"2"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert desk.stored(other).revision == 2
    assert desk.do(desk.open().record("c1")) == [b"1", b"2"]
    assert not list(path.parent.glob("*rescued*"))


def test_a_file_that_is_replaced_is_opened(desk: Desk, path: Path, tmp_path: Path) -> None:
    """Another store at the same place is the store from then on."""
    store = desk.open()
    desk.do(store.save("c1", a_session(), None, HOUR, NONE))
    SqliteStore(tmp_path / "other.db").close()
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink()
    (tmp_path / "other.db").rename(path)
    time.sleep(LOOK_SECONDS)
    assert desk.do(store.load("c1", fresh=True)) is None
    desk.do(store.save("c1", a_session(), None, HOUR, NONE))


def test_a_damaged_file_is_said_to_be_one_and_opened_again_when_it_is_mended(desk: Desk, path: Path) -> None:
    """What is wrong with the file needs to be mended only there."""
    store = desk.open()
    desk.do(store.save("c1", a_session(), None, HOUR, NONE))
    desk.close_stores()
    good = path.read_bytes()
    store = desk.open()
    path.write_bytes(good[:4096] + b"\xff" * (len(good) - 4096))
    with pytest.raises(StoreError, match="damaged"):
        desk.do(store.load("c1", fresh=True))
    path.write_bytes(good)
    assert desk.stored(store).revision == 1


def test_a_checkpoint_moves_the_log_while_saves_go_on(desk: Desk, path: Path) -> None:
    """In a thread of its own, and nothing is lost."""
    store = desk.open()
    side = SqliteFile(path)
    stop = threading.Event()

    def move() -> None:
        while not stop.is_set():
            side.checkpoint(restart=RESTART)

    thread = threading.Thread(target=move)
    thread.start()
    try:
        for n in range(300):
            desk.do(store.save("c1", a_session(), n or None, HOUR, NONE, b"x" * 3_000))
    finally:
        stop.set()
        thread.join()
        side.close()
    assert len(desk.do(store.record("c1"))) == 300


def test_a_log_that_began_anew_grows_no_further(desk: Desk, path: Path) -> None:
    """What is written next takes the place of what was moved."""
    store = desk.open()
    side = SqliteFile(path)
    for n in range(100):
        desk.do(store.save("c1", a_session(), n or None, HOUR, NONE, b"x" * 3_000))
    size = path.with_name("calls.db-wal").stat().st_size
    side.checkpoint(restart=RESTART)
    side.close()
    for n in range(100, 150):
        desk.do(store.save("c1", a_session(), n, HOUR, NONE, b"x" * 3_000))
    assert path.with_name("calls.db-wal").stat().st_size == size


def everything(folder: Path) -> bytes:
    """All bytes of the store's files."""
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file())


@pytest.mark.parametrize("busy", [False, True], ids=["alone", "while another worker reads"])
def test_of_a_forgotten_call_nothing_is_left_on_the_disk(desk: Desk, path: Path, busy: bool) -> None:
    """Not in the log either, in which it stood before."""
    store, other = desk.open(), desk.open()
    line = b'{"text": "Petersen"}'
    desk.do(store.save("c1", a_session(), None, HOUR, PRINT, line * 500))
    desk.do(store.save("c2", a_session(), None, HOUR, PRINT, b"another one"))
    assert b"Petersen" in everything(path.parent)
    reading = None
    if busy:
        reader = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM lines").fetchone()
        reading = threading.Timer(0.2, reader.close)
        reading.start()
    assert desk.do(store.forget("c1"))
    if reading is not None:
        reading.join()
    assert b"Petersen" not in everything(path.parent)
    assert desk.do(other.record("c2")) == [b"another one"]


def test_what_a_call_gave_is_not_on_the_disk_after_it(desk: Desk, path: Path) -> None:
    """Once its row has something else in it, and the store was swept."""
    store = desk.open()
    with_a_name = a_session()
    with_a_name.values = {"name": "Petersen"}
    desk.do(store.save("c1", with_a_name, None, HOUR, PRINT))
    desk.do(store.save("c1", a_session(), 1, HOUR, NONE))
    assert b"Petersen" in everything(path.parent)
    desk.do(store.sweep())
    assert b"Petersen" not in everything(path.parent)
    assert desk.stored(store).session == a_session()


def test_what_was_deleted_beside_the_file_is_made_again(desk: Desk, tmp_path: Path) -> None:
    """The lease and the socket, with the next sweep: the worker is known to live, and is heard."""
    store, other = desk.open(), desk.open()
    heard: list[bytes] = []

    async def deleted() -> None:
        await store.bus().open(lambda _sender, message: heard.append(message))
        for path in (*tmp_path.glob("*-lease-*"), *tmp_path.glob("*-bus-*")):
            path.unlink()
        assert await other.bus().tell(store.owner, b"lost") is False
        await store.sweep()
        assert await other.bus().tell(store.owner, b"heard")
        while not heard:
            await asyncio.sleep(0)

    desk.run(deleted())
    assert heard == [b"heard"]
    assert [path.name for path in tmp_path.glob("*-lease-*")] == [f"calls.db-lease-{store.owner}"]
