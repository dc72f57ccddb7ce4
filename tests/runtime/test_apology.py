"""What a caller hears where no flow can answer."""

from __future__ import annotations

import asyncio
import logging

import pytest

from callwright.core.events import Parties, SessionEnd, SessionStart, SpeechEnded, SpeechStarted, UserSpeak
from callwright.runtime.catalog import Catalog
from callwright.runtime.dispatcher import Dispatcher
from callwright.stores import Answered
from callwright.stores.memory import MemoryStore
from tests.runtime.turns import AT, US, Broken, kinds


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


def test_a_fault_is_an_apology_and_heals(catalog: Catalog) -> None:
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
    (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert record.fields["call"] == "x"  # type: ignore[attr-defined]
