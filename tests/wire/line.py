"""One connection of the real server, without a network: packets go in as they are cut, bytes come out."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import uvicorn
from starlette.applications import Starlette

from callwright.runtime.server import Server, make_server

_DATE = re.compile(rb"(?im)^date: [^\r\n]*\r?\n")


class Answer(NamedTuple):
    """One answer of a connection."""

    status: int
    headers: dict[str, str]
    body: bytes


class _Transport(asyncio.Transport):
    """Keeps what is written."""

    def __init__(self) -> None:
        super().__init__({"peername": ("127.0.0.1", 5000), "sockname": ("127.0.0.1", 8080)})
        self.written = bytearray()
        self.closed = False
        self.paused = False

    def write(self, data: Any) -> None:
        if not self.closed:
            self.written += data

    def writelines(self, list_of_data: Iterable[Any]) -> None:
        for data in list_of_data:
            self.write(data)

    def close(self) -> None:
        self.closed = True

    def abort(self) -> None:
        self.closed = True

    def is_closing(self) -> bool:
        return self.closed

    def pause_reading(self) -> None:
        self.paused = True

    def resume_reading(self) -> None:
        self.paused = False

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        """Nothing is ever too much."""

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        """Only a WebSocket asks for it."""


class Lines:
    """Connections to the server of an application. ``express``: whether there is the express lane."""

    def __init__(self, app: Starlette, *, express: bool = True) -> None:
        self._app = app
        self._express = express
        self.server: Server = make_server(app, "127.0.0.1", 0)
        self.config: uvicorn.Config = self.server.config
        self.config.load()

    async def send(self, packets: Sequence[bytes]) -> tuple[bytes, bool]:
        """Everything that comes back for these packets on one connection, without dates; whether it was closed."""
        transport = _Transport()
        kind: Any = self.config.http_protocol_class
        protocol = kind(config=self.config, server_state=self.server.server_state, app_state={})
        protocol.connection_made(transport)
        if not self._express:
            protocol._begin = None
        for packet in packets:
            if transport.closed:
                break
            protocol.data_received(packet)
            await _rest(transport, 8)
        await _rest(transport, 40)
        protocol.connection_lost(None)
        await _rest(transport, 8)
        return _DATE.sub(b"", bytes(transport.written)), transport.closed


async def _rest(transport: _Transport, turns: int) -> None:
    """Until nothing has been written for so many turns of the event loop: nothing here waits for anything outside."""
    quiet = 0
    while quiet < turns:
        before = len(transport.written)
        await asyncio.sleep(0)
        quiet = quiet + 1 if len(transport.written) == before else 0


def answers(raw: bytes) -> list[Answer]:
    """The answers in what came back. Fails where it is no HTTP."""
    found = []
    while raw:
        head, end, raw = raw.partition(b"\r\n\r\n")
        assert end, f"no whole head: {head[:200]!r}"
        first, *lines = head.decode("latin-1").split("\r\n")
        status = int(re.fullmatch(r"HTTP/1\.1 (\d{3})(?: .*)?", first)[1])  # type: ignore[index]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        if status == 100:
            continue
        if headers.get("transfer-encoding") == "chunked":
            body = b""
            while True:
                size, _, raw = raw.partition(b"\r\n")
                length = int(size, 16)
                body, raw = body + raw[:length], raw[length + 2 :]
                if not length:
                    break
        else:
            length = int(headers.get("content-length", "0"))
            assert len(raw) >= length
            body, raw = raw[:length], raw[length:]
        found.append(Answer(status, headers, body))
    return found
