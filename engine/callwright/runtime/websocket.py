"""``/websocket``: the same conversation over one open connection.

Theory of operation. The token is checked before the upgrade, and its refusal is an HTTP answer. Then each text frame
is one event, taken in order, and its actions go back in one frame: an object, or an array of several. Several calls may
share a socket, and a call may go on over a new one: the last socket that brought an event of a call is *its* socket.
A socket that closes takes no call with it; the store keeps the sessions.

    a text that is no event      ignored and counted        more than 256 KiB     closed with 1009
    a binary frame               closed with 1003           silence to our pings  closed by the server

Nothing is a retry here: who sends twice says it twice.

Since we may speak first on a socket, a call that has been without any event for longer than all that is pending gets
a ``Tick``, so that a lost event cannot leave a caller in silence for ever. Its timer lives with the call's socket.
"""

from __future__ import annotations

import asyncio
import json

from callwright.core import codec
from callwright.core.codec import WireError
from callwright.core.events import Parties, Tick
from callwright.core.interpreter import quiet_after
from callwright.runtime import clock, log
from callwright.runtime.dispatcher import Dispatcher, Outcome
from callwright.runtime.service import Service
from callwright.runtime.settings import BODY_LIMIT
from callwright.runtime.webhook import Receive, Scope, Send

UNSUPPORTED, TOO_BIG = 1003, 1009


class WebSockets:
    """The ASGI endpoint; one a service. ``_home`` is each call's own socket."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._home: dict[str, _Conversation] = {}

    def __len__(self) -> int:
        """How many calls are on a socket."""
        return len(self._home)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Accept or refuse one connection, and live as long as it does."""
        await receive()
        problem = self._service.doorkeeper.refuses(scope)
        if problem is not None:
            await _refuse(scope, send, problem)
            return
        dispatcher = self._service.dispatcher or await self._service.open()
        await send({"type": "websocket.accept"})
        conversation = _Conversation(self._service, dispatcher, self._home, send)
        try:
            await conversation.listen(receive)
        except OSError:
            log.logger.debug("a socket broke")
        finally:
            conversation.close()


async def _refuse(scope: Scope, send: Send, problem: dict[str, str]) -> None:
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008})
        return
    body = json.dumps(problem).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    await send({"type": "websocket.http.response.start", "status": 401, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": body})


class _Conversation:
    """One socket and the timers of the calls on it."""

    def __init__(self, service: Service, dispatcher: Dispatcher, home: dict[str, _Conversation], send: Send) -> None:
        self._service = service
        self._dispatcher = dispatcher
        self._home = home
        self._send = send
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._ticks: set[asyncio.Task[None]] = set()

    async def listen(self, receive: Receive) -> None:
        """Take frames until the socket closes."""
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                return
            text = message.get("text")
            if text is None:
                await self._send({"type": "websocket.close", "code": UNSUPPORTED, "reason": "text frames only"})
                return
            if len(text) > BODY_LIMIT or (len(text) > BODY_LIMIT // 4 and len(text.encode()) > BODY_LIMIT):
                await self._send({"type": "websocket.close", "code": TOO_BIG, "reason": "at most 256 KiB"})
                return
            await self._hear(text)

    async def _hear(self, text: str) -> None:
        at = clock.now()
        try:
            data = codec.loads_json(text)
            told = clock.told(data.get(clock.MEMBER)) if self._service.settings.trust_clock else None
            event = codec.decode(data, at if told is None else told)
        except WireError as error:
            self._service.refused += 1
            log.warn("ignored a message that is no event", at=error.path, found=error.found, allowed=error.allowed)
            return
        self._take_home(event.session)
        outcome = await self._dispatcher.dispatch(event)
        await self._answer(event.session, event.at, outcome)
        if told is not None:
            # Who tells us the time waits for us to be through before the clock moves on.
            await self._send({"type": "websocket.send", "text": json.dumps({clock.MEMBER: told})})

    def _take_home(self, call: str) -> None:
        """This socket is the call's from now on, and its silence begins anew."""
        before = self._home.get(call)
        if before is not None:
            before._stop_timer(call)
        self._home[call] = self

    def _stop_timer(self, call: str) -> None:
        timer = self._timers.pop(call, None)
        if timer is not None:
            timer.cancel()

    async def _answer(self, call: str, at: int, outcome: Outcome) -> None:
        if self._home.get(call) is self:
            self._stop_timer(call)
            due = None if outcome.session is None else quiet_after(outcome.session)
            if due is not None:
                loop = asyncio.get_running_loop()
                self._timers[call] = loop.call_later(due / 1000, self._tick_soon, call, at + due)
            elif outcome.session is None:
                del self._home[call]
        if outcome.body is not None:
            await self._send({"type": "websocket.send", "text": outcome.body.decode("utf-8")})

    def _tick_soon(self, call: str, at: int) -> None:
        self._timers.pop(call, None)
        tick = asyncio.get_running_loop().create_task(self._tick(call, at))
        self._ticks.add(tick)
        tick.add_done_callback(self._ticks.discard)

    async def _tick(self, call: str, due: int) -> None:
        at = due if self._service.settings.trust_clock else clock.now()
        outcome = await self._dispatcher.dispatch(Tick(call, at, Parties()))
        try:
            await self._answer(call, at, outcome)
        except OSError:
            log.logger.debug("a socket broke")

    def close(self) -> None:
        """The socket is gone: its calls wait in the store."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()
        for tick in self._ticks:
            tick.cancel()
        for call in [call for call, home in self._home.items() if home is self]:
            del self._home[call]
