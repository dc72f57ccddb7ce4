"""One event in, its answer out, whatever the store and the flow do."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

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
from callwright.core.session import Session
from callwright.runtime.catalog import Catalog, load
from callwright.runtime.dispatcher import Dispatcher, Outcome
from callwright.stores import Answered, Conflict, Stored, StoreError
from callwright.stores.memory import MemoryStore
from callwright.stores.sqlite import SqliteStore
from tests.runtime.serving import FLOW

US = Parties("4915120304050", "4921112345", "inbound")
AT = 1_700_000_000_000


def heard(outcome: Outcome) -> list[dict[str, Any]]:
    """The actions of an answer."""
    if outcome.body is None:
        return []
    answer = json.loads(outcome.body)
    return answer if isinstance(answer, list) else [answer]


def kinds(outcome: Outcome) -> list[str]:
    return [action["type"] for action in heard(outcome)]


def words(outcome: Outcome) -> str:
    return " ".join(action.get("text", "") for action in heard(outcome))


@pytest.fixture
def catalog(flows: Path) -> Catalog:
    return Catalog(load([flows]))


class Crowded(MemoryStore):
    """Another process is faster the first few times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    async def save(
        self, call: str, session: Session | None, expected: int | None, keep: float, answered: Answered
    ) -> None:
        if self.times:
            self.times -= 1
            stored = await self.load(call)
            other = stored.session if stored else None
            await super().save(call, other, expected, keep, answered)
        await super().save(call, session, expected, keep, answered)


class Slow(MemoryStore):
    """A store that lets the event loop turn, as one over a network does."""

    immediate = False

    async def load(self, call: str) -> Stored | None:
        await asyncio.sleep(0)
        stored = await super().load(call)
        await asyncio.sleep(0)
        return stored

    async def save(
        self, call: str, session: Session | None, expected: int | None, keep: float, answered: Answered
    ) -> None:
        await asyncio.sleep(0)
        await super().save(call, session, expected, keep, answered)
        await asyncio.sleep(0)


class Broken(MemoryStore):
    """A store that does not work while ``broken``."""

    broken = True

    async def load(self, call: str) -> Stored | None:
        if self.broken:
            raise StoreError("The disk is full.")
        return await super().load(call)


async def broken_connection() -> MutableMapping[str, Any]:
    """What a server says when the other side has gone."""
    return {"type": "http.disconnect"}


async def open_connection() -> MutableMapping[str, Any]:
    """What a server says while the other side waits for the answer."""
    await asyncio.Event().wait()
    raise AssertionError("nobody waits for this")


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

        async def load(self, call: str) -> Stored | None:
            if call == "stuck":
                await self.free.wait()
            return await super().load(call)

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
    """Every event after ``session_end`` gets nothing, and no session is kept; a second end changes nothing."""

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
        assert stored.session is None

    asyncio.run(main())


def test_a_late_event_of_a_call_whose_beginning_was_never_seen(catalog: Catalog) -> None:
    """``session_end`` is remembered even of an id that was unknown."""

    async def main() -> None:
        dispatcher = Dispatcher(catalog, MemoryStore())
        await dispatcher.dispatch(SessionEnd("x", AT, US))
        assert kinds(await dispatcher.dispatch(UserSpeak("x", AT + 1, US, "hello"))) == []

    asyncio.run(main())


@pytest.fixture
def numbered(tmp_path: Path) -> Catalog:
    """Two flows that answer one number each."""
    folder = tmp_path / "numbered"
    folder.mkdir()
    for name, number in (("sales", "+49 211 1"), ("support", "0049 211 2")):
        lines = f'numbers: ["{number}"]\nstates:\n  hello:\n    prompts: This is {name}.\n    hangup: true\n'
        (folder / f"{name}.yaml").write_text(f"flow: {name}\nlanguage: en-US\n{lines}")
    return Catalog(load([folder]))


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


def test_a_number_that_no_flow_answers(numbered: Catalog) -> None:
    """The apology, on its ended the hang-up, and nothing is kept."""

    async def main() -> None:
        store = MemoryStore()
        dispatcher = Dispatcher(numbered, store)
        nobody = Parties("", "4999", "inbound")
        assert kinds(await dispatcher.dispatch(SessionStart("x", AT, nobody))) == ["speak"]
        assert kinds(await dispatcher.dispatch(SpeechStarted("x", AT, Parties()))) == []
        assert kinds(await dispatcher.dispatch(SpeechEnded("x", AT, Parties()))) == ["hangup"]
        assert kinds(await dispatcher.dispatch(SessionEnd("x", AT, Parties()))) == []
        stored = await store.load("x")
        assert stored is not None
        assert stored.session is None

    asyncio.run(main())


def test_a_broken_store_is_an_apology_and_heals(catalog: Catalog) -> None:
    """Two apologies, then a hang-up; a turn that works counts from the beginning again."""

    async def main() -> None:
        store = Broken()
        dispatcher = Dispatcher(catalog, store)
        for answered in (["speak"], ["speak"], ["hangup"], ["speak"]):
            assert kinds(await dispatcher.dispatch(SpeechEnded("x", AT, US))) == answered
        store.broken = False
        await dispatcher.dispatch(SessionStart("x", AT, US))
        store.broken = True
        for answered in (["speak"], ["speak"], ["hangup"]):
            assert kinds(await dispatcher.dispatch(SpeechEnded("x", AT, US))) == answered
        assert kinds(await dispatcher.dispatch(SpeechStarted("x", AT, US))) == []

    asyncio.run(main())


def test_a_fault_is_logged_with_its_call_and_leaves_the_session(
    catalog: Catalog, caplog: pytest.LogCaptureFixture
) -> None:
    """A session that the step cannot work on: the apology, one line of the log, and the record as it was."""

    async def main() -> None:
        store = MemoryStore()
        dispatcher = Dispatcher(catalog, store)
        await dispatcher.dispatch(SessionStart("x", AT, US))
        stored = await store.load("x")
        assert stored is not None
        assert stored.session is not None
        ill = stored.session.fork()
        ill.failures = None  # type: ignore[assignment]  # what no step can work on
        ill.open = None  # type: ignore[assignment]
        await store.save("x", ill, 1, 3600, Answered(b"", None))
        with caplog.at_level(logging.ERROR, "callwright"):
            assert kinds(await dispatcher.dispatch(UserSpeak("x", AT + 9000, US, "hello"))) == ["speak"]
        after = await store.load("x")
        assert after is not None
        assert (after.session, after.revision) == (ill, 2)

    asyncio.run(main())
    (record,) = caplog.records
    assert record.fields["call"] == "x"  # type: ignore[attr-defined]


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
