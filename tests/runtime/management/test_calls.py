"""Looking at calls and interrupting them: what is taken, what is refused, and who may."""

from __future__ import annotations

import asyncio
import json
import socket
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from callwright.runtime.app import create_app
from callwright.stores import Stored, StoreError
from callwright.stores.memory import MemoryStore
from tests.runtime.managing import MANAGEMENT, PLATFORM, Client, kinds, manage
from tests.runtime.outside import DESK
from tests.runtime.serving import event, management, serving


@pytest.mark.parametrize("call", ["a/b", "a b?c#d", "ü%2F", "..", "x" * 128, "events", "a/events/found"])
def test_an_id_may_hold_anything(desk_port: int, call: str) -> None:
    """Percent-encoded in the path it is the call's, whatever it looks like."""

    async def act(client: Client) -> int:
        await client.tell("session_start", call)
        # The client would tidy the path up, so the request is written by hand.
        name = quote(call, safe="").replace(".", "%2E")
        reader, writer = await asyncio.open_connection("127.0.0.1", management(desk_port))
        writer.write(
            f"GET /calls/{name} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer m\r\nConnection: close\r\n\r\n".encode()
        )
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        writer.close()
        assert json.loads(body)["id"] == call
        return int(head.split()[1])

    assert manage(desk_port, act) == 200


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "says"),
    [
        ("POST", "/calls/nobody/events/found", b"{}", 404, "Nobody knows this call."),
        ("POST", "/calls/nobody/barge_in", None, 404, "Nobody knows this call."),
        ("POST", f"/calls/{'x' * 129}/barge_in", None, 404, "Nobody knows this call."),
        ("POST", "/calls/talks/events/fire", None, 404, "found, gone"),
        ("POST", "/calls/talks/events/%3Cb%3E", None, 404, "<b>"),
        ("POST", "/calls/talks/barge_in", None, 409, '{"force": true}'),
        ("POST", "/calls/talks/barge_in", b'{"force": 1}', 400, "one option"),
        ("POST", "/calls/talks/barge_in", b'{"prompt": "x"}', 400, "one option"),
        ("POST", "/calls/talks/events/found", b"[]", 400, "one JSON object"),
        ("POST", "/calls/talks/events/found", b"{", 400, "not JSON"),
        ("POST", "/calls/talks/events/found", b'{"a": NaN}', 400, "not JSON"),
        ("POST", "/calls/talks/events/found", b'{"a": 1, "a": 2}', 400, "twice"),
        ("POST", "/calls/talks/events/found", b'{"a":' * 16 + b"1" + b"}" * 16, 200, "delivered"),
        ("POST", "/calls/talks/events/found", b'{"a":' * 17 + b"1" + b"}" * 17, 400, "16 levels"),
        ("POST", "/calls/talks/events/found", b'{"a":"' + b"x" * 8184 + b'"}', 200, "delivered"),
        ("POST", "/calls/talks/events/found", b'{"a":"' + b"x" * 8185 + b'"}', 413, "8192"),
        ("GET", "/calls/talks/events/found", None, 405, "POST"),
        ("POST", "/calls/talks", None, 405, "GET"),
        ("DELETE", "/calls/talks", None, 405, "GET"),
        ("GET", "/cells", None, 404, "/calls/ID"),
        ("GET", "/calls/", None, 404, "There is no such address."),
        ("POST", "/calls//barge_in", None, 404, "There is no such address."),
        ("GET", "/calls/talks/heard", None, 404, "/calls/ID/barge_in"),
        ("POST", "/calls/talks/events/found/now", None, 404, "/calls/ID/barge_in"),
    ],
)
def test_whatever_is_refused_says_why(
    desk_port: int, method: str, path: str, body: bytes | None, status: int, says: str
) -> None:
    """What was found and what would be allowed, in one shape."""

    async def act(client: Client) -> None:
        call = f"talks-{hash((path, body))}"
        await client.tell("session_start", call)
        got, answer = await client.ask(method, path.replace("/talks", f"/{call}"), body)
        assert got == status
        assert says in json.dumps(answer, ensure_ascii=False).replace('\\"', '"')
        assert status == 200 or {"error", "found", "allowed"} <= set(answer)
        assert "Traceback" not in json.dumps(answer)

    manage(desk_port, act)


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded", "application/json5"])
def test_a_body_says_that_it_is_json(desk_port: int, kind: str) -> None:
    """415 otherwise; a charset is no matter."""

    async def act(client: Client) -> list[int]:
        call = f"typed-{len(kind)}"
        await client.tell("session_start", call)
        path = f"/calls/{call}/events/found"
        wrong = await client.ask("POST", path, b"{}", MANAGEMENT | {"Content-Type": kind})
        assert kind in wrong[1]["found"]
        assert '-H "Content-Type: application/json"' in wrong[1]["allowed"]
        right = await client.ask("POST", path, b"{}", MANAGEMENT | {"Content-Type": "Application/JSON; charset=utf-8"})
        return [wrong[0], right[0]]

    assert manage(desk_port, act) == [415, 200]


def test_an_event_that_nothing_listens_for_now(desk_port: int) -> None:
    """409, and what is listened for."""

    async def act(client: Client) -> tuple[int, Any]:
        await client.tell("session_start", "moved-on")
        await client.tell("assistant_speech_ended", "moved-on")
        await client.post("/calls/moved-on/events/found", {"order": 1})
        await client.tell("assistant_speech_ended", "moved-on")
        answer: tuple[int, Any] = await client.post("/calls/moved-on/events/gone")
        return answer

    status, problem = manage(desk_port, act)
    assert status == 409
    assert problem["found"] == "the event 'gone'"


def test_the_button_over_a_protected_prompt(desk_port: int) -> None:
    """Only with force, and the record says that it was not heard."""

    async def act(client: Client) -> None:
        await client.tell("session_start", "forced")
        assert (await client.post("/calls/forced/barge_in"))[0] == 409
        assert (await client.post("/calls/forced/barge_in", {"force": True}))[0] == 200
        assert "barge_in" in kinds(await client.tell("user_speak", "forced", text="hello"))
        await client.tell("assistant_speech_ended", "forced")
        fates = {line["name"]: line["fate"] for line in (await client.look("forced"))[1]["heard"]}
        assert fates["notice"] == "cut"

    manage(desk_port, act)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        PLATFORM,
        {"X-API-TOKEN": "m"},
        {"Authorization": "Bearer t"},
        {"Authorization": "Bearer "},
        {"Authorization": "m"},
        {"Authorization": "Basic m"},
    ],
)
def test_the_platforms_token_opens_nothing_here(desk_port: int, headers: dict[str, str]) -> None:
    """401 in one shape for whatever address and method, before anything is read; and ours does not open the webhook."""

    async def act(client: Client) -> None:
        answers = [
            await client.ask(method, path, body, headers)
            for method, path, body in (
                ("GET", "/calls/x", None),
                ("POST", "/calls/x/events/found", b"{"),
                ("POST", "/calls/x/barge_in", b"x" * 20_000),
                ("PUT", "/calls/nowhere/at/all", None),
            )
        ]
        assert {status for status, _ in answers} == {401}
        assert len({json.dumps(problem) for _, problem in answers}) == 1
        body = json.dumps(event("session_start", "x")).encode()
        assert (await client.ask("POST", "/webhook", body, MANAGEMENT))[0] == 401

    manage(desk_port, act)


def test_without_a_management_token_this_machine_may(tmp_path: Path) -> None:
    """Also where the platform has a token; a proxy's request from elsewhere may not."""
    (tmp_path / "desk.yaml").write_text(DESK)

    async def act(client: Client) -> list[int]:
        return [
            (await client.ask("GET", "/calls/x", None, {}))[0],
            (await client.ask("GET", "/calls/x", None, {"X-Forwarded-For": "203.0.113.9"}))[0],
        ]

    with serving(create_app(tmp_path, token="t")) as port:
        assert manage(port, act) == [404, 401]


def test_a_body_that_breaks_off_or_stalls_harms_nobody(desk_port: int) -> None:
    """The connection closes in the middle of a body: the next request is answered."""
    head = b"POST /calls/x/barge_in HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer m\r\nContent-Length: 99\r\n\r\n{"
    with socket.create_connection(("127.0.0.1", management(desk_port)), timeout=20) as line:
        line.sendall(head)

    async def act(client: Client) -> int:
        status: int = (await client.look("nobody"))[0]
        return status

    assert manage(desk_port, act) == 404


def test_a_store_that_fails_is_no_traceback(tmp_path: Path) -> None:
    """503 with a sentence."""

    class Broken(MemoryStore):
        async def load(self, call: str, *, fresh: bool = False) -> Stored | None:
            raise StoreError(f"The disk is full ({call}, {fresh}).")

    (tmp_path / "desk.yaml").write_text(DESK)

    async def act(client: Client) -> list[int]:
        return [(await client.look("x"))[0], (await client.post("/calls/x/barge_in"))[0]]

    with serving(create_app(tmp_path, store=Broken(), management_token="m")) as port:
        assert manage(port, act) == [503, 503]


def test_mounted_it_is_the_same(tmp_path: Path) -> None:
    """Under another application the addresses begin with the path where it is mounted."""
    (tmp_path / "desk.yaml").write_text(DESK)
    telephone = create_app(tmp_path, management_token="m")
    app = Starlette(routes=[Mount("/tele/phone", telephone.state.management), Mount("/", telephone)])
    app.state.management = app

    async def act(client: Client) -> list[Any]:
        return [
            await client.ask("GET", "/tele/phone/calls/x"),
            await client.ask("POST", "/tele/phone/calls/a%2Fb/barge_in"),
        ]

    with serving(app) as port:
        answers = manage(port, act)
    assert [(status, problem["error"]) for status, problem in answers] == [(404, "Nobody knows this call.")] * 2
