"""Bodies that nobody should send, between those of the callers."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

from tests.chaos.cluster import cluster, store_of
from tests.chaos.load import CALLS, LARGE, Load
from tests.fuzz.changes import change
from tests.fuzz.targets import TARGETS

BODIES = 10_000 if LARGE else 200
AT_ONCE = 50 if LARGE else 4


def test_hostile_bodies_harm_nobody(tmp_path: Path) -> None:
    """Each is answered as documented, or its connection closed; every caller hears the next number, in time."""
    seeds = next(target for target in TARGETS if target.name == "wire").seeds()
    chance = random.Random(6)
    statuses: list[int] = []

    async def send(port: int) -> None:
        body = change(chance.choice(seeds), seeds, chance)
        length = chance.choice((len(body), len(body), len(body), len(body) + 5, max(0, len(body) - 5), 10**12))
        kind = chance.choice((b"application/json", b"application/json", b"text/plain", b""))
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(
            b"POST /webhook HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            b"Content-Type: %b\r\nContent-Length: %d\r\n\r\n%b" % (kind, length, body)
        )
        if length > len(body):
            writer.write_eof()
        try:
            async with asyncio.timeout(20):
                answer = await reader.read(100)
        except ConnectionError:
            answer = b""
        statuses.append(int(answer.split()[1]) if answer else 0)
        writer.close()

    async def main(port: int) -> None:
        async with Load([port]) as load:
            await load.turns(10 * CALLS)
            load.ledger.mark()
            for _ in range(BODIES // AT_ONCE):
                await asyncio.gather(*(send(port) for _ in range(AT_ONCE)))
            load.ledger.mark()
            await load.turns(10 * CALLS)
        load.ledger.check(calls=CALLS, turns=20 * CALLS)

    with store_of("sqlite") as store, cluster(tmp_path, store) as hosts:
        asyncio.run(main(hosts[0].port))
    assert len(statuses) == BODIES
    assert set(statuses) <= {0, 200, 204, 400, 408, 413, 415, 429}
    assert 400 in statuses
