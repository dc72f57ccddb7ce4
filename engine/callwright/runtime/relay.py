"""What the workers that share a store say to each other.

Theory of operation. A message is a JSON object with a ``kind``, and whoever registered for that kind (``on``) gets it.
``tell`` and ``tell_all`` expect nothing. ``ask`` awaits what the other worker's handler gives back:

    asked      {"kind": "outside", "id": "5f…", …}
    heard      {"kind": "heard", "id": "5f…"}                 it is here
    go         {"kind": "go", "id": "5f…"}                    whoever asked still waits: take it
    answered   {"kind": "answer", "id": "5f…", "value": …}    what it gave back; ``null``: it is not mine

A worker that is gone hears nothing, so who asks waits for ``heard`` but a moment, and then does it alone. It must not
be done twice, so nothing is taken before ``go``, however late a question or its ``heard`` is; no clock has to agree
with another one for that. Where a worker dies after ``go`` nobody knows what was done, and the asker is told so
(``LostError``). What is asked of all only looks something up, and is taken at once.

What must not be lost goes into the store, never over a relay.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from callwright.runtime import log
from callwright.stores.base import StoreError
from callwright.stores.bus import Bus

Message = Mapping[str, Any]
Handler = Callable[[str, Message], Awaitable[Any] | None]
"""Takes the name of the worker that sent a message, and the message. What it awaits is the answer to a question."""

HEARD_SECONDS = 0.5
"""How long a worker may take to hear a question."""

GO_SECONDS = 1.0
"""After so long without ``go`` nobody waits for the answer."""

AGAIN_SECONDS = 1.0
"""After how long a bus that does not work is tried again."""

NOT_MINE = object()
"""The other worker is not there, or cannot take what it is asked."""

_HEARD, _GO, _ANSWER = "heard", "go", "answer"


class LostError(StoreError):
    """The other worker took a question and never answered it."""


class _Asked:
    """A question under way."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.heard: asyncio.Future[None] = loop.create_future()
        self.answer: asyncio.Future[Any] = loop.create_future()


class Relay:
    """One a service; used by one event loop."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._handlers: dict[str, Handler] = {}
        self._asked: dict[str, _Asked] = {}
        self._may_go: dict[str, asyncio.Future[None]] = {}
        """What we heard and may not take yet."""
        self._running: set[asyncio.Task[None]] = set()

    def on(self, kind: str, handler: Handler) -> None:
        """Have the messages of a kind taken. One handler a kind."""
        self._handlers[kind] = handler

    async def open(self) -> None:
        """Begin to listen, as soon as the store works."""
        while True:
            try:
                await self._bus.open(self._hear)
            except StoreError as error:
                log.warn("other workers cannot be heard", found=str(error))
                await asyncio.sleep(AGAIN_SECONDS)
            else:
                return

    async def tell(self, owner: str, kind: str, **fields: Any) -> bool:
        """Send to one worker. False if it is known that nobody of that name listens."""
        return await self._send(owner, {"kind": kind, **fields})

    async def tell_all(self, kind: str, **fields: Any) -> None:
        """Send to all others. Where the bus does not work, nobody hears it; the log says so."""
        await self._send(None, {"kind": kind, **fields})

    async def ask(self, owner: str, kind: str, seconds: float, **fields: Any) -> Any:
        """What the worker of that name answers, ``NOT_MINE`` if it cannot. Raises ``LostError``.

        ``seconds`` is how long it may take once it has heard the question.
        """
        asked, name = _Asked(), secrets.token_hex(8)
        self._asked[name] = asked
        try:
            if not await self._send(owner, {"kind": kind, **fields, "id": name}):
                return NOT_MINE
            await asyncio.wait((asked.heard,), timeout=HEARD_SECONDS)
            if not asked.heard.done() or not await self._send(owner, {"kind": _GO, "id": name}):
                return NOT_MINE
            await asyncio.wait((asked.answer,), timeout=seconds)
            if not asked.answer.done():
                raise LostError(f"worker {owner} took it and did not answer")
            value = asked.answer.result()
            return NOT_MINE if value is None else value
        finally:
            del self._asked[name]

    async def ask_all(self, kind: str, seconds: float, **fields: Any) -> Any:
        """The first answer of any other worker, ``NOT_MINE`` if none of them has one by then."""
        asked, name = _Asked(), secrets.token_hex(8)
        self._asked[name] = asked
        try:
            if await self._send(None, {"kind": kind, **fields, "id": name, "anyone": True}):
                await asyncio.wait((asked.answer,), timeout=max(0.0, seconds))
            value = asked.answer.result() if asked.answer.done() else None
            return NOT_MINE if value is None else value
        finally:
            del self._asked[name]

    async def _send(self, owner: str | None, message: Message) -> bool:
        try:
            body = json.dumps(message, separators=(",", ":")).encode("utf-8", "surrogatepass")
            if owner is not None:
                return await self._bus.tell(owner, body)
            await self._bus.tell_all(body)
        except (StoreError, ValueError) as error:
            log.warn("another worker could not be told", kind=message["kind"], found=str(error))
            return False
        return True

    def _hear(self, sender: str, body: bytes) -> None:
        """A message is here."""
        try:
            message = json.loads(body.decode("utf-8", "surrogatepass"))
            kind = message["kind"]
        except (ValueError, TypeError, KeyError):
            log.warn("a worker said what is no message", sender=sender)
            return
        if kind in (_HEARD, _GO, _ANSWER):
            self._hear_back(kind, message)
            return
        handler = self._handlers.get(kind)
        if handler is None:
            return
        task = asyncio.get_running_loop().create_task(self._take(handler, sender, message))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def _hear_back(self, kind: str, message: Message) -> None:
        name = message.get("id", "")
        if kind == _GO:
            may_go = self._may_go.get(name)
            if may_go is not None and not may_go.done():
                may_go.set_result(None)
            return
        asked = self._asked.get(name)
        if asked is None:
            return
        if kind == _HEARD and not asked.heard.done():
            asked.heard.set_result(None)
        elif kind == _ANSWER and not asked.answer.done():
            asked.answer.set_result(message.get("value"))

    async def _take(self, handler: Handler, sender: str, message: Message) -> None:
        name, value = message.get("id"), None
        if name is not None and not message.get("anyone") and not await self._goes(sender, name):
            return
        try:
            taking = handler(sender, message)
            if taking is not None:
                value = await taking
        except Exception as error:
            log.fault(
                "what another worker said could not be used", message.get("call", ""), error, kind=message["kind"]
            )
            return
        if name is not None and (value is not None or not message.get("anyone")):
            await self.tell(sender, _ANSWER, id=name, value=value)

    async def _goes(self, sender: str, name: str) -> bool:
        """Whether who asked still waits for us."""
        may_go = self._may_go[name] = asyncio.get_running_loop().create_future()
        try:
            await self.tell(sender, _HEARD, id=name)
            await asyncio.wait((may_go,), timeout=GO_SECONDS)
            return may_go.done()
        finally:
            del self._may_go[name]

    async def close(self) -> None:
        """Hear nothing more; what was heard is finished."""
        if self._running:
            await asyncio.wait(self._running, timeout=2.0)
        await self._bus.close()
