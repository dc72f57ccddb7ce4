"""The application behind a WebSocket: events in, actions out, at any time.

Nothing on this channel says which event an action answers. In real time that does not matter. In virtual time
nothing may be left over when time goes on, so each event carries ``at`` and the application, if it was told to
take that for true, sends ``{"at": …}`` back when it is through with it; from one that does not, silence for a
while is taken to mean the same.
"""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import aiohttp

from callwright.platform.dial import TOO_SLOW_MS, Answer, RefusedError, judge_pace
from callwright.platform.dial_http import decode
from callwright.platform.wire import Fault, shown

QUIET_MS = 250
QUIET_AFTER_ANSWER_MS = 40


class Socket:
    """Talks to the WebSocket at ``url``; ``token`` goes out as ``X-API-TOKEN`` with the upgrade.

    ``arrival`` is set whenever the application has sent something; a real clock waits on it.
    """

    websocket = True

    def __init__(self, url: str, *, token: str = "", virtual_time: bool = False) -> None:
        self._url = url
        self._headers = {"User-Agent": "callwright-emulator"}
        if token:
            self._headers["X-API-TOKEN"] = token
        self._virtual_time = virtual_time
        self.arrival = asyncio.Event()
        self._inbox: list[Answer] = []
        self._through = -1
        self._says_when_through = False
        self._client: aiohttp.ClientSession | None = None
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._reader: asyncio.Task[None] | None = None

    async def open(self) -> None:
        self._client = aiohttp.ClientSession()
        try:
            self._socket = await self._client.ws_connect(
                self._url, headers=self._headers, compress=0, autoping=True, max_msg_size=16 * 1024 * 1024
            )
        except aiohttp.WSServerHandshakeError as error:
            await self.close()
            raise RefusedError(self._url, error.status) from error
        except aiohttp.ClientError as error:
            await self.close()
            raise ConnectionRefusedError(f"nobody answers at {self._url} ({error})") from error
        self._reader = asyncio.create_task(self._read(self._socket))

    async def deliver(self, event: dict[str, Any], at: int) -> Answer:
        if self._socket is None:
            raise RuntimeError("open() comes first")
        message = {**event, "at": at} if self._virtual_time else event
        began = time.monotonic()
        self._through = -1
        self.arrival.clear()
        try:
            await self._socket.send_str(json.dumps(message, ensure_ascii=False))
        except (ConnectionError, aiohttp.ClientError):
            return Answer(faults=(Fault("connection", "the application closed it", "open until the call ends"),))
        if self._virtual_time:
            await self._settle(at)
            self._inbox.extend(Answer(faults=(late,)) for late in judge_pace((time.monotonic() - began) * 1000))
        return Answer()

    def arrived(self) -> list[Answer]:
        answers, self._inbox = self._inbox, []
        return answers

    async def close(self) -> None:
        if self._socket is not None:
            await self._socket.close()
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)
        if self._client is not None:
            await self._client.close()
        self._socket = self._reader = self._client = None

    async def _settle(self, at: int) -> None:
        """Until the application says that it is through with ``at``, or has been silent for long enough."""
        patience = TOO_SLOW_MS if self._says_when_through else QUIET_MS
        while self._through != at and self._reader is not None and not self._reader.done():
            try:
                async with asyncio.timeout(patience / 1000):
                    await self.arrival.wait()
            except TimeoutError:
                return
            self.arrival.clear()
            if not self._says_when_through:
                patience = QUIET_AFTER_ANSWER_MS

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                self._hear(message.data)
            elif message.type is aiohttp.WSMsgType.BINARY:
                self._inbox.append(Answer(faults=(Fault("message", "a binary message", "JSON text"),)))
            self.arrival.set()
        self.arrival.set()

    def _hear(self, text: str) -> None:
        try:
            value = decode(text)
        except ValueError:
            self._inbox.append(Answer(faults=(Fault("message", shown(text[:200]), "JSON: actions"),)))
            return
        if isinstance(value, dict) and set(value) == {"at"}:
            self._through = value["at"]
            self._says_when_through = True
        elif isinstance(value, dict) and "type" not in value:
            # The platform passes over greetings and error reports that are no actions; so do we, aloud.
            fault = Fault("message", shown(value), "one action or an array of actions", warning=True)
            self._inbox.append(Answer(faults=(fault,)))
        else:
            self._inbox.append(Answer(value))
