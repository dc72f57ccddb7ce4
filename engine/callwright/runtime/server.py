"""The web server around the application: uvicorn, with the deadlines that it lacks, and a second port beside it.

Theory of operation. uvicorn waits for ever for a request whose head never ends. ``TelephoneProtocol`` gives
everybody a deadline for it, and once a second whoever is past theirs is cut off. Bodies have their own deadline in
the webhook. All other limits are uvicorn's own: connections, frames, pings, idle connections, the time to finish when
told to stop.

The management has sockets of its own, and a server of its own behind them, with its own limits: whoever floods the
platform's port does not lock out those who look why. Both run in one event loop, start together, and stop together:
first the management's requests end, or are ended soon; then the platform's; then the service is closed.
"""

from __future__ import annotations

import asyncio
import gc
import socket
from collections.abc import Sequence
from typing import Any, Literal

import uvicorn
from starlette.applications import Starlette

from callwright.runtime import log
from callwright.runtime.protocol import TelephoneProtocol
from callwright.runtime.settings import BODY_LIMIT, KEEP_ALIVE_SECONDS
from callwright.runtime.upgrade import TelephoneSocket

GRACE_SECONDS = 10
"""How long turns may take to finish when the service is told to stop."""

PING_SECONDS = 20.0
SPARE_FILES = 64
MOST_CONNECTIONS = 10_000

MOST_MANAGERS = 64
"""Connections of the management at a time."""

MANAGERS_GRACE_SECONDS = 2
"""How long their requests may take to finish. Callers wait for the rest."""


class Server(uvicorn.Server):
    """uvicorn's server, which keeps the deadlines of its connections, and may have another one ``beside`` it.

    ``beside`` answers on ``sockets`` of its own.
    """

    def __init__(
        self, config: uvicorn.Config, beside: Server | None = None, sockets: Sequence[socket.socket] = ()
    ) -> None:
        super().__init__(config)
        config.callback_notify = self.cut_off
        self._beside = beside
        self._sockets = list(sockets)

    async def cut_off(self) -> None:
        """Close the connections that are past their deadline."""
        now = asyncio.get_running_loop().time()
        for connection in list(self.server_state.connections):
            deadline = getattr(connection, "deadline", None)
            if deadline is not None and deadline < now:
                connection.transport.close()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open the service, and answer."""
        await super().startup(sockets)
        beside = self._beside
        if beside is not None:
            beside.config.load()
            beside.lifespan = beside.config.lifespan_class(beside.config)
            await beside.startup(self._sockets)

    async def on_tick(self, counter: int) -> bool:
        """What is done ten times a second; whether to stop."""
        if self._beside is not None:
            await self._beside.on_tick(counter)
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more connections, let requests end, and close the service."""
        if self._beside is not None:
            self._beside.force_exit = self.force_exit
            await self._beside.shutdown(self._sockets)
        await super().shutdown(sockets)


def make_server(app: Starlette, host: str, port: int, management: Sequence[socket.socket] = ()) -> Server:
    """A server that is ready to ``run``. ``port`` 0 takes a free one.

    ``management`` are the sockets on which ``app.state.management`` answers; without any it answers nowhere.
    """
    beside = None
    if management:
        config = _config(app.state.management, "off", MOST_MANAGERS, MANAGERS_GRACE_SECONDS)
        beside = Server(config)
    config = _config(app, "on", _connections(), GRACE_SECONDS, host=host, port=port)
    return Server(config, beside, management)


def _config(app: Any, lifespan: Literal["on", "off"], connections: int, grace: int, **where: Any) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        loop="auto",
        lifespan=lifespan,
        http=TelephoneProtocol,
        ws=TelephoneSocket,
        ws_max_size=BODY_LIMIT,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        ws_per_message_deflate=False,
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=connections,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=grace,
        timeout_notify=1,
        **where,
    )


def bind(host: str, port: int) -> list[socket.socket]:
    """The listening socket, so that the port is known before anything is said. Raises ``OSError``."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(2048)
    except OSError:
        listening.close()
        raise
    return [listening]


def _connections() -> int:
    """As many as there are file handles for, but for a few that the store and the log need."""
    try:
        import resource
    except ImportError:  # Windows
        return MOST_CONNECTIONS
    files: Any = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if files == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    allowed = max(SPARE_FILES, min(MOST_CONNECTIONS, files - SPARE_FILES))
    if allowed < MOST_CONNECTIONS:
        log.note("connections are limited by the limit of open files", connections=allowed, files=files)
    return int(allowed)


def settle() -> None:
    """Take what lives as long as the process (flows, code) out of the garbage collector's rounds, before serving.

    Otherwise each full round walks over all flows again while callers wait. What a reload brings is collected as usual.
    """
    gc.collect()
    gc.freeze()
