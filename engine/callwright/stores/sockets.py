"""The bus of workers that share one machine and one file: datagrams between Unix sockets.

Theory of operation. Each worker that listens has a socket beside the store's file, under its own name
(``calls.db-bus-3f…``), which only the file's owner can write to. A datagram is the sender's name, a line break and the
message. A socket on which nobody listens any more refuses, and whoever finds that takes the file away.

A socket's address may be a hundred bytes long at most. Where the folder's name is longer, Linux takes a shorter name of
the same folder; elsewhere, and where there are no such sockets at all (Windows), ``NobodyElse`` is the bus.
"""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import suppress
from glob import escape
from pathlib import Path

from callwright.stores.bus import LARGEST, Bus, Hear, NobodyElse

LONGEST = 100
TRIES = 20
"""How often a message is tried where the other's queue is full, ``PAUSE_SECONDS`` apart."""

PAUSE_SECONDS = 0.01


def bus_beside(store: Path, owner: str) -> Bus:
    """The bus for the workers that have this file open."""
    if not hasattr(socket, "AF_UNIX"):
        return NobodyElse()
    if len(os.fsencode(store.absolute())) + 32 > LONGEST and not Path("/proc/self/fd").is_dir():
        return NobodyElse()
    return SocketBus(store, owner)


class SocketBus:
    """One a store. Sending needs no listening."""

    def __init__(self, store: Path, owner: str) -> None:
        self._folder = store.absolute().parent
        self._stem = store.name + "-bus-"
        self._owner = owner
        self._hear: Hear | None = None
        self._ear: socket.socket | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def open(self, hear: Hear) -> None:
        """See ``Bus.open``."""
        await self.close()
        ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            ear.setblocking(False)
            ear.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * 1024 * 1024)
            path = self._folder / (self._stem + self._owner)
            with _Address(path) as address:
                ear.bind(address)
            path.chmod(0o600)
        except BaseException:
            ear.close()
            raise
        self._hear, self._ear, self._loop = hear, ear, asyncio.get_running_loop()
        self._loop.add_reader(ear, self._heard)

    def _heard(self) -> None:
        while self._ear is not None and self._hear is not None:
            try:
                data = self._ear.recv(LARGEST + 256)
            except OSError:
                return
            sender, _, message = data.partition(b"\n")
            self._hear(sender.decode("ascii", "replace"), message)

    async def tell(self, owner: str, message: bytes) -> bool:
        """See ``Bus.tell``."""
        _check(message)
        return owner.isalnum() and await self._send(self._folder / (self._stem + owner), message)

    async def tell_all(self, message: bytes) -> None:
        """See ``Bus.tell_all``."""
        _check(message)
        for path in sorted(self._folder.glob(escape(self._stem) + "*")):
            if path.name != self._stem + self._owner:
                await self._send(path, message)

    async def _send(self, path: Path, message: bytes) -> bool:
        data = self._owner.encode() + b"\n" + message
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as mouth:
            mouth.setblocking(False)
            mouth.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 * LARGEST)
            for _ in range(TRIES):
                try:
                    with _Address(path) as address:
                        mouth.sendto(data, address)
                    return True
                except BlockingIOError:
                    await asyncio.sleep(PAUSE_SECONDS)
                except ConnectionRefusedError:
                    with suppress(OSError):
                        path.unlink()
                    return False
                except OSError:
                    return False
        return True

    async def renew(self) -> None:
        """Where somebody deleted our socket, listen on a new one."""
        if self._hear is not None and not (self._folder / (self._stem + self._owner)).exists():
            await self.open(self._hear)

    async def close(self) -> None:
        """See ``Bus.close``."""
        self.leave()

    def leave(self) -> None:
        """The same, without a pause."""
        ear, self._ear, self._hear = self._ear, None, None
        if ear is None:
            return
        if self._loop is not None and not self._loop.is_closed():
            self._loop.remove_reader(ear)
        ear.close()
        with suppress(OSError):
            (self._folder / (self._stem + self._owner)).unlink()


class _Address:
    """A path as an address, by a shorter name where it is too long for one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._folder: int | None = None

    def __enter__(self) -> str:
        if len(os.fsencode(self._path)) <= LONGEST:
            return str(self._path)
        self._folder = os.open(self._path.parent, os.O_RDONLY | os.O_CLOEXEC)
        return f"/proc/self/fd/{self._folder}/{self._path.name}"

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            os.close(self._folder)


def _check(message: bytes) -> None:
    if len(message) > LARGEST:
        raise ValueError(f"a message of {len(message)} bytes; at most {LARGEST} are allowed")
