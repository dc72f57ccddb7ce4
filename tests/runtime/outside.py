"""The world outside a call, as its tests need it: a flow that listens to it, a line to speak on, the platform's API."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from callwright.core.events import Button, Outside, Parties, SessionStart, SpeechEnded
from callwright.runtime.dispatcher import Dispatcher
from callwright.runtime.reach import never
from tests.runtime.turns import AT, US

DESK = """
flow: desk
language: en-US
start: welcome
states:
  welcome:
    prompts:
      - text: This call may be recorded.
        name: notice
        barge_in: none
      - text: Please stay on the line while we look for somebody who knows your order.
        barge_in: immediate
    transitions:
      otherwise: welcome
    events:
      found:
        go_to: found
        interrupt: yes
      gone: gone
  found:
    prompts: Your order {{ event.order }} is here.
    transitions:
      otherwise: welcome
  gone:
    prompts: It is gone.
    hangup: true
"""

NOBODY = Parties()


def found(order: object = "4711", call: str = "c1", at: int = AT + 4000) -> Outside:
    """The outside event of that name."""
    return Outside(call, at, NOBODY, "found", {"order": order})


def button(call: str = "c1", at: int = AT + 4000, *, force: bool = False) -> Button:
    """The button."""
    return Button(call, at, NOBODY, force=force)


async def until_the_question(dispatcher: Dispatcher, socket: Line | None = None, call: str = "c1") -> None:
    """A call in which the interruptible prompt of ``welcome`` plays."""
    await dispatcher.dispatch(SessionStart(call, AT, US), socket=socket)
    await dispatcher.dispatch(SpeechEnded(call, AT + 2000, US), socket=socket)


def types(body: bytes) -> list[str]:
    """The types of the actions in one frame or body."""
    actions = json.loads(body)
    return [action["type"] for action in (actions if isinstance(actions, list) else [actions])]


class Line:
    """A channel: keeps what it is given. It waits while ``stuck``, and takes nothing while ``broken``."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.broken = False
        self.stuck: asyncio.Event | None = None
        self.asked = asyncio.Event()

    async def send(self, call: str, body: bytes, pressed: Callable[[], bool] = never) -> bool:
        del call, pressed
        self.asked.set()
        if self.stuck is not None:
            await self.stuck.wait()
        if self.broken:
            return False
        self.sent.append(body)
        return True

    async def next(self, count: int) -> None:
        """Until so many frames were sent."""
        while len(self.sent) < count:
            self.asked.clear()
            await self.asked.wait()
            await asyncio.sleep(0)


class Api:
    """The platform's external API: answers as it is told to, then with 202. It waits while ``stuck``."""

    def __init__(self, *answers: int | tuple[int, str]) -> None:
        self.answers = list(answers)
        self.requests: list[tuple[str, dict[str, str], Any]] = []
        self.stuck: asyncio.Event | None = None
        self.asked = asyncio.Event()

    @property
    def bodies(self) -> list[Any]:
        return [body for _, _, body in self.requests]

    async def _take(self, request: web.Request) -> web.Response:
        self.requests.append((request.raw_path, dict(request.headers), await request.json()))
        self.asked.set()
        stuck, self.stuck = self.stuck, None
        if stuck is not None:
            await stuck.wait()
        status, after = (answer, "") if isinstance(answer := self._answer(), int) else answer
        headers = {"Retry-After": after} if after else {}
        return web.Response(status=status, headers=headers | ({"Location": "/other"} if status == 302 else {}))

    def _answer(self) -> int | tuple[int, str]:
        return self.answers.pop(0) if self.answers else 202

    @asynccontextmanager
    async def open(self) -> AsyncIterator[str]:
        """Serve it. Gives the template of its address."""
        app = web.Application()
        app.router.add_route("*", "/{rest:.*}", self._take)
        runner = web.AppRunner(app)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/sessions/{{session_id}}/actions"
        finally:
            if self.stuck is not None:
                self.stuck.set()
            await runner.cleanup()
