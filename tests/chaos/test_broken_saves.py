"""An author who saves again and again, mostly something that does not compile, while people talk to the flow."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

from callwright.compiler import compile_text
from tests.chaos.cluster import Host, cluster, store_of
from tests.chaos.flow import FLOW
from tests.chaos.load import CALLS, LARGE, Load

SAVES = 100 if LARGE else 15


def _broken(chance: random.Random) -> bytes:
    """What may stand in the file for a moment: half of it, nothing, rubbish, a slip."""
    while True:
        match chance.randrange(5):
            case 0:
                data = FLOW[: chance.randrange(len(FLOW))]
            case 1:
                data = ""
            case 2:
                data = FLOW.replace("go_to: counting", "go_to: countnig")
            case 3:
                data = FLOW.replace("prompts:", "prompts: [", 1)
            case _:
                return b"\xff\xfe\x00" * 100
        if compile_text(data).project is None:
            return data.encode()


def test_a_save_that_does_not_compile_reaches_no_caller(tmp_path: Path) -> None:
    """The last good version answers every call; a save that compiles again is taken, and all is as quick as before."""
    chance = random.Random(6)

    async def save(file: Path, data: bytes) -> None:
        if chance.random() < 0.5:
            beside = file.with_suffix(".new")
            beside.write_bytes(data)
            beside.replace(file)
        else:
            with file.open("wb") as opened:
                opened.write(data[: len(data) // 2])
                opened.flush()
                await asyncio.sleep(0.01)  # an editor that is slow: what is read meanwhile is half of it
                opened.write(data[len(data) // 2 :])

    async def talk_until(load: Load, host: Host, told: str) -> None:
        before = host.log.count(told)
        for _ in range(500):
            if host.log.count(told) > before:
                return
            await load.turns(CALLS)
        raise AssertionError(f"the log never said: {told}")

    async def main(host: Host, file: Path) -> None:
        async with Load([host.port]) as load:
            await load.turns(10 * CALLS)
            load.ledger.mark()
            for number in range(SAVES):
                good = number % 5 == 4
                await save(file, FLOW.encode() + b"# saved %d\n" % number if good else _broken(chance))
                # Some saves follow one another at once, others are read one by one.
                await load.turns(CALLS // 2 if number % 3 else 10 * CALLS)
            await save(file, _broken(chance))
            await talk_until(load, host, "The last good version goes on serving")
            await save(file, FLOW.encode() + b"# the last one\n")
            await talk_until(load, host, "the saved flows are live for the next call")
            load.ledger.mark()
            await load.turns(10 * CALLS)
        load.ledger.check(calls=CALLS, turns=20 * CALLS)

    with store_of("sqlite") as store, cluster(tmp_path, store, 1, 1, "--reload") as hosts:
        asyncio.run(main(hosts[0], tmp_path / "host0" / "counting.yaml"))
