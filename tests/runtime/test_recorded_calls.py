"""Random calls over real connections: their records replay byte for byte, and the management door gives them out."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
import pytest

from callwright.cli.recorded import FOR_EVER
from callwright.core.model import Flow
from callwright.platform import behaviour
from callwright.platform.behaviour import During, MissedMomentError
from callwright.platform.call import Call
from callwright.platform.caller import Caller
from callwright.platform.clock import VirtualClock
from callwright.platform.dial import NOTHING, Answer, Connection
from callwright.platform.dial_http import Webhook
from callwright.platform.dial_websocket import Socket
from callwright.platform.envelope import CallSetup
from callwright.platform.line import Line
from callwright.rehearsal.recording import read
from callwright.rehearsal.replay import replay
from callwright.runtime.app import create_app
from callwright.runtime.library import Library
from callwright.stores import open_store
from tests.runtime.outside import DESK
from tests.runtime.serving import management, serving

CALLS = 12
WORDS = ("hello", "it is about my order", "yes", "purple elephants in the garden")


class Tapped(Webhook):
    """The webhook, with what was answered to each event."""

    def __init__(self, url: str) -> None:
        super().__init__(url, virtual_time=True)
        self.answers: list[object] = []

    async def deliver(self, event: dict[str, Any], at: int) -> Answer:
        answer = await super().deliver(event, at)
        self.answers.append(None if answer.value is NOTHING else answer.value)
        return answer


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store") / "calls.db"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory, store: Path) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "desk.yaml").write_text(DESK)
    with serving(create_app(folder, store=f"sqlite:///{store}", trust_clock=True)) as port:
        yield port


async def lead(port: int, number: int, *, websocket: bool) -> tuple[str, list[object]]:
    """One random call, with things that happen outside; its id, and what was answered over the webhook."""
    chance = Random(f"recorded {number} {websocket}")
    call_id = f"{'socket' if websocket else 'webhook'}-{number}"
    connection: Connection = (
        Socket(f"ws://127.0.0.1:{port}/websocket", virtual_time=True)
        if websocket
        else Tapped(f"http://127.0.0.1:{port}/webhook")
    )
    line = Line(CallSetup(session_id=call_id), websocket=websocket, seed=number)
    call, caller = Call(line, connection, VirtualClock()), Caller(number)
    await call.begin()
    try:
        for _ in range(chance.randint(1, 7)):
            if line.over:
                break
            await _do(chance, call, caller, port, call_id)
        line.hangs_up()
    finally:
        await call.close()
    return call_id, connection.answers if isinstance(connection, Tapped) else []


async def _do(chance: Random, call: Call, caller: Caller, port: int, call_id: str) -> None:
    what = chance.choice(("says", "interrupts", "key", "silence", "outside", "button"))
    try:
        if what == "says":
            await behaviour.settle(call)
            await behaviour.speak(call, caller.says(chance.choice(WORDS)))
        elif what == "interrupts":
            await behaviour.reach(call, During(chance.choice((200, 900, 1500))))
            await behaviour.speak(call, caller.says(chance.choice(WORDS)))
        elif what == "key":
            await behaviour.press(call, chance.choice("123*#"))
        elif what == "silence":
            await behaviour.stay_silent(call)
        else:
            await call.until(lambda: not call.line.outbox)
            at = call.line.setup.epoch_ms + call.now
            path = "barge_in" if what == "button" else "events/found"
            body = {"force": chance.random() < 0.5} if what == "button" else {"order": "4711"}
            async with (
                aiohttp.ClientSession() as http,
                http.post(
                    f"http://127.0.0.1:{management(port)}/calls/{call_id}/{path}",
                    json=body,
                    headers={"X-Callwright-At": str(at)},
                ) as answer,
            ):
                assert answer.status in (200, 404, 409), await answer.text()
    except MissedMomentError:
        pass


@pytest.mark.parametrize("websocket", [False, True], ids=["webhook", "websocket"])
def test_recorded_calls_replay_byte_for_byte(port: int, store: Path, websocket: bool) -> None:
    """With the version that the store keeps; and over the webhook the record holds just what was answered."""

    async def main() -> int:
        told = [await lead(port, number, websocket=websocket) for number in range(CALLS)]
        kept = open_store(f"sqlite:///{store}", retention=FOR_EVER)
        own = 0
        for call, answers in told:
            lines = await kept.record(call)
            recording = read(lines)
            project = await Library(kept).project(recording.head.version)
            assert project is not None

            def flow_of(_version: str, name: str, flows: Any = project.flows) -> Flow | None:
                found: Flow | None = flows.get(name)
                return found

            turns = list(replay(recording, flow_of))
            assert all(turn.same for turn in turns), call
            assert recording.head.over == ("websocket" if websocket else "http")
            own += sum(turn.turn.ours for turn in turns)
            if not websocket:
                recorded = [json.loads(line)["answer"] for line in lines if b'"event":' in line]
                assert recorded == answers
        kept.close()
        return own

    assert asyncio.run(main()) > 3


def test_the_management_door_lists_gives_and_erases(port: int) -> None:
    """Each call in one line, without its numbers; a record whole; and none any more once it is erased."""

    async def main() -> None:
        call, _ = await lead(port, 99, websocket=False)
        base = f"http://127.0.0.1:{management(port)}/records"
        async with aiohttp.ClientSession() as http:
            async with http.get(base) as answer:
                (line,) = [one for one in (await answer.json())["calls"] if one["call"] == call]
            assert line["flow"] == "desk"
            assert line["no_matches"] is not None
            assert line["caller"] == "…050"
            async with http.get(base, params={"numbers": "yes", "limit": "1"}) as answer:
                (last,) = (await answer.json())["calls"]
                assert last["caller"].isdigit()
            async with http.get(f"{base}/{call}") as answer:
                told = await answer.json()
            assert read([line.encode() for line in told["lines"]]).head.call == call
            async with http.delete(f"{base}/{call}") as answer:
                assert await answer.json() == {"call": call, "erased": True}
            for method in ("GET", "DELETE"):
                async with http.request(method, f"{base}/{call}") as answer:
                    assert answer.status == 404
            async with http.get(base, params={"brief": "yes", "limit": "1"}) as answer:
                (last,) = (await answer.json())["calls"]
                assert set(last) == {"call", "begun", "last"}
            for query in ("brief=1", "limit=0", "limit=many", "limit=1001", "limit=0000019999", "numbers=perhaps"):
                async with http.get(f"{base}?{query}") as answer:
                    assert answer.status == 400

    asyncio.run(main())
