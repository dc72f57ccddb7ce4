"""Whoever manages calls, at the other end of real connections."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

import aiohttp
from websockets.asyncio.client import ClientConnection, connect

from tests.runtime.serving import event, management

PLATFORM, MANAGEMENT = {"X-API-TOKEN": "t"}, {"Authorization": "Bearer m"}


class Client:
    """Whoever manages calls, and the platform's webhook, with their tokens."""

    def __init__(self, http: aiohttp.ClientSession, port: int) -> None:
        self._http = http
        self._platform, self._management = port, management(port)

    async def ask(
        self, method: str, path: str, data: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Any]:
        """Status and JSON; of the webhook at the platform's port, of all else at the management's."""
        at = f"http://127.0.0.1:{self._platform if path.endswith('/webhook') else self._management}"
        kind = {} if data is None else {"Content-Type": "application/json"}
        sent = kind | (MANAGEMENT if headers is None else headers)
        async with self._http.request(method, at + path, data=data, headers=sent) as answer:
            text = await answer.text()
            return answer.status, json.loads(text) if text else None

    async def post(self, path: str, body: object = None) -> tuple[int, Any]:
        """An event or the button, with a body if there is one."""
        return await self.ask("POST", path, None if body is None else json.dumps(body).encode())

    async def look(self, call: str) -> tuple[int, Any]:
        return await self.ask("GET", "/calls/" + quote(call, safe=""))

    async def tell(self, kind: str, call: str, **fields: object) -> Any:
        """An event of the platform; its answer's actions."""
        _, answer = await self.ask("POST", "/webhook", json.dumps(event(kind, call, **fields)).encode(), PLATFORM)
        return answer if isinstance(answer, list) else [answer] if answer else []


def manage(port: int, act: Callable[[Client], Awaitable[Any]]) -> Any:
    async def main() -> Any:
        # No connection is kept, so that what a test sends never meets one that a refusal has closed.
        async with asyncio.timeout(30), aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as http:
            return await act(Client(http, port))

    return asyncio.run(main())


def dial(port: int) -> connect:
    return connect(f"ws://127.0.0.1:{port}/websocket", additional_headers=PLATFORM, compression=None)


async def say(line: ClientConnection, kind: str, call: str, **fields: object) -> None:
    await line.send(json.dumps(event(kind, call, **fields)))


async def hear(line: ClientConnection) -> list[dict[str, Any]]:
    answer = json.loads(await line.recv())
    return answer if isinstance(answer, list) else [answer]


def kinds(actions: list[dict[str, Any]]) -> list[str]:
    return [action["type"] for action in actions]
