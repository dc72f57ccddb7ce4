"""The web server around the application: uvicorn, with the deadlines that it lacks.

Theory of operation. uvicorn waits for ever for a request whose head never ends. ``TelephoneProtocol`` gives
everybody a deadline for it, and once a second whoever is past theirs is cut off. Bodies have their own deadline in
the webhook. All other limits are uvicorn's own: connections, frames, pings, idle connections, the time to finish when
told to stop.
"""

from __future__ import annotations

import asyncio
import gc
import socket
from typing import Any

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


class Server(uvicorn.Server):
    """uvicorn's server, which keeps the deadlines of its connections."""

    async def cut_off(self) -> None:
        """Close the connections that are past their deadline."""
        now = asyncio.get_running_loop().time()
        for connection in list(self.server_state.connections):
            deadline = getattr(connection, "deadline", None)
            if deadline is not None and deadline < now:
                connection.transport.close()


def make_server(app: Starlette, host: str, port: int) -> Server:
    """A server that is ready to ``run``. ``port`` 0 takes a free one."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        loop="auto",
        http=TelephoneProtocol,
        ws=TelephoneSocket,
        ws_max_size=BODY_LIMIT,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        ws_per_message_deflate=False,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=_connections(),
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_notify=1,
    )
    server = Server(config)
    config.callback_notify = server.cut_off
    return server


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
