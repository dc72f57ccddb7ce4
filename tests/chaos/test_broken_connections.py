"""Connections that break, in every moment of a turn."""

from __future__ import annotations

import asyncio
import random
import time
from itertools import count
from pathlib import Path

import pytest

from tests.chaos.callers import BROKEN, Caller, Exchange, Socket, over_http
from tests.chaos.cluster import cluster, store_of
from tests.chaos.flow import texts
from tests.chaos.ledger import Ledger
from tests.chaos.lines import Lines
from tests.chaos.load import CALLS

TURNS = 10


def over_broken_lines(lines: Lines, ledger: Ledger, chance: random.Random) -> Exchange:
    """HTTP, where one request in three meets a line that breaks: within it, after it, or in our direction only."""
    plain = over_http(lines, ledger)
    numbers = count()

    async def exchange(body: bytes, must: bool) -> str:
        # No two events are alike, so that what is repeated is known to be.
        body = body[:-1] + b', "number": %d}' % next(numbers)
        how = chance.choice(("whole", "whole", "whole", "whole", "within", "after", "half"))
        if how == "whole":
            return await plain(body, must)
        connection, began = await lines.connect(), time.monotonic()
        ledger.broken += 1
        try:
            if how == "within":
                # The platform sees that nothing arrived, and sends it on another line.
                await connection.send(body[:20], length=len(body))
                connection.reset()
                return await plain(body, must)
            await connection.send(body)
            if how == "after":
                # Nobody knows whether it arrived.
                connection.reset()
                return BROKEN if must else ""
            connection.writer.write_eof()
            try:
                status, answer = await connection.receive()
            except (OSError, EOFError):
                # It had to wait, and then nobody seemed to be there any more.
                return BROKEN if must else ""
            ledger.turn(began, status)
            return texts(answer)
        finally:
            connection.reset()

    return exchange


@pytest.mark.parametrize("kind", ["sqlite", "redis"])
def test_no_call_is_lost_on_broken_lines(tmp_path: Path, kind: str) -> None:
    """What arrived in pieces does not count, what is answered counts once, and whatever happens the call goes on."""

    async def main(ports: list[int]) -> None:
        chance, ledger = random.Random(11), Ledger()
        lines = Lines(ports, chance)
        callers = [
            Caller(f"c{place}", over_broken_lines(lines, ledger, chance), ledger, chance) for place in range(CALLS)
        ]
        try:
            await asyncio.gather(*(caller.play(TURNS) for caller in callers))
        finally:
            await lines.close()
        ledger.check(calls=CALLS, turns=TURNS * CALLS)

    with store_of(kind) as store, cluster(tmp_path, store, hosts=2, workers=1) as hosts:
        asyncio.run(main([host.port for host in hosts]))


def test_no_call_is_lost_on_broken_sockets(tmp_path: Path) -> None:
    """A WebSocket that is reset in the middle of a turn: the call goes on at whichever host the next one comes to."""

    async def main(ports: list[int]) -> None:
        chance, ledger = random.Random(12), Ledger()
        sockets = [Socket(ports, ledger, chance) for _ in range(CALLS)]

        async def saboteur() -> None:
            while True:
                await asyncio.sleep(0.01)
                line = chance.choice(sockets).line
                if line is not None:
                    line.transport.abort()

        breaking = asyncio.create_task(saboteur())
        try:
            callers = [Caller(f"w{place}", socket.exchange, ledger, chance) for place, socket in enumerate(sockets)]
            await asyncio.gather(*(caller.play(TURNS) for caller in callers))
        finally:
            breaking.cancel()
            for socket in sockets:
                await socket.close()
        assert ledger.broken
        ledger.check(calls=CALLS, turns=CALLS)

    with store_of("redis") as store, cluster(tmp_path, store, hosts=2, workers=1) as hosts:
        asyncio.run(main([host.port for host in hosts]))
