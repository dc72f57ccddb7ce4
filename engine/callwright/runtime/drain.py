"""Leaving in order: what happens from the moment a process is told to stop to the moment it ends.

Theory of operation. Nothing that is under way is lost, and nobody has to notice:

1. ``GET /ready`` says 503. New connections are not taken any more: they go to the other workers, which share the
   listening socket, or to other machines.
2. Every answer says ``connection: close``, so that whoever keeps connections open opens the next one elsewhere. Those
   that say nothing meanwhile are closed after a moment.
3. A WebSocket is closed with 1012 ("service restart") as soon as its calls are at rest: every event that came is
   answered, nothing is being sent, and no service is being asked for them (or it takes too long). The platform connects
   anew, and whoever takes that connection goes on with the call, which is in the store.
4. What changes something is waited for, what was to be said is said, the store is left in order (``Service.close``).

A second signal ends the process at once. So does the end of the grace.
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

import uvicorn

from callwright.runtime import log, signals

SERVICE_RESTART = 1012

LINGER_SECONDS = 1.0
"""How long connections that nobody uses are kept."""

REST_SECONDS = 4.0
"""How long a WebSocket's calls may take to come to rest."""

LOOK_SECONDS = 0.02

CLOSED_AT_A_TIME = 200
"""WebSockets that are closed in one go: whoever connects anew should not do so all at once."""


class Conversation(Protocol):
    """An open WebSocket."""

    idle: bool
    """Whether all that came in on it was taken."""

    async def close(self, code: int, reason: str) -> None:
        """Close it. Raises nothing."""


class Leaving:
    """One a service: the open WebSockets, and whether they are to be closed. ``busy`` are those that are at work."""

    def __init__(self) -> None:
        self.begun = False
        """Whether the process was told to stop."""
        self._open: set[Conversation] = set()

    def __len__(self) -> int:
        """How many WebSockets are open."""
        return len(self._open)

    @contextmanager
    def here(self, conversation: Conversation) -> Iterator[None]:
        """A WebSocket is open within the block."""
        self._open.add(conversation)
        try:
            yield
        finally:
            self._open.discard(conversation)

    async def close_all(self, busy: Callable[[], set[object]], seconds: float = REST_SECONDS) -> None:
        """Close the WebSockets, each as soon as it is at rest, all of them after ``seconds``."""
        self.begun = True
        end = time.monotonic() + seconds
        closed: set[Conversation] = set()
        while self._open - closed:
            late = time.monotonic() >= end
            at_work = set[object]() if late else busy()
            left = [one for one in self._open - closed if late or (one.idle and one not in at_work)]
            for one in left[:CLOSED_AT_A_TIME]:
                closed.add(one)
                await one.close(SERVICE_RESTART, "service restart")
            await asyncio.sleep(LOOK_SECONDS)


class Obedient(uvicorn.Server):
    """uvicorn's server, which hears every signal, and leaves in order."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.when_begun: list[Callable[[], None]] = []
        """What is called when the first request can be answered."""
        self.drain: Callable[[], Awaitable[None]] | None = None
        """What lets the service leave in order, beyond its requests."""
        self.reload: list[Callable[[], None]] = []
        """What is called on the event loop when the process is told to read anew what it was given."""
        self.told: list[int] = []
        """The signals that ended it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Hear what this process is told while it serves."""
        self._loop = asyncio.get_running_loop()
        more = () if signals.RELOAD is None or not self.reload else (signals.RELOAD,)
        with signals.heard(self.hear, *signals.END, *more):
            yield

    def hear(self, number: int) -> None:
        """A signal came."""
        if number not in signals.END:
            for reload in self.reload:
                self._loop.call_soon_threadsafe(reload)
            return
        self.told.append(number)
        if self.should_exit:
            self.force_exit = True
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open the service, and answer."""
        await super().startup(sockets)
        for begun in self.when_begun:
            begun()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more connections, let what is under way end, and close the service."""
        if self.drain is not None and not self.force_exit:
            await self._drain(self.drain, sockets)
        await super().shutdown(sockets)

    async def _drain(self, drain: Callable[[], Awaitable[None]], sockets: Sequence[socket.socket] | None) -> None:
        began = time.monotonic()
        for server in self.servers:
            server.close()
        for one in sockets or ():
            one.close()
        self.server_state.default_headers = [*self.server_state.default_headers, (b"connection", b"close")]
        leaving = asyncio.ensure_future(drain())
        while not self.force_exit:
            lingering = self.server_state.connections and time.monotonic() < began + LINGER_SECONDS
            if leaving.done() and not lingering:
                break
            await asyncio.sleep(LOOK_SECONDS)
        leaving.cancel()
        for fault in await asyncio.gather(leaving, return_exceptions=True):
            if isinstance(fault, Exception):
                log.fault("the service could not leave in order", error=fault)
        grace = self.config.timeout_graceful_shutdown
        if grace is not None:
            self.config.timeout_graceful_shutdown = max(1, round(grace - (time.monotonic() - began)))
