"""The server around the application: two ports, limits, files of secrets, and no trace of a fault."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from callwright.runtime.app import app_of, create_app
from callwright.runtime.limits import CALL_EVENTS, Bounds
from callwright.runtime.server import bind, make_server
from callwright.runtime.settings import Settings
from callwright.runtime.strangers import MOST
from callwright.runtime.tokens import Tokens
from callwright.runtime.upgrade import TelephoneSocket
from callwright.stores.base import Stored
from callwright.stores.memory import MemoryStore
from tests.runtime.serving import event, management, serving


def post(port: int, *bodies: object, path: str = "/webhook", **headers: str) -> list[tuple[int, Any, Any]]:
    """Status, JSON and headers of each answer."""

    async def main() -> list[tuple[int, Any, Any]]:
        found = []
        async with aiohttp.ClientSession(headers={"Content-Type": "application/json", **headers}) as client:
            for body in bodies:
                data = body if isinstance(body, bytes) else json.dumps(body).encode()
                async with client.post(f"http://127.0.0.1:{port}{path}", data=data) as answer:
                    text = await answer.read()
                    found.append((answer.status, json.loads(text) if text else None, answer.headers))
        return found

    return asyncio.run(main())


@pytest.mark.parametrize(
    "kind",
    ["", "text/plain", "application/x-www-form-urlencoded", "application/json5", "application/json; charset=latin-1"],
)
def test_an_event_says_that_it_is_json(flows: Path, kind: str) -> None:
    """415 otherwise, with the mend; what a page of another site may send without being asked is among it."""
    body = event("session_start")
    with serving(create_app(flows)) as port:
        ((status, problem, _),) = post(port, body, **{"Content-Type": kind})
        assert status == 415
        assert '-H "Content-Type: application/json"' in problem["allowed"]
        for said in ("application/json", "Application/JSON", 'application/json; charset="UTF-8"'):
            assert post(port, body, **{"Content-Type": said})[0][0] == 200


def test_where_there_is_too_much_to_do_new_calls_wait(flows: Path) -> None:
    """A call under way goes on; a new one hears "one moment" over either way, and begins when there is room."""
    app = create_app(flows)
    limits = app.state.service.limits
    with serving(app) as port:
        assert post(port, event("session_start", "old"))[0][1]["text"] == "This call may be recorded."
        beat, limits.beat = limits.beat, lambda _seconds: None
        for _ in range(3):
            beat(5.0)
        (status, action, _) = post(port, event("session_start", "new"))[0]
        assert (status, action["type"]) == (200, "speak")
        assert "moment" in action["text"]
        assert post(port, event("assistant_speech_ended", "old"))[0][1]["text"].startswith("Would you like")
        assert post(port, event("session_start", "old"))[0][0] == 200, "it is known, so it is not new"

        async def talk() -> Any:
            async with asyncio.timeout(20), connect(f"ws://127.0.0.1:{port}/websocket") as line:
                await line.send(json.dumps(event("session_start", "over a socket")))
                return json.loads(await line.recv())

        assert "moment" in asyncio.run(talk())["text"]
        assert app.state.service.limits.waiting == 2
        for _ in range(5):
            beat(0.0)
        (_, action, _) = post(port, event("user_input_timeout", "new"))[0]
        assert "moment" not in json.dumps(action)


def test_too_many_events_of_a_call_are_refused(flows: Path) -> None:
    """429 that says when to try again, and never a 200 that is no action."""
    with serving(create_app(flows)) as port:
        answers = post(port, *[event("something_new", "mad")] * (CALL_EVENTS * 3))
        assert {status for status, _, _ in answers} == {204, 429}
        refused = next(answer for answer in answers if answer[0] == 429)
        assert refused[2]["Retry-After"] == "1"
        assert set(refused[1]) == {"error", "found", "allowed"}


def test_strangers_who_insist_are_answered_briefly(flows: Path) -> None:
    """429 after so many in a minute; with the right secret 200 all the same."""
    with serving(create_app(flows, token="t")) as port:
        statuses = [status for status, _, _ in post(port, *[event("session_start")] * (MOST + 5))]
        assert statuses == [401] * MOST + [429] * 5
        assert post(port, event("session_start"), **{"X-API-TOKEN": "t"})[0][0] == 200


def test_a_fault_of_ours_is_no_trace(flows: Path, caplog: pytest.LogCaptureFixture) -> None:
    """500 in our shape, whatever raised; the log has the place, and it is one line."""

    async def raises(_request: Request) -> Response:
        raise RuntimeError("the secret is hunter2")

    class Broken(MemoryStore):
        async def load(self, call: str, *, fresh: bool = False) -> Stored | None:
            raise KeyError(f"the secret is hunter2 ({call}, {fresh})")

    app = create_app(flows)
    app.router.routes.append(Route("/raises", raises, methods=["POST"]))
    with serving(app) as port:
        ((status, problem, headers),) = post(port, {}, path="/raises")
    assert status == 500
    assert set(problem) == {"error", "found", "allowed"}
    assert "hunter2" not in json.dumps(problem)
    assert "Server" not in headers
    assert [record.getMessage() for record in caplog.records if record.exc_info] == ["a request could not be answered"]
    with serving(create_app(flows, store=Broken())) as port:
        ((status, action, _),) = post(port, event("session_start"))
    assert status == 200
    assert "hunter2" not in json.dumps(action)


@pytest.mark.parametrize("line", ["GET /webhook", "GET /calls/x", "POST /health", "GET /", "PUT /websocket", "GET //"])
def test_a_stranger_is_told_of_no_address(flows: Path, line: str) -> None:
    """The platform's port says the same for every path and method but health."""
    with serving(create_app(flows, token="t")) as port, socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(f"{line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        said = b""
        while chunk := connection.recv(65536):
            said += chunk
    assert said.startswith(b"HTTP/1.1 401 ")
    assert b"llow:" not in said.partition(b"\r\n\r\n")[0]


def test_an_idle_socket_is_closed(flows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that answers our pings but never brings an event: 1001."""
    monkeypatch.setattr(TelephoneSocket, "first_seconds", 0.1)

    async def wait(port: int) -> int | None:
        async with asyncio.timeout(20), connect(f"ws://127.0.0.1:{port}/websocket") as line:
            with pytest.raises(ConnectionClosed):
                await line.recv()
            return line.close_code

    async def speak(port: int) -> str:
        async with asyncio.timeout(20), connect(f"ws://127.0.0.1:{port}/websocket") as line:
            await line.send(json.dumps(event("session_start")))
            text: str = json.loads(await line.recv())["text"]
            # Longer than an idle one may last, and the server has looked twice.
            await asyncio.sleep(2.3)
            await line.send(json.dumps(event("assistant_speech_ended")))
            await line.recv()
            return text

    with serving(create_app(flows)) as port:
        assert asyncio.run(wait(port)) == 1001
        assert asyncio.run(speak(port)) == "This call may be recorded."


def test_a_file_of_secrets_is_taken_while_we_serve(flows: Path, tmp_path: Path) -> None:
    """The new secret opens and the old one does not, without a restart."""
    file = tmp_path / "token"
    file.write_text("the-old-secret-9d71ae")
    tokens = Tokens.read(file)
    app = app_of([flows], "memory://", Settings(token=tokens))
    old, new = {"X-API-TOKEN": "the-old-secret-9d71ae"}, {"X-API-TOKEN": "the-new-secret-4f0c2b"}
    with serving(app) as port:
        assert post(port, event("session_start"), **old)[0][0] == 200
        file.write_text("the-new-secret-4f0c2b")
        end = time.monotonic() + 20
        while b"the-new-secret-4f0c2b" not in tokens:
            assert time.monotonic() < end, "it was never taken"
            time.sleep(0.05)
        assert post(port, event("assistant_speech_ended"), **new)[0][0] == 200
        assert post(port, event("session_start"), **old)[0][0] == 401


def test_the_management_stops_with_the_platforms_port(flows: Path) -> None:
    """One server, two ports, one end."""
    with serving(create_app(flows)) as port:
        other = management(port)
        assert other != port
        with socket.create_connection(("127.0.0.1", other), timeout=20):
            pass
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", other), timeout=20):
        pass


def test_an_application_without_management_is_served_too(flows: Path) -> None:
    """Such as one in which ours is mounted."""
    sockets = bind("127.0.0.1", 0)
    with closing(sockets[0]):
        server = make_server(create_app(flows), "127.0.0.1", 0)
        assert server.doorway.most > 0


_FEW_FILES = """
import resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))
from callwright.cli.main import main
sys.exit(main(["serve", sys.argv[1], "--port", "0", "--store", "memory://"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_limit_of_files_is_told_before_it_bites(flows: Path) -> None:
    """With 256 files 192 connections: a thousand idle sockets come, the platform is answered all the same."""
    environment = {**os.environ, "CALLWRIGHT_TOKEN": "a-long-secret-of-ours"}
    process = subprocess.Popen(
        [sys.executable, "-c", _FEW_FILES, str(flows)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        assert process.stdout is not None
        welcome = ""
        while "webhook" not in welcome:
            welcome = process.stdout.readline()
            assert welcome
        port = int(welcome.rpartition(":")[2].partition("/")[0])
        with ExitStack() as idle:
            for _ in range(1000):
                idle.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
            for call in ("a", "b", "c"):
                answers = post(port, event("session_start", call), **{"X-API-TOKEN": "a-long-secret-of-ours"})
                assert answers[0][0] == 200
    finally:
        process.terminate()
        _, told = process.communicate(timeout=20)
    lines = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    (limited,) = [line for line in lines if "limit of open files" in line["message"]]
    assert (limited["level"], limited["connections"], limited["files"]) == ("warning", 192, 256)
    assert any("strangers have to go" in line["message"] for line in lines)
    assert "Too many open files" not in told


def test_a_limit_of_connections_may_be_chosen(flows: Path) -> None:
    """It is the service's."""
    app = app_of([flows], "memory://", Settings(bounds=Bounds(connections=100)))
    assert make_server(app, "127.0.0.1", 0).doorway.most == 100


def test_a_socket_that_answers_no_ping_is_closed(flows: Path) -> None:
    """Its network is gone without a word: 1011, and the call goes on wherever its next event comes."""
    shake = (
        b"GET /websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    body = json.dumps(event("session_start", "silent")).encode()
    frame = b"\x81\xfe" + len(body).to_bytes(2, "big") + bytes(4) + body  # a mask of zeros

    async def main() -> None:
        listening = bind("127.0.0.1", 0)
        server = make_server(create_app(flows), "127.0.0.1", listening[0].getsockname()[1])
        server.config.ws_ping_interval = server.config.ws_ping_timeout = 0.5
        running = asyncio.create_task(server.serve(listening))
        reader, writer = await asyncio.open_connection(*listening[0].getsockname())
        async with asyncio.timeout(20):
            writer.write(shake)
            assert b" 101 " in await reader.readuntil(b"\r\n\r\n")
            writer.write(frame)
            came = await reader.read()
        assert b"This call may be recorded." in came
        assert (1011).to_bytes(2, "big") + b"keepalive ping timeout" in came
        async with asyncio.timeout(20), connect(f"ws://127.0.0.1:{listening[0].getsockname()[1]}/websocket") as line:
            await line.send(json.dumps(event("assistant_speech_ended", "silent")))
            assert "Would you like" in str(await line.recv())
        writer.close()
        server.should_exit = True
        await running

    asyncio.run(main())
