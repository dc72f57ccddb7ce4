"""What is sensitive is in no line of the log, wherever in a turn it was said."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from callwright.core.events import Event, Key, SessionStart, UserSpeak
from callwright.runtime import log
from callwright.runtime.catalog import Catalog, load
from callwright.runtime.dispatcher import Dispatcher
from callwright.runtime.log_lines import flush
from callwright.stores.memory import MemoryStore
from tests.runtime.turns import AT, US

DESK = """
flow: desk
language: en-US
intents:
  known: ["my code is <code>"]
states:
  menu:
    prompts: What now?
    transitions:
      yes: form
      known: form
  form:
    collect:
      slot: code
      type: digits
      length: 4
      sensitive: yes
      prompts: Your code?
    go_to: done
  done:
    prompts: Thank you. Anything else?
    transitions:
      yes: menu
"""


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged; afterwards the loggers are as they were."""
    named = [logging.getLogger(name) for name in ("callwright", "uvicorn", "asyncio")]
    before = [(logger.handlers, logger.level, logger.propagate) for logger in named]
    yield io.StringIO()
    for logger, (handlers, level, propagate) in zip(named, before, strict=True):
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


def talk(folder: Path, lines: io.StringIO, *events: Event) -> str:
    """What is logged of a call of these events, at the level that tells most, without the times of day."""
    (folder / "desk.yaml").write_text(DESK)
    log.set_up("debug", lines)

    async def main() -> None:
        dispatcher = Dispatcher(Catalog(load([folder])), MemoryStore())
        for event in events:
            await dispatcher.dispatch(event)

    asyncio.run(main())
    flush()
    told = [json.loads(line) for line in lines.getvalue().splitlines()]
    return json.dumps([{name: value for name, value in line.items() if name not in ("time", "ms")} for line in told])


def said(after: int, text: str) -> Event:
    return UserSpeak("c1", AT + after, US, text)


def test_the_words_that_fill_the_last_slot(tmp_path: Path, lines: io.StringIO) -> None:
    """The turn leaves the form, and its words are not logged all the same."""
    told = talk(tmp_path, lines, SessionStart("c1", AT, US), said(9000, "yes"), said(18_000, "4711"))
    assert '"state": "done"' in told
    assert "4711" not in told


def test_the_last_key_of_a_number(tmp_path: Path, lines: io.StringIO) -> None:
    """It is a quarter of the code."""
    keys = [Key("c1", AT + 18_000 + 500 * number, US, key) for number, key in enumerate("4711")]
    told = talk(tmp_path, lines, SessionStart("c1", AT, US), said(9000, "yes"), *keys)
    assert '"state": "done"' in told
    assert '"key":' not in told


def test_a_code_that_came_with_a_request(tmp_path: Path, lines: io.StringIO) -> None:
    """Said at a question that asks for nothing sensitive, it is as sensitive."""
    told = talk(tmp_path, lines, SessionStart("c1", AT, US), said(9000, "my code is 4711"))
    assert '"state": "done"' in told
    assert "4711" not in told
