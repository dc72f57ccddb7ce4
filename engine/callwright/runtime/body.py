"""The body of a request, read whole under a limit and a deadline; and the answer to it.

A refusal before the body is in closes the connection, but reads (and throws away) what still comes for a moment:
who closes on unread bytes resets the connection, and its sender never sees why.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from functools import lru_cache
from typing import Any

from callwright.core.codec import WireError
from callwright.runtime.begun import Begun
from callwright.runtime.limits import RETRY_SECONDS, Turned
from callwright.runtime.settings import LINGER_BYTES, LINGER_SECONDS

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


JSON = b"application/json"
LONGEST_ADDRESS = 64
PROVED = "callwright.proved"
"""The extension of a scope that is to be called when its secret was right."""


class TooBigError(Exception):
    """There is more of it than is allowed."""


def header(scope: Scope, wanted: bytes) -> bytes:
    """The header of that (lower case) name, empty if there is none."""
    for name, value in scope["headers"]:
        if name == wanted:
            return bytes(value)
    return b""


def proved(scope: Scope) -> None:
    """The secret of this request was right: whoever sent it is no stranger."""
    tell = scope.get("extensions", {}).get(PROVED)
    if tell is not None:
        tell()


def says_json(scope: Scope) -> bool:
    """Whether a request says that its body is JSON. A charset beside it may only be UTF-8, which JSON always is."""
    kind = header(scope, b"content-type")
    return kind == JSON or _is_json(kind)


@lru_cache(maxsize=64)
def _is_json(kind: bytes) -> bool:
    name, _, more = kind.partition(b";")
    said = more.strip().lower().replace(b'"', b"").replace(b" ", b"")
    return name.strip().lower() == JSON and said in (b"", b"charset=utf-8", b"charset=utf8")


def not_json(scope: Scope) -> dict[str, str]:
    """What to tell whoever did not say it."""
    kind = header(scope, b"content-type").decode("latin-1")[:100]
    return {
        "error": "The body is not said to be JSON.",
        "found": f"Content-Type: {kind}" if kind else "no Content-Type",
        "allowed": 'Content-Type: application/json; with curl: -H "Content-Type: application/json"',
    }


def peer(scope: Scope) -> str:
    """The address of whoever sent it, empty if nobody knows. A proxy passes on what it was told: it may be anything."""
    client = scope.get("client")
    return "" if client is None else str(client[0])[:LONGEST_ADDRESS]


async def read(scope: Scope, receive: Receive, limit: int, seconds: float) -> bytes | None:
    """The whole body; ``None`` if the connection broke. Raises ``TooBigError``, or ``TimeoutError`` after ``seconds``.

    Mostly it is there already, and then nothing waits and no timer is set.
    """
    begun = Begun(receive())
    message = begun.result
    if message is not None and not message.get("more_body", False):
        return _part(message, limit)
    async with asyncio.timeout(seconds):
        return await _whole(await begun if message is None else message, receive, scope, limit)


def _part(message: Message, limit: int) -> bytes | None:
    """What one message brings of the body, or ``None`` if the connection broke."""
    if message["type"] == "http.disconnect":
        return None
    body: bytes = message.get("body", b"")
    if len(body) > limit:
        raise TooBigError
    return body


async def _whole(message: Message, receive: Receive, scope: Scope, limit: int) -> bytes | None:
    """The whole body of which ``message`` is the beginning."""
    length = header(scope, b"content-length")
    if length.isdigit() and int(length[:20]) > limit:
        raise TooBigError
    parts: list[bytes] = []
    left = limit
    while True:
        part = _part(message, limit)
        if part is None:
            return None
        parts.append(part)
        left -= len(part)
        if left < 0:
            raise TooBigError
        if not message.get("more_body", False):
            return b"".join(parts)
        message = await receive()


async def answer(send: Send, status: int, body: bytes) -> None:
    """Answer with JSON that is encoded already."""
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def answer_json(send: Send, status: int, value: Mapping[str, Any]) -> None:
    """Answer with a value."""
    await answer(send, status, json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


async def answer_instead(send: Send, turned: Turned) -> None:
    """Answer to an event that is not taken now."""
    headers: list[tuple[bytes, bytes]] = []
    if turned.body:
        headers = [(b"content-type", JSON), (b"content-length", b"%d" % len(turned.body))]
    if turned.status >= 400:
        headers.append((b"retry-after", b"%d" % RETRY_SECONDS))
    await send({"type": "http.response.start", "status": turned.status, "headers": headers})
    await send({"type": "http.response.body", "body": turned.body})


async def refuse(
    send: Send,
    receive: Receive | None,
    status: int,
    problem: Mapping[str, str],
    more: Sequence[tuple[bytes, bytes]] = (),
) -> None:
    """Refuse before the body was read; with ``receive``, linger over what still comes of it."""
    body = json.dumps(problem).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", b"%d" % len(body)),
        (b"connection", b"close"),
        *more,
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


def problem_of(error: WireError, summary: str) -> dict[str, str]:
    """What to tell whoever sent something unusable: where, what was found, what would be allowed."""
    return {"error": summary, "at": error.path, "found": error.found, "allowed": error.allowed}
