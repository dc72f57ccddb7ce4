"""Who is given a tick, and that no timer is left."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from callwright.core.events import SessionEnd, SpeechEnded
from callwright.core.session import Phase, Session
from callwright.runtime.catalog import Catalog, load
from callwright.runtime.delivery import Delivered
from callwright.runtime.dispatcher import Dispatcher
from callwright.runtime.reach import Reach
from callwright.stores.memory import MemoryStore
from tests.runtime.outside import DESK, Line, found, until_the_question
from tests.runtime.turns import AT, US, begin


@pytest.fixture
def desk(tmp_path: Path) -> Catalog:
    (tmp_path / "desk.yaml").write_text(DESK)
    return Catalog(load([tmp_path / "desk.yaml"]))


def soon(session: Session) -> int | None:
    return 20 if session.phase is Phase.TALK else None


def late(session: Session) -> int | None:
    return 60_000 if session.phase is Phase.TALK else None


def test_a_webhook_call_is_ticked_through_the_api(desk: Catalog) -> None:
    """Where the external API is there, silence is broken for webhook calls too, again and again, until they end."""

    async def main() -> None:
        api = Line()
        dispatcher = Dispatcher(desk, MemoryStore(), Reach(api), quiet=soon)
        assert begin(dispatcher, SpeechEnded("c1", AT, US)) is not None
        await api.next(2)
        await dispatcher.dispatch(SessionEnd("c1", AT + 9000, US))
        assert len(dispatcher._ticks) == 0
        await dispatcher.close()

    asyncio.run(main())


def test_without_a_way_there_is_no_timer(desk: Catalog) -> None:
    """A plain webhook cannot speak first."""

    async def main() -> None:
        dispatcher = Dispatcher(desk, MemoryStore(), quiet=late)
        await until_the_question(dispatcher)
        assert begin(dispatcher, SpeechEnded("c1", AT + 8000, US)) is not None
        assert await dispatcher.from_outside(found(at=AT + 9000)) is Delivered.NEXT_ANSWER
        assert len(dispatcher._ticks) == 0

    asyncio.run(main())


@pytest.mark.parametrize("external", [False, True])
def test_a_call_has_one_timer_wherever_it_goes(desk: Catalog, external: bool) -> None:
    """From socket to socket, to the webhook, back; the socket closes; the call ends; the service ends."""

    async def main() -> None:
        one, two = Line(), Line()
        dispatcher = Dispatcher(desk, MemoryStore(), Reach(Line() if external else None), quiet=late)

        def timers() -> int:
            return len(dispatcher._ticks)

        await until_the_question(dispatcher, one)
        assert timers() == 1
        await dispatcher.dispatch(SpeechEnded("c1", AT + 9000, US), socket=two)
        assert timers() == 1
        await dispatcher.dispatch(SpeechEnded("c1", AT + 9001, US))
        assert timers() == int(external)
        await dispatcher.dispatch(SpeechEnded("c1", AT + 9002, US), socket=one)
        assert timers() == 1
        dispatcher.closed(one)
        assert timers() == int(external)
        await dispatcher.dispatch(SpeechEnded("c1", AT + 9003, US), socket=two)
        await dispatcher.from_outside(found(at=AT + 9004))
        assert timers() == 1
        await dispatcher.dispatch(SessionEnd("c1", AT + 9005, US), socket=two)
        assert timers() == 0
        await until_the_question(dispatcher, one, "c2")
        await dispatcher.close()
        assert timers() == 0

    asyncio.run(main())


def test_a_tick_that_nobody_takes_is_the_last(desk: Catalog) -> None:
    """What nobody heard did not happen, and we do not go on talking to a dead line."""

    async def main() -> None:
        line = Line()
        dispatcher = Dispatcher(desk, MemoryStore(), quiet=soon)
        await until_the_question(dispatcher, line)
        line.broken = True
        line.asked.clear()
        await line.asked.wait()
        while len(dispatcher):
            await asyncio.sleep(0)
        assert len(dispatcher._ticks) == 0
        account = await dispatcher.record("c1")
        assert account is not None
        assert [said["prompt"] for said in account["playing"]] == ["welcome/prompts/1"]

    asyncio.run(main())


def test_a_timer_that_runs_out_while_somebody_is_inside_says_nothing(desk: Catalog) -> None:
    """Whoever works on the call sets it anew."""

    async def main() -> None:
        line = Line()
        dispatcher = Dispatcher(desk, MemoryStore(), quiet=soon)
        await until_the_question(dispatcher, line)
        line.stuck = asyncio.Event()
        line.asked.clear()
        outside = asyncio.create_task(dispatcher.from_outside(found()))
        await line.asked.wait()
        while len(dispatcher._ticks):  # the timer runs out
            await asyncio.sleep(0.005)
        assert len(dispatcher) == 1
        line.stuck.set()
        assert await outside
        assert len(dispatcher._ticks) == 1
        await dispatcher.close()

    asyncio.run(main())


def test_the_service_waits_for_a_tick_that_is_on_its_way(desk: Catalog) -> None:
    """Closing loses nothing that a step has made."""

    async def main() -> None:
        line = Line()
        dispatcher = Dispatcher(desk, MemoryStore(), quiet=soon)
        await until_the_question(dispatcher, line)
        line.stuck = asyncio.Event()
        line.asked.clear()
        await line.asked.wait()
        closing = asyncio.create_task(dispatcher.close())
        await asyncio.sleep(0)
        line.stuck.set()
        await closing
        assert len(line.sent) == 3
        assert len(dispatcher) == 0

    asyncio.run(main())
