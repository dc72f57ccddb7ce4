"""One connection to a Redis server: commands out, replies in, in the same order.

Theory of operation. What is told is written at once and not waited for; whoever told it is found by his place in the
queue when the reply comes (``replied``). So nothing here needs a task, and any number of commands may be under way. A
reply that is an error is a value like any other (``hiredis.ReplyError``).
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, cast

import hiredis

from callwright.stores.redis_address import Address

Command = tuple[bytes | str | int, ...]
Replied = Callable[[Any], None]
pack: Callable[[Command], bytes] = hiredis.pack_command  # type: ignore[assignment]  # its stub takes one argument alone
"""A command as it goes over the line."""
Lost = Callable[["Line"], None]


class Line(asyncio.Protocol):
    """Use ``connect``. ``replied`` is called with each reply, ``lost`` once, when the connection is gone."""

    def __init__(self, replied: Replied, lost: Lost) -> None:
        self.replied = replied
        self.lost = lost
        self._reader = hiredis.Reader()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See ``asyncio.Protocol``."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is no subclass of it

    def data_received(self, data: bytes) -> None:
        """See ``asyncio.Protocol``."""
        reader = self._reader
        reader.feed(data)
        try:
            while (reply := reader.gets()) is not False:
                self.replied(reply)
        except hiredis.ProtocolError:
            self.cut()  # whoever answers there is no Redis server

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002  it is gone, whyever
        """See ``asyncio.Protocol``."""
        self._transport = None
        self.lost(self)

    def tell(self, packed: Iterable[bytes]) -> None:
        """Send commands (see ``pack``); the replies come in their order."""
        if self._transport is not None:
            self._transport.write(b"".join(packed))

    def cut(self) -> None:
        """End it at once."""
        if self._transport is not None:
            self._transport.abort()


async def connect(address: Address, replied: Replied, lost: Lost) -> Line:
    """A line on which nothing was said yet. Raises ``OSError``."""
    loop = asyncio.get_running_loop()

    def make() -> Line:
        return Line(replied, lost)

    if address.path:
        _, line = await loop.create_unix_connection(make, address.path)
    else:
        context = address.context()
        name = address.host if context is not None else None
        _, line = await loop.create_connection(make, address.host, address.port, ssl=context, server_hostname=name)
    return line


class Talk:
    """Questions and answers on a new line: the hand-shake."""

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Future[Any]] = deque()

    def replied(self, reply: Any) -> None:
        """The next reply is there."""
        if self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_result(reply)

    def lost(self, _line: Line) -> None:
        """The connection is gone."""
        while self._waiting:
            self.replied(ConnectionResetError("the server has closed the connection"))

    async def ask(self, line: Line, *commands: Command) -> list[Any]:
        """The replies to commands. Raises ``OSError``, and ``hiredis.ReplyError`` for the first error."""
        loop = asyncio.get_running_loop()
        waiting = [loop.create_future() for _ in commands]
        self._waiting.extend(waiting)
        line.tell([pack(command) for command in commands])
        replies = [await one for one in waiting]
        for reply in replies:
            if isinstance(reply, Exception):
                raise reply
        return replies


def hello(address: Address, name: str) -> list[Command]:
    """What is said first on a new line."""
    commands: list[Command] = []
    if address.password:
        commands.append(("AUTH", address.user, address.password) if address.user else ("AUTH", address.password))
    if address.number:
        commands.append(("SELECT", address.number))
    commands.append(("CLIENT", "SETNAME", name))
    return commands


def meaning(error: Exception) -> str:
    """What an error of the server, or of the way to it, means to people. No password stands in it."""
    text = str(error)
    if isinstance(error, hiredis.ReplyError):
        word = text.partition(" ")[0]
        return _MEANINGS.get(word, f"the server says: {text[:200]}")
    if isinstance(error, TimeoutError):
        return "the server does not answer"
    if isinstance(error, ConnectionRefusedError):
        return "nobody answers at this address; start the server, or name another one"
    if isinstance(error, ssl.SSLError):
        return f"TLS failed ({error.reason or text}); look at the certificate, or at ca= in the address"
    if isinstance(error, socket.gaierror | UnicodeError):
        return "there is no such host; look at its name"
    if isinstance(error, FileNotFoundError):
        return "there is no such socket; start the server, or name another one"
    if isinstance(error, OSError):
        return (error.strerror or text or "the connection failed").lower()
    return text


_MEANINGS = {
    "NOAUTH": "it wants a password; write it into the address, as in redis://:PASSWORD@HOST",
    "WRONGPASS": "its password, or the user, is another one",
    "NOPERM": "this user may not do what is needed there; let it use all commands on our keys and channels",
    "OOM": "its memory is full; give it more, and the policy noeviction",
    "MISCONF": "it cannot write to its disk; make room there",
    "READONLY": "it is a copy that cannot be written; name the one that it copies",
    "LOADING": "it is still reading its data",
    "CLUSTERDOWN": "its cluster is down",
    "MASTERDOWN": "the server that it copies is down",
    "BUSY": "it is busy with a script of somebody else",
    "CROSSSLOT": "it is a cluster; let the prefix in the address hold braces, as in ?prefix={callwright}:",
}
