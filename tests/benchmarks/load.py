"""The load: prepared bytes over connections that stay open, so that the server is measured and not its client."""

from __future__ import annotations

import asyncio
import itertools
import math
import time
from collections.abc import Iterator
from typing import cast

EVENTS = (
    '{"type":"session_start","session":{"id":"%s","account_id":"acc","phone_number":"4921112345",'
    '"direction":"inbound","from_phone_number":"4915120304050","to_phone_number":"4921112345"}}',
    '{"type":"assistant_speech_ended","session":{"id":"%s","account_id":"acc","phone_number":"4921112345"}}',
    '{"type":"user_speak","text":"my bill please","barged_in":true,'
    '"session":{"id":"%s","account_id":"acc","phone_number":"4921112345"}}',
    '{"type":"session_end","session":{"id":"%s","account_id":"acc","phone_number":"4921112345"}}',
)
"""One short call: welcome, its end, words that cut the question, and good-bye."""

_REQUEST = "POST /webhook HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
_IDS = itertools.count()


def request(event: str, call: str) -> bytes:
    """One of ``EVENTS`` of a call, as a request."""
    body = event % call
    return (_REQUEST % (len(body), body)).encode()


def calls(count: int | None = None, *, ended: bool = True) -> Iterator[list[bytes]]:
    """The requests of so many calls (``None``: of as many as are wanted), the last one of each first."""
    events = EVENTS if ended else EVENTS[:-1]
    for _ in itertools.count() if count is None else range(count):
        call = f"bench-{next(_IDS)}"
        yield [request(event, call) for event in reversed(events)]


class _Line(asyncio.Protocol):
    """One connection: it plays one call after the other, one event at a time, while it may."""

    def __init__(self, calls: Iterator[list[bytes]], until: float, done: asyncio.Future[int]) -> None:
        self._calls = calls
        self._until = until
        self._done = done
        self._answered = 0
        self._waiting = b""
        self._requests: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are no subclass of asyncio's.
        self._transport = cast(asyncio.Transport, transport)
        self._next()

    def _next(self) -> None:
        if not self._requests and time.perf_counter() < self._until:
            self._requests = next(self._calls, [])
        if self._requests:
            self._transport.write(self._requests.pop())
        else:
            self._done.set_result(self._answered)
            self._transport.close()

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        if answered(self._waiting):
            self._waiting = b""
            self._answered += 1
            self._next()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._done.done():
            self._done.set_exception(AssertionError(f"the server hung up: {exc}"))


def answered(data: bytes) -> bool:
    """Whether an answer is whole. It has to be 200 or 204."""
    head = data.find(b"\r\n\r\n")
    if head < 0:
        return False
    status = data[9:12]
    if status == b"204":
        return True
    assert status == b"200", f"the server answered {data[:200]!r}"
    length = data.lower().index(b"content-length: ") + 16
    return len(data) >= head + 4 + int(data[length : data.index(b"\r\n", length)])


async def _played(port: int, calls: Iterator[list[bytes]], until: float, connections: int) -> int:
    loop = asyncio.get_running_loop()
    lines = [loop.create_future() for _ in range(connections)]
    for done in lines:
        await loop.create_connection(lambda done=done: _Line(calls, until, done), "127.0.0.1", port)  # type: ignore[misc]
    return sum(await asyncio.gather(*lines))


async def requests_per_second(port: int, seconds: float, connections: int = 16) -> float:
    """Play calls on that many connections at once."""
    began = time.perf_counter()
    async with asyncio.timeout(seconds + 10):
        total = await _played(port, calls(), began + seconds, connections)
    return total / (time.perf_counter() - began)


async def open_calls(port: int, count: int) -> None:
    """Begin so many calls that nobody ends: each is left in the middle of its form."""
    async with asyncio.timeout(120):
        await _played(port, calls(count, ended=False), math.inf, 16)
