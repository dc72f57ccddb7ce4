"""What ten thousand calls cost that are on a WebSocket each, all open at once."""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import tempfile
from pathlib import Path
from typing import cast

import uvloop

from tests.benchmarks.load import EVENTS
from tests.benchmarks.ratio import Ratio, report
from tests.benchmarks.servers import serving, take_core

SOCKETS = 10_000
BAR_MIB = 1024
AT_ONCE = 100
"""So many shake hands at a time."""

FILES = 2 * SOCKETS
_HELLO = (
    b"GET /websocket HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


def _frame(text: str) -> bytes:
    """A text as a client frames it, masked with zeros."""
    data = text.encode()
    return b"\x81" + bytes([0x80 | 126]) + len(data).to_bytes(2, "big") + bytes(4) + data


class _Call(asyncio.Protocol):
    """One call: it shakes hands, begins, and is answered; then it stays."""

    def __init__(self, number: int, begun: asyncio.Future[None]) -> None:
        self._number = number
        self._begun = begun
        self._greeted = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self.transport.write(_HELLO)

    def data_received(self, data: bytes) -> None:
        if not self._greeted:
            assert data.startswith(b"HTTP/1.1 101"), data[:200]
            self._greeted = True
            self.transport.write(_frame(EVENTS[0] % f"socket-{self._number}"))
        elif not self._begun.done():
            assert json.loads(data[data.index(b"{") :])["type"] == "speak"
            self._begun.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._begun.done():
            self._begun.set_exception(AssertionError(f"the server hung up: {exc}"))


def _resident(process: int) -> float:
    """MiB of memory that a process has."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


async def _opened(port: int, process: int) -> float:
    """MiB of the server's process when all calls are open and answered."""
    loop = asyncio.get_running_loop()
    transports = []
    for first in range(0, SOCKETS, AT_ONCE):
        begun = [loop.create_future() for _ in range(AT_ONCE)]
        for place, done in enumerate(begun):
            transport, _ = await loop.create_connection(
                lambda number=first + place, done=done: _Call(number, done),  # type: ignore[misc]
                "127.0.0.1",
                port,
            )
            transports.append(transport)
        async with asyncio.timeout(60):
            await asyncio.gather(*begun)
    used = _resident(process)
    assert not any(transport.is_closing() for transport in transports)
    for transport in transports:
        transport.abort()
    return used


def main() -> int:
    """Open them, and look."""
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if allowed != resource.RLIM_INFINITY and allowed < SOCKETS + 100:
        print(f"left out: this needs {SOCKETS + 100} open files at a time, and {allowed} are allowed")
        return 0
    most = FILES if allowed == resource.RLIM_INFINITY else min(FILES, allowed)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, allowed))  # the server's process inherits it
    take_core(1)
    with tempfile.TemporaryDirectory() as folder, serving("memory-watched", Path(folder)) as server:
        before = _resident(server.process)
        used = uvloop.run(_opened(server.port, server.process))
    name = f"MiB of the process with {SOCKETS:,} calls on WebSockets ({before:.0f} before them)"
    return report([Ratio(name, used, BAR_MIB)])


if __name__ == "__main__":
    sys.exit(main())
