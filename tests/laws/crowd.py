"""Many calls at once: the flows shared out among processes."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from tests.laws.calls import Failure, failures

AT_ONCE = 10
"""How many flows a process takes at a time."""


def rehearsed(flows: Sequence[str], calls: int, seed: int = 0, workers: int = 2) -> list[Failure]:
    """Every call of these flows in which a law was broken, in the order of the flows."""
    shares = [flows[place : place + AT_ONCE] for place in range(0, len(flows), AT_ONCE)]
    if workers < 2 or len(shares) < 2:
        return failures(flows, calls, seed)
    # Started anew rather than forked: a test process may have threads.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        found = pool.map(partial(failures, calls=calls, seed=seed), shares)
        return [failure for share in found for failure in share]
