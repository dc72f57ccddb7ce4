"""``POST /webhook``: one event in, its actions out.

Theory of operation. A plain ASGI callable, since the frame around a step of thirty microseconds must be thinner than
the step. In this order: the token, the length, the body, JSON, the event, the dispatcher, the answer. What is answered
is one of these and nothing else:

    200  one action, or an array of two and more          401  the token
    204  nothing to do                                    408  the body did not come in time
    400  no event: what was found, what is allowed        413  more than 256 KiB

A refusal before the body is in closes the connection, but reads (and throws away) what still comes for a moment:
who closes on unread bytes resets the connection, and its sender never sees why.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from hashlib import blake2b
from typing import Any

from callwright.core import codec
from callwright.core.codec import WireError
from callwright.runtime import clock
from callwright.runtime.begun import Begun
from callwright.runtime.dispatcher import Outcome
from callwright.runtime.service import Service
from callwright.runtime.settings import BODY_LIMIT, BODY_SECONDS, LINGER_BYTES, LINGER_SECONDS

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

TOO_BIG = {
    "error": "The event is too big.",
    "found": f"more than {BODY_LIMIT} bytes",
    "allowed": f"at most {BODY_LIMIT} bytes",
}
TOO_SLOW = {
    "error": "The event did not arrive in time.",
    "found": f"an unfinished body after {BODY_SECONDS:g} seconds",
    "allowed": "a whole body",
}


class _TooBigError(Exception):
    pass


class Webhook:
    """The ASGI endpoint."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._trust_clock = service.settings.trust_clock

    def at_once(self, scope: Scope, body: bytes) -> Outcome | None:
        """The outcome of a request whose body is here, if all is well with it and nothing has to be waited for.

        ``None`` means that nothing was done and that the request is to be taken the ordinary way.
        """
        service = self._service
        dispatcher = service.dispatcher
        if dispatcher is None or service.doorkeeper.refuses(scope) is not None or self._is_forwarded(scope):
            return None
        try:
            event = codec.decode(codec.loads_json(body), self._arrival(scope))
        except WireError:
            return None
        return dispatcher.at_once(event, blake2b(body, digest_size=16).digest())

    def _is_forwarded(self, scope: Scope) -> bool:
        """Whether the address of the sender is to be read from a proxy's header, and matters."""
        return self._service.settings.token is None and _header(scope, b"x-forwarded-for") != b""

    def _arrival(self, scope: Scope) -> int:
        at = clock.now()
        return (clock.told(_header(scope, clock.HEADER)) or at) if self._trust_clock else at

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. The method is known to be ``POST``."""
        service = self._service
        problem = service.doorkeeper.refuses(scope)
        if problem is not None:
            await _refuse(send, receive, 401, problem)
            return
        at = self._arrival(scope)
        try:
            begun = Begun(receive())
            message = begun.result
            if message is None or message.get("more_body", False):
                async with asyncio.timeout(BODY_SECONDS):
                    body = await _whole(await begun if message is None else message, receive, scope)
            else:
                body = _part(message)
        except _TooBigError:
            await _refuse(send, receive, 413, TOO_BIG)
            return
        except TimeoutError:
            await _refuse(send, None, 408, TOO_SLOW)
            return
        if body is None:
            return
        try:
            event = codec.decode(codec.loads_json(body), at)
        except WireError as error:
            service.refused += 1
            await _answer(send, 400, json.dumps(_problem(error)).encode())
            return
        dispatcher = service.dispatcher or await service.open()
        outcome = await dispatcher.dispatch(event, blake2b(body, digest_size=16).digest(), receive)
        if outcome.body is None:
            await send({"type": "http.response.start", "status": 204, "headers": []})
            await send({"type": "http.response.body", "body": b""})
        else:
            await _answer(send, 200, outcome.body)


def _header(scope: Scope, wanted: bytes) -> bytes:
    for name, value in scope["headers"]:
        if name == wanted:
            return bytes(value)
    return b""


def _part(message: Message) -> bytes | None:
    """What one message brings of the body, or ``None`` if the connection broke."""
    if message["type"] == "http.disconnect":
        return None
    body: bytes = message.get("body", b"")
    if len(body) > BODY_LIMIT:
        raise _TooBigError
    return body


async def _whole(message: Message, receive: Receive, scope: Scope) -> bytes | None:
    """The whole body of which ``message`` is the beginning."""
    length = _header(scope, b"content-length")
    if length.isdigit() and int(length[:20]) > BODY_LIMIT:
        raise _TooBigError
    parts: list[bytes] = []
    left = BODY_LIMIT
    while True:
        part = _part(message)
        if part is None:
            return None
        parts.append(part)
        left -= len(part)
        if left < 0:
            raise _TooBigError
        if not message.get("more_body", False):
            return b"".join(parts)
        message = await receive()


async def _answer(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _refuse(send: Send, receive: Receive | None, status: int, problem: dict[str, str]) -> None:
    """Refuse before the body was read; with ``receive``, linger over what still comes of it."""
    body = json.dumps(problem).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", b"%d" % len(body)),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": True})
    if receive is not None:
        await _linger(receive)
    await send({"type": "http.response.body", "body": b""})


async def _linger(receive: Receive) -> None:
    left = LINGER_BYTES
    try:
        async with asyncio.timeout(LINGER_SECONDS):
            while left > 0:
                message = await receive()
                if message["type"] == "http.disconnect" or not message.get("more_body", False):
                    return
                left -= len(message.get("body", b""))
    except TimeoutError:
        return


def _problem(error: WireError) -> dict[str, str]:
    return {
        "error": "This is no event of the platform.",
        "at": error.path,
        "found": error.found,
        "allowed": error.allowed,
    }
