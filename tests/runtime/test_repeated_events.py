"""When an event is a retry, and when it is new."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from callwright.core.events import Button, Key, SessionStart, SpeechEnded, UserSpeak
from callwright.runtime.catalog import Catalog
from callwright.runtime.delivery import Delivered
from callwright.runtime.dispatcher import Dispatcher
from callwright.stores.memory import MemoryStore
from callwright.stores.sqlite import SqliteStore
from tests.runtime.turns import AT, US, broken_connection, open_connection, session_of


async def _until_the_keys(dispatcher: Dispatcher) -> None:
    await dispatcher.dispatch(SessionStart("a", AT, US))
    await dispatcher.dispatch(SpeechEnded("a", AT + 2000, US))
    await dispatcher.dispatch(UserSpeak("a", AT + 6000, US, "my bill"))
    await dispatcher.dispatch(SpeechEnded("a", AT + 9000, US))


def test_the_same_key_twice_is_two_keys(catalog: Catalog) -> None:
    """While the first is still connected, a byte-identical event is a new event."""

    async def main() -> None:
        store = MemoryStore()
        dispatcher = Dispatcher(catalog, store)
        await _until_the_keys(dispatcher)
        key = Key("a", AT + 10_000, US, "4")
        both = [dispatcher.dispatch(key, b"four", open_connection) for _ in range(2)]
        await asyncio.gather(*both)
        stored = await store.load("a")
        assert stored is not None
        assert stored.session is not None
        assert stored.session.keys == "44"

    asyncio.run(main())


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_a_retry_after_a_broken_connection_gets_the_stored_answer(catalog: Catalog, tmp_path: Path, kind: str) -> None:
    """The connection broke while the event waited: its repetition is answered alike, and the key counts once.

    A third one, after an answer that was out, is a new key.
    """

    async def main() -> None:
        store = MemoryStore() if kind == "memory" else SqliteStore(tmp_path / "calls.db")
        dispatcher = Dispatcher(catalog, store)
        await _until_the_keys(dispatcher)
        key = Key("a", AT + 10_000, US, "4")

        async def keys() -> str:
            stored = await store.load("a")
            assert stored is not None
            assert stored.session is not None
            return stored.session.keys

        dispatcher._gate.enter("a")  # somebody is inside
        first = asyncio.create_task(dispatcher.dispatch(key, b"four", broken_connection))
        await asyncio.sleep(0)
        dispatcher._gate.leave("a")
        lost = await first
        assert await keys() == "4"
        again = await dispatcher.dispatch(key, b"four", open_connection)
        assert (again.body, await keys()) == (lost.body, "4")
        await dispatcher.dispatch(key, b"four", open_connection)
        assert await keys() == "44"
        store.close()

    asyncio.run(main())


def test_another_event_after_a_broken_connection_is_no_retry(catalog: Catalog) -> None:
    """Only the very same bytes are."""

    async def main() -> None:
        store = MemoryStore()
        dispatcher = Dispatcher(catalog, store)
        await _until_the_keys(dispatcher)
        dispatcher._gate.enter("a")
        first = asyncio.create_task(dispatcher.dispatch(Key("a", AT + 10_000, US, "4"), b"4", broken_connection))
        await asyncio.sleep(0)
        dispatcher._gate.leave("a")
        await first
        await dispatcher.dispatch(Key("a", AT + 10_500, US, "5"), b"5", open_connection)
        await dispatcher.dispatch(Key("a", AT + 11_000, US, "4"), b"4", open_connection)
        stored = await store.load("a")
        assert stored is not None
        assert stored.session is not None
        assert stored.session.keys == "454"

    asyncio.run(main())


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_what_comes_from_outside_in_between_changes_no_retry(catalog: Catalog, tmp_path: Path, kind: str) -> None:
    """The button between an event and its repetition: the repetition is a retry all the same."""

    async def main() -> None:
        store = MemoryStore() if kind == "memory" else SqliteStore(tmp_path / "calls.db")
        dispatcher = Dispatcher(catalog, store)
        await _until_the_keys(dispatcher)
        key = Key("a", AT + 10_000, US, "4")
        dispatcher._gate.enter("a")  # somebody is inside
        first = asyncio.create_task(dispatcher.dispatch(key, b"four", broken_connection))
        await asyncio.sleep(0)
        dispatcher._gate.leave("a")
        await first
        assert await dispatcher.from_outside(Button("a", AT + 10_100, US)) is Delivered.NOW
        await dispatcher.dispatch(key, b"four", open_connection)
        assert (await session_of(store, "a")).keys == "4"
        store.close()

    asyncio.run(main())
