"""``POST /webhook`` as the platform, and whoever else, meets it."""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callwright.runtime import webhook
from callwright.runtime.app import create_app
from callwright.runtime.protocol import TelephoneProtocol
from callwright.stores.memory import MemoryStore
from tests.runtime.serving import event, serving

JSON = {"Content-Type": "application/json"}
TOKEN = {"X-API-TOKEN": "s3cret-Ü"} | JSON


def post(port: int, *bodies: bytes | dict[str, object], headers: dict[str, str] | None = None) -> list[tuple[int, Any]]:
    """Send bodies one after the other; status and JSON of each answer."""

    async def main() -> list[tuple[int, Any]]:
        answers = []
        async with aiohttp.ClientSession(headers=TOKEN if headers is None else JSON | headers) as client:
            for body in bodies:
                data = json.dumps(body).encode() if isinstance(body, dict) else body
                async with client.post(f"http://127.0.0.1:{port}/webhook", data=data) as answer:
                    text = await answer.read()
                    answers.append((answer.status, json.loads(text) if text else None))
        return answers

    return asyncio.run(main())


def raw(port: int, *parts: bytes) -> bytes:
    """Send bytes as they are; everything that comes back until the server closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        for part in parts:
            line.sendall(part)
        answer = b""
        while chunk := line.recv(65536):
            answer += chunk
    return answer


def test_a_call_is_answered_with_actions(port: int) -> None:
    """One action goes out as an object, two as an array, none as 204 without a body."""
    (first, speak), (second, question), (third, both), (last, nothing) = post(
        port,
        event("session_start", "whole"),
        event("assistant_speech_ended", "whole"),
        event("user_speak", "whole", text="my bill", barged_in=False),
        event("session_end", "whole"),
    )
    assert (first, second, third, last) == (200, 200, 200, 204)
    assert speak["type"] == "speak"
    assert speak["text"] == "This call may be recorded."
    assert speak["session_id"] == "whole"
    assert question["text"].startswith("Would you like")
    assert [action["type"] for action in both] == ["barge_in", "speak"]
    assert nothing is None


@pytest.mark.parametrize(
    "token",
    [None, "", "wrong", "s3cret", "s3cret-", "s3cret-Üx", "s3cret-U", "S3CRET-Ü", "ü" * 5000],
)
def test_a_wrong_token_is_refused_in_one_shape(port: int, token: str | None) -> None:
    """Missing, empty, wrong, shorter, longer, not ASCII: 401 and the same text."""
    headers = {} if token is None else {"X-API-TOKEN": token}
    ((status, problem),) = post(port, event("session_start"), headers=headers)
    assert status == 401
    assert problem["found"] == "no X-API-TOKEN header, or one with another secret"
    assert "s3cret" not in json.dumps(problem)


def test_the_header_name_may_be_written_in_any_case(port: int) -> None:
    """``x-api-token`` is ``X-API-TOKEN``."""
    ((status, _),) = post(port, event("session_start"), headers={"x-Api-tOKEN": "s3cret-Ü"})
    assert status == 200


def test_the_token_is_asked_for_before_the_body_is_looked_at(port: int) -> None:
    """Nonsense without a token is 401, not 400."""
    ((status, _),) = post(port, b"{nonsense", headers={})
    assert status == 401


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"x",
        b"null",
        b"[]",
        b'"hangup"',
        b"1e999",
        b'{"type":"user_speak"}',
        b'{"type":"user_speak","session":{}}',
        b'{"type":"user_speak","session":{"id":""}}',
        b'{"type":"user_speak","session":{"id":7}}',
        b'{"type":"","session":{"id":"c"}}',
        b'{"type":7,"session":{"id":"c"}}',
        b'{"session":{"id":"c"}}',
        b'{"type":"user_speak","session":{"id":"' + b"c" * 129 + b'"}}',
        b'{"type":"user_speak","text":NaN,"session":{"id":"c"}}',
        b'{"type":"user_speak","type":"session_end","session":{"id":"c"}}',
        b'{"type":"user_speak","text":"\\ud800","session":{"id":"c"}}',
        b'{"type":"user_speak","text":"\xff","session":{"id":"c"}}',
        b"[" * 200_000,
        b'{"a":' * 100 + b"1" + b"}" * 100,
        b"\x1f\x8b\x08\x00" + b"\x00" * 64,
    ],
)
def test_what_is_no_event_is_refused_with_what_would_be(port: int, body: bytes) -> None:
    """400, what was found, what is allowed; no traceback."""
    ((status, problem),) = post(port, body)
    assert status == 400
    assert problem["error"] == "This is no event of the platform."
    assert problem["found"]
    assert problem["allowed"]
    assert "Traceback" not in json.dumps(problem)


@pytest.mark.parametrize(
    "body",
    [
        event("something_new", "none", color="red"),
        event("dtmf_received", "none"),
        event("dtmf_received", "none", digit="12"),
        event("assistant_speak", "none"),
        event("user_speech_started", "none"),
        event("sms_failed", "none", reason={"code": 7}),
        event("session_end", "none", reason="hung up", timestamp=1),
    ],
)
def test_what_needs_no_answer_gets_none(port: int, body: dict[str, object]) -> None:
    """Unknown types, unusable fields, and events of a call that never began: 204."""
    assert post(port, body) == [(204, None)]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
_KINDS = st.sampled_from(
    "session_start user_speak dtmf_received assistant_speak assistant_speech_ended session_end user_input_timeout "
    "user_barge_in user_speech_started sms_failed nobody_knows".split()
)
_FIELDS = st.sampled_from(["text", "digit", "duration_ms", "barged_in", "reason", "transcript", "speech_started_at"])
_HOSTILE = st.one_of(
    st.binary(max_size=300),
    _JSON.map(lambda value: json.dumps(value).encode()),
    st.builds(
        lambda kind, call, fields: json.dumps({"type": kind, "session": {"id": call}} | fields).encode(),
        _KINDS,
        st.sampled_from(["a", "b", "c", "d"]),
        st.dictionaries(_FIELDS, _JSON, max_size=3),
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_HOSTILE, min_size=1, max_size=8))
def test_whatever_is_sent_the_answer_is_in_the_table(port: int, bodies: list[bytes]) -> None:
    """Never a 5xx, never a 200 that is not actions, never an empty array."""
    for status, answer in post(port, *bodies):
        assert status in (200, 204, 400)
        if status == 200:
            actions = answer if isinstance(answer, list) else [answer]
            assert actions
            assert all(isinstance(action["type"], str) and action["session_id"] for action in actions)
            assert not isinstance(answer, list) or len(answer) > 1


def test_other_methods_are_refused(port: int) -> None:
    """Only ``POST`` is an event; a stranger does not hear of it."""
    request = b"GET /webhook HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%b\r\n"
    assert b" 401 " in raw(port, request % b"")
    assert b" 405 " in raw(port, request % "X-API-TOKEN: s3cret-Ü\r\n".encode())


HEAD = b"POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-API-TOKEN: s3cret-\xc3\x9c\r\n"


def test_a_body_that_says_it_is_too_big_is_refused_at_once(port: int) -> None:
    """413 on the length alone, before the body came."""
    answer = raw(port, HEAD + b"Content-Length: 200000000\r\n\r\n", b"x" * 1000)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"connection: close" in answer.lower()


def test_a_body_without_a_length_is_counted(port: int) -> None:
    """413 for chunks that add up to too much."""
    chunk = b"8000\r\n" + b" " * 0x8000 + b"\r\n"
    answer = raw(port, HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *[chunk] * 9, b"0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 413 ")


def test_the_biggest_body_is_taken(port: int) -> None:
    """Exactly 256 KiB are an event; a byte more is not."""
    body = json.dumps(event("session_start")).encode()
    padding = 256 * 1024 - len(body)
    assert post(port, body + b" " * padding)[0][0] == 200
    assert post(port, body + b" " * (padding + 1))[0][0] == 413


def test_a_body_in_pieces_is_one_body(port: int) -> None:
    """However the bytes come in, it is the same event."""
    body = json.dumps(event("session_start")).encode()
    head = HEAD + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body)
    answer = raw(port, head, *(body[i : i + 7] for i in range(0, len(body), 7)))
    assert answer.startswith(b"HTTP/1.1 200 ")


def test_a_body_that_never_ends_is_given_up(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """408 after the deadline, and other calls are answered meanwhile."""
    monkeypatch.setattr(webhook, "BODY_SECONDS", 0.3)
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(HEAD + b"Content-Length: 50\r\n\r\n{")
        assert post(port, event("session_start"))[0][0] == 200
        answer = line.recv(65536)
    assert answer.startswith(b"HTTP/1.1 408 ")


def test_a_head_that_never_ends_is_cut_off(flows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence, half a line, half a head: closed by the deadline."""
    monkeypatch.setattr(TelephoneProtocol, "head_seconds", 0.2)
    with serving(create_app(flows)) as port:
        for beginning in (b"", b"POST /web", b"POST /webhook HTTP/1.1\r\nHost: x\r\n", b"GET /websocket HTTP/1.1\r\n"):
            with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
                line.sendall(beginning)
                with suppress(ConnectionResetError):
                    assert line.recv(100) == b""


def test_without_a_token_this_machine_is_answered(flows: Path) -> None:
    """No token: loopback is welcome without a header."""
    with serving(create_app(flows)) as port:
        assert post(port, event("session_start"), headers={})[0][0] == 200


@pytest.mark.parametrize(
    ("trust", "header", "believed"),
    [
        (True, "1700000000000", True),
        (False, "1700000000000", False),
        *((True, nonsense, False) for nonsense in ("", "now", "-1", "1.5", "9" * 30)),
    ],
)
def test_the_time_is_believed_only_where_that_was_asked_for(
    flows: Path, trust: bool, header: str, believed: bool
) -> None:
    """``X-Callwright-At`` is an event's time with ``trust_clock``; without, or if it is none, it is ignored."""
    store = MemoryStore()
    with serving(create_app(flows, store=store, trust_clock=trust)) as port:
        post(port, event("session_start"), headers={"X-Callwright-At": header})
        stored = asyncio.run(store.load("c1"))
    assert stored is not None
    assert stored.session is not None
    assert (stored.session.started_at == 1_700_000_000_000) is believed
