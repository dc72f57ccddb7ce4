"""How a call is reached, and that nothing overtakes anything."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from callwright.core.events import AssistantSpeak, Event, Key, SessionEnd, SessionStart, SpeechEnded, UserSpeak
from callwright.core.outside import Refusal
from callwright.core.session import Phase
from callwright.runtime.catalog import Catalog, load
from callwright.runtime.delivery import Delivered
from callwright.runtime.dispatcher import Dispatcher
from callwright.runtime.external import External
from callwright.runtime.reach import Reach
from callwright.stores.memory import MemoryStore
from tests.runtime.outside import DESK, Api, Line, button, found, types, until_the_question
from tests.runtime.turns import AT, US, Crowded, Slow, begin, kinds, session_of, words


@pytest.fixture
def desk(tmp_path: Path) -> Catalog:
    """A flow that listens to the world outside."""
    (tmp_path / "desk.yaml").write_text(DESK)
    return Catalog(load([tmp_path / "desk.yaml"]))


def said(line: Line) -> str:
    """All that was said on a line."""
    return b" ".join(line.sent).decode()


def test_the_last_channel_that_brought_an_event_is_the_calls() -> None:
    """A socket before the external API; another socket takes its place; the webhook leaves it; so does its closing."""
    api, one, two = Line(), Line(), Line()
    for external in (None, api):
        reach = Reach(external)
        assert reach.via("c") is external
        reach.came("c", one)
        assert reach.via("c") is one
        reach.came("c", two)
        assert reach.closed(one) == []
        assert reach.via("c") is two
        reach.came("c", None)
        assert reach.via("c") is external
        reach.came("c", two)
        assert reach.closed(two) == ["c"]
        assert reach.via("c") is external
        reach.came("c", two)
        reach.forget("c")
        assert len(reach) == 0


@pytest.mark.parametrize("store", [MemoryStore, Slow])
def test_on_a_socket_it_goes_out_at_once(desk: Catalog, store: type[MemoryStore]) -> None:
    """``barge_in`` and the new prompt, in this order, in one frame."""

    async def main() -> None:
        line, dispatcher = Line(), Dispatcher(desk, store())
        await until_the_question(dispatcher, line)
        assert await dispatcher.from_outside(found()) is Delivered.NOW
        assert types(line.sent[2]) == ["barge_in", "speak"]
        assert "Your order 4711 is here." in said(line)

    asyncio.run(main())


def test_over_the_webhook_it_goes_out_with_the_next_answer(desk: Catalog) -> None:
    """Nothing is sent, and the answer to the platform's next event carries it."""

    async def main() -> None:
        dispatcher = Dispatcher(desk, MemoryStore())
        await until_the_question(dispatcher)
        assert await dispatcher.from_outside(found()) is Delivered.NEXT_ANSWER
        outcome = await dispatcher.dispatch(SpeechEnded("c1", AT + 8000, US))
        assert "Your order 4711 is here." in words(outcome)

    asyncio.run(main())


@pytest.mark.parametrize("express", [False, True])
def test_a_call_that_left_its_socket_is_not_spoken_to_on_it(desk: Catalog, express: bool) -> None:
    """Its last event came over the webhook."""

    async def main() -> None:
        line, dispatcher = Line(), Dispatcher(desk, MemoryStore())
        await until_the_question(dispatcher, line)
        left = UserSpeak("c1", AT + 3000, US, "mhm")
        if express:
            assert begin(dispatcher, left) is not None
        else:
            await dispatcher.dispatch(left)
        count = len(line.sent)
        assert await dispatcher.from_outside(found()) is Delivered.NEXT_ANSWER
        assert len(line.sent) == count

    asyncio.run(main())


def test_what_was_not_delivered_has_not_happened_yet(desk: Catalog) -> None:
    """An event from outside in the very millisecond of an answer: that one, which is out, plays on; the event waits."""

    async def main() -> None:
        line, dispatcher = Line(), Dispatcher(desk, MemoryStore())
        await until_the_question(dispatcher, line)
        line.broken = True
        assert await dispatcher.from_outside(found(at=AT + 2000)) is Delivered.NEXT_ANSWER
        account = await dispatcher.record("c1")
        assert account is not None
        assert len(account["playing"]) == 1
        assert account["waiting"] == []
        assert account["pending"] == ["found"]
        assert account["state"] == "welcome"

    asyncio.run(main())


@pytest.mark.parametrize("press", [found, button])
def test_what_could_not_be_sent_goes_out_with_the_next_answer(desk: Catalog, press: Callable[[], Event]) -> None:
    """The socket closes in between: nothing is lost, and nothing is said twice."""

    async def main() -> None:
        line, dispatcher = Line(), Dispatcher(desk, MemoryStore())
        await until_the_question(dispatcher, line)
        line.broken = True
        assert await dispatcher.from_outside(press()) is Delivered.NEXT_ANSWER  # type: ignore[arg-type]
        dispatcher.closed(line)
        outcome = await dispatcher.dispatch(AssistantSpeak("c1", AT + 5000, US, 6000))
        assert kinds(outcome) == ["barge_in", "speak"]
        assert ("4711" in words(outcome)) == (press is found)

    asyncio.run(main())


def test_an_answer_that_could_not_be_sent_goes_out_with_the_next(desk: Catalog) -> None:
    """The same for the answer to an event on a socket that breaks: the call goes on over another one."""

    async def main() -> None:
        one, two, dispatcher = Line(), Line(), Dispatcher(desk, MemoryStore())
        one.broken = True
        await until_the_question(dispatcher, one)
        dispatcher.closed(one)
        await dispatcher.dispatch(SpeechEnded("c1", AT + 4000, US), socket=two)
        assert "recorded" in said(two)

    asyncio.run(main())


@pytest.mark.parametrize("store", [MemoryStore, Slow])
def test_two_posts_at_once_are_taken_one_after_the_other(desk: Catalog, store: type[MemoryStore]) -> None:
    """Each is answered, the first is said first, and a frame never stands between a barge-in and its prompt."""

    async def main() -> None:
        line, dispatcher = Line(), Dispatcher(desk, store())
        await until_the_question(dispatcher, line)
        line.stuck = asyncio.Event()
        both = asyncio.gather(dispatcher.from_outside(found("4711")), dispatcher.from_outside(button(at=AT + 4001)))
        await line.asked.wait()
        line.stuck.set()
        assert tuple(await both) == (Delivered.NOW, Delivered.NOW)
        assert "4711" in line.sent[2].decode()
        assert types(line.sent[2]) == ["barge_in", "speak"]
        assert types(line.sent[3])[0] == "barge_in"

    asyncio.run(main())


def test_an_answer_never_overtakes_what_was_sent_before_it(desk: Catalog) -> None:
    """An event that comes while a slow socket takes an outside event's frame is answered behind it."""

    async def main() -> None:
        line, dispatcher = Line(), Dispatcher(desk, MemoryStore())
        await until_the_question(dispatcher, line)
        line.stuck = asyncio.Event()
        line.asked.clear()
        outside = asyncio.create_task(dispatcher.from_outside(found()))
        await line.asked.wait()
        ended = SpeechEnded("c1", AT + 5000, US)
        answer = asyncio.create_task(dispatcher.dispatch(UserSpeak("c1", AT + 5001, US, "who", True), socket=line))
        await dispatcher.dispatch(SpeechEnded("other", AT, US))  # another call is not held up
        assert not answer.done()
        line.stuck.set()
        await asyncio.gather(outside, answer, dispatcher.dispatch(ended, socket=line))
        assert "4711" in line.sent[2].decode()
        assert len(line.sent) > 3

    asyncio.run(main())


def test_a_post_waits_for_the_answer_that_is_on_its_way(desk: Catalog) -> None:
    """A POST while an event is being answered: the answer leaves first."""

    async def main() -> None:
        line, dispatcher = Line(), Dispatcher(desk, MemoryStore())
        await dispatcher.dispatch(SessionStart("c1", AT, US), socket=line)
        line.stuck = asyncio.Event()
        line.asked.clear()
        answer = asyncio.create_task(dispatcher.dispatch(SpeechEnded("c1", AT + 4000, US), socket=line))
        await line.asked.wait()
        outside = asyncio.create_task(dispatcher.from_outside(found(at=AT + 4001)))
        await asyncio.sleep(0)
        line.stuck.set()
        await asyncio.gather(answer, outside)
        assert "4711" not in line.sent[1].decode()
        assert "4711" in line.sent[2].decode()

    asyncio.run(main())


def test_the_platforms_next_event_waits_for_the_api_and_carries_what_it_refused(desk: Catalog) -> None:
    """While the API is asked the webhook waits; when it fails no second attempt is made, and the answer carries it."""

    async def main() -> None:
        api = Api(503, 202)
        async with api.open() as template:
            external = External(template)
            dispatcher = Dispatcher(desk, MemoryStore(), Reach(external))
            await until_the_question(dispatcher)
            api.stuck = stuck = asyncio.Event()
            outside = asyncio.create_task(dispatcher.from_outside(found()))
            await api.asked.wait()
            ended = SpeechEnded("c1", AT + 9000, US)
            assert begin(dispatcher, ended) is None
            answer = asyncio.create_task(dispatcher.dispatch(ended))
            await asyncio.sleep(0)
            assert not answer.done()
            stuck.set()
            assert await outside is Delivered.NEXT_ANSWER
            assert "4711" in words(await answer)
            await external.close()
        assert len(api.requests) == 1

    asyncio.run(main())


def test_through_the_api_it_goes_out_at_once(desk: Catalog) -> None:
    """With the API a webhook call is reached, and the prompt is not said again with the next answer."""

    async def main() -> None:
        api = Api(503)
        async with api.open() as template:
            external = External(template)
            dispatcher = Dispatcher(desk, MemoryStore(), Reach(external))
            await until_the_question(dispatcher)
            assert await dispatcher.from_outside(found()) is Delivered.NOW
            assert [action["type"] for action in api.bodies[1]] == ["barge_in", "speak"]
            assert kinds(await dispatcher.dispatch(SpeechEnded("c1", AT + 4100, US))) == []
            await external.close()
            await dispatcher.close()

    asyncio.run(main())


def test_who_was_slower_steps_again_and_sends_once(desk: Catalog) -> None:
    """Another process saves in between: nothing was sent yet, so nothing is sent twice."""

    async def main() -> None:
        line, store = Line(), Crowded(0)
        dispatcher = Dispatcher(desk, store)
        await until_the_question(dispatcher, line)
        store.times = 3
        assert await dispatcher.from_outside(found()) is Delivered.NOW
        assert len(line.sent) == 3

    asyncio.run(main())


def test_what_is_refused_changes_nothing(desk: Catalog) -> None:
    """An unknown call, a name nobody listens for, the button over a protected prompt, a call that is over."""

    async def main() -> None:
        line, store = Line(), MemoryStore()
        dispatcher = Dispatcher(desk, store)
        assert await dispatcher.from_outside(found()) is None
        await dispatcher.dispatch(SessionStart("c1", AT, US), socket=line)
        before = await session_of(store, "c1")
        refusals = [
            await dispatcher.from_outside(replace(found(), name="fire")),
            await dispatcher.from_outside(button(at=AT + 10)),
        ]
        assert [refusal.reason for refusal in refusals if isinstance(refusal, Refusal)] == ["unknown", "protected"]
        assert await session_of(store, "c1") == before
        await dispatcher.dispatch(SessionEnd("c1", AT + 100, US), socket=line)
        over = await dispatcher.from_outside(found())
        assert isinstance(over, Refusal)
        assert over.reason == "over"
        assert len(line.sent) == 1

    asyncio.run(main())


@pytest.mark.parametrize("store", [MemoryStore, Slow])
def test_whatever_comes_at_once_reaches_the_platform_in_the_order_of_its_steps(
    desk: Catalog, store: type[MemoryStore]
) -> None:
    """Fifty events of all kinds at once: the frames are those that the same events give one by one."""

    async def play(at_once: bool) -> tuple[list[bytes], Phase]:
        line, kept = Line(), store()
        dispatcher = Dispatcher(desk, kept)
        await until_the_question(dispatcher, line)
        coming = []
        for i in range(50):
            at = AT + 5000 + 700 * i
            event = (SpeechEnded("c1", at, US), UserSpeak("c1", at, US, "well", True), Key("c1", at, US, "1"))[i % 3]
            took = dispatcher.from_outside(found(i, at=at)) if i % 5 == 4 else dispatcher.dispatch(event, socket=line)
            if at_once:
                coming.append(asyncio.ensure_future(took))
            else:
                await took
        await asyncio.gather(*coming)
        return line.sent, (await session_of(kept, "c1")).phase

    assert asyncio.run(play(True)) == asyncio.run(play(False))
