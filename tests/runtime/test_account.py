"""The account of a call after its end."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from callwright.core import record
from callwright.core.codec import dump
from callwright.core.events import Event, Parties, SessionEnd, SessionStart, SpeechEnded, UserSpeak
from callwright.core.interpreter import start, step
from callwright.core.session import Phase
from callwright.runtime import account
from callwright.runtime.catalog import Catalog, load
from callwright.runtime.dispatcher import Dispatcher
from callwright.stores.memory import MemoryStore
from callwright.stores.sqlite import SqliteStore
from tests.runtime.serving import FLOW
from tests.runtime.turns import AT, US, session_of

CALL: list[Event] = [
    SessionStart("c", AT, US),
    SpeechEnded("c", AT + 2000, US),
    UserSpeak("c", AT + 3000, US, "my bill", True),
    SpeechEnded("c", AT + 3020, US),
    UserSpeak("c", AT + 9000, US, "4 7 1 1"),
]


@pytest.mark.parametrize("length", range(1, len(CALL) + 1))
def test_it_says_what_the_end_would_have_said(catalog: Catalog, length: int) -> None:
    """Wherever the call ends: worked out later from what is kept, it is what the step itself gives."""
    flow = catalog.answering(CALL[0])
    assert flow is not None
    session = start(flow, CALL[0]).session
    for event in CALL[1:length]:
        session = step(flow, session, event).session
    end = SessionEnd("c", AT + 9500, US)
    whole = record.of(flow, step(flow, session, end).session)
    kept = account.ended(flow, session, end.at)
    assert account.of(flow, kept, flow) == whole
    assert whole["phase"] == "over"
    assert account.of(flow, session, flow)["phase"] == "talk"


@pytest.mark.parametrize("length", range(1, len(CALL) + 1))
def test_in_a_flow_with_secrets_no_words_are_kept(flows: Path, length: int) -> None:
    """Not of what was being said, waited or was said last either: a secret may have been read back."""
    file = flows / "hotline.yaml"
    file.write_text(FLOW.replace("      length: 60\n", "      length: 60\n      sensitive: true\n"))
    flow = Catalog(load([flows])).answering(CALL[0])
    assert flow is not None
    assert flow.secrets
    session = start(flow, CALL[0]).session
    for event in CALL[1:length]:
        session = step(flow, session, event).session
    end = SessionEnd("c", AT + 9500, US)
    kept = account.ended(flow, session, end.at)
    assert account.of(flow, kept, flow) == record.of(flow, step(flow, session, end).session)
    for word in (b"4711", b"recorded", b"digits", b"number is"):
        assert word not in dump(kept)


def test_nothing_is_kept_of_what_the_caller_said_or_gave(catalog: Catalog) -> None:
    """No words, no keys, no values, no numbers."""

    async def main() -> bytes:
        store = MemoryStore()
        dispatcher = Dispatcher(catalog, store)
        for event in (*CALL, SessionEnd("c", AT + 9500, US)):
            await dispatcher.dispatch(event)
        session = await session_of(store, "c")
        assert session.phase is Phase.OVER
        return dump(session)

    kept = asyncio.run(main())
    for secret in (b"4711", b"my bill", US.caller.encode(), US.called.encode()):
        assert secret not in kept


def test_it_outlives_the_process_and_the_flow(flows: Path, tmp_path: Path) -> None:
    """After a restart it can be read, also with other files, and with files in which the flow is no more."""

    async def main() -> None:
        store = SqliteStore(tmp_path / "calls.db")
        dispatcher = Dispatcher(Catalog(load([flows])), store)
        for event in (*CALL, SessionEnd("c", AT + 9500, Parties())):
            await dispatcher.dispatch(event)
        before = await dispatcher.record("c")
        assert before is not None
        store.close()
        for changed in (FLOW, FLOW.replace("nine to six", "ten to five"), FLOW.replace("hotline", "other")):
            (flows / "hotline.yaml").write_text(changed)
            store = SqliteStore(tmp_path / "calls.db")
            after = await Dispatcher(Catalog(load([flows])), store).record("c")
            assert after is not None
            assert (after["id"], after["phase"], after["version"]) == ("c", "over", before["version"])
            if "flow: hotline" in changed:
                assert [line["fate"] for line in after["heard"]] == [line["fate"] for line in before["heard"]]
            store.close()
        assert await Dispatcher(Catalog(load([flows])), MemoryStore()).record("c") is None

    asyncio.run(main())
