"""How much of a bare endpoint's throughput is left when a whole dialogue stands behind it.

Both servers run at the same time under the same settings; they are loaded in turn, again and again, and the median of
the ratios counts, so that whatever else the machine does falls on both.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

import uvloop

from tests.benchmarks.load import requests_per_second
from tests.benchmarks.ratio import Ratio, report
from tests.benchmarks.servers import serving

BARS = {"memory": 0.8, "sqlite": 0.4}
ROUNDS = 25
SECONDS = 0.4


async def _compare(port: int, by_hand: int) -> tuple[float, float, float]:
    """The median ratio, and the median requests per second of both."""
    ours, theirs = [], []
    for _ in range(ROUNDS + 1):
        ours.append(await requests_per_second(port, SECONDS))
        theirs.append(await requests_per_second(by_hand, SECONDS))
    ratios = [a / b for a, b in zip(ours[1:], theirs[1:], strict=True)]
    return statistics.median(ratios), statistics.median(ours[1:]), statistics.median(theirs[1:])


def main() -> int:
    """Print a line a store; 1 if one is below its bar."""
    ratios = []
    with tempfile.TemporaryDirectory() as folder, serving("by-hand", Path(folder)) as by_hand:
        for store, bar in BARS.items():
            with serving(store, Path(folder)) as port:
                ratio, ours, theirs = uvloop.run(_compare(port, by_hand))
            name = f"webhook with {store} against a bare endpoint ({ours:.0f} and {theirs:.0f} a second)"
            ratios.append(Ratio(name, ratio, bar, at_most=False))
    return report(ratios)


if __name__ == "__main__":
    sys.exit(main())
