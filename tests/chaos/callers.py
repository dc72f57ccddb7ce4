"""Emulated callers: each counts along with the flow, and repeats, as a platform would, what found no answer.

Theory of operation. A caller knows which number comes next. Over HTTP the platform knows what found no answer, and says
it again, to the last byte: the number is the next one, whatever happened. On a WebSocket most events have no answer, so
nobody knows what arrived, and nothing is sent again: after a break, as where it was told to wait, the caller says anew
that it wants to go on, and what was said before may count, or come late, or not at all. Any other number is a turn that
was lost, or taken twice.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.chaos.flow import event, number, texts
from tests.chaos.ledger import Ledger
from tests.chaos.lines import SECONDS, BrokenError, Lines

PATIENCE_SECONDS = 40.0
"""A call that is not answered for so long is lost."""

BROKEN = "(the line broke)"
"""What a caller hears then."""

THINK_SECONDS = 0.03
"""How long a caller thinks before each turn, on average."""

Exchange = Callable[[bytes, bool], Awaitable[str]]
"""Sends an event until it is answered, and gives what was said; ``True``: something must be said."""


class Caller:
    """One call: ``turns`` times the next number."""

    def __init__(self, call: str, exchange: Exchange, ledger: Ledger, chance: random.Random) -> None:
        self.call = call
        self._exchange = exchange
        self._ledger = ledger
        self._chance = chance
        self._heard = -1
        self._unsure = 0
        """How many events of ours may count, or may yet come to count, or never."""

    async def play(self, turns: int) -> None:
        """The whole call. What is wrong is in the ledger."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS + turns):
                await self._say("session_start")
                for _ in range(turns):
                    await asyncio.sleep(self._chance.uniform(0.5, 1.5) * THINK_SECONDS)  # the pace of a caller
                    await self._exchange(event("assistant_speech_ended", self.call), False)
                    await self._say("user_speak", text="next")
                await self._exchange(event("session_end", self.call), False)
                self._ledger.calls += 1
        except TimeoutError:
            self._ledger.wrong.append(f"{self.call} was lost")

    async def _say(self, kind: str, **fields: object) -> None:
        """Say something that has an answer; where none comes, be silent for a moment and say that we go on."""
        said = await self._exchange(event(kind, self.call, **fields), True)
        while "moment" in said or said == BROKEN or (said == "" and self._ledger.moments):
            self._ledger.moments += "moment" in said
            self._unsure += 1
            await asyncio.sleep(0.05)  # the silence, much shorter than a caller's
            await self._exchange(event("assistant_speech_ended", self.call), False)
            said = await self._exchange(event("user_speak", self.call, text="next"), True)
        heard = number(said)
        if heard is None:
            self._ledger.wrong.append(f"{self.call} heard {said!r} after {self._heard}")
            return
        more = heard - self._heard - 1
        if not 0 <= more <= self._unsure:
            self._ledger.wrong.append(f"{self.call} heard {heard} after {self._heard} and {self._unsure} unsure ones")
        self._unsure = max(0, self._unsure - max(0, more))
        self._heard = heard


def over_http(lines: Lines, ledger: Ledger) -> Exchange:
    """Every event is a request, repeated with the same bytes where its connection broke."""

    async def exchange(body: bytes, _must: bool) -> str:
        while True:
            began = time.monotonic()
            try:
                status, answer = await lines.post(body)
            except BrokenError:
                ledger.broken += 1
                await asyncio.sleep(0.05)  # the platform's pause before it tries again
                continue
            ledger.turn(began, status)
            if status not in (200, 204):
                ledger.wrong.append(f"status {status}: {answer!r}")
            return texts(answer)

    return exchange


class Socket:
    """A WebSocket to one of some ports, opened anew whenever it is closed."""

    def __init__(self, ports: list[int], ledger: Ledger, chance: random.Random) -> None:
        self._ports = ports
        self._ledger = ledger
        self._chance = chance
        self.line: ClientConnection | None = None
        self.codes: list[int | None] = []
        """With which it was closed."""

    async def exchange(self, body: bytes, must: bool) -> str:
        """See ``Exchange``."""
        while True:
            began = time.monotonic()
            try:
                line = self.line = self.line or await connect(
                    f"ws://127.0.0.1:{self._chance.choice(self._ports)}/websocket", compression=None, open_timeout=2
                )
                await line.send(body.decode())
                if not must:
                    return ""
                said = ""
                async with asyncio.timeout(SECONDS):
                    while number(said) is None and "moment" not in said:
                        said = texts(str(await line.recv()).encode())
                self._ledger.turn(began)
                return said
            except (OSError, ConnectionClosed, InvalidHandshake, TimeoutError) as error:
                if isinstance(error, ConnectionClosed):
                    self.codes.append(error.rcvd.code if error.rcvd else None)
                self._ledger.broken += 1
                sent = self.line is not None
                await self.close()
                await asyncio.sleep(0.05)  # the platform's pause before it connects again
                if sent:
                    return BROKEN if must else ""

    async def close(self) -> None:
        """Hang up."""
        line, self.line = self.line, None
        if line is not None:
            await line.close()
