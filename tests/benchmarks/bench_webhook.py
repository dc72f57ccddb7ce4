"""How much of a hand-written endpoint's throughput is left when a whole dialogue stands behind it.

The memory store is compared with an endpoint that remembers nothing, SQLite and Redis with endpoints that keep where
the call stands in the same store; each with everything that a telephone line runs with switched on (``watched``) and
off, and once more while ten thousand calls are open. ``bare-logged`` writes one line a request as well, as uvicorn
does if nobody tells it not to.

Both servers run at the same time on the same core under the same settings; they are loaded in turn, again and again,
and the median of the ratios counts, so that whatever else the machine does falls on both.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import uvloop

from tests.benchmarks.load import open_calls, requests_per_second
from tests.benchmarks.ratio import Ratio, report
from tests.benchmarks.servers import redis_server, serving, take_core

OPEN = 10_000
SECONDS = 0.25


class Pair(NamedTuple):
    """Whom we are compared with, in which store, and what must be left of their throughput."""

    store: str
    theirs: str
    bar: float


PAIRS = (
    Pair("memory", "bare", 1.0),
    Pair("memory", "bare-logged", 1.0),
    Pair("sqlite", "by-hand-sqlite", 0.7),
    Pair("redis", "by-hand-redis", 0.7),
)


async def _compare(port: int, theirs: int, rounds: int) -> tuple[float, float, float]:
    """The median ratio, and the median requests per second of both."""
    ours, others = [], []
    for _ in range(rounds + 1):
        ours.append(await requests_per_second(port, SECONDS))
        others.append(await requests_per_second(theirs, SECONDS))
    ratios = [a / b for a, b in zip(ours[1:], others[1:], strict=True)]
    return statistics.median(ratios), statistics.median(ours[1:]), statistics.median(others[1:])


def _compared(pair: Pair, folder: Path, redis: str, rounds: int) -> Iterator[Ratio]:
    with serving(pair.theirs, folder, redis) as theirs:
        for how in ("watched",) if pair.theirs.endswith("-logged") else ("watched", "unwatched"):
            name = f"{pair.store}-watched" if how == "watched" else pair.store
            with serving(name, folder, redis) as ours:
                for many in (0, OPEN):
                    if many:
                        uvloop.run(open_calls(ours.port, many))
                        uvloop.run(open_calls(theirs.port, many))
                    ratio, own, other = uvloop.run(_compare(ours.port, theirs.port, rounds))
                    told = f"{pair.store}, {how}, {many} calls open: {own:.0f} a second, {pair.theirs} {other:.0f}"
                    yield Ratio(told, ratio, pair.bar, at_most=False)


def main() -> int:
    """Print a line a comparison; 1 if one is below its bar."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--store", choices=sorted({pair.store for pair in PAIRS}), action="append")
    arguments = parser.parse_args()
    take_core(1)
    missed = 0
    with tempfile.TemporaryDirectory() as folder, redis_server(Path(folder)) as redis:
        for pair in PAIRS:
            if arguments.store and pair.store not in arguments.store:
                continue
            if pair.store == "redis" and redis is None:
                print("redis is left out: redis-server is not installed")
                continue
            for ratio in _compared(pair, Path(folder), redis or "", arguments.rounds):
                missed |= report([ratio])
    return missed


if __name__ == "__main__":
    sys.exit(main())
