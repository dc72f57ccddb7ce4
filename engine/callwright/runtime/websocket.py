"""``/websocket``: the same conversation over one open connection.

Theory of operation. The token is checked before the upgrade, and its refusal is an HTTP answer. Then each text frame
is one event, taken in order, and its actions go back in one frame: an object, or an array of several. Several calls may
share a socket, and a call may go on over a new one: the last socket that brought an event of a call is *its* socket.
A socket that closes takes no call with it; the store keeps the sessions.

    a text that is no event      ignored and counted        more than 256 KiB     closed with 1009
    a binary frame               closed with 1003           silence to our pings  closed by the server
    too many events              ignored (see ``limits``)   nothing for too long  closed with 1001 (see ``upgrade``)

Nothing is a retry here: who sends twice says it twice.

An answer is written before the call's next event is taken, and what we say by ourselves is written in between, in its
order (see ``reach``).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress

from callwright.core import codec
from callwright.core.codec import WireError
from callwright.runtime import clock, log
from callwright.runtime.body import Receive, Scope, Send
from callwright.runtime.dispatcher import Dispatcher
from callwright.runtime.reach import SEND_SECONDS, never
from callwright.runtime.service import Service
from callwright.runtime.settings import BODY_LIMIT

UNSUPPORTED, TOO_BIG = 1003, 1009


class WebSockets:
    """The ASGI endpoint; one a service."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Accept or refuse one connection, and live as long as it does."""
        await receive()
        problem = self._service.doorkeeper.refuses(scope)
        if problem is not None:
            self._service.watch.refused("/websocket", 401)
            await _refuse(scope, send, *self._service.strangers.judge("/websocket", scope, problem))
            return
        dispatcher = self._service.dispatcher or await self._service.open()
        await send({"type": "websocket.accept"})
        conversation = _Conversation(self._service, dispatcher, send)
        self._service.watch.sockets += 1
        try:
            with self._service.leaving.here(conversation):
                await conversation.listen(receive)
        except OSError:
            log.logger.debug("a socket broke")
        finally:
            self._service.watch.sockets -= 1
            dispatcher.closed(conversation)


async def _refuse(scope: Scope, send: Send, status: int, problem: Mapping[str, str]) -> None:
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008})
        return
    body = json.dumps(problem).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    await send({"type": "websocket.http.response.start", "status": status, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": body})


class _Conversation:
    """One socket: a ``Channel`` for the calls on it."""

    def __init__(self, service: Service, dispatcher: Dispatcher, send: Send) -> None:
        self._service = service
        self._dispatcher = dispatcher
        self._send = send
        self.idle = False

    async def listen(self, receive: Receive) -> None:
        """Take frames until the socket closes."""
        while True:
            self.idle = True
            message = await receive()
            self.idle = False
            if message["type"] == "websocket.disconnect":
                return
            text = message.get("text")
            if text is None:
                self._service.watch.refused("/websocket", UNSUPPORTED)
                await self._send({"type": "websocket.close", "code": UNSUPPORTED, "reason": "text frames only"})
                return
            if len(text) > BODY_LIMIT or (len(text) > BODY_LIMIT // 4 and len(text.encode()) > BODY_LIMIT):
                self._service.watch.refused("/websocket", TOO_BIG)
                await self._send({"type": "websocket.close", "code": TOO_BIG, "reason": "at most 256 KiB"})
                return
            await self._hear(text)

    async def close(self, code: int, reason: str) -> None:
        """See ``Conversation.close``."""
        with suppress(OSError, RuntimeError):  # it is closing already
            await self._send({"type": "websocket.close", "code": code, "reason": reason})

    async def _hear(self, text: str) -> None:
        at = clock.now()
        try:
            data = codec.loads_json(text)
            told = clock.told(data.get(clock.MEMBER)) if self._service.settings.trust_clock else None
            event = codec.decode(data, at if told is None else told)
        except WireError as error:
            self._service.refused += 1
            self._service.watch.refused("/websocket", 400)
            log.warn("ignored a message that is no event", at=error.path, found=error.found, allowed=error.allowed)
            return
        turned = await self._service.turned_away(event)
        if turned is not None:
            self._service.watch.refused("/websocket", turned.status)
            if turned.status == 200:
                await self.send(event.session, turned.body)
            return
        await self._dispatcher.dispatch(event, socket=self, raw=text.encode("utf-8", "replace"))
        if told is not None:
            # Who tells us the time waits for us to be through before the clock moves on.
            await self._send({"type": "websocket.send", "text": json.dumps({clock.MEMBER: told})})

    async def send(self, call: str, body: bytes, pressed: Callable[[], bool] = never) -> bool:
        """See ``Channel.send``. There is but one attempt, so ``pressed`` is not asked."""
        del pressed
        try:
            async with asyncio.timeout(SEND_SECONDS):
                await self._send({"type": "websocket.send", "text": body.decode("utf-8")})
        except (OSError, RuntimeError):  # the server's word for a socket that is closing
            log.logger.debug("a socket broke", extra={"fields": {"call": call}})
            return False
        return True
