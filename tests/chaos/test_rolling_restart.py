"""Workers and hosts are replaced under load."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import pytest

from tests.chaos.cluster import Host, cluster, store_of
from tests.chaos.load import CALLS, Load


def test_workers_are_replaced_one_after_the_other(tmp_path: Path) -> None:
    """SIGHUP: every request is answered, none is refused, every WebSocket is closed with 1012 and comes back."""

    async def main(host: Host) -> None:
        before = host.workers()
        async with Load([host.port]) as load:
            await load.turns(10 * CALLS)
            load.ledger.mark()
            host.tell(signal.SIGHUP)
            async with asyncio.timeout(30):
                while set(before) & set(host.workers()) or len(host.workers()) != len(before):
                    await asyncio.sleep(0.05)
            load.ledger.mark()
            await load.turns(10 * CALLS)
        load.ledger.check(calls=CALLS, turns=20 * CALLS)
        assert set(load.closed_with) == {1012}
        assert load.ledger.broken == len(load.closed_with)

    with store_of("sqlite") as store, cluster(tmp_path, store) as hosts:
        asyncio.run(main(hosts[0]))
        assert "died" not in hosts[0].log


@pytest.mark.parametrize("kind", ["sqlite", "redis"])
def test_a_host_is_stopped_and_another_one_goes_on(tmp_path: Path, kind: str) -> None:
    """SIGTERM of one of two: what it began it finishes, its calls go on at the other one."""

    async def main(hosts: list[Host]) -> None:
        ports = [host.port for host in hosts]
        async with Load(ports) as load:
            await load.turns(10 * CALLS)
            load.ledger.mark()
            ports.remove(hosts[0].port)
            hosts[0].tell(signal.SIGTERM)
            assert await asyncio.to_thread(hosts[0].process.wait, 15) == 0
            load.ledger.mark()
            await load.turns(10 * CALLS)
        load.ledger.check(calls=CALLS, turns=20 * CALLS)
        assert set(load.closed_with) <= {1012}

    with store_of(kind) as store, cluster(tmp_path, store, hosts=2, workers=1) as hosts:
        asyncio.run(main(hosts))
