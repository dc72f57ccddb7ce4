"""Runs targets under a watch: CPU time and memory of each input, and an end of the process by a signal.

Theory of operation. A child process does the work, with a limit on its address space and a timer of CPU time, so that a
busy machine finds nothing that is not there. Before each input it writes down what it is about to try; where the child
dies (a crash in C, the limit), that input is the finding. Findings are made as small as a few hundred tries make them.
"""

from __future__ import annotations

import random
import re
import resource
import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from tests.fuzz.changes import change
from tests.fuzz.targets import Target

CPU_SECONDS = 2.0
MEGABYTES = 200
SMALLER_SECONDS = 20.0

_NUMBERS = re.compile(r"\d+")


class Finding(NamedTuple):
    """An input that broke a law, and how."""

    target: str
    problem: str
    data: bytes


class TooSlowError(Exception):
    """More CPU time than is allowed."""


@contextmanager
def limits() -> Iterator[None]:
    """Where more memory than ``MEGABYTES`` beyond what there is now is a ``MemoryError``."""
    with open("/proc/self/statm", encoding="ascii") as file:
        now = int(file.read().split()[0]) * resource.getpagesize()
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (now + MEGABYTES * 1024 * 1024, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def attempt(target: Target, data: bytes) -> str:
    """What is wrong, empty if nothing is."""

    def too_slow(_signal: int, _frame: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGPROF, too_slow)
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    began = time.process_time()
    try:
        target.run(data)
    except TooSlowError:
        return "too slow"
    except MemoryError:
        return "too much memory"
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if "/callwright/" in frame.filename] or list(frames)
        where = f"{ours[-1].filename.rpartition('/callwright/')[2]}:{ours[-1].name}"
        return f"{type(error).__name__} in {where}: {str(error)[:200]}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return "too slow" if time.process_time() - began > CPU_SECONDS else ""


def kind_of(problem: str) -> str:
    """Problems of one kind are told once: where it broke, and which law, whatever the numbers in it."""
    where, _, law = problem.partition(": ")
    return f"{where}: {_NUMBERS.sub('0', law)}" if where.startswith("BrokenLaw") else where


def inputs(target: Target, chance: random.Random) -> Iterator[bytes]:
    """Without an end: the seeds, then what becomes of them."""
    seeds = list(target.seeds())
    yield from seeds
    pool = list(seeds)
    while True:
        data = change(chance.choice(pool), seeds, chance)
        if len(pool) < 400 and chance.random() < 0.05:
            pool.append(data)
        yield data


def search(target: Target, seed: int, tries: int = 0, seconds: float = 0.0) -> tuple[list[Finding], int]:
    """Try so many inputs, or so long. The findings, one of each kind and small; and how many were tried."""
    chance = random.Random(f"{target.name} {seed}")
    found: dict[str, Finding] = {}
    end = time.monotonic() + seconds
    count = 0
    for data in inputs(target, chance):
        if (tries and count >= tries) or (seconds and time.monotonic() > end):
            break
        count += 1
        problem = attempt(target, data)
        if problem and kind_of(problem) not in found:
            found[kind_of(problem)] = Finding(target.name, problem, smaller(target, data, problem))
    return list(found.values()), count


def smaller(target: Target, data: bytes, problem: str) -> bytes:
    """The same finding with less of its input."""
    kind, size, tries = kind_of(problem), max(1, len(data) // 2), 0
    end = time.monotonic() + SMALLER_SECONDS
    while size and tries < 400:
        place = 0
        while place < len(data) and tries < 400 and time.monotonic() < end:
            less = data[:place] + data[place + size :]
            tries += 1
            if kind_of(attempt(target, less)) == kind:
                data = less
            else:
                place += size
        size //= 2
    return data
