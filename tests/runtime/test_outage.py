"""Turns while the store does not work, and while another worker holds the call."""

from __future__ import annotations

import asyncio
import time

from callwright.core.events import (
    Event,
    InputTimeout,
    Key,
    Parties,
    SessionStart,
    SpeechEnded,
    SpeechStarted,
    UserSpeak,
)
from callwright.core.session import Session
from callwright.runtime.catalog import Catalog
from callwright.runtime.dispatcher import Dispatcher
from callwright.stores import Answered, Held, Stored, StoreError
from callwright.stores.memory import MemoryStore
from tests.runtime.turns import AT, US, kinds, session_of, words


class Unsteady(MemoryStore):
    """Works or not; ``silently`` saves, and says that it could not. ``held`` is how often another worker is there."""

    def __init__(self) -> None:
        super().__init__()
        self.works = True
        self.silently = False
        self.held = 0
        self.checks = 0
        self.loads = 0

    def _look(self) -> None:
        if not self.works:
            raise StoreError("The store is away.")

    async def load(self, call: str, *, fresh: bool = False) -> Stored | None:
        self.loads += 1
        self._look()
        return await super().load(call, fresh=fresh)

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
        if self.held:
            self.held -= 1
            raise Held(call, 0.02)
        if self.silently:
            await super().save(call, session, expected, keep, answered, lines, holder)
            self.works = False
        self._look()
        await super().save(call, session, expected, keep, answered, lines, holder)

    async def check(self) -> None:
        self.checks += 1
        self._look()

    async def back(self, seconds: float) -> None:
        """It works again after a moment."""
        await asyncio.sleep(seconds)  # no synchronisation: so long is the outage
        self.works, self.silently = True, False


async def _until_it_works(dispatcher: Dispatcher) -> None:
    """The probe has found that the store is back, and what waited has been put right."""
    async with asyncio.timeout(10):
        while dispatcher._turns.outage.known or dispatcher._turns._later:
            await asyncio.sleep(0.01)


async def _until_the_question(dispatcher: Dispatcher, call: str = "a") -> None:
    await dispatcher.dispatch(SessionStart(call, AT, US))
    await dispatcher.dispatch(SpeechEnded(call, AT + 2000, US))


def test_a_short_outage_is_only_a_delay(catalog: Catalog) -> None:
    """The turn waits, and is answered as if nothing had been."""

    async def main() -> None:
        store = Unsteady()
        dispatcher = Dispatcher(catalog, store)
        await _until_the_question(dispatcher)
        store.works = False
        back = asyncio.create_task(store.back(0.2))
        assert "order number" in words(await dispatcher.dispatch(UserSpeak("a", AT + 6000, US, "my bill")))
        await back
        await dispatcher.close()

    asyncio.run(main())


def test_a_longer_outage_is_told_within_a_second_and_the_call_goes_on(catalog: Catalog) -> None:
    """Every event is answered in time, none with an apology or a hang-up; then the call stands where it stood."""

    async def main() -> None:
        store = Unsteady()
        dispatcher = Dispatcher(catalog, store)
        await _until_the_question(dispatcher)
        before = await session_of(store, "a")
        store.works = False
        at = AT + 6000
        for kind in (SpeechEnded, InputTimeout, SpeechEnded, InputTimeout):
            at += 3000
            began = time.monotonic()
            assert words(await dispatcher.dispatch(kind("a", at, US))) == "One moment, please."
            assert time.monotonic() - began < 1.4
        store.works = True
        await _until_it_works(dispatcher)
        assert await session_of(store, "a") == before
        assert "order number" in words(await dispatcher.dispatch(UserSpeak("a", at + 3000, US, "my bill")))
        await dispatcher.close()

    asyncio.run(main())


def test_a_call_that_begins_in_an_outage_begins_when_it_is_over(catalog: Catalog) -> None:
    """It is greeted as every call is, with the flow of the number that it dialled, and not as one that we lost."""

    async def main() -> None:
        store = Unsteady()
        dispatcher = Dispatcher(catalog, store)
        greeting = words(await dispatcher.dispatch(SessionStart("c0", AT, US)))
        store.works = False
        assert "moment" in words(await dispatcher.dispatch(SessionStart("c1", AT, US)))
        await store.back(0.0)
        assert words(await dispatcher.dispatch(SpeechEnded("c1", AT + 3000, Parties()))) == greeting
        assert (await session_of(store, "c1")).caller == US.caller
        assert "interrupted" in words(await dispatcher.dispatch(SpeechEnded("c2", AT + 3000, US)))
        await dispatcher.close()

    asyncio.run(main())


def test_a_call_that_the_store_forgot_meanwhile_hears_an_apology(numbered: Catalog) -> None:
    """Which flow it was in nobody knows any more: it is not hung up on without a word."""

    async def main() -> None:
        store = Unsteady()
        dispatcher = Dispatcher(numbered, store)
        await dispatcher.dispatch(SessionStart("c1", AT, US))
        store.works = False
        assert "moment" in words(await dispatcher.dispatch(SpeechEnded("c1", AT + 3000, Parties())))
        store.close()
        await store.back(0.0)
        assert kinds(await dispatcher.dispatch(InputTimeout("c1", AT + 6000, Parties()))) == ["speak"]
        assert kinds(await dispatcher.dispatch(SpeechEnded("c1", AT + 9000, Parties()))) == ["hangup"]
        await dispatcher.close()

    asyncio.run(main())


def test_keys_one_after_the_other_are_told_once(catalog: Catalog) -> None:
    """And what has no answer gets none."""

    async def main() -> None:
        store = Unsteady()
        dispatcher = Dispatcher(catalog, store)
        await _until_the_question(dispatcher)
        store.works = False
        events: list[Event] = [Key("a", AT + 6000 + i, US, "4") for i in range(3)]
        events.append(SpeechStarted("a", AT + 6010, US))
        told = await asyncio.gather(*(dispatcher.dispatch(event) for event in events))
        assert [kinds(outcome) for outcome in told] == [["speak"], [], [], []]
        await dispatcher.close()

    asyncio.run(main())


def test_who_waits_for_very_long_is_let_go(catalog: Catalog) -> None:
    """A store that stays away holds nobody on the line for ever."""

    async def main() -> None:
        store = Unsteady()
        dispatcher = Dispatcher(catalog, store)
        store.works = False
        dispatcher._patience = 0.0
        told = [kinds(await dispatcher.dispatch(InputTimeout("a", AT + i * 3000, US))) for i in range(20)]
        assert told == [["speak"]] * 19 + [["hangup"]]
        await dispatcher.close()

    asyncio.run(main())


def test_one_probe_asks_for_all(catalog: Catalog) -> None:
    """A hundred turns that wait ask the store nothing: one probe does, a few times."""

    async def main() -> None:
        store = Unsteady()
        dispatcher = Dispatcher(catalog, store)
        await _until_the_question(dispatcher)
        store.works, store.loads = False, 0
        back = asyncio.create_task(store.back(0.5))
        calls = [dispatcher.dispatch(SessionStart(f"c{i}", AT, US)) for i in range(100)]
        assert [kinds(outcome) for outcome in await asyncio.gather(*calls)] == [["speak"]] * 100
        assert store.checks < 12
        assert store.loads < 110
        await back
        await dispatcher.close()

    asyncio.run(main())


def test_a_save_that_came_through_after_all_is_not_stepped_again(catalog: Catalog) -> None:
    """The store saved, and its answer got lost: the key counts once, and its answer is the one that was made."""

    async def main() -> None:
        store = Unsteady()
        dispatcher = Dispatcher(catalog, store)
        await _until_the_question(dispatcher)
        await dispatcher.dispatch(UserSpeak("a", AT + 6000, US, "my bill"))
        await dispatcher.dispatch(SpeechEnded("a", AT + 9000, US))
        store.silently = True
        back = asyncio.create_task(store.back(0.1))
        await dispatcher.dispatch(Key("a", AT + 10_000, US, "4"))
        assert (await session_of(store, "a")).keys == "4"
        await back
        await dispatcher.close()

    asyncio.run(main())


def test_what_such_a_save_answers_is_said_later(catalog: Catalog) -> None:
    """Where the caller was told to wait by then, the next answer has it."""

    async def main() -> None:
        store = Unsteady()
        dispatcher = Dispatcher(catalog, store)
        await _until_the_question(dispatcher)
        store.silently = True
        assert words(await dispatcher.dispatch(UserSpeak("a", AT + 6000, US, "my bill"))) == "One moment, please."
        await store.back(0.0)
        await _until_it_works(dispatcher)
        assert "order number" in words(await dispatcher.dispatch(SpeechEnded("a", AT + 9000, US)))
        await dispatcher.close()

    asyncio.run(main())


def test_a_held_call_is_waited_for(catalog: Catalog) -> None:
    """The turn is taken when the other worker has released it."""

    async def main() -> None:
        store = Unsteady()
        dispatcher = Dispatcher(catalog, store)
        await _until_the_question(dispatcher)
        store.held = 5
        assert "order number" in words(await dispatcher.dispatch(UserSpeak("a", AT + 6000, US, "my bill")))
        assert store.held == 0
        await dispatcher.close()

    asyncio.run(main())
