"""``kill -9`` of a worker, with calls under way."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.chaos.cluster import cluster, store_of
from tests.chaos.load import CALLS, LARGE, Load

KILLS = 5 if LARGE else 2


@pytest.mark.parametrize("kind", ["sqlite", "redis"])
def test_no_call_is_lost_and_no_turn_counts_twice(tmp_path: Path, kind: str) -> None:
    """Every caller hears the next number, over HTTP and WebSocket, although workers die in the middle of turns."""

    async def main(ports: list[int]) -> None:
        async with Load(ports) as load:
            await load.turns(10 * CALLS)
            load.ledger.mark()
            for _ in range(KILLS):
                hosts[0].kill(hosts[0].workers()[0])
                await load.turns(5 * CALLS)
            load.ledger.mark()
            await load.turns(10 * CALLS)
        load.ledger.check(calls=CALLS, turns=20 * CALLS)
        assert load.ledger.broken

    with store_of(kind) as store, cluster(tmp_path, store) as hosts:
        asyncio.run(main([hosts[0].port]))
        assert hosts[0].log.count("a worker died, another one takes its place") == KILLS
