"""The connections: how many there may be, who goes when there are too many, and what a head may be.

Laws.

*The platform always gets in.* A connection is a stranger's until a request on it showed the right secret. Where all
places are taken, the stranger who waits longest goes, and whoever comes takes the place. So thousands of idle sockets
keep nobody out, and cost nobody a call.

*A crowd is a crowd of somewhere.* One address of the internet may have ``MOST_OF_AN_ADDRESS`` connections of strangers.
This machine and its own network may have more: a proxy is there, behind which everybody comes from one address.

*A head is small.* At most ``HEAD_BYTES`` and ``MOST_HEADERS``, else 431; no more bytes than that come where a body is
due and are none of it; and at most ``MOST_QUEUED`` requests wait behind one another on a connection. uvicorn has no
such bounds.

Theory of operation. Strangers stand in a dict in the order in which they came, by their transports, since a WebSocket
has the same transport as the request that became it. In it and out again cost a connection two steps each, and a
request nothing. The application says when a secret was right (``body.proved``), before it answers.

A head's bytes are counted only while it is not whole, and its headers only if the packets in which it came are bigger
than a head may be. Behind a head the bytes are counted that bring nothing of a body: the parser keeps a trailer until
it is whole. A trailer itself is refused, since nobody would tell it from a header: of the one who sent it, not of the
proxy that saw to the headers.
"""

from __future__ import annotations

import asyncio
import json
import time
from functools import lru_cache
from ipaddress import ip_address
from typing import Any, cast

from uvicorn.server import ServerState

from callwright.runtime import log
from callwright.runtime.auth import is_loopback
from callwright.runtime.body import PROVED
from callwright.runtime.protocol import TelephoneProtocol

HEAD_BYTES = 16 * 1024
MOST_HEADERS = 100
MOST_QUEUED = 32
MOST_OF_AN_ADDRESS = 256
TOLD_SECONDS = 60.0
ANSWER_SECONDS = 30.0
"""How long we wait for somebody who does not read what we answer."""

_FULL = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"

_BAD_HEADS = {
    400: (
        b"Bad Request",
        {
            "error": "This is no HTTP request.",
            "found": "something else",
            "allowed": "HTTP/1.1, with one request after the other",
        },
    ),
    431: (
        b"Request Header Fields Too Large",
        {
            "error": "The head of the request is too big.",
            "found": f"more than {HEAD_BYTES} bytes, or more than {MOST_HEADERS} headers",
            "allowed": f"at most {HEAD_BYTES} bytes and {MOST_HEADERS} headers",
        },
    ),
}


class Doorway:
    """The connections of one server, at most ``most``."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.open = 0
        self._strangers: dict[Any, str] = {}
        self._of: dict[str, int] = {}
        self._told = float("-inf")

    @property
    def strangers(self) -> int:
        """How many have not shown a right secret."""
        return len(self._strangers)

    def came(self, transport: Any, address: str) -> bool:
        """A connection was made; whether it may stay. ``left`` is due in either case."""
        self.open += 1
        crowd = self._of.get(address, 0)
        if crowd >= MOST_OF_AN_ADDRESS and not _is_near(address):
            self._tell("too many connections of strangers at one address", peer=address)
            return False
        if self.open > self.most:
            oldest = next(iter(self._strangers), None)
            self._tell("all connections are taken; strangers have to go", connections=self.most)
            if oldest is None:
                return False
            self.proved(oldest)
            oldest.abort()
        self._strangers[transport] = address
        self._of[address] = crowd + 1 if address in self._of else 1
        return True

    def proved(self, transport: Any) -> None:
        """It is no stranger's; harmless if that is known."""
        address = self._strangers.pop(transport, None)
        if address is None:
            return
        left = self._of[address] - 1
        if left:
            self._of[address] = left
        else:
            del self._of[address]

    def left(self, transport: Any) -> None:
        """The connection is gone."""
        self.open -= 1
        self.proved(transport)

    def _tell(self, message: str, **fields: object) -> None:
        now = time.monotonic()
        if now - self._told > TOLD_SECONDS:
            self._told = now
            log.warn(message, **fields)


@lru_cache(maxsize=1024)
def _is_near(address: str) -> bool:
    """Whether it is this machine, or one of its own network: a proxy is there."""
    try:
        return is_loopback(address) or ip_address(address).is_private
    except ValueError:
        return False


class State(ServerState):
    """What the connections of a server share."""

    def __init__(self, doorway: Doorway) -> None:
        super().__init__()
        self.doorway = doorway


class _HeadError(Exception):
    """The parser is to stop."""


class GuardedProtocol(TelephoneProtocol):
    """One connection of HTTP."""

    server_state: State
    _head = 0
    _size = 0
    _goes_on = True
    """Whether the packet ends a head, or brings something of a body."""
    _status = 400
    answer_seconds = ANSWER_SECONDS

    unread_until: float | None = None
    """When we stop waiting for our answers to be read, in the loop's time; ``None`` where they are."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody connected."""
        super().connection_made(transport)
        if not self.server_state.doorway.came(transport, self.client[0] if self.client else ""):
            transport.write(_FULL)
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self.server_state.doorway.left(self.transport)
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """So much is written that nobody read: whoever wants to hold the place has to read."""
        super().pause_writing()
        self.unread_until = self.loop.time() + self.answer_seconds

    def resume_writing(self) -> None:
        """It was read."""
        super().resume_writing()
        self.unread_until = None

    def _parse(self, data: bytes) -> None:
        self._size = len(data)
        self._goes_on = False
        super()._parse(data)
        if self._between or self._goes_on:
            self._head = 0
        else:
            self._head += self._size
            if self._head > HEAD_BYTES and not self.transport.is_closing():
                self._status = 431
                self.send_400_response("")

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        if len(self.pipeline) >= MOST_QUEUED:
            raise _HeadError
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header is whole; after the head it is a trailer."""
        if self.deadline is None:
            raise _HeadError
        super().on_header(name, value)

    def on_body(self, body: bytes) -> None:
        """A piece of the body."""
        self._goes_on = True
        super().on_body(body)

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._goes_on = True
        headers = self.headers
        if len(headers) > MOST_HEADERS or (self._head + self._size > HEAD_BYTES and self._bytes() > HEAD_BYTES):
            self._status = 431
            raise _HeadError
        super().on_headers_complete()

    def _bytes(self) -> int:
        return len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)

    def _tell_the_head(self) -> None:
        super()._tell_the_head()
        if not self._proven:
            # The application's task has not begun yet: it will find here whom to tell.
            self.scope["extensions"] = cast(Any, {PROVED: self._prove})

    def _prove(self) -> None:
        super()._prove()
        self.server_state.doorway.proved(self.transport)

    def send_400_response(self, msg: str) -> None:
        """Refuse a head, in the shape of all our refusals, and close. uvicorn's words for it are not ours."""
        del msg
        reason, problem = _BAD_HEADS[self._status]
        body = json.dumps(problem).encode()
        lines = [b"HTTP/1.1 %d %b" % (self._status, reason)]
        lines += [b"%b: %b" % header for header in self.server_state.default_headers]
        lines += [b"content-type: application/json", b"content-length: %d" % len(body), b"connection: close", b"", body]
        self.transport.write(b"\r\n".join(lines))
        self.transport.close()
