"""Calls without end: as many at once as there are to be, each followed by another one, until it is enough."""

from __future__ import annotations

import asyncio
import os
import random
from types import TracebackType
from typing import Self

from tests.chaos.callers import Caller, Socket, over_http
from tests.chaos.ledger import Ledger
from tests.chaos.lines import Lines

LARGE = os.environ.get("CALLWRIGHT_LARGE") == "1"
CALLS = 200 if LARGE else 20
"""How many calls are under way."""


class Load:
    """``async with``: calls begin at once, and at the end all come to theirs. ``sockets`` of them are WebSockets."""

    def __init__(self, ports: list[int], calls: int = CALLS, sockets: float = 0.3, turns: int = 8) -> None:
        self.ledger = Ledger()
        self.chance = random.Random(7)
        self.lines = Lines(ports, self.chance)
        self._ports = ports
        self._calls = calls
        self._sockets = round(calls * sockets)
        self._turns = turns
        self._enough = False
        self._running: list[asyncio.Task[None]] = []
        self.closed_with: list[int | None] = []

    async def _caller(self, place: int) -> None:
        number = 0
        while not self._enough:
            number += 1
            call = f"c{place}-{number}"
            if place < self._sockets:
                socket = Socket(self._ports, self.ledger, self.chance)
                await Caller(call, socket.exchange, self.ledger, self.chance).play(self._turns)
                await socket.close()
                self.closed_with += socket.codes
            else:
                await Caller(call, over_http(self.lines, self.ledger), self.ledger, self.chance).play(self._turns)

    async def __aenter__(self) -> Self:
        self._running = [asyncio.create_task(self._caller(place)) for place in range(self._calls)]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._enough = True
        if error is not None:
            for task in self._running:
                task.cancel()
        ended = await asyncio.gather(*self._running, return_exceptions=True)
        await self.lines.close()
        for each in ended:
            if isinstance(each, Exception) and error is None:
                raise each

    async def turns(self, more: int) -> None:
        """Until so many more turns were answered."""
        enough = len(self.ledger.turns) + more
        async with asyncio.timeout(60):
            while len(self.ledger.turns) < enough:
                await asyncio.sleep(0.01)
