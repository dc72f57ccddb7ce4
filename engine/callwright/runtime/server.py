"""The web server around the application: uvicorn, with the deadlines that it lacks, and a second port beside it.

Theory of operation. uvicorn waits for ever for a request whose head never ends. ``TelephoneProtocol`` gives
everybody a deadline for it, and once a second whoever is past theirs is cut off, idle WebSockets too. Bodies have their
own deadline in the webhook; how many connections there may be, and how big a head, says ``doorway``. All other limits
are uvicorn's own: frames, pings, idle connections, the time to finish when told to stop.

Ten times a second the server looks how late the event loop is, and tells the service's ``limits``.

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
from callwright.runtime.doorway import Doorway, GuardedProtocol, State
from callwright.runtime.drain import Obedient
from callwright.runtime.limits import Limits
from callwright.runtime.service import Service
from callwright.runtime.settings import BODY_LIMIT, KEEP_ALIVE_SECONDS
from callwright.runtime.upgrade import TelephoneSocket

TICK_SECONDS = 0.1
"""How often uvicorn looks around."""

GRACE_SECONDS = 10
"""How long turns may take to finish when the service is told to stop."""

PING_SECONDS = 20.0
SPARE_FILES = 64
COLLECTED = (20_000, 20, 50)
"""How many new objects make a round of the garbage collector, and how many such rounds the next larger ones."""

MOST_CONNECTIONS = 20_000

FEW_CONNECTIONS = 2_000
"""Fewer than these are worth a warning: a call may have one for itself."""

MOST_MANAGERS = 64
"""Connections of the management at a time."""

MANAGERS_GRACE_SECONDS = 2
"""How long their requests may take to finish. Callers wait for the rest."""


class Server(Obedient):
    """uvicorn's server, which keeps the deadlines of its connections, and may have another one ``beside`` it.

    ``beside`` answers on ``sockets`` of its own.
    """

    def __init__(
        self,
        config: uvicorn.Config,
        connections: int,
        beside: Server | None = None,
        sockets: Sequence[socket.socket] = (),
    ) -> None:
        super().__init__(config)
        config.callback_notify = self.cut_off
        self.doorway = Doorway(connections)
        self.server_state = State(self.doorway)
        self.limits: Limits | None = None
        """Who is told how late we are."""
        self._beside = beside
        self._sockets = list(sockets)
        self._beat = 0.0

    async def cut_off(self) -> None:
        """Close the connections that are past their deadline."""
        now = asyncio.get_running_loop().time()
        for connection in list(self.server_state.connections):
            times = (getattr(connection, name, None) for name in ("deadline", "unread_until"))
            if any(time is not None and time < now for time in times):
                if isinstance(connection, TelephoneSocket):
                    connection.cut_off()
                elif connection.transport.get_write_buffer_size():
                    connection.transport.abort()  # who does not read would be waited for
                else:
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
        if self.limits is not None:
            now = asyncio.get_running_loop().time()
            self.limits.beat(now - self._beat - TICK_SECONDS if self._beat else 0.0)
            self._beat = now
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
        beside = Server(_config(app.state.management, "off", MANAGERS_GRACE_SECONDS), MOST_MANAGERS)
    config = _config(app, "on", GRACE_SECONDS, host=host, port=port)
    service: Service | None = getattr(app.state, "service", None)
    connections = None if service is None else service.settings.bounds.connections
    server = Server(config, _connections(connections), beside, management)
    if service is not None:
        server.drain = service.leave
        server.reload.append(service.reread_tokens)
        server.limits = service.limits
    return server


def _config(app: Any, lifespan: Literal["on", "off"], grace: int, **where: Any) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        loop="auto",
        lifespan=lifespan,
        http=GuardedProtocol,
        ws=TelephoneSocket,
        ws_max_size=BODY_LIMIT,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        ws_per_message_deflate=False,
        log_config=None,
        access_log=False,
        server_header=False,
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


def _connections(wanted: int | None) -> int:
    """As many as are wanted, if there are file handles for them and for the store and the log."""
    most = MOST_CONNECTIONS if wanted is None else wanted
    files = _files(most + SPARE_FILES)
    allowed = max(SPARE_FILES, min(most, files - SPARE_FILES))
    if allowed < most:
        say = log.note if wanted is None and allowed >= FEW_CONNECTIONS else log.warn
        say(
            "connections are limited by the limit of open files; raise it: ulimit -n, or LimitNOFILE= of systemd",
            connections=allowed,
            files=files,
            wanted=most + SPARE_FILES,
        )
    return allowed


def _files(wanted: int) -> int:
    """How many files may be open, after asking for that many."""
    try:
        import resource
    except ImportError:  # Windows
        return wanted
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return wanted
    more = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (more, hard))
    except (OSError, ValueError):
        return int(soft)
    return int(more)


def settle() -> None:
    """Take what lives as long as the process (flows, code) out of the garbage collector's rounds, before serving.

    Otherwise each full round walks over all flows again while callers wait. What a reload brings is collected as usual.
    """
    gc.collect()
    gc.freeze()
    # Turns leave no cycles behind, so looking for them with every few turns only costs.
    gc.set_threshold(*COLLECTED)


def leave_no_dumps() -> None:
    """If this process breaks, its memory is not written to a disk: secrets, and what callers said, are in it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))
