"""Somebody sets the clock of the machine, forward and back."""

from __future__ import annotations

import asyncio
import json
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.chaos import clock
from tests.chaos.cluster import cluster, store_of
from tests.chaos.load import CALLS, Load

HOUR = 3_600


@pytest.mark.parametrize("kind", ["sqlite", "redis"])
def test_calls_go_on_whatever_the_clock_says(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour forward, two back, one forward again: every caller hears the next number, and as quickly as before."""
    offset = tmp_path / "offset"
    offset.write_text("0")
    monkeypatch.setenv("CLOCK_OF_TESTS", str(offset))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(clock.__path__[0])), os.environ.get("PYTHONPATH", "")]))

    async def main(port: int) -> None:
        async with Load([port]) as load:
            await load.turns(10 * CALLS)
            load.ledger.mark()
            for seconds in (HOUR, -HOUR, 0):
                beside = offset.with_suffix(".new")
                beside.write_text(str(seconds))
                beside.replace(offset)
                await load.turns(6 * CALLS)
            load.ledger.mark()
            await load.turns(10 * CALLS)
        load.ledger.check(calls=CALLS, turns=20 * CALLS)

    with store_of(kind) as store, cluster(tmp_path, store) as hosts:
        asyncio.run(main(hosts[0].port))
        hours = {
            datetime.fromisoformat(json.loads(line)["time"]) for line in hosts[0].log.splitlines() if '"time"' in line
        }
        assert max(hours) - min(hours) > timedelta(minutes=90), "the clock was never set"
