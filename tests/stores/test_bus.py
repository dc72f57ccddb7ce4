"""How workers talk to each other."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from callwright.stores.bus import LARGEST
from callwright.stores.sqlite import SqliteStore
from tests.stores.desk import Desk

several = pytest.mark.parametrize("kind", ["sqlite", "redis"])

_LISTEN = """
import asyncio, sys
from callwright.stores import open_store

async def main():
    store = open_store(sys.argv[1])
    bus = store.bus()
    def hear(sender, message):
        asyncio.ensure_future(bus.tell(sender, b"you said " + message[:40]))
    await bus.open(hear)
    print(store.owner, flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


class Ears:
    """What was heard, and a way to wait for it."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, bytes]] = []
        self._more = asyncio.Event()

    def __call__(self, sender: str, message: bytes) -> None:
        self.heard.append((sender, message))
        self._more.set()

    async def until(self, count: int) -> list[tuple[str, bytes]]:
        async with asyncio.timeout(10):
            while len(self.heard) < count:
                self._more.clear()
                await self._more.wait()
        return self.heard


@several
def test_a_message_reaches_the_worker_that_it_is_for(desk: Desk) -> None:
    """And no other one; the sender is named, and any bytes come whole."""
    stores = [desk.open() for _ in range(3)]

    async def talk() -> list[Ears]:
        ears = [Ears() for _ in stores]
        for store, ear in zip(stores, ears, strict=True):
            await store.bus().open(ear)
        assert await stores[0].bus().tell(stores[1].owner, bytes(range(256)))
        assert await stores[0].bus().tell(stores[1].owner, b"x" * LARGEST)
        await ears[1].until(2)
        return ears

    ears = desk.run(talk())
    assert [ear.heard for ear in ears] == [
        [],
        [(stores[0].owner, bytes(range(256))), (stores[0].owner, b"x" * LARGEST)],
        [],
    ]


@several
def test_a_message_to_all_reaches_all_others(desk: Desk) -> None:
    """But not the one who said it."""
    stores = [desk.open() for _ in range(3)]

    async def talk() -> list[Ears]:
        ears = [Ears() for _ in stores]
        for store, ear in zip(stores, ears, strict=True):
            await store.bus().open(ear)
        await stores[0].bus().tell_all(b"all")
        await stores[1].bus().tell_all(b"again")
        await ears[0].until(1)
        await ears[2].until(2)
        return ears

    first, second, third = (ear.heard for ear in desk.run(talk()))
    assert first == [(stores[1].owner, b"again")]
    assert second == [(stores[0].owner, b"all")]
    assert third == [(stores[0].owner, b"all"), (stores[1].owner, b"again")]


def test_nobody_listens_under_a_name_that_is_none(desk: Desk) -> None:
    """``tell`` says so; a name is never taken for a path or a pattern."""
    store = desk.open()

    async def talk() -> list[bool]:
        await store.bus().open(lambda _sender, _message: None)
        return [await store.bus().tell(name, b"x") for name in ("nobody", "../x", "*", "")]

    assert desk.run(talk()) == [False] * 4


def test_a_message_that_is_too_long_is_a_mistake(desk: Desk) -> None:
    """Of whoever sends it, in every store where there is anybody to send it to."""
    store = desk.open()

    async def talk() -> None:
        await store.bus().open(lambda _sender, _message: None)
        await store.bus().tell_all(b"x" * (LARGEST + 1))

    if desk.kind == "memory":
        desk.run(talk())
        return
    with pytest.raises(ValueError, match="at most"):
        desk.run(talk())


@several
def test_a_bus_that_was_closed_hears_nothing(desk: Desk) -> None:
    """And can be opened again."""
    first, second = desk.open(), desk.open()

    async def talk() -> list[tuple[str, bytes]]:
        ear, last = Ears(), Ears()
        await second.bus().open(ear)
        await second.bus().close()
        await first.bus().tell(second.owner, b"lost")
        await second.bus().open(last)
        await first.bus().tell(second.owner, b"heard")
        await last.until(1)
        return ear.heard + last.heard

    assert desk.run(talk()) == [(first.owner, b"heard")]


@several
def test_two_processes_talk(desk: Desk, tmp_path: Path) -> None:
    """There and back; and when the other one is killed, it is known that nobody listens any more."""
    store = desk.open()
    other = subprocess.Popen([sys.executable, "-c", _LISTEN, desk.url], stdout=subprocess.PIPE)
    assert other.stdout is not None
    owner = other.stdout.readline().decode().strip()

    async def talk() -> list[tuple[str, bytes]]:
        ear = Ears()
        await store.bus().open(ear)
        assert await store.bus().tell(owner, b"hello")
        await store.bus().tell_all(b"you all")
        return await ear.until(2)

    try:
        assert desk.run(talk()) == [(owner, b"you said hello"), (owner, b"you said you all")]
    finally:
        other.send_signal(signal.SIGKILL)
        other.wait()
        other.stdout.close()
    assert desk.do(store.bus().tell(owner, b"hello")) is False
    desk.do(store.bus().tell_all(b"anybody?"))
    assert len(list(tmp_path.glob("*-bus-*"))) <= 1


def test_a_store_in_a_folder_with_a_long_name_has_a_bus(tmp_path: Path) -> None:
    """Longer than a socket's address may be."""
    folder = tmp_path / ("x" * 90)
    folder.mkdir()
    desk = Desk("sqlite", folder)
    first, second = desk.open(), desk.open()

    async def talk() -> list[tuple[str, bytes]]:
        ear = Ears()
        await second.bus().open(ear)
        assert await first.bus().tell(second.owner, b"far")
        return await ear.until(1)

    assert desk.run(talk()) == [(first.owner, b"far")]
    desk.close()


def test_a_store_with_an_odd_name_has_a_bus(tmp_path: Path) -> None:
    """Brackets in a file's name are no pattern."""

    async def talk() -> list[tuple[str, bytes]]:
        one, other = (SqliteStore(tmp_path / "calls[1]*.db") for _ in range(2))
        ears = Ears()
        await other.bus().open(ears)
        await one.bus().tell_all(b"hello")
        heard = await ears.until(1)
        one.close()
        other.close()
        return heard

    ((_, message),) = asyncio.run(talk())
    assert message == b"hello"
