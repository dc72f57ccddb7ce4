"""The observer: told of each turn once, and never in its way."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, cast

import pytest

from callwright.core.events import AssistantSpeak, Event, InputTimeout, SessionEnd, SessionStart, SpeechEnded, UserSpeak
from callwright.core.inquiry import Inquiry
from callwright.core.interpreter import ledger_at_end, start, step
from callwright.core.session import Session
from callwright.runtime.catalog import Catalog
from callwright.runtime.dispatcher import Dispatcher
from callwright.runtime.services.answer import TIMEOUT, Answer
from callwright.runtime.watching import BATCH, ENDS, RESULTS, Watch
from callwright.stores.memory import MemoryStore
from tests.runtime.turns import AT, US, kinds
from tests.runtime.watched import whole_call

EVENTS: list[Event] = [
    SpeechEnded("c1", AT + 2_000, US),
    SpeechEnded("c1", AT + 6_000, US),
    InputTimeout("c1", AT + 20_000, US),
    SpeechEnded("c1", AT + 24_000, US),
    UserSpeak("c1", AT + 30_000, US, "opening hours"),
    SpeechEnded("c1", AT + 34_000, US),
]


@pytest.mark.parametrize("many", range(len(EVENTS) + 1))
@pytest.mark.parametrize("later", [10, 1_000, 30_000])
def test_the_ledger_at_the_end_is_that_of_the_step(catalog: Catalog, many: int, later: int) -> None:
    """Wherever the call stands when it ends, what was heard is what the rules of the call say."""
    flow = next(iter(catalog.current.flows.values()))
    session: Session = start(flow, SessionStart("c1", AT, US)).session
    at = AT
    for event in EVENTS[:many]:
        session, at = step(flow, session, event).session, event.at
    end = SessionEnd("c1", at + later, US)
    before = session.fork()
    assert ledger_at_end(session, end.at) == step(flow, session, end).session.ledger
    assert session == before


def test_numbers_are_right_at_any_moment(catalog: Catalog) -> None:
    """What is kept back to be sorted is in every sum, however many turns there were."""
    watch = Watch()

    async def main() -> None:
        dispatcher = Dispatcher(catalog, MemoryStore(), watch=watch)
        for number in range(BATCH // 8):
            await whole_call(dispatcher, f"c{number}")
            counts = watch.settle()
            calls = number + 1
            assert sum(counts.turns.values.values()) == 12 * calls
            assert sum(counts.step.values[()][:-1]) == 11 * calls
            assert sum(counts.turn.values["webhook",][:-1]) == 12 * calls
            assert counts.ended.values == {("hotline", "caller"): calls}

    asyncio.run(main())


def test_what_is_kept_back_stays_small(catalog: Catalog) -> None:
    """Nobody needs to ask for it."""
    watch = Watch()

    async def main() -> None:
        dispatcher = Dispatcher(catalog, MemoryStore(), watch=watch)
        for number in range(BATCH):
            await dispatcher.dispatch(SessionStart(f"c{number}", AT, US))
            await dispatcher.dispatch(SpeechEnded(f"c{number}", AT + 2_000, US))
            await dispatcher.dispatch(AssistantSpeak(f"nobody{number}", AT, US, 900))
        assert sum(watch.counts.turn.values["webhook",][:-1]) >= 2 * BATCH
        assert sum(watch.counts.step.values[()][:-1]) >= BATCH

    asyncio.run(main())


def test_words_for_what_became_of_a_turn(catalog: Catalog) -> None:
    """Only those of the two lists are ever a label."""
    watch = Watch()

    async def main() -> None:
        dispatcher = Dispatcher(catalog, MemoryStore(), watch=watch)
        for call in ("c1", "c2"):
            await whole_call(dispatcher, call)

    asyncio.run(main())
    counts = watch.settle()
    assert {result for _, _, result in counts.inputs.values} <= set(RESULTS)
    assert {how for _, how in counts.ended.values} <= set(ENDS)


def test_what_a_service_answered() -> None:
    """By its status or by what went wrong, with the time that it took and the attempts after the first."""
    watch = Watch()
    inquiry = Inquiry("k", "shop", "get", "/", (), None, AT)
    watch.inquired("c1", inquiry, "/", Answer(200, attempts=1), 0.2)
    watch.inquired("c1", inquiry, "/", Answer(404, attempts=1), 0.2)
    watch.inquired("c1", inquiry, "/", Answer(kind=TIMEOUT, attempts=3), 4.0)
    assert watch.counts.answers.values == {("shop", "2xx"): 1, ("shop", "4xx"): 1, ("shop", "timeout"): 1}
    assert watch.counts.again.values == {("shop",): 2}
    assert watch.counts.service.values["shop",][-1] == pytest.approx(4.4)


def test_a_call_with_a_fault_ends_as_failed(catalog: Catalog) -> None:
    """Whatever its phase was; the next call is a new one."""
    watch = Watch()
    flow = next(iter(catalog.current.flows.values()))
    session = start(flow, SessionStart("c1", AT, US)).session
    end = SessionEnd("c1", AT + 10, US)
    watch.fault(end, RuntimeError("x"))
    watch.over(flow, end, session)
    watch.over(flow, end, session)
    assert watch.counts.ended.values == {("hotline", "failed"): 1, ("hotline", "caller"): 1}


def test_closing_twice_is_harmless(tmp_path: Path) -> None:
    """What was shared is written, once."""
    watch = Watch()
    watch.open(False, {}, tmp_path)
    watch.close()
    watch.close()
    assert len(list(tmp_path.glob("*.counts"))) == 1


class Torn:
    """Traces that fail."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(name)


def test_a_fault_of_the_observers_is_none_of_the_calls(catalog: Catalog, caplog: pytest.LogCaptureFixture) -> None:
    """The caller is answered, the call goes on, and the log says what could not be told."""
    watch = Watch(cast("Any", Torn()))

    async def main() -> None:
        dispatcher = Dispatcher(catalog, MemoryStore(), watch=watch)
        assert kinds(await dispatcher.dispatch(SessionStart("c1", AT, US))) == ["speak"]
        await dispatcher.dispatch(SessionEnd("c1", AT + 10, US))

    asyncio.run(main())
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == [
        "what happened could not be told"
    ] * 2
    assert watch.settle().faults.values == {}
