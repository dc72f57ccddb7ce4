"""There is no room left for the SQLite file, and then there is again."""

from __future__ import annotations

import asyncio
import resource
from pathlib import Path

from tests.chaos.cluster import cluster, store_of
from tests.chaos.load import CALLS, LARGE, Load

FULL_SECONDS = 10.0 if LARGE else 2.0


def test_callers_wait_a_moment_and_go_on(tmp_path: Path) -> None:
    """No 5xx and no call lost while nothing can be written; when there is room again every call goes on."""

    async def main(port: int) -> None:
        async with Load([port]) as load:
            await load.turns(10 * CALLS)
            load.ledger.mark()
            _, hard = resource.prlimit(worker, resource.RLIMIT_FSIZE)
            # Not a byte more in any file: what a full disk is to SQLite.
            resource.prlimit(worker, resource.RLIMIT_FSIZE, (0, hard))
            try:
                await asyncio.sleep(FULL_SECONDS)
            finally:
                resource.prlimit(worker, resource.RLIMIT_FSIZE, (hard, hard))
            await load.turns(5 * CALLS)
            load.ledger.mark()
            await load.turns(10 * CALLS)
        load.ledger.check(calls=CALLS, turns=20 * CALLS, moments=True)
        assert load.ledger.moments, "nobody noticed"

    with store_of("sqlite") as store, cluster(tmp_path, store, 1, 1) as hosts:
        [worker] = hosts[0].workers()
        asyncio.run(main(hosts[0].port))
