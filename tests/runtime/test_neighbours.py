"""Two workers on one store: what comes to one of them for a call that is on the other's socket."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from callwright.core.events import InputTimeout, SessionStart, SpeechEnded, UserSpeak
from callwright.core.interpreter import quiet_after
from callwright.core.outside import Refusal
from callwright.core.session import Session
from callwright.runtime.catalog import Catalog, load
from callwright.runtime.delivery import Delivered
from callwright.runtime.dispatcher import Dispatcher
from callwright.runtime.reach import Reach
from callwright.runtime.relay import Relay
from callwright.runtime.services.services import Services
from callwright.runtime.ticks import Quiet
from callwright.stores import open_store
from tests.chaos.cluster import store_of
from tests.runtime.outside import DESK, Line, button, found, types, until_the_question
from tests.runtime.services.stand_in import StandIn
from tests.runtime.shop import Held, catalog
from tests.runtime.turns import AT, US, kinds, words


@pytest.fixture
def desk(tmp_path: Path) -> Catalog:
    """A flow that listens to the world outside."""
    (tmp_path / "desk.yaml").write_text(DESK)
    return Catalog(load([tmp_path / "desk.yaml"]))


@pytest.fixture(params=["sqlite", "redis"])
def address(request: pytest.FixtureRequest) -> object:
    """Of a store for several workers."""
    with store_of(request.param) as address:
        yield address


class Worker:
    """A dispatcher with a store, a relay and a bus of its own."""

    def __init__(
        self,
        address: str,
        catalog: Catalog,
        services: Services | None = None,
        api: Line | None = None,
        quiet: Quiet = quiet_after,
    ) -> None:
        self.store = open_store(address)
        self.relay = Relay(self.store.bus())
        self.dispatcher = Dispatcher(catalog, self.store, Reach(api), services, relay=self.relay, quiet=quiet)

    async def leave(self) -> None:
        """As a process that ends."""
        await self.dispatcher.close()
        await self.relay.close()
        self.store.close()


@asynccontextmanager
async def workers(*made: Worker) -> AsyncIterator[None]:
    """They listen within the block."""
    async with AsyncExitStack() as stack:
        for worker in made:
            await worker.relay.open()
            stack.push_async_callback(worker.leave)
        yield


def test_it_goes_out_on_the_socket_at_once(address: str, desk: Catalog) -> None:
    """An event from outside and the button at one worker, the socket at the other: ``now``, as if they were one."""

    async def main() -> None:
        one, other, line = Worker(address, desk), Worker(address, desk), Line()
        async with workers(one, other):
            await until_the_question(one.dispatcher, line)
            assert await other.dispatcher.from_outside(found()) is Delivered.NOW
            assert types(line.sent[-1]) == ["barge_in", "speak"]
            assert b"4711" in line.sent[-1]
            assert await other.dispatcher.from_outside(button(at=AT + 5000)) is Delivered.NOW
            assert types(line.sent[-1]) == ["barge_in", "speak"]
            unknown = await other.dispatcher.from_outside(found(call="nobody"))
            assert unknown is None

    asyncio.run(main())


def test_a_refusal_is_the_same(address: str, desk: Catalog) -> None:
    """What the worker with the socket refuses, the other one refuses."""

    async def main() -> None:
        one, other, line = Worker(address, desk), Worker(address, desk), Line()
        async with workers(one, other):
            await one.dispatcher.dispatch(SessionStart("c1", AT, US), socket=line)
            refused = await other.dispatcher.from_outside(button(at=AT + 500))
            assert refused == Refusal("protected")
            assert refused == await one.dispatcher.from_outside(button(at=AT + 500))

    asyncio.run(main())


@pytest.mark.parametrize("how", ["the socket", "the worker"])
def test_whoever_is_gone_leaves_it_to_us(address: str, desk: Catalog, how: str) -> None:
    """It waits for the platform's next event, which comes here."""

    async def main() -> None:
        one, other, line = Worker(address, desk), Worker(address, desk), Line()
        async with workers(one, other):
            await until_the_question(one.dispatcher, line)
            if how == "the socket":
                one.dispatcher.closed(line)
            else:
                await one.relay.close()
            assert await other.dispatcher.from_outside(found()) is Delivered.NEXT_ANSWER
            assert "4711" in words(await other.dispatcher.dispatch(SpeechEnded("c1", AT + 6000, US)))

    asyncio.run(main())


def test_a_call_that_came_over_is_ours(address: str, desk: Catalog) -> None:
    """The platform connected anew, to the other worker: from then on that one speaks, on the new socket."""

    async def main() -> None:
        one, other, old, new = Worker(address, desk), Worker(address, desk), Line(), Line()
        async with workers(one, other):
            await until_the_question(one.dispatcher, old)
            await other.dispatcher.dispatch(InputTimeout("c1", AT + 3000, US), socket=new)
            before = len(old.sent)
            assert await one.dispatcher.from_outside(found()) is Delivered.NOW
            assert b"4711" in new.sent[-1]
            assert len(old.sent) == before

    asyncio.run(main())


def test_silence_is_broken_by_the_worker_with_the_socket_alone(address: str, desk: Catalog) -> None:
    """A timer of a worker that the call has left says nothing."""

    def soon(session: Session) -> int | None:
        return 100 if quiet_after(session) is not None else None

    async def main() -> None:
        one, other = Worker(address, desk, quiet=soon), Worker(address, desk, quiet=soon)
        old, new = Line(), Line()
        async with workers(one, other):
            await until_the_question(one.dispatcher, old)
            await other.dispatcher.dispatch(InputTimeout("c1", AT + 3000, US), socket=new)
            before = len(old.sent)
            await new.next(2)
            await asyncio.sleep(0.2)  # no synchronisation: a timer of the old one would have run out twice by then
            assert len(old.sent) == before

    asyncio.run(main())


def test_an_event_waits_until_the_other_worker_has_sent(address: str, desk: Catalog) -> None:
    """What goes through the external API is not overtaken by the answer to a webhook event at another worker."""

    async def main() -> None:
        api = Line()
        one, other = Worker(address, desk, api=api), Worker(address, desk, api=Line())
        async with workers(one, other):
            await until_the_question(one.dispatcher)
            api.stuck = asyncio.Event()
            outside = asyncio.create_task(one.dispatcher.from_outside(found()))
            await api.asked.wait()
            answer = asyncio.create_task(other.dispatcher.dispatch(UserSpeak("c1", AT + 5000, US, "thanks")))
            await asyncio.sleep(0.1)  # no synchronisation: so much longer than a turn takes it waits
            assert not answer.done()
            api.stuck.set()
            assert await outside is Delivered.NOW
            assert kinds(await answer)

    asyncio.run(main())


def test_a_service_is_asked_once_and_its_answer_used_anywhere(address: str, tmp_path: Path) -> None:
    """What changes something is asked by one worker; the next event, at another one, is answered with what it said."""

    async def main() -> None:
        held = Held()
        stand_in = StandIn(held)
        flow = catalog(tmp_path, method="POST")
        async with stand_in.open() as base:
            environment = {"SHOP": base, "TOKEN": "t"}
            one, other = (Worker(address, flow, Services(environment)) for _ in range(2))
            async with workers(one, other):
                await one.dispatcher.dispatch(SessionStart("c1", AT, US))
                assert "moment" in words(await one.dispatcher.dispatch(SpeechEnded("c1", AT + 2000, US)))
                at = AT + 4000
                coming = asyncio.create_task(other.dispatcher.dispatch(SpeechEnded("c1", at, US)))
                await asyncio.sleep(0.1)  # no synchronisation: so much longer than a turn takes it waits
                assert not coming.done()
                held.free.set()
                assert words(await coming).startswith("It is shipped.")
                async with asyncio.timeout(10):
                    while one.dispatcher.inquiries:
                        await asyncio.sleep(0.01)
            assert len(stand_in.asked) == 1

    asyncio.run(main())
