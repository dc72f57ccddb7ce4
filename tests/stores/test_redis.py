"""What only the Redis store promises: what becomes of calls when the server, or the way to it, fails."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from callwright.stores import Conflict, Store, StoreError, open_store
from callwright.stores.redis import FORM
from callwright.stores.redis_server import PATIENCE_SECONDS
from tests.stores.desk import HOUR, NONE, PRINT, Desk, a_session
from tests.stores.servers import RedisServer

SOON = 3.0
"""Seconds in which all is well again, on a machine that has other things to do."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    """A server of this test's own, which forgets nothing when it is killed."""
    made = RedisServer(tmp_path)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def desk(server: RedisServer, tmp_path: Path) -> Iterator[Desk]:
    made = Desk("redis", tmp_path, server.url)
    yield made
    made.close()


async def _well_again(store: Store) -> float:
    """How long it took until something could be saved."""
    began = time.monotonic()
    while True:
        try:
            await store.check()
        except StoreError:
            assert time.monotonic() < began + 20, "it does not recover"
            await asyncio.sleep(0.01)
        else:
            return time.monotonic() - began


def test_a_frozen_server_costs_a_bounded_time_and_then_none(desk: Desk, server: RedisServer) -> None:
    """Who asks it first waits half a second; who comes later is told at once; when it goes on, all is well soon."""
    store = desk.open()
    desk.do(store.save("c1", a_session(), None, HOUR, NONE))

    async def frozen() -> list[float]:
        times = []
        server.freeze()
        for _ in range(5):
            began = time.monotonic()
            with pytest.raises(StoreError, match="does not answer"):
                await store.save("c1", a_session(), 1, HOUR, NONE)
            times.append(time.monotonic() - began)
        server.thaw()
        assert await _well_again(store) < SOON
        return times

    first, *later = desk.run(frozen())
    assert PATIENCE_SECONDS / 2 < first < PATIENCE_SECONDS + 1
    assert max(later) < 0.1
    assert desk.stored(store).revision >= 1


def test_whoever_waits_for_a_frozen_server_is_told_together(desk: Desk, server: RedisServer) -> None:
    """A hundred at once wait no longer than one."""
    store = desk.open()
    desk.do(store.check())

    async def frozen() -> float:
        server.freeze()
        began = time.monotonic()
        saves = [store.save(f"c{n}", a_session(f"c{n}"), None, HOUR, NONE) for n in range(100)]
        outcomes = await asyncio.gather(*saves, return_exceptions=True)
        assert all(isinstance(outcome, StoreError) for outcome in outcomes)
        took = time.monotonic() - began
        server.thaw()
        await _well_again(store)
        return took

    assert desk.run(frozen()) < PATIENCE_SECONDS + 1


def test_a_loop_that_was_held_up_itself_takes_nobody_for_away(desk: Desk) -> None:
    """The answers were there all the time."""
    store = desk.open()
    desk.do(store.check())

    async def held_up() -> None:
        saving = asyncio.ensure_future(store.save("c1", a_session(), None, HOUR, NONE))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        time.sleep(PATIENCE_SECONDS + 0.3)
        await saving

    desk.run(held_up())
    assert desk.stored(store).revision == 1


def test_a_server_that_is_killed_and_started_again_has_all_that_was_saved(desk: Desk, server: RedisServer) -> None:
    """In between whoever asks is told; afterwards calls go on where they were, without anybody's help."""
    store = desk.open()
    desk.do(store.save("c1", a_session(state="a"), None, HOUR, NONE, b"1"))

    async def killed() -> None:
        server.kill()
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            with pytest.raises(StoreError):
                await store.save("c1", a_session(state="b"), 1, HOUR, NONE)
        server.start()
        assert await _well_again(store) < SOON

    desk.run(killed())
    stored = desk.stored(store, fresh=False)
    assert stored.revision == 1
    desk.do(store.save("c1", a_session(state="c"), stored.revision, HOUR, NONE, b"2"))
    assert desk.do(store.record("c1")) == [b"1", b"2"]


def test_a_line_that_breaks_under_a_save_loses_nothing_and_doubles_nothing(desk: Desk, server: RedisServer) -> None:
    """What had no answer is asked again, and a save that was made already is known again."""
    store = desk.open()

    async def turns(call: str) -> None:
        for n in range(60):
            await store.save(call, a_session(call, streak=n), n or None, HOUR, NONE, b"%d" % n)

    async def broken() -> int:
        saving = [asyncio.ensure_future(turns(f"c{n}")) for n in range(8)]
        breaks = 0
        while not all(task.done() for task in saving):
            await asyncio.to_thread(server.say, "CLIENT", "KILL", "TYPE", "normal")
            breaks += 1
            await asyncio.sleep(0.01)
        await asyncio.gather(*saving)
        return breaks

    assert desk.run(broken()) > 1
    for n in range(8):
        assert desk.stored(store, f"c{n}").revision == 60
        assert desk.do(store.record(f"c{n}")) == [b"%d" % turn for turn in range(60)]


def test_what_must_not_be_done_twice_is_not_asked_again(desk: Desk, server: RedisServer) -> None:
    """A document that was perhaps put is ``StoreError``; never two revisions for one ``put``."""
    store = desk.open()

    async def broken() -> int:
        failed = done = 0
        while not failed:
            putting = asyncio.ensure_future(store.put("shelf", "key", b"x"))
            await asyncio.sleep(0)
            await asyncio.to_thread(server.say, "CLIENT", "KILL", "TYPE", "normal")
            try:
                revision = await putting
            except StoreError:
                failed += 1
            else:
                done += 1
                assert revision == done
        document = await store.take("shelf", "key")
        assert document is None or document.revision <= done + failed
        return failed

    server.say("CLIENT", "PAUSE", "200", "WRITE")
    assert desk.run(broken()) == 1


def test_scripts_that_the_server_forgot_are_told_again(desk: Desk, server: RedisServer) -> None:
    """Many at once, each counted once."""
    store = desk.open()
    desk.do(store.save("c0", a_session("c0"), None, HOUR, NONE))
    server.say("SCRIPT", "FLUSH")

    async def at_once() -> None:
        calls = {f"c{n}": None if n else 1 for n in range(20)}
        saves = [store.save(call, a_session(call), expected, HOUR, NONE) for call, expected in calls.items()]
        await asyncio.gather(*saves)

    desk.run(at_once())
    assert desk.do(store.open_calls()) == 20
    assert desk.stored(store, "c0").revision == 2


def test_the_bus_hears_again_after_the_server_was_started_again(desk: Desk, server: RedisServer) -> None:
    """Each worker listens again by itself."""
    first, second = desk.open(), desk.open()

    async def talk() -> list[tuple[str, bytes]]:
        heard: list[tuple[str, bytes]] = []
        await second.bus().open(lambda sender, message: heard.append((sender, message)))
        await first.check()
        server.kill()
        server.start()
        await _well_again(first)
        await _well_again(second)
        async with asyncio.timeout(10):
            while not await first.bus().tell(second.owner, b"again"):
                await asyncio.sleep(0.01)
            while not heard:
                await asyncio.sleep(0.01)
        return heard

    assert desk.run(talk()) == [(first.owner, b"again")]


def test_where_memory_is_full_calls_go_on_and_none_begins(desk: Desk, server: RedisServer) -> None:
    """``StoreError`` with the reason for who begins and for who checks, until there is room."""
    store = desk.open()
    desk.do(store.save("c1", a_session(), None, HOUR, NONE))
    server.say("CONFIG", "SET", "maxmemory", "1")
    desk.do(store.save("c1", a_session(), 1, HOUR, NONE, b"1"))
    with pytest.raises(StoreError, match="memory is full"):
        desk.do(store.save("c2", a_session("c2"), None, HOUR, NONE))
    with pytest.raises(StoreError, match="memory is full"):
        desk.do(store.check())
    server.say("CONFIG", "SET", "maxmemory", "0")
    desk.do(store.check())
    desk.do(store.save("c2", a_session("c2"), None, HOUR, NONE))


def test_a_server_that_became_a_copy_is_left_and_tried_again(desk: Desk, server: RedisServer) -> None:
    """``StoreError`` with the reason, until it, or another at its address, can be written again."""
    store = desk.open()
    desk.do(store.save("c1", a_session(), None, HOUR, NONE))
    server.say("REPLICAOF", "127.0.0.1", "1")
    with pytest.raises(StoreError, match="copy that cannot be written"):
        desk.do(store.save("c1", a_session(), 1, HOUR, NONE))
    server.say("REPLICAOF", "NO", "ONE")
    assert desk.run(_well_again(store)) < SOON
    desk.do(store.save("c1", a_session(), 1, HOUR, NONE))


def test_a_call_that_a_newer_release_stored_is_not_guessed_at(desk: Desk, server: RedisServer) -> None:
    """``StoreError`` says what to do, and the call stays as it was for whoever can read it."""
    store = desk.open()
    desk.do(store.save("c1", a_session(), None, HOUR, NONE))
    key = desk.url.partition("prefix=")[2] + "call:c1"
    server.say("HSET", key, "v", str(FORM + 1), "s", "in words of its own")
    with pytest.raises(StoreError, match="newer callwright; install that one"):
        desk.do(store.load("c1", fresh=True))
    assert b"in words of its own" in server.say("HGET", key, "s")


def test_everything_ends_by_itself_in_the_server(desk: Desk, server: RedisServer) -> None:
    """Each key of a call has a time to live, also where nobody ever sweeps."""
    store = desk.open()
    desk.do(store.save("c1", a_session(), None, HOUR, PRINT, b"1"))
    desk.do(store.hold("c1", 5))
    prefix = desk.url.partition("prefix=")[2]
    lives = {key: int(server.say("PTTL", prefix + key)[1:]) for key in ("call:c1", "record:c1", "hold:c1")}
    assert HOUR * 1000 < lives["call:c1"] < HOUR * 1000 + 100_000
    assert 0 < lives["hold:c1"] < 100_000
    assert lives["record:c1"] > HOUR * 1000


def test_the_time_is_the_servers(server: RedisServer) -> None:
    """Without a clock of its own a store ends calls by the server's."""

    async def ends() -> None:
        store = open_store(server.url)
        await store.save("c1", a_session(), None, HOUR, NONE)
        assert await store.load("c1", fresh=True) is not None
        await store.save("c1", a_session(), 1, 0.05, NONE)
        async with asyncio.timeout(10):
            while await store.load("c1", fresh=True) is not None:
                await asyncio.sleep(0.01)
        with pytest.raises(Conflict):
            await store.save("c1", a_session(), 2, HOUR, NONE)
        store.close()
        await asyncio.sleep(0)

    asyncio.run(ends())


def test_a_worker_that_left_in_order_has_sent_its_answers(desk: Desk, server: RedisServer) -> None:
    """That is said before the connection ends, and known for longer than any call."""
    store = desk.open()
    desk.do(store.save("c1", a_session(), None, HOUR, PRINT))
    key = desk.url.partition("prefix=")[2] + "worker:" + store.owner
    assert b"lives" in server.say("GET", key)
    desk.close_stores()
    assert b"left" in server.say("GET", key)
    assert int(server.say("TTL", key)[1:]) > 86_400
    assert desk.stored(desk.open()).unsent is None


def test_a_worker_that_is_silent_for_long_has_died(desk: Desk, server: RedisServer) -> None:
    """Its answer may be asked for again, and its hold is void, though its connection still stands."""
    silent, other = desk.open(), desk.open()
    desk.do(silent.save("c1", a_session(), None, HOUR, PRINT))
    desk.do(silent.hold("c1", 60))
    assert desk.stored(other).unsent is None
    server.say("DEL", desk.url.partition("prefix=")[2] + "worker:" + silent.owner)
    assert desk.stored(other).unsent == PRINT
    desk.do(other.save("c1", a_session(), 1, HOUR, NONE))


def test_a_store_goes_on_in_another_event_loop(server: RedisServer) -> None:
    """What belonged to the one before is left behind."""
    store = open_store(server.url)

    async def turn(expected: int | None) -> None:
        await store.save("c1", a_session(), expected, HOUR, NONE)
        store.close()
        for _ in range(3):
            await asyncio.sleep(0)

    asyncio.run(turn(None))
    asyncio.run(turn(1))


def test_a_cluster_keeps_all_on_one_node(tmp_path: Path) -> None:
    """The keys hold together there."""
    server = RedisServer(tmp_path, "--cluster-enabled", "yes")
    server.start()
    desk = Desk("redis", tmp_path, server.url)
    try:
        server.say("CLUSTER", "ADDSLOTS", *(str(slot) for slot in range(16_384)))
        store = desk.open()
        desk.run(_well_again(store))
        desk.do(store.save("c1", a_session(), None, 10, PRINT, b"1"))
        desk.do(store.hold("c1", 5))
        desk.clock.now += 20
        assert desk.do(store.sweep()) == 1
        assert desk.do(store.record("c1")) == [b"1"]
        assert [one.call for one in desk.do(store.recorded(5))] == ["c1"]
        assert desk.do(store.put("shelf", "key", b"x")) == 1
    finally:
        desk.close()
        server.stop()


def test_a_socket_a_password_and_a_number(tmp_path: Path) -> None:
    """All that an address can say."""
    path = tmp_path / "redis.sock"
    server = RedisServer(tmp_path, "--unixsocket", str(path), "--requirepass", "hunter2")
    server.start()
    try:
        for url in (f"unix://:hunter2@{path}?db=3", f"redis://:hunter2@127.0.0.1:{server.port}/3"):
            desk = Desk("redis", tmp_path, url.partition("?")[0])
            desk.url = f"{url}{'&' if '?' in url else '?'}prefix=mine:"
            store = desk.open()
            desk.do(store.put("shelf", url, b"x"))
            assert url in desk.do(store.keys("shelf"))
            desk.close()
        with pytest.raises(StoreError, match="wants a password"):
            open_store(server.url)
        with pytest.raises(StoreError, match="is another one") as refusal:
            open_store(f"redis://:hunter3@127.0.0.1:{server.port}")
        assert "hunter" not in str(refusal.value)
    finally:
        server.stop()


def test_without_the_extra_it_is_said_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command to type."""
    for module in [
        name for name in sys.modules if name.startswith("callwright.stores.redis") and "address" not in name
    ]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "hiredis", None)
    with pytest.raises(StoreError, match=r"pip install 'callwright\[redis\]'"):
        open_store("redis://localhost:6379")
