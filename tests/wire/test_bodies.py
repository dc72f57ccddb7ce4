"""Whatever the platform's door is sent: a documented answer, actions that the platform takes, and no harm to a call.

Over real connections to a service that really runs. ``CALLWRIGHT_LONG=1`` tries much more.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from callwright.core import codec
from callwright.core.codec import WireError
from callwright.core.events import Event
from callwright.platform.wire import check_answer
from tests.wire.service import MANAGEMENT, PLATFORM, Running, running

LONG = bool(os.environ.get("CALLWRIGHT_LONG"))
TRIES = settings(
    max_examples=5_000 if LONG else 250,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
REFUSED = frozenset({400, 413, 415, 429})
TYPES = (
    "session_start", "user_speech_started", "user_speak", "user_barge_in", "dtmf_received", "assistant_speak",
    "assistant_speech_ended", "user_input_timeout", "sms_failed", "session_end", "call_quality",
)  # fmt: skip

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=30),
    st.sampled_from(["{{ 7*7 }}", "<break/>", "\u2028", "\x1b[2J", "ü", "🦜", "../..", "' OR 1=1 --", "billing"]),
)  # fmt: skip
anything = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)),
)
sessions = st.fixed_dictionaries(
    {"id": st.one_of(st.sampled_from(["fuzz-1", "fuzz-2", "fuzz ü/3"]), scalars)},
    optional=dict.fromkeys(("direction", "from_phone_number", "to_phone_number", "phone_number", "x"), anything),
)
MORE = ("text", "transcript", "digit", "barged_in", "duration_ms", "speech_started_at", "reason", "ssml", "at")
events = st.fixed_dictionaries(
    {"type": st.one_of(st.sampled_from(TYPES), scalars), "session": st.one_of(sessions, sessions, anything)},
    optional=dict.fromkeys(MORE, anything),
)


def _encoded(value: Any, noise: bytes, at: int, cut: int) -> bytes:
    raw = json.dumps(value).encode()
    return (raw[:at] + noise + raw[at:])[:cut]


bodies = st.one_of(
    events.map(lambda value: json.dumps(value).encode()),
    anything.map(lambda value: json.dumps(value).encode()),
    st.binary(max_size=100),
    st.builds(_encoded, events, st.binary(max_size=3), st.integers(0, 100), st.integers(0, 300)),
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("bodies")) as service:
        yield service


def post(service: Running, body: bytes) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", service.platform, timeout=20)
    try:
        connection.request("POST", "/webhook", body, {"Content-Type": "application/json", **PLATFORM})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def account(service: Running, call: str) -> Any:
    connection = http.client.HTTPConnection("127.0.0.1", service.management, timeout=20)
    try:
        connection.request("GET", f"/calls/{call}", headers=MANAGEMENT)
        return json.loads(connection.getresponse().read())
    finally:
        connection.close()


def expected(body: bytes) -> Event | None:
    """The event that it is; ``None`` where it is none."""
    try:
        return codec.decode(codec.loads_json(body), 0)
    except WireError as error:
        assert error.path.startswith("$")
        assert error.found
        assert error.allowed
        return None


@TRIES
@given(bodies)
@example(b"")
@example(b'{"type": "user_speak", "session": {"id": "\\ud800"}}')
@example(b'{"type": "user_speak", "type": "x", "session": {"id": "a"}}')
@example(b'{"type": "user_speak", "session": {"id": "a"}, "x": NaN}')
@example(b'{"type": "user_speak", "session": {"id": "a"}, "x": 1e999}')
@example(b'{"type": "user_speak", "session": {"id": "a"}, "duration_ms": ' + b"9" * 5000 + b"}")
@example(b"[" * 200_000)
@example(b'{"a":' * 60_000)
@example(b'\xef\xbb\xbf{"type": "session_start", "session": {"id": "a"}}')
@example('{"type": "session_start", "session": {"id": "a"}}'.encode("utf-16"))
@example(b'{"type": "session_start", "session": {"id": "' + b"x" * 129 + b'"}}')
def test_a_body_is_answered_as_documented(service: Running, body: bytes) -> None:
    """What is an event gets 200 with actions or 204; what is none a refusal in words; nothing ever a 5xx."""
    event = expected(body)
    status, answer = post(service, body)
    if event is None:
        assert status in REFUSED
        assert set(json.loads(answer)) >= {"error", "found", "allowed"}
    elif status == 200:
        _, faults = check_answer(json.loads(answer), event.session)
        assert not [fault for fault in faults if not fault.warning], faults
    else:
        assert (status, answer) == (204, b"")


def test_what_is_refused_leaves_a_call_as_it_was(service: Running) -> None:
    """Hostile bodies with its very id do nothing to a call."""
    assert post(service, b'{"type": "session_start", "session": {"id": "victim"}}')[0] == 200
    before = account(service, "victim")
    for body in (
        b'{"type": "user_speak", "session": {"id": "victim"}, "text": "hello"',
        b'{"type": "", "session": {"id": "victim"}}',
        b'{"type": "session_end", "session": {"id": ["victim"]}}',
        b'{"type": "session_end", "session": {"id": "victim"}, "session": {"id": "victim"}}',
        b'{"type": "session_end", "session": {"id": "victim"}, "x": ' + b"[" * 100 + b"]" * 100 + b"}",
        b'{"type": "session_end", "session": {"id": "victim"}, "x": "' + b"x" * 300_000 + b'"}',
        b'{"type": "user_speak", "session": {"id": "victim"}, "text": "\xff"}',
    ):
        assert post(service, body)[0] in REFUSED
    assert account(service, "victim") == before


@settings(TRIES, max_examples=1_000 if LONG else 60)
@given(
    st.lists(st.one_of(bodies, st.sampled_from([b'{"type": "session_start", "session": {"id": "sock"}}'])), max_size=8)
)
def test_a_socket_takes_any_frames(service: Running, frames: list[bytes]) -> None:
    """Texts that are no events are passed over, binary frames close the socket; every answer is actions."""

    async def main() -> None:
        url = f"ws://127.0.0.1:{service.platform}/websocket"
        async with connect(url, additional_headers=PLATFORM, compression=None) as socket:
            for frame in frames:
                try:
                    text: str | bytes = frame.decode()
                except UnicodeDecodeError:
                    text = frame
                try:
                    await socket.send(text)
                except ConnectionClosed:
                    break
            try:
                # What is answered last shows that the socket lives; it comes behind all other answers.
                last = f"last {secrets.token_hex(8)}"
                await socket.send(json.dumps({"type": "session_start", "session": {"id": last}}))
                async with asyncio.timeout(20):
                    while True:
                        answer = json.loads(await socket.recv())
                        one = answer[0] if isinstance(answer, list) else answer
                        _, faults = check_answer(answer, one["session_id"])
                        assert not [fault for fault in faults if not fault.warning], faults
                        if one["session_id"] == last:
                            break
            except ConnectionClosed as closed:
                assert any(_is_binary(frame) for frame in frames)
                assert closed.rcvd is None or closed.rcvd.code == 1003

    asyncio.run(main())


def _is_binary(frame: bytes) -> bool:
    try:
        frame.decode()
    except UnicodeDecodeError:
        return True
    return False


@settings(TRIES, max_examples=50_000 if LONG else 1_000)
@given(st.one_of(bodies, events.map(lambda value: json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))))
def test_the_codec_refuses_with_a_place_or_decodes(body: bytes) -> None:
    """Any bytes: an event, or a refusal that says where, what was found and what would be allowed."""
    event = expected(body)
    assert event is None or (event.session.strip() and len(event.session) <= codec.MAX_ID)


@pytest.mark.parametrize("kind", ["whole", "chunked"])
def test_200_megabytes_are_refused_without_being_read(service: Running, kind: str) -> None:
    """413 as soon as it is too much, the service goes on, and does not grow by what it was sent."""

    async def main() -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", service.platform)
        length = "Transfer-Encoding: chunked" if kind == "chunked" else f"Content-Length: {200 * 1024 * 1024}"
        head = f"POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{length}\r\n"
        writer.write((head + f"X-API-TOKEN: {PLATFORM['X-API-TOKEN']}\r\n\r\n").encode())
        piece = b"x" * 65536
        part = b"10000\r\n" + piece + b"\r\n" if kind == "chunked" else piece
        sent = 0
        try:
            while sent < 200 * 1024 * 1024:
                writer.write(part)
                await writer.drain()
                sent += len(piece)
        except ConnectionError:
            pass
        try:
            status = int((await reader.readline()).split()[1])
        except (ConnectionError, IndexError):
            status = 0
        writer.close()
        assert sent < 64 * 1024 * 1024
        return status

    assert asyncio.run(main()) in (413, 0)
    assert post(service, b'{"type": "session_start", "session": {"id": "after"}}')[0] == 200
