"""The management's application: one door for all of it, one shape for all refusals."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from callwright.runtime.app import create_app
from callwright.runtime.management import app as management
from callwright.runtime.management.asked import answer
from callwright.runtime.service import Service
from callwright.stores import StoreError
from tests.runtime.serving import management as port_of
from tests.runtime.serving import serving

MINE = "Authorization: Bearer m"


class Noun:
    """A noun whose handlers do what they should not."""

    def routes(self, _service: Service) -> list[Route]:
        return [
            Route("/things/{thing}", self.show, methods=["GET"]),
            Route("/things/{thing}", self.change, methods=["POST"]),
            Route("/raises", self.raises),
            Route("/broken", self.broken),
            Route("/text", self.text),
        ]

    async def show(self, request: Request) -> Response:
        return answer({"thing": request.path_params["thing"]})

    async def change(self, request: Request) -> Response:
        return answer({"changed": request.path_params["thing"]})

    async def raises(self, _request: Request) -> Response:
        raise RuntimeError("the secret is hunter2")

    async def broken(self, _request: Request) -> Response:
        raise StoreError("the secret is hunter2")

    async def text(self, _request: Request) -> Response:
        return PlainTextResponse("calls 3\n")


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A service with the management token ``m``, and one noun more; its management's port."""
    flow = tmp_path_factory.mktemp("a") / "a.yaml"
    flow.write_text("flow: a\nstates:\n  a:\n    prompts: Hello.\n    hangup: true\n")
    app = create_app(flow, token="t", management_token="m")
    before, management.NOUNS = management.NOUNS, (*management.NOUNS, Noun())
    try:
        app.state.management = management.management_app(app.state.service)
    finally:
        management.NOUNS = before
    with serving(app) as port:
        yield port_of(port)


def ask(port: int, line: str, *headers: str, body: str = "") -> tuple[int, str, Any]:
    """Status, head and JSON of one request."""
    host = () if any(each.startswith("Host:") for each in headers) else ("Host: 127.0.0.1",)
    length = (f"Content-Length: {len(body)}",) if body else ()
    lines = [f"{line} HTTP/1.1", *host, *headers, *length, "Connection: close", "", body]
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall("\r\n".join(lines).encode())
        said = b""
        while chunk := connection.recv(65536):
            said += chunk
    head, _, text = said.decode().partition("\r\n\r\n")
    return int(head.split()[1]), head.lower(), json.loads(text) if text[:1] == "{" else text


def test_what_stands_in_a_path_is_decoded_part_by_part(port: int) -> None:
    """A slash in a name is not a slash of the address."""
    assert ask(port, "GET /things/a%2Fb%20%C3%BC%25", MINE)[2] == {"thing": "a/b ü%"}
    assert ask(port, "GET /things/a/b", MINE)[0] == 404


def test_several_files_may_have_one_address(port: int) -> None:
    """Each method goes to its own handler, and 405 names them all."""
    assert ask(port, "POST /things/x", MINE)[2] == {"changed": "x"}
    status, _, problem = ask(port, "DELETE /things/x", MINE)
    assert (status, problem["allowed"]) == (405, "GET, POST")


@pytest.mark.parametrize("path", ["/raises", "/broken"])
def test_a_fault_tells_nobody_what_it_was(port: int, path: str, caplog: pytest.LogCaptureFixture) -> None:
    """500 or 503 in our shape; the log has the place."""
    status, head, problem = ask(port, f"GET {path}", MINE)
    assert status == (500 if path == "/raises" else 503)
    assert set(problem) == {"error", "found", "allowed"}
    assert "hunter2" not in head + json.dumps(problem)
    assert "traceback" not in json.dumps(problem).lower()
    assert any(record.exc_info for record in caplog.records)


@pytest.mark.parametrize(
    "line", ["GET /things/x", "GET /nothing", "PATCH /raises", "GET /calls/x", "OPTIONS /", "GET *"]
)
def test_a_stranger_learns_nothing(port: int, line: str) -> None:
    """Not which addresses there are, nor which methods: always the same answer."""
    status, head, problem = ask(port, line)
    assert status == 401
    assert problem["found"] == "no Authorization header"
    assert "allow:" not in head
    assert "server:" not in head


def test_no_browser_keeps_or_runs_what_is_answered(port: int) -> None:
    """Of an answer, a refusal, a text."""
    for path in ("/things/x", "/nothing", "/text"):
        _, head, _ = ask(port, f"GET {path}", MINE)
        assert "cache-control: no-store" in head
        assert "x-content-type-options: nosniff" in head
        assert "content-security-policy: default-src 'none'" in head
        assert "server:" not in head


def test_what_was_asked_for_comes_back_as_data(port: int) -> None:
    """In JSON, which no browser takes for a page."""
    status, head, problem = ask(port, "GET /%3Cscript%3Ealert(1)%3C/script%3E", MINE)
    assert status == 404
    assert "content-type: application/json" in head
    assert "<script>" not in json.dumps(problem)


@pytest.fixture(scope="module")
def open_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A service without any token."""
    flow = tmp_path_factory.mktemp("a") / "a.yaml"
    flow.write_text("flow: a\nstates:\n  a:\n    prompts: Hello.\n    hangup: true\n")
    with serving(create_app(flow)) as port:
        yield port


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (["Host: 127.0.0.1:8081"], 404),
        (["Host: localhost:8081"], 404),
        (["Host: [::1]:8081"], 404),
        (["Host: telephone:8081"], 404),
        (["Host: app.localhost:8081", "Origin: http://app.localhost:8081"], 404),
        (["Host: localhost:8081", "Origin: http://localhost:8081", "Sec-Fetch-Site: same-origin"], 404),
        (["Host: rebound.example:8081"], 401),
        (["Host: rebound.example:8081", "Origin: http://rebound.example:8081"], 401),
        (["Host: localhost:8081", "Origin: https://evil.example"], 401),
        (["Host: localhost:8081", "Origin: http://localhost:3000"], 401),
        (["Host: localhost:8081", "Origin: null"], 401),
        (["Host: localhost:8081", "Sec-Fetch-Site: cross-site"], 401),
        (["Host: localhost:8081", "Sec-Fetch-Site: same-site"], 401),
    ],
)
def test_without_a_token_no_page_of_another_site_gets_in(open_port: int, headers: list[str], status: int) -> None:
    """Neither directly, nor by a name that was pointed at this machine; programs and our own pages do."""
    assert ask(port_of(open_port), "GET /calls/x", *headers)[0] == status
    assert ask(open_port, "GET /nothing", *headers)[0] == status


def test_the_platforms_port_has_nothing_of_the_management(open_port: int) -> None:
    """Its addresses are not there, with whatever token."""
    for path in ("/calls/x", "/metrics", "/flows", "/calls"):
        status, _, problem = ask(open_port, f"GET {path}", MINE)
        assert (status, problem["error"]) == (404, "There is no such address.")


def test_an_embedder_mounts_it_where_they_like(tmp_path: Path) -> None:
    """It is an ASGI application of its own."""
    flow = tmp_path / "a.yaml"
    flow.write_text("flow: a\nstates:\n  a:\n    prompts: Hello.\n    hangup: true\n")
    assert isinstance(create_app(flow).state.management, Starlette)
