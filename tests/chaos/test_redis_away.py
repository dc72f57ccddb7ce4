"""The Redis server stops for a while, or dies and comes back."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.chaos.cluster import cluster, redis
from tests.chaos.load import CALLS, LARGE, Load

AWAY_SECONDS = 10.0 if LARGE else 2.0


@pytest.mark.parametrize("how", ["frozen", "killed"])
def test_callers_wait_a_moment_and_go_on(tmp_path: Path, how: str) -> None:
    """Nobody hears a 5xx or waits for longer than a second and a half; when Redis is back every call goes on."""

    async def main(ports: list[int]) -> None:
        async with Load(ports) as load:
            await load.turns(10 * CALLS)
            load.ledger.mark()
            server.freeze() if how == "frozen" else server.kill()
            await asyncio.sleep(AWAY_SECONDS)
            server.thaw() if how == "frozen" else await asyncio.to_thread(server.start)
            await load.turns(5 * CALLS)
            load.ledger.mark()
            await load.turns(10 * CALLS)
        load.ledger.check(calls=CALLS, turns=20 * CALLS, moments=True)
        assert load.ledger.moments
        assert max(turn.took for turn in load.ledger.turns) < 2.5

    with redis() as server, cluster(tmp_path, server.url, hosts=2, workers=1) as hosts:
        asyncio.run(main([host.port for host in hosts]))
        assert "the store works again" in hosts[0].log
