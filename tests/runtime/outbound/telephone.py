"""The platform's API as a stand-in: takes the wish for a call, and rings somebody who answers at the service."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from aiohttp import web

from callwright.platform.clock import VirtualClock
from callwright.platform.dial_http import Webhook
from callwright.platform.dial_websocket import Socket
from callwright.platform.envelope import CallSetup
from callwright.rehearsal.run import Performance, perform
from callwright.rehearsal.script import CallFacts, Rehearsal
from callwright.runtime.outbound.plan import EVERY, Plan
from callwright.runtime.tokens import Tokens

OURS = "442079460550"
"""The number of the platform's flow, which whoever is rung sees."""

SECRET = "platform-secret"


class Telephone:
    """``answers`` are the statuses to give, then 201. ``callee`` is what whoever is rung does, in their script's words.

    ``early``: they answer before the platform has answered. ``at`` is where the service takes events.
    """

    def __init__(self, *answers: int | tuple[int, str, dict[str, str]], callee: Rehearsal | None = None) -> None:
        self.answers = list(answers)
        self.callee = callee
        self.at = ""
        self.early = False
        self.silent = False
        self.requests: list[tuple[str, dict[str, str], Any]] = []
        self.calls: list[asyncio.Task[Performance]] = []
        self.address = ""

    def plan(self, **more: Any) -> Plan:
        """How the service is told of it."""
        given: dict[str, Any] = {"ai_flows": {EVERY: "af 1"}, "billing_devices": {EVERY: "e2"}, "timeout": 5.0}
        return Plan(Tokens(SECRET), **given | {"url": self.address} | more)

    async def _take(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.requests.append((request.raw_path, dict(request.headers), body))
        status, text, headers = answer if isinstance(answer := self._answer(), tuple) else (answer, "", {})
        rings = status == 201 or self.early
        if rings and self.callee is not None:
            ringing = asyncio.create_task(self.ring(body["toPhoneNumber"], f"leg-{len(self.calls) + 1}"))
            self.calls.append(ringing)
            if self.early:
                await ringing
        if self.silent:
            await asyncio.Event().wait()
        return web.Response(status=status, text=text, headers=headers)

    def _answer(self) -> int | tuple[int, str, dict[str, str]]:
        return self.answers.pop(0) if self.answers else 201

    async def ring(self, number: str, call: str) -> Performance:
        """Somebody answers at ``number``, as their script says."""
        assert self.callee is not None
        rehearsal = replace(self.callee, call=CallFacts())
        setup = CallSetup(to_number=number, from_number=OURS, direction="outbound", session_id=call)
        kind = Webhook if self.at.startswith("http") else Socket
        return await perform(rehearsal, kind(self.at, token="t", virtual_time=True), VirtualClock(), setup=setup)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Telephone]:
        """Serve it on loopback."""
        app = web.Application()
        app.router.add_route("*", "/{rest:.*}", self._take)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            self.address = f"http://127.0.0.1:{runner.addresses[0][1]}/v3"
            yield self
        finally:
            for call in self.calls:
                call.cancel()
            await runner.cleanup()
