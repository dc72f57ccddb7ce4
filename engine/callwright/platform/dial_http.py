"""The application behind a webhook: one POST an event, the answer in its body."""

from __future__ import annotations

import json
import time
from typing import Any

import aiohttp

from callwright.platform.dial import TOO_SLOW_MS, Answer, RefusedError, judge_pace
from callwright.platform.wire import Fault, shown

AT_HEADER = "X-Callwright-At"
_NOT_FOR_US = (401, 403, 404, 405)


class Webhook:
    """POSTs events to ``url``; ``token`` goes out as ``X-API-TOKEN``.

    ``virtual_time`` tells the application in a header when each event happened. It takes that for true only if
    it was told to; without it a call has to run in real time. With ``must_welcome`` a first event that is turned
    away (wrong address, wrong token) raises ``RefusedError`` instead of being one fault of many.
    """

    websocket = False

    def __init__(self, url: str, *, token: str = "", virtual_time: bool = False, must_welcome: bool = False) -> None:
        self._url = url
        self._headers = {"User-Agent": "callwright-emulator", "Content-Type": "application/json"}
        if token:
            self._headers["X-API-TOKEN"] = token
        self._virtual_time = virtual_time
        self._must_welcome = must_welcome
        self._client: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        timeout = aiohttp.ClientTimeout(total=TOO_SLOW_MS / 1000)
        self._client = aiohttp.ClientSession(timeout=timeout, headers=self._headers)

    async def deliver(self, event: dict[str, Any], at: int) -> Answer:
        if self._client is None:
            raise RuntimeError("open() comes first")
        headers = {AT_HEADER: str(at)} if self._virtual_time else {}
        began = time.monotonic()
        try:
            async with self._client.post(
                self._url, data=json.dumps(event, ensure_ascii=False), headers=headers, allow_redirects=False
            ) as response:
                status, body = response.status, await response.read()
        except TimeoutError:
            return Answer(faults=judge_pace(TOO_SLOW_MS + 1))
        except aiohttp.ClientConnectorError as error:
            raise ConnectionRefusedError(f"nobody answers at {self._url} ({error.os_error.strerror})") from error
        except aiohttp.ClientError as error:
            return Answer(faults=(Fault("answer", f"the connection broke ({error})", "200 with actions, or 204"),))
        if self._must_welcome:
            if status in _NOT_FOR_US:
                raise RefusedError(self._url, status)
            self._must_welcome = False
        late = judge_pace((time.monotonic() - began) * 1000)
        answer = read_answer(status, body)
        return Answer(answer.value, answer.faults + late)

    def arrived(self) -> list[Answer]:
        return []

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()
            self._client = None


def read_answer(status: int, body: bytes) -> Answer:
    """What a webhook's answer says: 200 with actions, or 204; anything else is a fault and asks for nothing."""
    if status == 204:
        return Answer()
    if status != 200:
        about = f" ({shown(body[:200].decode('utf-8', 'replace'))})" if body else ""
        return Answer(faults=(Fault("status", f"{status}{about}", "200 with one action or an array of them, or 204"),))
    try:
        return Answer(decode(body))
    except ValueError:
        found = shown(body[:200].decode("utf-8", "replace")) if body else "nothing"
        return Answer(faults=(Fault("body", found, "JSON: one action or an array of actions (nothing: status 204)"),))


def decode(text: bytes | str) -> object:
    """Strict JSON. Raises ``ValueError``, also for NaN and its kin; ``null`` is no answer either."""

    def refuse(constant: str) -> None:
        raise ValueError(constant)

    value: object = json.loads(text, parse_constant=refuse)
    if value is None:
        raise ValueError("null")
    return value
