"""HTTP as a platform speaks it: a few kept connections to each host, one request at a time on each."""

from __future__ import annotations

import asyncio
import random
import socket
import struct
from contextlib import suppress

SECONDS = 5.0
"""How long the platform waits for an answer."""


class BrokenError(Exception):
    """The connection broke, or none could be made: nobody knows whether the event arrived."""


class Connection:
    """One, used by one request at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self.writer = writer
        self.open = True

    async def send(self, body: bytes, length: int | None = None) -> None:
        """A request. ``length`` is what it says it has, if that is another one."""
        said = len(body) if length is None else length
        head = f"POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {said}\r\n\r\n"
        self.writer.write(head.encode() + body)
        await self.writer.drain()

    async def receive(self) -> tuple[int, bytes]:
        """Its answer."""
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        _, _, length = head.partition(b"content-length: ")
        body = await self._reader.readexactly(int(length.split(b"\r\n")[0])) if length else b""
        if b"connection: close" in head:
            self.close()
        return int(head.split()[1]), body

    def close(self) -> None:
        """In order."""
        self.open = False
        self.writer.close()

    def reset(self) -> None:
        """At once, as a machine does that has died."""
        self.open = False
        raw = self.writer.get_extra_info("socket")
        with suppress(OSError):  # it is closed already
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


class Lines:
    """The connections to some ports of this machine; each request takes one by chance, so that any worker gets it."""

    def __init__(self, ports: list[int], chance: random.Random) -> None:
        self._ports = ports
        self._chance = chance
        self._idle: list[Connection] = []
        self._all: set[Connection] = set()

    async def connect(self) -> Connection:
        """A new one, to a port by chance."""
        try:
            connection = Connection(*await asyncio.open_connection("127.0.0.1", self._chance.choice(self._ports)))
            self._all.add(connection)
            return connection
        except OSError as error:
            raise BrokenError(str(error)) from error

    async def post(self, body: bytes) -> tuple[int, bytes]:
        """One event, and its answer. Raises ``BrokenError``."""
        if self._idle and self._chance.random() < 0.9:
            connection = self._idle.pop(self._chance.randrange(len(self._idle)))
        else:
            connection = await self.connect()
        whole = False
        try:
            async with asyncio.timeout(SECONDS):
                await connection.send(body)
                answer = await connection.receive()
        except (OSError, EOFError, TimeoutError) as error:
            raise BrokenError(str(error) or type(error).__name__) from error
        else:
            whole = True
        finally:
            if not whole or not connection.open:
                connection.reset()
                self._all.discard(connection)
        if connection.open:
            self._idle.append(connection)
        return answer

    async def close(self) -> None:
        """All of them."""
        for connection in self._all:
            connection.reset()
        await asyncio.sleep(0.05)  # the event loop closes what was reset
