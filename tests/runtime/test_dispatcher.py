"""One event in, its answer out, whatever the store and the flow do."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from callwright.core.events import (
    AssistantSpeak,
    Event,
    InputTimeout,
    Key,
    Parties,
    SessionEnd,
    SessionStart,
    SmsFailed,
    SpeechEnded,
    SpeechStarted,
    Tick,
    Unknown,
    UserSpeak,
)
from callwright.core.session import Phase
from callwright.runtime.catalog import Catalog, load
from callwright.runtime.dispatcher import Dispatcher
from callwright.runtime.outcome import Outcome
from callwright.stores import Conflict, Stored, StoreError
from callwright.stores.memory import MemoryStore
from callwright.stores.sqlite import SqliteStore
from tests.runtime.serving import FLOW
from tests.runtime.turns import AT, US, Crowded, Slow, kinds, words


def test_two_calls_do_not_know_each_other(catalog: Catalog) -> None:
    """Each session has its own place in the flow."""

    async def main() -> None:
        dispatcher = Dispatcher(catalog, MemoryStore())
        for call in ("a", "b"):
            await dispatcher.dispatch(SessionStart(call, AT, US))
            await dispatcher.dispatch(SpeechEnded(call, AT + 2000, US))
        await dispatcher.dispatch(UserSpeak("a", AT + 6000, US, "my bill"))
        assert "nine to six" in words(await dispatcher.dispatch(UserSpeak("b", AT + 6000, US, "opening hours")))

    asyncio.run(main())


@pytest.mark.parametrize("store", [MemoryStore, Slow])
def test_a_hundred_events_at_once_are_taken_in_order(catalog: Catalog, store: type[MemoryStore]) -> None:
    """Sixty keys at once for one call, with other calls between them: none is lost, none changes places."""
    digits = "".join(str((i * 7 + i // 10) % 10) for i in range(60))

    async def main() -> None:
        dispatcher = Dispatcher(catalog, store())
        await dispatcher.dispatch(SessionStart("a", AT, US))
        await dispatcher.dispatch(SpeechEnded("a", AT + 2000, US))
        await dispatcher.dispatch(UserSpeak("a", AT + 6000, US, "my bill"))
        await dispatcher.dispatch(SpeechEnded("a", AT + 9000, US))
        coming = []
        for i, digit in enumerate(digits):
            coming.append(dispatcher.dispatch(Key("a", AT + 10_000 + i, US, digit)))
            if i % 3 == 0:
                coming.append(dispatcher.dispatch(SessionStart(f"other-{i}", AT, US)))
        outcomes = await asyncio.gather(*coming)
        said = "".join(c for outcome in outcomes for c in words(outcome) if c.isdigit())
        assert said == digits
        assert len(dispatcher) == 0

    asyncio.run(main())


def test_other_calls_are_answered_while_one_waits(catalog: Catalog) -> None:
    """A call whose store hangs holds up nobody else."""

    class Stuck(MemoryStore):
        def __init__(self) -> None:
            super().__init__()
            self.free = asyncio.Event()

        async def load(self, call: str, *, fresh: bool = False) -> Stored | None:
            if call == "stuck":
                await self.free.wait()
            return await super().load(call, fresh=fresh)

    async def main() -> None:
        store = Stuck()
        dispatcher = Dispatcher(catalog, store)
        stuck = asyncio.create_task(dispatcher.dispatch(SessionStart("stuck", AT, US)))
        assert kinds(await dispatcher.dispatch(SessionStart("free", AT, US))) == ["speak"]
        assert not stuck.done()
        store.free.set()
        assert kinds(await stuck) == ["speak"]

    asyncio.run(main())


def test_who_was_slower_steps_again(catalog: Catalog) -> None:
    """A conflict loses nothing and answers once."""

    async def main() -> None:
        store = Crowded(0)
        dispatcher = Dispatcher(catalog, store)
        await dispatcher.dispatch(SessionStart("a", AT, US))
        store.times = 3
        assert words(await dispatcher.dispatch(SpeechEnded("a", AT + 2000, US))).startswith("Would you like")
        stored = await store.load("a")
        assert stored is not None
        assert stored.revision == 5

    asyncio.run(main())


def test_who_is_always_slower_apologises(catalog: Catalog) -> None:
    """Even then the caller hears something."""

    async def main() -> None:
        store = Crowded(0)
        dispatcher = Dispatcher(catalog, store)
        await dispatcher.dispatch(SessionStart("a", AT, US))
        store.times = 10_000
        outcome = await dispatcher.dispatch(SpeechEnded("a", AT + 2000, US))
        assert kinds(outcome) == ["speak"]
        assert "sorry" in words(outcome).lower()

    asyncio.run(main())


@pytest.mark.parametrize("event", [UserSpeak("x", AT, US, "hello"), Key("x", AT, US, "1"), SpeechEnded("x", AT, US)])
def test_an_unknown_id_in_mid_call_begins_with_a_sentence(catalog: Catalog, event: Event) -> None:
    """After a restart that lost the state the flow starts and says that we were interrupted."""
    outcome = asyncio.run(Dispatcher(catalog, MemoryStore()).dispatch(event))
    assert kinds(outcome) == ["speak"]


@pytest.mark.parametrize(
    "event",
    [
        SessionEnd("x", AT, US),
        SpeechStarted("x", AT, US),
        AssistantSpeak("x", AT, US, 1000),
        SmsFailed("x", AT, US),
        Unknown("x", AT, US, "new"),
        Tick("x", AT, US),
    ],
)
def test_what_nobody_hears_an_answer_to_begins_no_call(catalog: Catalog, event: Event) -> None:
    """204, and no session is made."""

    async def main() -> None:
        store = MemoryStore()
        assert await Dispatcher(catalog, store).dispatch(event) == Outcome(None, None)
        stored = await store.load("x")
        assert stored is None or stored.session is None

    asyncio.run(main())


def test_after_the_end_nothing_is_revived(catalog: Catalog) -> None:
    """Every event after ``session_end`` gets nothing; what is kept of the call is not written to again."""

    async def main() -> None:
        store = MemoryStore()
        dispatcher = Dispatcher(catalog, store)
        await dispatcher.dispatch(SessionStart("x", AT, US))
        for event in (
            SessionEnd("x", AT + 1, US),
            SessionEnd("x", AT + 2, US),
            SessionStart("x", AT + 3, US),
            UserSpeak("x", AT + 4, US, "my bill"),
            Key("x", AT + 5, US, "1"),
            SpeechEnded("x", AT + 6, US),
        ):
            assert await dispatcher.dispatch(event, b"print") == Outcome(None, None)
        stored = await store.load("x")
        assert stored is not None
        assert stored.session is not None
        assert (stored.session.phase, stored.revision) == (Phase.OVER, 2)

    asyncio.run(main())


def test_a_late_event_of_a_call_whose_beginning_was_never_seen(catalog: Catalog) -> None:
    """``session_end`` is remembered even of an id that was unknown."""

    async def main() -> None:
        dispatcher = Dispatcher(catalog, MemoryStore())
        await dispatcher.dispatch(SessionEnd("x", AT, US))
        assert kinds(await dispatcher.dispatch(UserSpeak("x", AT + 1, US, "hello"))) == []

    asyncio.run(main())


@pytest.mark.parametrize(
    ("parties", "says"),
    [
        (Parties("", "492111", "inbound"), "This is sales."),
        (Parties("", "+492112", "inbound"), "This is support."),
        (Parties("492112", "4930555", "outbound"), "This is support."),
        (Parties("+492111", "+4930555", "outbound"), "This is sales."),
    ],
)
def test_calls_are_routed_by_number(numbered: Catalog, parties: Parties, says: str) -> None:
    """By the dialled number; an outbound call by the number that it comes from; a plus makes no difference."""
    outcome = asyncio.run(Dispatcher(numbered, MemoryStore()).dispatch(SessionStart("x", AT, parties)))
    assert words(outcome) == says


def test_a_call_survives_a_restart_and_changed_files(flows: Path, tmp_path: Path) -> None:
    """With its version gone a call goes on at the same question; if that is gone too, the flow begins again."""

    async def main() -> None:
        store = SqliteStore(tmp_path / "calls.db")
        dispatcher = Dispatcher(Catalog(load([flows])), store)
        for call in ("goes-on", "begins-again"):
            await dispatcher.dispatch(SessionStart(call, AT, US))
            await dispatcher.dispatch(SpeechEnded(call, AT + 2000, US))
        store.close()

        (flows / "hotline.yaml").write_text(FLOW.replace("nine to six", "ten to five"))
        store = SqliteStore(tmp_path / "calls.db")
        dispatcher = Dispatcher(Catalog(load([flows])), store)
        outcome = await dispatcher.dispatch(UserSpeak("goes-on", AT + 6000, US, "opening hours"))
        assert "ten to five" in words(outcome)
        store.close()

        (flows / "hotline.yaml").write_text(FLOW.replace("welcome", "hello"))
        store = SqliteStore(tmp_path / "calls.db")
        dispatcher = Dispatcher(Catalog(load([flows])), store)
        assert kinds(await dispatcher.dispatch(SpeechStarted("begins-again", AT + 5000, US))) == []
        outcome = await dispatcher.dispatch(InputTimeout("begins-again", AT + 6000, Parties()))
        assert kinds(outcome) == ["speak"]
        assert "Are you still" not in words(outcome)
        store.close()

    asyncio.run(main())


def test_conflict_is_not_an_error_of_the_store() -> None:
    """Nobody who catches ``StoreError`` swallows a conflict."""
    assert not issubclass(Conflict, StoreError)
