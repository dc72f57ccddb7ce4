"""The load: prepared bytes over connections that stay open, so that the server is measured and not its client."""

from __future__ import annotations

import asyncio
import itertools
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


class _Line(asyncio.Protocol):
    """One connection that plays one call after the other, one event at a time."""

    def __init__(self, until: float, done: asyncio.Future[int]) -> None:
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
        if not self._requests:
            call = f"bench-{next(_IDS)}"
            self._requests = [request(event, call) for event in reversed(EVENTS)]
        self._transport.write(self._requests.pop())

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        head = self._waiting.find(b"\r\n\r\n")
        if head < 0:
            return
        status = self._waiting[9:12]
        if status == b"200":
            length = self._waiting.lower().index(b"content-length: ") + 16
            end = self._waiting.index(b"\r\n", length)
            if len(self._waiting) < head + 4 + int(self._waiting[length:end]):
                return
        elif status != b"204":
            self._done.set_exception(AssertionError(f"the server answered {self._waiting[:200]!r}"))
            self._transport.close()
            return
        self._waiting = b""
        self._answered += 1
        if time.perf_counter() < self._until or self._requests:
            self._next()
        else:
            self._done.set_result(self._answered)
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._done.done():
            self._done.set_exception(AssertionError(f"the server hung up: {exc}"))


async def requests_per_second(port: int, seconds: float, connections: int = 16) -> float:
    """Play calls on that many connections at once; every answer has to be 200 or 204."""
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    answered = [loop.create_future() for _ in range(connections)]
    for done in answered:
        await loop.create_connection(lambda done=done: _Line(began + seconds, done), "127.0.0.1", port)  # type: ignore[misc]
    async with asyncio.timeout(seconds + 10):
        total: int = sum(await asyncio.gather(*answered))
    return total / (time.perf_counter() - began)


class _Opening(asyncio.Protocol):
    """One connection that begins calls, one after the other, and leaves each in the middle of its form."""

    def __init__(self, calls: Iterator[str], done: asyncio.Future[None]) -> None:
        self._calls = calls
        self._done = done
        self._requests: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._next()

    def _next(self) -> None:
        if not self._requests:
            call = next(self._calls, None)
            if call is None:
                self._done.set_result(None)
                self._transport.close()
                return
            self._requests = [request(event, call) for event in reversed(EVENTS[:-1])]
        self._transport.write(self._requests.pop())

    def data_received(self, data: bytes) -> None:
        # Answers are small and come in one piece.
        assert data.startswith(b"HTTP/1.1 200"), data[:200]
        self._next()


async def open_calls(port: int, count: int, connections: int = 16) -> None:
    """Begin so many calls that nobody ends."""
    loop = asyncio.get_running_loop()
    calls = iter([f"open-{next(_IDS)}" for _ in range(count)])
    opened: list[asyncio.Future[None]] = [loop.create_future() for _ in range(connections)]
    for done in opened:
        await loop.create_connection(lambda done=done: _Opening(calls, done), "127.0.0.1", port)  # type: ignore[misc]
    async with asyncio.timeout(120):
        await asyncio.gather(*opened)
