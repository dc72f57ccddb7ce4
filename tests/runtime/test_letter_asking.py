"""The letter of services at work: what happens around a call while one is asked."""

from __future__ import annotations

import asyncio
from pathlib import Path

from callwright.core.events import Event, SessionStart, SpeechEnded, UserSpeak
from callwright.core.session import Phase
from callwright.runtime.catalog import load
from callwright.stores.memory import MemoryStore
from tests.runtime.services.stand_in import StandIn
from tests.runtime.shop import SHIPPED, Held, catalog, desk, until_asked
from tests.runtime.turns import AT, US, kinds, session_of, words


def ended(at: int, call: str = "c1") -> Event:
    return SpeechEnded(call, AT + at, US)


def test_a_save_while_a_service_is_asked(tmp_path: Path) -> None:
    """The call goes on as it began, with the response to what was asked; the next call hears the new text."""

    async def main() -> None:
        held, known = Held(), catalog(tmp_path)
        stand_in = StandIn(held)
        async with desk(known, stand_in) as dispatcher:
            assert words(await until_asked(dispatcher)) == "One moment."
            path = tmp_path / "shop.yaml"
            path.write_text(path.read_text().replace("Let me look", "Let me seek").replace("It is {{", "It was {{"))
            assert known.take(load([tmp_path]))
            held.free.set()
            while dispatcher.inquiries:
                await asyncio.sleep(0.01)
            assert words(await dispatcher.dispatch(ended(4000))).startswith("It is shipped.")
            assert words(await dispatcher.dispatch(SessionStart("c2", AT + 5000, US))) == "Let me seek."
        assert len(stand_in.asked) == 1

    asyncio.run(main())


def test_a_repeated_start_while_a_service_is_asked(tmp_path: Path) -> None:
    """The filler is said again, and the service is asked once."""

    async def main() -> None:
        held = Held()
        stand_in = StandIn(held)
        async with desk(catalog(tmp_path), stand_in) as dispatcher:
            await until_asked(dispatcher)
            again = await dispatcher.dispatch(SessionStart("c1", AT + 2500, US))
            assert kinds(again) == ["barge_in", "speak"]
            assert words(again).strip() == "One moment."
            held.free.set()
            while dispatcher.inquiries:
                await asyncio.sleep(0.01)
        assert len(stand_in.asked) == 1

    asyncio.run(main())


def test_an_unknown_call_in_the_middle_may_ask_at_once(tmp_path: Path) -> None:
    """Words of a call that nobody knows: the flow begins with the sentence that we were interrupted, then asks."""

    async def main() -> None:
        store = MemoryStore()
        async with desk(catalog(tmp_path), StandIn(SHIPPED), store) as dispatcher:
            first = words(await dispatcher.dispatch(UserSpeak("c9", AT, US, "hello")))
            assert "interrupted" in first
            assert first.endswith("Let me look.")
            assert words(await dispatcher.dispatch(ended(9000, "c9"))).startswith("It is shipped.")
            assert (await session_of(store, "c9")).phase is Phase.TALK

    asyncio.run(main())
