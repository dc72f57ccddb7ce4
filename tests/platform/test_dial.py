"""The connections to a real application: over HTTP and over a WebSocket, in virtual and in real time."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from starlette.responses import JSONResponse, Response
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from callwright.platform import behaviour
from callwright.platform.behaviour import During
from callwright.platform.call import Call
from callwright.platform.caller import Caller
from callwright.platform.clock import Clock, RealClock, VirtualClock, run_now
from callwright.platform.dial import Connection, InProcess, judge_pace
from callwright.platform.dial_http import Webhook, read_answer
from callwright.platform.dial_websocket import Socket
from callwright.platform.line import Line
from callwright.platform.timeline import Entry, Flaw, HungUp, Playback
from tests.platform.applications import Hotline, over_http, over_websocket, serving


async def a_call(connection: Connection, clock: Clock | None = None) -> Line:
    """Interrupts the question, presses a key, says goodbye."""
    line, caller = Line(websocket=connection.websocket), Caller()
    call = Call(line, connection, clock or VirtualClock())
    await call.begin()
    await behaviour.reach(call, During(900, "billing"))
    await behaviour.speak(call, caller.says("my bill"))
    await behaviour.reach(call, behaviour.WAITING)
    await behaviour.press(call, "4")
    await behaviour.stay_silent(call)
    await behaviour.reach(call, behaviour.WAITING)
    await behaviour.speak(call, caller.says("bye"))
    await call.until(lambda: line.over)
    await call.close()
    return line


def heard(timeline: list[Entry]) -> list[str]:
    return [entry.words for entry in timeline if isinstance(entry, Playback)]


EXPECTED = [
    "This call may be recorded.",
    "Would you like billing, or our opening hours?",
    "You said my bill. What else?",
    "You pressed 4. What else?",
    "Are you still there?",
    "Goodbye.",
]


def test_the_same_call_on_every_way() -> None:
    """One call is the same to the millisecond in process, over real HTTP and over a real WebSocket."""
    timelines = [run_now(a_call(InProcess(Hotline()))).timeline]
    with serving(over_http(Hotline())) as host:
        timelines.append(asyncio.run(a_call(Webhook(f"http://{host}/webhook", virtual_time=True))).timeline)
    with serving(over_websocket(Hotline())) as host:
        timelines.append(asyncio.run(a_call(Socket(f"ws://{host}/websocket", virtual_time=True))).timeline)
    assert heard(timelines[0]) == EXPECTED
    assert timelines[0] == timelines[1] == timelines[2]


def test_a_socket_that_never_says_when_it_is_through() -> None:
    """Over a WebSocket whose application acknowledges nothing, silence is taken to mean the same."""
    with serving(over_websocket(Hotline(), says_when_through=False)) as host:
        line = asyncio.run(a_short_call(Socket(f"ws://{host}/websocket", virtual_time=True), VirtualClock()))
    assert heard(line.timeline) == EXPECTED[:1]


async def a_short_call(connection: Connection, clock: Clock) -> Line:
    line = Line(websocket=connection.websocket)
    call = Call(line, connection, clock)
    try:
        await call.begin()
        await call.until(lambda: line.playing is not None, 5000)
        await call.pass_time(150)
        line.hangs_up()
    finally:
        await call.close()
    return line


@pytest.mark.parametrize("way", ["http", "ws"])
def test_real_time(way: str) -> None:
    """In real time the line's clock is the wall's, and virtual time is not told."""
    application = Hotline()
    served = over_http(application) if way == "http" else over_websocket(application)

    async def talk(host: str) -> Line:
        if way == "http":
            return await a_short_call(Webhook(f"http://{host}/webhook"), RealClock())
        socket = Socket(f"ws://{host}/websocket")
        return await a_short_call(socket, RealClock(socket.arrival))

    with serving(served) as host:
        line = asyncio.run(talk(host))
    assert [e["type"] for e in application.events][:2] == ["session_start", "assistant_speak"]
    assert application.events[0]["at"] == 0
    end = line.timeline[-1]
    assert isinstance(end, HungUp)
    assert end.at >= 150


def faults_of(connection: Connection) -> list[str]:
    line = asyncio.run(a_short_call(connection, VirtualClock()))
    return [str(entry.fault) for entry in line.timeline if isinstance(entry, Flaw)]


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (lambda _: JSONResponse({"success": True}), "action.type: no type in"),
        (lambda _: Response(status_code=500), "status: 500"),
        (lambda _: Response(status_code=302, headers={"location": "/elsewhere"}), "status: 302"),
        (lambda _: Response("ok"), 'body: "ok"'),
        (lambda _: Response(""), "body: nothing"),
        (lambda _: Response("null"), 'body: "null"'),
        (lambda _: Response("[NaN]"), 'body: "[NaN]"'),
        (lambda _: JSONResponse([]), "answer: an empty array"),
    ],
)
def test_wrong_answers(answer: Any, fault: str) -> None:
    """Whatever is no action, and any status but 200 and 204, is a fault; the call goes on to its end."""
    with serving(over_http(Hotline(), answering=answer)) as host:
        found = faults_of(Webhook(f"http://{host}/webhook", virtual_time=True))
    assert found[0].startswith(fault)


def test_token() -> None:
    """The token goes out as X-API-TOKEN, on both ways; without it the application refuses."""
    with serving(over_http(Hotline(), token="secret")) as host:
        assert faults_of(Webhook(f"http://{host}/webhook", virtual_time=True))[0].startswith("status: 401")
        assert faults_of(Webhook(f"http://{host}/webhook", virtual_time=True, token="secret")) == []
    with serving(over_websocket(Hotline(), token="secret")) as host:
        with pytest.raises(ConnectionError, match="403"):
            faults_of(Socket(f"ws://{host}/websocket", virtual_time=True))
        assert faults_of(Socket(f"ws://{host}/websocket", virtual_time=True, token="secret")) == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/webhook", "ws://127.0.0.1:9/websocket"])
def test_nobody_answers(url: str) -> None:
    """Where nobody listens the error says so, with the address."""
    connection: Connection = Webhook(url) if url.startswith("http") else Socket(url)
    with pytest.raises(ConnectionError, match=r"127\.0\.0\.1:9"):
        faults_of(connection)


def test_messages_that_are_no_actions() -> None:
    """Over a WebSocket a greeting is a warning; text that is no JSON and binary messages are faults."""

    async def chatty(socket: WebSocket) -> None:
        await socket.accept()
        await socket.receive_text()
        await socket.send_text(json.dumps({"hello": "there"}))
        await socket.send_text("{")
        await socket.send_bytes(b"x")
        while (await socket.receive())["type"] != "websocket.disconnect":
            pass

    app = over_websocket(Hotline())
    app.router.routes[:] = [WebSocketRoute("/websocket", chatty)]
    with serving(app) as host:
        found = faults_of(Socket(f"ws://{host}/websocket", virtual_time=True))
    assert [fault.split(":")[1].strip()[:8] for fault in found] == ['{"hello"', '"{"; all'[:8], "a binary"]


def test_pace() -> None:
    """Over 1 s is a warning, over 5 s a fault."""
    assert judge_pace(900) == ()
    assert [fault.warning for fault in judge_pace(1100)] == [True]
    assert [fault.warning for fault in judge_pace(5100)] == [False]


def test_read_answer() -> None:
    """204 asks for nothing, 200 carries JSON."""
    assert read_answer(204, b"") == read_answer(204, b"ignored")
    assert read_answer(200, b'{"type": "hangup"}').value == {"type": "hangup"}
