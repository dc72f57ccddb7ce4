"""A call's events land on any worker of any host, in any order, several at once and more than once."""

from __future__ import annotations

import asyncio
import random
import time
from pathlib import Path

import pytest

from tests.chaos.cluster import cluster, store_of
from tests.chaos.flow import event, number, texts
from tests.chaos.ledger import Ledger
from tests.chaos.lines import Lines
from tests.chaos.load import LARGE, Load

CALLS = 200 if LARGE else 60


@pytest.mark.parametrize("kind", ["sqlite", "redis"])
def test_answers_are_those_of_one_worker(tmp_path: Path, kind: str) -> None:
    """Each event of a call comes to a host by chance: every answer is the next one."""

    async def main(ports: list[int]) -> None:
        async with Load(ports, CALLS, sockets=0.2, turns=5) as load:
            await load.turns(8 * CALLS)
        load.ledger.check(calls=CALLS, turns=8 * CALLS)
        assert not load.ledger.broken

    with store_of(kind) as store, cluster(tmp_path, store, hosts=2) as hosts:
        asyncio.run(main([host.port for host in hosts]))


@pytest.mark.parametrize("kind", ["sqlite", "redis"])
def test_events_at_once_are_taken_one_after_the_other(tmp_path: Path, kind: str) -> None:
    """Of five at once, each at a host by chance, with noise in between, every one counts once: no update is lost."""
    noise = ("assistant_speech_ended", "assistant_speak", "user_speech_started", "sms_failed", "something_new")

    async def main(ports: list[int]) -> None:
        chance, ledger = random.Random(3), Ledger()
        lines = Lines(ports, chance)

        async def post(kind: str, call: str, **fields: object) -> str:
            began = time.monotonic()
            status, body = await lines.post(event(kind, call, **fields))
            ledger.turn(began, status)
            return texts(body)

        async def call(name: str) -> None:
            assert number(await post("session_start", name)) == 0
            for burst in range(3):
                coming = [post("user_speak", name, text="next") for _ in range(5)]
                coming += [post(kind, name) for kind in chance.sample(noise, 3)]
                chance.shuffle(coming)
                heard = [number(said) for said in await asyncio.gather(*coming)]
                found = sorted(one for one in heard if one is not None)
                assert found == list(range(burst * 5 + 1, burst * 5 + 6)), found
            assert await post("session_end", name) == ""
            assert [await post("user_speak", name, text="next") for _ in range(2)] == ["", ""]
            ledger.calls += 1

        try:
            await asyncio.gather(*(call(f"c{one}") for one in range(CALLS // 2)))
        finally:
            await lines.close()
        ledger.check(calls=CALLS // 2, turns=CALLS)

    with store_of(kind) as store, cluster(tmp_path, store, hosts=2) as hosts:
        asyncio.run(main([host.port for host in hosts]))
