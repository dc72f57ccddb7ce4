"""However a request is cut into packets, and whichever lane it takes, the answer is the same.

The real protocol of the server is driven by hand, so that every cut is where we say, and nothing is left to the
network.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from callwright.platform.wire import check_answer
from callwright.runtime.app import create_app
from callwright.runtime.strangers import Strangers
from tests.runtime.serving import FLOW
from tests.wire.line import Answer, Lines, answers

DOCUMENTED = frozenset({200, 204, 400, 401, 404, 405, 408, 413, 415, 429, 431, 503})
SMALL = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Starlette:
    flow = tmp_path_factory.mktemp("flows") / "hotline.yaml"
    flow.write_text(FLOW)
    return create_app(flow, token="t", trust_clock=True)


_AT = b"X-Callwright-At: 1767607200000"
"""All of it takes place in one moment, so that nothing depends on how quick this machine is."""


def event(kind: str = "session_start", call: str = "CALL", **more: object) -> bytes:
    return json.dumps({"type": kind, "session": {"id": call}, **more}).encode()


def request(
    body: bytes = b"",
    *,
    method: bytes = b"POST",
    path: bytes = b"/webhook",
    version: bytes = b"1.1",
    headers: Sequence[bytes] = (b"X-API-TOKEN: t",),
    length: bytes | None = None,
    eol: bytes = b"\r\n",
) -> bytes:
    lines = [b"%b %b HTTP/%b" % (method, path, version), b"Host: x", b"Content-Type: application/json", _AT, *headers]
    if length != b"":
        lines.append(b"Content-Length: " + (b"%d" % len(body) if length is None else length))
    return eol.join([*lines, b"", b""]) + body


def chunked(body: bytes, sizes: Sequence[int], *, extension: bytes = b"") -> bytes:
    head = request(b"", length=b"", headers=(b"X-API-TOKEN: t", b"Transfer-Encoding: chunked"))
    parts, rest = [], body
    for size in sizes:
        if rest:
            while rest[:size].endswith((b"C", b"CA", b"CAL")) and size < len(rest):
                size += 1  # the id stays whole, so that it can be made another one
            part, rest = rest[:size], rest[size:]
            parts.append(b"%x%b\r\n%b\r\n" % (len(part), extension, part))
    if rest:
        parts.append(b"%x\r\n%b\r\n" % (len(rest), rest))
    return head + b"".join(parts) + b"0\r\n\r\n"


def outcome(app: Starlette, packets: Sequence[bytes], call: str, *, express: bool = True) -> tuple[list[Answer], bool]:
    """The answers, for a call that nobody has had before, as if its id was ``CALL``."""

    app.state.service.strangers = Strangers()  # what was refused before is not to be counted here

    async def main() -> tuple[bytes, bool]:
        return await Lines(app, express=express).send(packets)

    joined = b"".join(packets).replace(b"CALL", call.encode())
    cut, place = [], 0
    for packet in packets:
        cut.append(joined[place : place + len(packet)])
        place += len(packet)
    packets = cut
    raw, closed = asyncio.run(main())
    found = answers(raw.replace(call.encode(), b"CALL"))
    for answer in found:
        assert answer.status in DOCUMENTED, answer
        if answer.status == 200:
            _, faults = check_answer(json.loads(answer.body), "CALL")
            assert not [fault for fault in faults if not fault.warning], faults
        elif answer.status == 204:
            assert answer.body == b""
        elif answer.body:
            assert set(json.loads(answer.body)) >= {"error", "found", "allowed"}
    return found, closed


_numbers = iter(range(10**6))


def fresh() -> str:
    """An id as long as ``CALL``, in base 36."""
    number, letters = next(_numbers), "0123456789abcdefghijklmnopqrstuvwxyz"
    return "".join(letters[number // 36**place % 36] for place in (3, 2, 1, 0)).replace("cALL", "call")


WHOLE = [
    request(event()),
    request(event()) + request(event("user_speak", text="billing")),
    request(event()) + request(event("session_end")) + request(event("user_speak", text="hello")),
    request(event(), headers=(b"X-API-TOKEN: wrong",)),
    request(event(), headers=()),
    request(b"{"),
    request(event(), method=b"PUT"),
    request(event(), path=b"/nowhere"),
    request(event(), version=b"1.0"),
    request(event(), headers=(b"X-API-TOKEN: t", b"Connection: close")) + request(event("user_speak", text="x")),
    request(event(), headers=(b"X-API-TOKEN: t", b"Expect: 100-continue")),
    chunked(event(), (1, 7, 1000)),
    chunked(event(), (10,), extension=b";a=b"),
    request(event(text="x" * 300_000)),
    request(event(), length=b"9" * 30),
    request(event(), length=b"-1"),
    request(event(), length=b"+20"),
    request(event(), length=b"0x20"),
    request(event(), headers=(b"X-API-TOKEN: t", b"Content-Length: 5")),
    request(event(), headers=(b"X-API-TOKEN: t", b"Transfer-Encoding: chunked")),
    request(event(), headers=(b"X-API-TOKEN: t", b"Transfer-Encoding: gzip, chunked"), length=b""),
    request(event(), headers=(b"X-API-TOKEN: t", b"X-Folded: a\r\n b")),
    request(event(), headers=(b"X-API-TOKEN : t",)),
    request(event(), headers=(b"X-API-TOKEN: t", b"X: " + b"y" * 20_000)),
    request(event(), headers=(b"X-API-TOKEN: t", *(b"X-%d: y" % number for number in range(150)))),
    request(event(), headers=(b"X-API-TOKEN: t", b"X-API-TOKEN: wrong")),
    request(event(), headers=(b"x-api-token:t",)),
    request(event(), headers=(b"X-API-TOKEN: t", b"Content-Encoding: gzip")),
    request(event(), eol=b"\n"),
    request(event(), path=b"http://x/webhook"),
    request(event(), path=b"/webhook?a=b"),
    request(event(), path=b"/webhook%00"),
    b"\r\n\r\n" + request(event()),
    b"GET / HTTP/9.9\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
]


@pytest.mark.parametrize("stream", WHOLE, ids=[str(number) for number in range(len(WHOLE))])
def test_both_lanes_answer_alike(app: Starlette, stream: bytes) -> None:
    """In one packet with the express lane, without it, byte by byte, and known or not: the same answers."""
    expected = outcome(app, [stream], fresh(), express=False)
    assert outcome(app, [stream], fresh()) == expected
    assert outcome(app, [stream], fresh()) == expected, "the second time the head is known"
    if len(stream) < 2_000:
        assert outcome(app, [stream[place : place + 1] for place in range(len(stream))], fresh()) == expected


def test_every_cut_of_a_request_answers_alike(app: Starlette) -> None:
    """Two packets, cut at each byte, with a second request behind the first."""
    stream = request(event()) + request(event("user_speak", text="my bill"))
    expected = outcome(app, [stream], fresh(), express=False)
    assert [answer.status for answer in expected[0]] == [200, 204]
    for place in range(1, len(stream)):
        assert outcome(app, [stream[:place], stream[place:]], fresh()) == expected, place


@st.composite
def streams(draw: st.DrawFn) -> tuple[bytes, list[bytes]]:
    """Some requests after one another, and how they are cut."""
    kinds = st.sampled_from(
        ["session_start", "user_speak", "dtmf_received", "assistant_speech_ended", "session_end", "x"]
    )
    words = st.sampled_from(["billing", "opening hours", "", "äöü", "x" * 100])
    bodies = st.one_of(
        st.builds(lambda kind, text: event(kind, text=text, digit="1"), kinds, words), st.binary(max_size=50)
    )
    headers = st.lists(
        st.sampled_from([b"X-API-TOKEN: t", b"X-API-TOKEN: no", b"Connection: close", b"A: \xff"]),
        min_size=1, max_size=2,
    )  # fmt: skip
    plain = st.builds(lambda body, more: request(body, headers=more), bodies, headers)
    pieces = st.builds(chunked, bodies, st.lists(st.integers(1, 40), max_size=4))
    odd = st.sampled_from(WHOLE[5:12])
    stream = b"".join(draw(st.lists(st.one_of(plain, plain, pieces, odd), min_size=1, max_size=4)))
    cuts = sorted(draw(st.sets(st.integers(1, max(1, len(stream) - 1)), max_size=6)))
    return stream, [stream[a:b] for a, b in zip([0, *cuts], [*cuts, len(stream)], strict=True) if a < b]


@SMALL
@given(streams())
def test_any_stream_in_any_packets_answers_alike(app: Starlette, stream: tuple[bytes, list[bytes]]) -> None:
    """The lane, the cuts and what came before make no difference."""
    whole, packets = stream
    expected = outcome(app, [whole], fresh(), express=False)
    assert outcome(app, packets, fresh()) == expected
    assert outcome(app, [whole], fresh()) == expected


@SMALL
@given(st.binary(max_size=200), st.integers(0, 5))
def test_noise_gets_a_refusal_or_nothing(app: Starlette, noise: bytes, where: int) -> None:
    """Bytes that are no HTTP, or are put into a request, are refused in words, and break nothing."""
    stream = request(event())
    place = len(stream) * where // 5
    found, _ = outcome(app, [stream[:place] + noise + stream[place:]], fresh())
    assert all(answer.status in DOCUMENTED for answer in found)


def test_the_flow_is_there(tmp_path: Path) -> None:
    """What all these say: the first event of a call is answered with words."""
    flow = tmp_path / "hotline.yaml"
    flow.write_text(FLOW)
    [answer], _ = outcome(create_app(flow, token="t"), [request(event())], fresh())
    assert answer.status == 200
