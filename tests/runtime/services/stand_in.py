"""A service to be asked, on a real port, that answers byte by byte what its test says."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

from callwright.core.inquiry import Inquiry
from callwright.core.service import Service
from callwright.core.templates import compile_text
from callwright.diagnostics.model import Span
from callwright.runtime.services.answer import Answer
from callwright.runtime.services.services import Services

SPAN = Span("shop.yaml", 1, 1, 1, 1)
Reply = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]


class Asked(NamedTuple):
    """One request as it came over the line."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


def reply(status: int = 200, body: bytes | object = b"", **headers: str) -> bytes:
    """An HTTP answer. ``_`` in a header's name is ``-``."""
    if not isinstance(body, bytes):
        body, headers = json.dumps(body).encode(), {"Content_Type": "application/json"} | headers
    lines = [f"HTTP/1.1 {status} What"]
    headers = {"Content_Length": str(len(body))} | headers
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items() if value]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def packed(body: bytes) -> bytes:
    """An answer packed with gzip."""
    return reply(200, gzip.compress(body), Content_Encoding="gzip", Content_Type="application/json")


def broken_off(answer: bytes) -> Reply:
    """An answer behind which the connection breaks."""

    async def write(writer: asyncio.StreamWriter) -> None:
        writer.write(answer)

    return write


class StandIn:
    """Gives one reply after the other, then the last one for ever; empty bytes break the connection.

    A reply may be a function that writes it when it likes; the connection ends with it.
    """

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies) or [reply(200, {})]
        self.asked: list[Asked] = []
        self.connections = 0
        self.came = asyncio.Event()
        self.gone = asyncio.Event()
        """Set when somebody left without waiting for an answer."""
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                method, target, _ = head[0].split(" ", 2)
                headers = {n.title(): v.strip() for n, _, v in (line.partition(":") for line in head[1:] if line)}
                body = await reader.readexactly(int(headers.get("Content-Length", "0")))
                self.asked.append(Asked(method, target, headers, body))
                self.came.set()
                answer = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
                if not answer:
                    return
                if isinstance(answer, bytes):
                    writer.write(answer)
                    await writer.drain()
                else:
                    leaving = asyncio.ensure_future(self._leaves(reader))
                    await answer(writer)
                    leaving.cancel()
                    return
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _leaves(self, reader: asyncio.StreamReader) -> None:
        await reader.read()
        self.gone.set()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[str]:
        """Serve until the block ends. Gives the address."""
        tasks: set[asyncio.Task[None]] = set()

        def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.ensure_future(self._serve(reader, writer))
            tasks.add(task)
            task.add_done_callback(tasks.discard)

        server = await asyncio.start_server(begin, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self.url
        finally:
            server.close()
            for task in list(tasks):
                task.cancel()
            if tasks:
                await asyncio.wait(list(tasks))


def service(url: str, *, private: bool = True, timeout: int = 5000, **headers: str) -> Service:
    """A service of a flow; ``_`` in a header's name is ``-``."""
    texts = {name.replace("_", "-"): compile_text(value) for name, value in headers.items()}
    return Service("shop", compile_text(url), SPAN, texts, timeout, private)


def inquiry(path: str = "/orders", method: str = "GET", body: Any = None, **query: str) -> Inquiry:
    """What is asked."""
    return Inquiry("c1/1", "shop", method, path, tuple(query.items()), body, 0)


async def asking(
    stand_in: StandIn, *inquiries: Inquiry, variables: Mapping[str, str] | None = None, **of: Any
) -> list[Answer]:
    """The answers of a stand-in, one after the other."""
    services = Services(variables or {})
    async with stand_in.open() as url:
        try:
            return [await services.ask(service(url, **of), one) for one in inquiries or (inquiry(),)]
        finally:
            await services.close()


def asked(*replies: Reply, one: Inquiry | None = None, **of: Any) -> tuple[Answer, StandIn]:
    """The answer to one inquiry, and the stand-in that was asked."""
    stand_in = StandIn(*replies)
    (answer,) = asyncio.run(asking(stand_in, one or inquiry(), **of))
    return answer, stand_in
