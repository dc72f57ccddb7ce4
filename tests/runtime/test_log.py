"""One JSON object a line, and nothing personal in it."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from callwright.core.events import (
    AssistantSpeak,
    Key,
    Parties,
    SessionEnd,
    SessionStart,
    SpeechEnded,
    Unknown,
    UserSpeak,
)
from callwright.runtime import log
from callwright.runtime.app import create_app
from callwright.runtime.catalog import Catalog, load
from callwright.runtime.dispatcher import Dispatcher
from callwright.runtime.log_lines import JsonLines, flush
from callwright.stores.memory import MemoryStore
from tests.runtime.managing import Client, manage
from tests.runtime.outside import DESK, found, until_the_question
from tests.runtime.serving import serving

US = Parties("4915120304050", "4921112345", "inbound")
AT = 1_700_000_000_000
FORGED = 'my bill\n{"level": "error"}\x1b[31m\u2028"'


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged; afterwards the loggers are as they were."""
    named = [logging.getLogger(name) for name in ("callwright", "uvicorn", "asyncio", "opentelemetry")]
    before = [(logger.handlers, logger.level, logger.propagate) for logger in named]
    yield io.StringIO()
    for logger, (handlers, level, propagate) in zip(named, before, strict=True):
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


def talk(flows: Path) -> None:
    async def main() -> None:
        dispatcher = Dispatcher(Catalog(load([flows])), MemoryStore())
        await dispatcher.dispatch(SessionStart("c1", AT, US))
        await dispatcher.dispatch(UserSpeak("c1", AT + 9000, US, FORGED))
        await dispatcher.dispatch(Key("c1", AT + 15_000, US, "7"))

    asyncio.run(main())


def read(lines: io.StringIO) -> list[dict[str, Any]]:
    flush()
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def test_one_line_a_turn_with_the_calls_id(flows: Path, lines: io.StringIO) -> None:
    """At ``info``: what came, where the call stands, what was answered; no words, no keys, no whole numbers."""
    log.set_up("info", lines)
    talk(flows)
    turns = read(lines)
    assert [turn["event"] for turn in turns] == ["SessionStart", "UserSpeak", "Key"]
    assert all(turn["call"] == "c1" and turn["flow"] == "hotline" for turn in turns)
    assert turns[0]["from"] == "…050"
    assert '"…050"' in lines.getvalue()
    assert "bill\\n" not in lines.getvalue()
    assert "4915120304050" not in lines.getvalue()


def test_what_a_caller_says_cannot_forge_a_line(flows: Path, lines: io.StringIO) -> None:
    """At ``debug`` the words are there, in one line, without control characters."""
    log.set_up("debug", lines)
    talk(flows)
    turns = [line for line in read(lines) if line["message"] == "turn"]
    assert len(turns) == 3
    assert turns[1]["words"] == FORGED
    assert "\x1b" not in lines.getvalue()
    assert "\u2028" not in lines.getvalue()


def test_what_is_sensitive_is_never_logged(flows: Path, lines: io.StringIO) -> None:
    """Keys for a sensitive slot stay out at ``debug`` too."""
    flow = flows / "hotline.yaml"
    flow.write_text(flow.read_text().replace("length: 60", "length: 60\n      sensitive: true"))
    log.set_up("debug", lines)
    talk(flows)
    last = read(lines)[-1]
    assert last["event"] == "Key"
    assert "key" not in last


def test_what_strangers_send_fills_no_log(lines: io.StringIO) -> None:
    """The server's own warnings are about single requests, of which anybody can send as many as they like."""
    log.set_up("debug", lines)
    server = logging.getLogger("uvicorn.error")
    server.warning("Invalid HTTP request received.")
    server.error("something that somebody has to know")
    assert [line["level"] for line in read(lines)] == ["error"]


def test_an_id_of_a_callers_cannot_forge_a_line(flows: Path, lines: io.StringIO) -> None:
    """Ids, types and numbers come over the wire: at ``info`` too they are data of one line in plain ASCII."""
    log.set_up("info", lines)
    strange = Parties(FORGED, FORGED, FORGED)

    async def main() -> None:
        dispatcher = Dispatcher(Catalog(load([flows])), MemoryStore())
        await dispatcher.dispatch(SessionStart(FORGED, AT, strange))
        await dispatcher.dispatch(Unknown(FORGED, AT + 10, strange, FORGED))
        await dispatcher.dispatch(SessionEnd(FORGED, AT + 20, strange))

    asyncio.run(main())
    told = read(lines)
    assert [line["message"] for line in told] == ["turn", "turn", "turn", "call over"]
    assert all(line["call"] == FORGED for line in told)
    assert told[1]["event"] == FORGED
    assert told[0]["from"] == "…" + FORGED[-3:]
    assert lines.getvalue().replace("\n", "").replace("…", "").isascii()
    assert lines.getvalue().replace("\n", "").isprintable()


def test_a_line_that_is_made_by_hand_is_the_one_of_a_record(tmp_path: Path, lines: io.StringIO) -> None:
    """Whoever attaches a handler of their own gets the same fields in the same order."""
    (tmp_path / "desk.yaml").write_text(DESK)

    async def main() -> None:
        dispatcher = Dispatcher(Catalog(load([tmp_path])), MemoryStore())
        await until_the_question(dispatcher)
        await dispatcher.from_outside(found(FORGED))
        await dispatcher.dispatch(Unknown("c1", AT + 60_000, US, "of tomorrow"))
        await dispatcher.dispatch(SessionEnd("c1", AT + 70_000, US))

    def told() -> list[dict[str, Any]]:
        asyncio.run(main())
        found = read(lines)
        lines.seek(0)
        lines.truncate()
        return [{name: value for name, value in line.items() if name not in ("time", "ms")} for line in found]

    log.set_up("info", lines)
    by_hand = told()
    other = logging.StreamHandler(lines)
    other.setFormatter(JsonLines())
    log.logger.handlers = [other]
    as_records = told()
    assert by_hand == as_records
    assert [list(line) for line in by_hand] == [list(line) for line in as_records]
    assert len(by_hand) >= 5


def test_what_comes_from_outside_is_data(tmp_path: Path, lines: io.StringIO) -> None:
    """At ``info`` the event's name; its body at ``debug`` only, in one line, without control characters."""
    (tmp_path / "desk.yaml").write_text(DESK)

    async def main() -> None:
        dispatcher = Dispatcher(Catalog(load([tmp_path])), MemoryStore())
        await until_the_question(dispatcher)
        await dispatcher.from_outside(found(FORGED))

    log.set_up("info", lines)
    asyncio.run(main())
    last = read(lines)[-1]
    assert (last["event"], last["name"], last["delivered"]) == ("Outside", "found", "next_answer")
    assert "my bill" not in lines.getvalue()
    log.set_up("debug", lines)
    asyncio.run(main())
    last = read(lines)[-1]
    assert json.loads(last["body"]) == {"order": FORGED}
    assert "\x1b" not in lines.getvalue()


def test_a_call_that_is_over_has_a_line_of_its_own(flows: Path, lines: io.StringIO) -> None:
    """How many prompts were heard, and which protected ones were not; once, and nothing that was said."""
    log.set_up("info", lines)

    async def main() -> None:
        dispatcher = Dispatcher(Catalog(load([flows])), MemoryStore())
        for call, at in (("c1", AT + 2000), ("c2", AT + 10)):
            await dispatcher.dispatch(SessionStart(call, AT, US))
            if call == "c1":
                await dispatcher.dispatch(AssistantSpeak(call, AT + 50, US, 1900))
                await dispatcher.dispatch(SpeechEnded(call, at, US))
            await dispatcher.dispatch(SessionEnd(call, at + 2000, US))
            await dispatcher.dispatch(SessionEnd(call, at + 2100, US))

    asyncio.run(main())
    heard, unheard = (line for line in read(lines) if line["message"] == "call over")
    assert (heard["call"], heard["heard"], heard["protected_unheard"]) == ("c1", 1, [])
    assert (unheard["call"], unheard["heard"]) == ("c2", 0)
    assert unheard["protected_unheard"] == ["hotline:welcome/prompts/0"]


def test_switched_off_it_is_silent(flows: Path, lines: io.StringIO) -> None:
    """At ``warning`` an ordinary call writes nothing."""
    log.set_up("warning", lines)
    talk(flows)
    assert lines.getvalue() == ""


def test_a_fault_says_where_without_a_traceback(lines: io.StringIO) -> None:
    """The error and its places in the code are data of one line."""
    log.set_up("error", lines)
    try:
        raise KeyError("x")
    except KeyError as error:
        log.fault("it failed", error=error)
    (line,) = read(lines)
    assert line["error"] == "KeyError: 'x'"
    assert any("test_log.py" in place for place in line["where"])
    assert "Traceback" not in lines.getvalue()


@pytest.mark.parametrize(("level", "told"), [("info", "ValueError"), ("debug", "ValueError: invalid literal")])
def test_an_error_in_a_call_does_not_tell_what_was_said(lines: io.StringIO, level: str, told: str) -> None:
    """Its kind and its place do; only at ``debug`` there are words."""
    log.set_up(level, lines)
    try:
        int("my name is Petersen")
    except ValueError as error:
        log.fault("it failed", "c9", error)
    (line,) = read(lines)
    assert line["call"] == "c9"
    assert line["error"].startswith(told)
    assert ("Petersen" in lines.getvalue()) is (level == "debug")
    assert any("test_log.py" in place for place in line["where"])


@pytest.mark.parametrize(("number", "shown"), [("", ""), ("1", "…"), ("110", "…"), ("+4921112345", "…345")])
def test_numbers_are_masked(number: str, shown: str) -> None:
    """The last three digits of a number that has more are left."""
    assert log.masked(number) == shown


def test_a_refused_upgrade_is_one_warning_without_the_token(tmp_path: Path, lines: io.StringIO) -> None:
    """A wrong token at ``/websocket``, and a stranger at ``/calls``: one line each, and no error of the server's."""
    (tmp_path / "desk.yaml").write_text(DESK)
    log.set_up("info", lines)

    async def main(port: int) -> None:
        with pytest.raises(InvalidStatus):
            async with connect(f"ws://127.0.0.1:{port}/websocket", additional_headers={"X-API-TOKEN": "gu3ss"}):
                pass

    async def ask(client: Client) -> list[int]:
        return [
            (await client.ask("GET", "/calls/x", None, {"Authorization": "Bearer gu3ss"}))[0],
            (await client.ask("GET", "/calls/x"))[0],
        ]

    with serving(create_app(tmp_path, token="t", management_token="m")) as port:
        asyncio.run(main(port))
        assert manage(port, ask) == [401, 404]
    refusals = [(line["level"], line["door"], line["status"]) for line in read(lines) if "door" in line]
    assert refusals == [("warning", "/websocket", 401), ("warning", "management", 401), ("info", "/calls", 404)]
    assert "handshake" not in lines.getvalue()
    assert "gu3ss" not in lines.getvalue()
