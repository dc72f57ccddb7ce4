"""The express lane gives the same answers as the ordinary way, in the same order."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from callwright.runtime.app import create_app
from callwright.runtime.protocol import TelephoneProtocol
from callwright.runtime.webhook import Webhook
from tests.runtime.serving import event, serving

CALL = [
    event("session_start"),
    event("assistant_speech_ended"),
    event("something_new"),
    event("user_speak", text="my bill", barged_in=True),
    *(event("dtmf_received", digit=str(n)) for n in range(10)),
    event("session_end"),
    event("user_speak", text="too late"),
]


def request(body: dict[str, object], *headers: str, path: str = "/webhook") -> bytes:
    data = json.dumps(body).encode()
    kind = "Content-Type: application/json"
    lines = [f"POST {path} HTTP/1.1", "Host: x", kind, f"Content-Length: {len(data)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + data


def exchange(port: int, *parts: bytes, refused: bool = False) -> list[bytes]:
    """Send the parts, end with a request that closes unless they do; the answers without their dates."""
    head = b"POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    last = b"" if refused else head + b"Content-Length: 1\r\nConnection: close\r\n\r\nx"
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        for part in parts:
            line.sendall(part)
        line.sendall(last)
        answer = b""
        while chunk := line.recv(65536):
            answer += chunk
    lines = [line for line in answer.split(b"\r\n") if not line.startswith(b"date:")]
    return (b"\r\n".join(lines)).replace(b"HTTP/1.1 ", b"\x00HTTP/1.1 ").split(b"\x00")[1:]


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each request that asked for the express lane, whether it got it."""
    asked: list[bool] = []
    begin = Webhook.begin

    def watched(self: Webhook, scope: Any, body: bytes, answer: Any, receive: Any) -> bool:
        asked.append(begin(self, scope, body, answer, receive))
        return asked[-1]

    monkeypatch.setattr(Webhook, "begin", watched)
    return asked


def test_both_ways_answer_alike(flows: Path, taken: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole call through the lane, and one that is kept out of it: the same bytes."""
    requests = [request(body) for body in CALL]
    with serving(create_app(flows)) as port:
        quick = exchange(port, *requests)
    assert taken == [True] * len(CALL)
    monkeypatch.setattr(TelephoneProtocol, "_may_be_quick", lambda _self: False)
    with serving(create_app(flows)) as port:
        slow = exchange(port, *requests)
    assert quick == slow
    assert len(quick) == len(CALL) + 1


def test_pipelined_requests_are_answered_in_order(flows: Path) -> None:
    """All at once in one packet, some of them of the ordinary way: every answer, in the order of the requests."""
    mixed = [
        request(event("session_start", "a")),
        request(event("session_start", "b"), "Expect: 100-continue"),
        request(event("session_start", "c")),
        b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n",
        request(event("session_start", "d")),
        request(event("session_start", "e"), path="/webhook?x=1"),
        request(event("session_start", "f")),
    ]
    with serving(create_app(flows)) as port:
        answers = exchange(port, b"".join(mixed))
    said = [answer for answer in answers if b" 100 " not in answer]
    order = [next((c for c in "abcdef" if f'"session_id":"{c}"'.encode() in answer), "-") for answer in said]
    assert order == ["a", "b", "c", "-", "d", "e", "f", "-"]


@pytest.mark.parametrize("size", [1, 3, 50, 150, 200])
def test_a_request_in_pieces_is_answered(flows: Path, size: int) -> None:
    """However the packets are cut, two requests have two answers."""
    whole = request(event("session_start", "a")) + request(event("session_start", "b"))
    with serving(create_app(flows)) as port:
        answers = exchange(port, *(whole[i : i + size] for i in range(0, len(whole), size)))
    assert [b'"session_id":"a"' in answers[0], b'"session_id":"b"' in answers[1]] == [True, True]


def test_a_refusal_is_left_to_the_ordinary_way(flows: Path, taken: list[bool]) -> None:
    """A wrong token, no event, a proxy's address without a token: none of them is answered in the lane."""
    with serving(create_app(flows)) as port:
        forwarded = request(event("session_start"), "X-Forwarded-For: 203.0.113.9")
        assert exchange(port, forwarded, refused=True)[0].startswith(b"HTTP/1.1 401 ")
    with serving(create_app(flows, token="t")) as port:
        assert exchange(port, request({"type": 7}, "X-API-TOKEN: t"))[0].startswith(b"HTTP/1.1 400 ")
        assert exchange(port, request(event("session_start")), refused=True)[0].startswith(b"HTTP/1.1 401 ")
    assert not any(taken)


def test_a_silent_connection_is_closed(flows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an answer of the lane a connection may be idle for a while, not for ever."""
    monkeypatch.setattr(TelephoneProtocol, "keep_alive_seconds", 0.2)
    with serving(create_app(flows)) as port, socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(request(event("session_start")))
        assert line.recv(65536).startswith(b"HTTP/1.1 200 ")
        assert line.recv(65536) == b""


def test_a_known_head_brings_another_body_each_time(flows: Path) -> None:
    """The same head a hundred times, with bodies of one length that say something else: each is answered for itself."""
    bodies = [event("session_start", f"call-{n:03}") for n in range(100)]
    with serving(create_app(flows)) as port:
        answers = exchange(port, *(request(body) for body in bodies))
    assert [f'"session_id":"call-{n:03}"'.encode() in answer for n, answer in enumerate(answers[:-1])] == [True] * 100


def test_the_secret_of_a_known_head_is_looked_at_each_time(flows: Path) -> None:
    """A head that one service took is no key to another one, nor is the same head without its secret."""
    known = request(event("session_start"), "X-API-TOKEN: open-sesame-1")
    with serving(create_app(flows, token="open-sesame-1")) as port:
        assert [answer[:12] for answer in exchange(port, known, known)[:2]] == [b"HTTP/1.1 200"] * 2
    with serving(create_app(flows, token="open-sesame-2")) as port:
        assert exchange(port, known, refused=True)[0].startswith(b"HTTP/1.1 401 ")


@pytest.mark.parametrize("cut", [1, 20, 90, 100, 130])
def test_a_known_head_may_come_in_pieces_or_with_more_behind_it(flows: Path, cut: int) -> None:
    """What is not exactly one request in one packet goes through the parser, and is answered the same."""
    one, two = request(event("session_start", "a")), request(event("session_start", "b"))
    with serving(create_app(flows)) as port:
        answers = exchange(port, one, two[:cut], two[cut:] + one + two)
    told = [b"a" if b'"session_id":"a"' in answer else b"b" for answer in answers[:-1]]
    assert told == [b"a", b"b", b"a", b"b"]


def test_who_does_not_read_is_not_answered_for_ever(flows: Path, taken: list[bool]) -> None:
    """What is written for them in the lane has an end: then their requests wait."""
    flow = flows / "hotline.yaml"
    flow.write_text(flow.read_text().replace("This call may be recorded.", "This call may be recorded. " * 120))
    with serving(create_app(flows)) as port, socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.settimeout(20)
        line.connect(("127.0.0.1", port))
        for call in range(10_000):
            line.sendall(request(event("session_start", f"c{call:05}")))
            until = time.monotonic() + 1
            while len(taken) == call and time.monotonic() < until:
                time.sleep(0.0001)
            if len(taken) == call:
                break
        else:
            raise AssertionError("30 MB of answers wait for somebody who reads none")
        assert all(taken)
