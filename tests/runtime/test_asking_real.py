"""Services are asked in real calls: real servers, real time, the emulated platform at the other end."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from callwright.platform.call import Call
from callwright.platform.clock import RealClock
from callwright.platform.dial import SLOW_MS, Answer, Connection
from callwright.platform.dial_http import Webhook
from callwright.platform.dial_websocket import Socket
from callwright.platform.envelope import CallSetup
from callwright.platform.line import Line
from callwright.platform.timeline import Flaw
from callwright.runtime.app import create_app
from tests.runtime.serving import serving
from tests.runtime.shop import SHOP, TOKEN


class Shop:
    """A service that takes its time; what it saw."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self.seen: list[tuple[str, str, str]] = []
        self.came = threading.Event()

    async def _orders(self, request: Request) -> Response:
        self.seen.append((request.method, request.url.path, request.headers["idempotency-key"]))
        self.came.set()
        await asyncio.sleep(self.seconds)
        if "moved" in request.query_params:
            return RedirectResponse("http://169.254.169.254/latest/meta-data/")
        return JSONResponse({"status": "shipped"})

    @property
    def app(self) -> Starlette:
        """It as an application."""
        return Starlette(routes=[Route("/orders/{number}", self._orders, methods=["GET", "POST"])])


@contextmanager
def both(folder: Path, shop: Shop, method: str = "POST", *, private: str = "yes") -> Iterator[int]:
    """The shop and the flow that asks it, served. Gives the flow's port."""
    flow = folder / "shop.yaml"
    text = SHOP.replace("METHOD", method).replace("NEXT", "tell").replace("timeout: 4s", "timeout: 15s")
    flow.write_text(text.replace("allow_private: yes", f"allow_private: {private}"))
    with serving(shop.app) as behind:
        environment = {"SHOP": f"http://127.0.0.1:{behind}", "TOKEN": TOKEN}
        with serving(create_app(flow, environment=environment)) as port:
            yield port


class Timed(Webhook):
    """Also knows how long each answer took, in ms."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.took: list[float] = []

    async def deliver(self, event: dict[str, Any], at: int) -> Answer:
        began = time.monotonic()
        answer = await super().deliver(event, at)
        self.took.append((time.monotonic() - began) * 1000)
        return answer


async def call(connection: Connection, clock: RealClock, question: str = "Anything else?") -> Line:
    """A caller who listens until a question is asked, and hangs up."""
    line = Line(CallSetup(session_id=f"call-{connection.websocket}"), websocket=connection.websocket)
    one = Call(line, connection, clock)
    try:
        await one.begin()
        assert await one.until(
            lambda: line.over or (line.playing is None and question in " ".join(heard(line))), 30_000
        )
        if not line.over:
            line.hangs_up()
    finally:
        await one.close()
    return line


def heard(line: Line) -> list[str]:
    """What was said aloud."""
    return [playback.words for playback in line.playbacks if playback.words]


def flaws(line: Line) -> list[str]:
    return [str(entry.fault) for entry in line.timeline if isinstance(entry, Flaw)]


@pytest.mark.parametrize("seconds", [2.5, pytest.param(10.0, marks=pytest.mark.slow)])
def test_no_answer_is_late_however_long_the_service_takes(tmp_path: Path, seconds: float) -> None:
    """Every answer comes within a second, by the platform's own clock, and so does every word on a WebSocket.

    The caller hears one filler after the other, silences, and what the service said; it is asked once a call.
    """
    shop = Shop(seconds)

    async def main(port: int) -> tuple[Line, Line, Timed]:
        webhook, socket = Timed(f"http://127.0.0.1:{port}/webhook"), Socket(f"ws://127.0.0.1:{port}/websocket")
        lines = await asyncio.gather(call(webhook, RealClock()), call(socket, RealClock(socket.arrival)))
        return *lines, webhook

    with both(tmp_path, shop) as port:
        over_http, over_socket, webhook = asyncio.run(main(port))
    for line in (over_http, over_socket):
        assert flaws(line) == []
        words = heard(line)
        assert words[:2] == ["Let me look.", "One moment."]
        assert words[2:] in (["Still looking.", "It is shipped. Anything else?"], ["It is shipped. Anything else?"])
    assert max(webhook.took) < SLOW_MS
    assert len(shop.seen) == 2
    assert len({key for _, _, key in shop.seen}) == 2


def test_a_quick_service_is_not_heard_of(tmp_path: Path) -> None:
    """Between two sentences nobody is told to wait."""

    async def main(port: int) -> Line:
        return await call(Webhook(f"http://127.0.0.1:{port}/webhook"), RealClock())

    with both(tmp_path, Shop(), "GET") as port:
        line = asyncio.run(main(port))
    assert heard(line) == ["Let me look.", "It is shipped. Anything else?"]
    assert flaws(line) == []


def test_a_private_service_has_to_be_allowed(tmp_path: Path) -> None:
    """Without ``allow_private`` this machine is not asked, and the call goes on as the flow says."""
    shop = Shop()

    async def main(port: int) -> Line:
        return await call(Webhook(f"http://127.0.0.1:{port}/webhook"), RealClock(), "Goodbye.")

    with both(tmp_path, shop, "GET", private="no") as port:
        line = asyncio.run(main(port))
    assert heard(line) == ["Let me look.", "That did not work. Goodbye."]
    assert shop.seen == []
