"""uvicorn's HTTP protocol with two things more: a deadline for heads, and an express lane for events.

Theory of operation.

*The deadline.* Whoever connects, or sends the first byte of a request, owes us the rest of a head within
``head_seconds``; whoever was answered in the express lane may be silent for ``keep_alive_seconds``. The server looks at
the deadlines once a second, which costs a request less than a timer of its own.

*The express lane.* An ASGI server makes a task, a scope and several messages for each request, which together cost
more than a turn of a call. Nearly every event comes in one piece and needs nothing of that: whole in one packet, token
right, nobody in the gate. Such a ``POST /webhook`` is begun right here, and answered in one write as soon as its turn
is saved, which is at once, or when the store has written what many calls saved together. In every other case the
request is handed to uvicorn as if nothing had happened, and goes the ordinary way through the application: bodies in
pieces, refusals, other paths, other applications. So whatever is unusual has exactly one implementation, and this file
only knows how to say yes.

*Known heads.* A platform's requests have the same head again and again. A head that the parser took, and that led into
the lane, is remembered by its bytes; a packet that is such a head and a body of its length, and nothing else, needs no
parser. What is remembered is only what the parser said about those very bytes: who sent it, with which secret, is
looked at each time.

Requests of one connection stay in order: the lane is open only if nothing before is unanswered, and while an answer of
the lane is due, uvicorn is shown a request that is being answered (``_Unanswered``), behind which others queue.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from callwright.runtime.body import says_json
from callwright.runtime.outcome import Outcome
from callwright.runtime.settings import BODY_LIMIT, HEAD_SECONDS, KEEP_ALIVE_SECONDS

MOST_HEADS = 1_024
LONGEST_HEAD = 2_048

_END = b"\r\n\r\n"

Headers = list[tuple[bytes, bytes]]

Begin = Callable[[Any, bytes, Callable[[Outcome], bool], Callable[[], Any]], bool]


class _Unanswered:
    """A request of the lane whose answer is due, as uvicorn looks at one."""

    __slots__ = ("disconnected", "keep_alive", "response_complete")

    def __init__(self) -> None:
        self.disconnected = False
        self.keep_alive = True
        self.response_complete = False

    @property
    def message_event(self) -> _Unanswered:
        """What uvicorn sets where a connection breaks."""
        return self

    def set(self) -> None:
        """Nobody waits for it here."""


class TelephoneProtocol(HttpToolsProtocol):
    """One connection."""

    head_seconds = HEAD_SECONDS
    keep_alive_seconds = KEEP_ALIVE_SECONDS

    deadline: float | None = None
    """When we stop waiting for a head, in the loop's time; ``None`` where we do not wait for one."""

    _begin: Begin | None = None
    _unanswered: _Unanswered | None = None
    _says_nothing_more = False
    """Whether the other side closed its direction while an answer was due."""
    _proven = False
    """Whether a request on this connection showed the right secret."""
    _written = False
    """Whether the answer to what was begun last is out."""
    _held: list[bytes] | None = None
    """The body so far of a request in the express lane; ``None``: it goes the ordinary way."""
    _between = True
    """Whether what comes next is the first byte of a request."""
    _packet = b""
    """What is being parsed, if a request begins with its first byte."""
    _heads: dict[bytes, tuple[int, Headers]] = {}  # noqa: RUF012  one for all connections
    """How long a body belongs to a known head, and its headers."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A connection owes us a head."""
        super().connection_made(transport)
        self.deadline = self.loop.time() + self.head_seconds
        webhook = getattr(self.config.app, "express", None)
        if webhook is not None and not self.root_path:
            self._begin = webhook.begin

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        self._between = False
        if self._begin is None:
            super().on_message_begin()
        else:
            # What uvicorn prepares here for the application is made when the application is to be asked.
            self.url, self.headers, self.expect_100_continue = b"", [], False
        self.deadline = self.loop.time() + self.head_seconds

    def on_headers_complete(self) -> None:
        """The head is whole: into the express lane with it, if that may be."""
        self.deadline = None
        if self._may_be_quick():
            self._held = []
        else:
            self._tell_the_head()

    def _tell_the_head(self) -> None:
        if self._begin is not None:
            url, headers, expect_100_continue = self.url, self.headers, self.expect_100_continue
            super().on_message_begin()
            self.url, self.expect_100_continue = url, expect_100_continue
            self.headers += headers
        super().on_headers_complete()

    def _may_be_quick(self) -> bool:
        return (
            self._begin is not None
            and self.url == b"/webhook"
            and self.parser.get_method() == b"POST"
            and self.parser.get_http_version() == "1.1"
            and self.parser.should_keep_alive()
            and not self.parser.should_upgrade()
            and not self.expect_100_continue
            and (self.cycle is None or self.cycle.response_complete)
            and (self.limit_concurrency is None or len(self.connections) < self.limit_concurrency)
            and says_json({"headers": self.headers})
        )

    def on_body(self, body: bytes) -> None:
        """A piece of the body."""
        if self._held is None:
            super().on_body(body)
        else:
            self._held.append(body)

    def on_message_complete(self) -> None:
        """The request is whole."""
        if self._held is not None:
            body = b"".join(self._held)
            if len(body) <= BODY_LIMIT and self._begun(self.headers, body):
                self._held, self._between = None, True
                self._remember(body)
                return
            self._go_the_ordinary_way()
        self._between = True
        super().on_message_complete()

    def _remember(self, body: bytes) -> None:
        """Know the head of this request again, if the packet is that head, this body and nothing else."""
        head, end, rest = self._packet.partition(_END)
        if end and rest == body and len(head) < LONGEST_HEAD:
            if len(self._heads) >= MOST_HEADS:
                del self._heads[next(iter(self._heads))]
            self._heads[head + end] = (len(body), self.headers)

    def _is_known(self, packet: bytes) -> bool:
        """Whether the packet was a whole request with a known head, and was taken."""
        if not self._between or (self.cycle is not None and not self.cycle.response_complete) or self._begin is None:
            return False
        end = packet.find(_END) + 4
        known = self._heads.get(packet[:end]) if end > 4 else None
        if known is None or len(packet) != end + known[0]:
            return False
        if self.limit_concurrency is not None and len(self.connections) >= self.limit_concurrency:
            return False
        self.deadline = None
        if self.timeout_keep_alive_task is not None:
            self._unset_keepalive_if_required()
        return self._begun(known[1], packet[end:])

    def _begun(self, headers: Headers, body: bytes) -> bool:
        """Whether the request was taken into the lane."""
        assert self._begin is not None
        if self.flow.write_paused:  # who does not read our answers waits for them the ordinary way
            return False
        self._written = False
        if not self._begin({"client": self.client, "headers": headers}, body, self._answer, self._is_gone):
            return False
        if not self._written:
            self._unanswered = _Unanswered()
            self.cycle = cast(RequestResponseCycle, self._unanswered)  # all that uvicorn asks of one
        if not self._proven:
            self._prove()
        return True

    def _prove(self) -> None:
        """The secret of a request was right."""
        self._proven = True

    def _answer(self, outcome: Outcome) -> bool:
        """Write the answer; whether anybody is there."""
        if self.transport.is_closing():
            return False
        self._write(outcome.body)
        self._written = True
        if self._says_nothing_more:
            self.transport.close()
            return False
        unanswered, self._unanswered = self._unanswered, None
        if unanswered is not None:
            unanswered.response_complete = True
            if not unanswered.keep_alive:  # the server was told to stop
                self.transport.close()
                return True
            if cast(object, self.cycle) is not unanswered:  # others queue behind it
                self.on_response_complete()
                return True
        self.server_state.total_requests += 1
        self.deadline = self.loop.time() + self.keep_alive_seconds
        return True

    async def _is_gone(self) -> Any:
        """ASGI's ``receive`` for a request of the lane: the message that the connection broke, or a pause."""
        if not self.transport.is_closing() and not self._says_nothing_more:
            await self.loop.create_future()
        return {"type": "http.disconnect"}

    def eof_received(self) -> bool | None:  # type: ignore[override]  # uvicorn says None, asyncio asks for either
        """The other side sends nothing more: mostly it has gone, but it may still read what is due."""
        if self._unanswered is None:
            return super().eof_received()
        self._says_nothing_more = True
        return True

    def data_received(self, data: bytes) -> None:
        """What came in."""
        if not self._is_known(data):
            self._parse(data)

    def _parse(self, data: bytes) -> None:
        """Have it read by the parser. A body that is not whole by then needs the deadline of the ordinary way."""
        self._packet = data if self._between else b""
        super().data_received(data)
        self._packet = b""
        if self._held is not None and not self.transport.is_closing():
            self._go_the_ordinary_way()

    def _go_the_ordinary_way(self) -> None:
        """Hand what is held to uvicorn as if it came just now."""
        held, self._held = self._held, None
        self._tell_the_head()
        if held:
            super().on_body(b"".join(held))

    def _write(self, body: bytes | None) -> None:
        if self.server_state.default_headers is not TelephoneProtocol._shown:
            TelephoneProtocol._show(self.server_state.default_headers)
        if body is None:
            self.transport.write(self._nothing)
        else:
            self.transport.write(b"%b%d\r\n\r\n%b" % (self._something, len(body), body))

    _shown: Headers | None = None
    """The headers of every answer, as they were when the two below were made: they have the time of day."""
    _nothing = b""
    _something = b""

    @classmethod
    def _show(cls, headers: Headers) -> None:
        lines = b"".join(b"%b: %b\r\n" % header for header in headers)
        cls._nothing = b"HTTP/1.1 204 No Content\r\n%b\r\n" % lines
        cls._something = b"HTTP/1.1 200 OK\r\n%bcontent-type: application/json\r\ncontent-length: " % lines
        cls._shown = headers
