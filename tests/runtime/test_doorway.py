"""Connections: how many, whose, and how big a head."""

from __future__ import annotations

import asyncio
import json
import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from callwright.runtime.app import app_of
from callwright.runtime.doorway import (
    HEAD_BYTES,
    MOST_HEADERS,
    MOST_OF_AN_ADDRESS,
    MOST_QUEUED,
    Doorway,
    GuardedProtocol,
)
from callwright.runtime.limits import Bounds
from callwright.runtime.settings import Settings
from callwright.runtime.tokens import Tokens
from tests.runtime.serving import event, serving


class Line:
    """A transport, as the doorway sees it."""

    aborted = False

    def abort(self) -> None:
        self.aborted = True


def test_the_stranger_who_waits_longest_goes() -> None:
    """Where all places are taken; whoever showed the secret stays."""
    doorway = Doorway(3)
    first, platform, second, newcomer = Line(), Line(), Line(), Line()
    for each in (first, platform, second):
        assert doorway.came(each, "127.0.0.1")
    doorway.proved(platform)
    assert doorway.came(newcomer, "127.0.0.1")
    assert [each.aborted for each in (first, platform, second, newcomer)] == [True, False, False, False]
    doorway.left(first)
    assert doorway.open == 3
    assert doorway.strangers == 2


def test_where_nobody_is_a_stranger_there_is_no_place() -> None:
    """Nobody who has a call loses it."""
    doorway = Doorway(2)
    lines = [Line(), Line()]
    for each in lines:
        doorway.came(each, "198.51.99.7")
        doorway.proved(each)
    refused = Line()
    assert not doorway.came(refused, "198.51.99.8")
    doorway.left(refused)
    assert not any(each.aborted for each in lines)
    assert doorway.open == 2


def test_a_crowd_of_one_address_is_bounded() -> None:
    """Strangers of one address of the internet; who leaves or shows the secret makes room."""
    doorway = Doorway(100_000)
    crowd = [Line() for _ in range(MOST_OF_AN_ADDRESS)]
    assert all(doorway.came(each, "198.51.99.7") for each in crowd)
    late = Line()
    assert not doorway.came(late, "198.51.99.7")
    doorway.left(late)
    assert doorway.came(Line(), "198.51.99.8")
    doorway.proved(crowd[0])
    assert doorway.came(Line(), "198.51.99.7")
    doorway.left(crowd[1])
    assert doorway.came(Line(), "198.51.99.7")
    for near in ("127.0.0.1", "172.17.0.1", "fd00::7"):
        assert all(doorway.came(Line(), near) for _ in range(MOST_OF_AN_ADDRESS + 10))


@contextmanager
def guarded(flows: Path, bounds: Bounds | None = None) -> Iterator[int]:
    settings = Settings(token=Tokens("t"), bounds=bounds or Bounds())
    with serving(app_of([flows], "memory://", settings)) as port:
        yield port


def request(call: str, *headers: str, path: str = "/webhook") -> bytes:
    body = json.dumps(event("session_start", call)).encode()
    lines = [f"POST {path} HTTP/1.1", "Host: x", "X-API-TOKEN: t", "Content-Type: application/json", *headers]
    return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body


def whole(line: socket.socket) -> bytes:
    """One answer, however many packets it comes in."""
    said = b""
    while chunk := line.recv(65536):
        said += chunk
        head, end, body = said.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head)
        if end and length is not None and len(body) >= int(length[1]):
            return said
    return said


def answer(port: int, *parts: bytes) -> bytes:
    """What comes back first."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        for part in parts:
            line.sendall(part)
        return line.recv(65536)


@pytest.mark.parametrize(
    "head",
    [
        b"GET /health HTTP/1.1\r\nHost: x\r\nX: " + b"x" * HEAD_BYTES + b"\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * MOST_HEADERS + b"\r\n",
        b"GET /health?" + b"x" * HEAD_BYTES + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /webhook HTTP/1.1\r\nX: " + b"x" * HEAD_BYTES,
    ],
    ids=["one long", "too many", "a long address", "no end"],
)
def test_a_head_is_small(flows: Path, head: bytes) -> None:
    """431 in our shape, also where it never ends, and however it is cut."""
    with guarded(flows) as port:
        for parts in ([head], [head[i : i + 4096] for i in range(0, len(head), 4096)]):
            with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
                said = b""
                try:
                    for part in parts:
                        line.sendall(part)
                    while chunk := line.recv(65536):
                        said += chunk
                except OSError:
                    pass  # it was closed while we were still sending
            assert said.startswith(b"HTTP/1.1 431 ")
            assert json.loads(said.partition(b"\r\n\r\n")[2])["allowed"].startswith("at most 16384 bytes")


_CHUNKS = "POST {} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"


def chunked(call: str, after: bytes, *headers: str, path: str = "/webhook") -> bytes:
    """An event in one chunk, and what stands in the place of trailers."""
    body = json.dumps(event("session_start", call)).encode()
    head = _CHUNKS.format(path) + "".join(f"{header}\r\n" for header in headers)
    return b"%b\r\n%x\r\n%b\r\n0\r\n%b\r\n" % (head.encode(), len(body), body, after)


@pytest.mark.parametrize("path", ["/webhook", "/webhook?the=ordinary-way"])
def test_a_trailer_is_no_header(flows: Path, path: str) -> None:
    """Behind a body no secret can be shown, nor anything else that a proxy has seen to; without one all is well."""
    with guarded(flows) as port:
        late = chunked("late", b"X-API-TOKEN: t\r\n", path=path)
        assert answer(port, late).startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 401 "))
        known = chunked("known", b"X-Forwarded-For: 203.0.113.7\r\n", "X-API-TOKEN: t", path=path)
        assert answer(port, known).startswith(b"HTTP/1.1 400 ")
        assert answer(port, chunked("fine", b"", "X-API-TOKEN: t", path=path)).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("header", ["X-API-TOKEN: t", "X: y"], ids=["the platform", "a stranger"])
@pytest.mark.parametrize(
    "flood", [b"0\r\nX: ", b"0\r\n", b"2;x="], ids=["a trailer without an end", "trailers", "an extension of a chunk"]
)
def test_what_comes_in_the_place_of_a_body_is_small(flows: Path, flood: bytes, header: str) -> None:
    """A parser would keep all of it: the connection is closed soon, long before a body is due."""
    head = (_CHUNKS.format("/webhook") + header + "\r\n\r\n2\r\n{}\r\n").encode() + flood
    more = b"a: b\r\n" * 1000 if flood == b"0\r\n" else b"a" * 6000
    with guarded(flows) as port, socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(head)
        sent = 0
        try:
            while sent < 64 * 2**20:
                sent += line.send(more)
        except OSError:
            pass  # it was closed
    assert sent < 8 * 2**20


def test_a_big_body_behind_a_small_head_is_no_big_head(flows: Path) -> None:
    """Both in one packet."""
    with guarded(flows) as port:
        body = json.dumps(event("user_speak", "long", text="x" * 60_000)).encode()
        head = b"POST /webhook HTTP/1.1\r\nHost: x\r\nX-API-TOKEN: t\r\nContent-Type: application/json\r\n"
        assert answer(port, head + b"Content-Length: %d\r\n\r\n" % len(body) + body).startswith(b"HTTP/1.1 20")


def test_what_is_no_http_is_refused_in_our_shape(flows: Path) -> None:
    """And nothing of it is repeated."""
    with guarded(flows) as port:
        said = answer(port, b"<script>alert(1)</script>\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 400 ")
    assert b"script" not in said
    assert set(json.loads(said.partition(b"\r\n\r\n")[2])) == {"error", "found", "allowed"}


def test_a_flood_of_requests_in_one_packet_is_cut_off(flows: Path) -> None:
    """So many may wait behind one another; a connection with more is closed, and the next one is answered."""
    flood = b"GET /ready HTTP/1.1\r\nHost: x\r\n\r\n" * (MOST_QUEUED * 20)
    with guarded(flows) as port:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
            line.sendall(flood)
            said = b""
            while chunk := line.recv(65536):
                said += chunk
        assert b"HTTP/1.1 400 " in said
        assert answer(port, request("after")).startswith(b"HTTP/1.1 200 ")


def test_who_does_not_read_loses_the_place(flows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while whoever reads no answer is cut off; whoever reads late is answered again."""
    made: list[GuardedProtocol] = []
    begin = GuardedProtocol.connection_made

    def seen(self: GuardedProtocol, transport: asyncio.Transport) -> None:
        begin(self, transport)
        made.append(self)

    monkeypatch.setattr(GuardedProtocol, "connection_made", seen)
    monkeypatch.setattr(GuardedProtocol, "answer_seconds", 0.1)
    ask = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
    with guarded(flows) as port, ExitStack() as lines:
        never, late = (lines.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20)) for _ in range(2))
        for line in (never, late):
            line.sendall(ask)
            assert whole(line).startswith(b"HTTP/1.1 200 ")
        for protocol in made:
            protocol.loop.call_soon_threadsafe(protocol.pause_writing)
        made[1].loop.call_soon_threadsafe(made[1].resume_writing)
        never.sendall(ask)  # to ask on is not to read
        assert never.recv(1) == b""
        late.sendall(ask)
        assert whole(late).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("path", ["/webhook", "/webhook?the=ordinary-way"])
def test_idle_sockets_keep_nobody_out(flows: Path, path: str) -> None:
    """All places are taken by strangers who say nothing: the platform gets in, and its connection stays."""
    with guarded(flows, Bounds(connections=64)) as port, ExitStack() as idle:
        platform = idle.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
        platform.sendall(request("first", path=path))
        assert whole(platform).startswith(b"HTTP/1.1 200 ")
        for _ in range(200):
            idle.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
        assert answer(port, request("second")).startswith(b"HTTP/1.1 200 ")
        platform.sendall(request("third"))
        assert whole(platform).startswith(b"HTTP/1.1 200 ")
