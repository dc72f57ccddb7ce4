"""How long an answer takes under half of the load that we can bear, and how much longer it takes the unlucky ones.

Requests are sent when they are due, whether the one before is answered or not, and each is measured from the moment at
which it was due: who has to wait behind another is not left out. What the machine does beside us counts too, so the
best of several rounds is told.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import uvloop

from tests.benchmarks.load import answered, calls, requests_per_second
from tests.benchmarks.ratio import Ratio, report
from tests.benchmarks.servers import redis_server, serving, take_core

BAR = 4.0
ROUNDS = 5
SECONDS = 2.0
CONNECTIONS = 64
LATE = 1.05
"""A round that lasts so much longer than it should was not one of half load: something else has the machine."""


class _Line(asyncio.Protocol):
    """One connection; it answers the question whether it is free, and says how long its answers took."""

    def __init__(self, calls: Iterator[list[bytes]], took: list[float]) -> None:
        self._calls = calls
        self._took = took
        self._requests: list[bytes] = []
        self._waiting = b""
        self._due = 0.0

    @property
    def is_free(self) -> bool:
        return self._due == 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def ask(self, due: float) -> None:
        """Send the next request, which was due at that moment."""
        self._due = due
        if not self._requests:
            self._requests = next(self._calls)
        self.transport.write(self._requests.pop())

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        if answered(self._waiting):
            self._waiting = b""
            self._took.append(time.perf_counter() - self._due)
            self._due = 0.0


async def _latencies(port: int, rate: float) -> list[float]:
    """How long each answer took, in seconds, at ``rate`` requests a second; nothing where that could not be kept up."""
    loop = asyncio.get_running_loop()
    took: list[float] = []
    source = calls()
    lines = []
    for _ in range(CONNECTIONS):
        _, line = await loop.create_connection(lambda: _Line(source, took), "127.0.0.1", port)
        lines.append(line)
    began = due = time.perf_counter()
    while due < began + SECONDS:
        # A timer of the loop is a millisecond late, which is longer than an answer takes.
        while time.perf_counter() < due:
            await asyncio.sleep(0)
        free = next((line for line in lines if line.is_free), None)
        if free is None:
            await asyncio.sleep(0)
            continue
        free.ask(due)
        due += 1 / rate
    while not all(line.is_free for line in lines):
        await asyncio.sleep(0)
    for line in lines:
        line.transport.close()
    return sorted(took) if time.perf_counter() < began + SECONDS * LATE else []


async def _measured(port: int) -> tuple[float, float, float]:
    """p99 over p50, and both in ms, of the round with the best ratio."""
    most = await requests_per_second(port, 2.0)
    best = (float("inf"), 0.0, 0.0)
    for _ in range(ROUNDS):
        took = await _latencies(port, most / 2)
        if not took:
            continue
        half, late = took[len(took) // 2], took[len(took) * 99 // 100]
        best = min(best, (late / half, half * 1000, late * 1000))
    return best


def main() -> int:
    """Print a line a store."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--store", choices=["memory", "sqlite", "redis"], action="append")
    arguments = parser.parse_args()
    take_core(1)
    ratios = []
    with tempfile.TemporaryDirectory() as folder, redis_server(Path(folder)) as redis:
        for store in arguments.store or ["memory", "sqlite", "redis"]:
            if store == "redis" and redis is None:
                print("redis is left out: redis-server is not installed")
                continue
            with serving(f"{store}-watched", Path(folder), redis or "") as server:
                ratio, half, late = uvloop.run(_measured(server.port))
            told = f"{late:.2f} ms over {half:.2f} ms" if half else "the machine was too busy to measure it"
            name = f"p99 over p50 at half load, {store}: {told}"
            ratios.append(Ratio(name, ratio, BAR))
    return report(ratios)


if __name__ == "__main__":
    sys.exit(main())
