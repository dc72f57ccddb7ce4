"""What the sender of an event is told became of it."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from callwright.core.events import SessionStart
from callwright.runtime import log
from callwright.runtime.catalog import Catalog, load
from callwright.runtime.delivery import Delivered
from callwright.runtime.dispatcher import Dispatcher
from callwright.stores.memory import MemoryStore
from tests.runtime.outside import DESK, Line, button, found, until_the_question
from tests.runtime.turns import AT, US

GUARDED = DESK.replace("      gone: gone\n", "      gone:\n        - when: event.order == '1'\n          go_to: gone\n")


@pytest.fixture
def desk(tmp_path: Path) -> Catalog:
    """The desk, of which one event has a condition."""
    (tmp_path / "desk.yaml").write_text(GUARDED)
    return Catalog(load([tmp_path / "desk.yaml"]))


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged at ``warning``."""
    logger = logging.getLogger("callwright")
    before = logger.handlers, logger.level, logger.propagate
    written = io.StringIO()
    log.set_up("warning", written)
    yield written
    logger.handlers, logger.propagate = before[0], before[2]
    logger.setLevel(before[1])


def test_words_behind_a_protected_prompt_are_not_there_yet(desk: Catalog) -> None:
    """The event was taken and nothing was sent: its words go out with the next answer."""

    async def main() -> None:
        line, dispatcher = Line(), Dispatcher(desk, MemoryStore())
        await dispatcher.dispatch(SessionStart("c1", AT, US), socket=line)
        assert await dispatcher.from_outside(found(at=AT + 500)) is Delivered.NEXT_ANSWER
        assert len(line.sent) == 1

    asyncio.run(main())


@pytest.mark.parametrize("socket", [True, False])
def test_where_no_condition_holds_nothing_comes_of_it(desk: Catalog, socket: bool) -> None:
    """``no``; over a plain webhook it is found out with the next answer."""

    async def main() -> None:
        line, dispatcher = Line(), Dispatcher(desk, MemoryStore())
        await until_the_question(dispatcher, line if socket else None)
        taken = await dispatcher.from_outside(replace(found("2"), name="gone"))
        assert taken is (Delivered.NO if socket else Delivered.NEXT_ANSWER)
        assert len(line.sent) == (2 if socket else 0)

    asyncio.run(main())


def test_a_pressed_button_that_waits_is_in_the_account(desk: Catalog) -> None:
    """``button`` is pending until the next answer takes it."""

    async def main() -> None:
        dispatcher = Dispatcher(desk, MemoryStore())
        await until_the_question(dispatcher)
        assert await dispatcher.from_outside(button()) is Delivered.NEXT_ANSWER
        account = await dispatcher.record("c1")
        assert account is not None
        assert account["pending"] == ["button"]

    asyncio.run(main())


def test_a_turn_that_failed_is_a_warning(desk: Catalog, lines: io.StringIO) -> None:
    """A template without its value: the message and the line of the file, also where no turns are logged."""

    async def main() -> None:
        dispatcher = Dispatcher(desk, MemoryStore())
        await until_the_question(dispatcher, Line())
        await dispatcher.from_outside(replace(found(), body={}))

    asyncio.run(main())
    (line,) = lines.getvalue().splitlines()
    assert '"level": "warning"' in line
    assert "event.order" in line
    assert "desk.yaml:" in line
