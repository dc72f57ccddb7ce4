"""Check, with every rule, and compile a flow of 1,000 states: how much it takes beyond what the YAML parser needs."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

from ruamel.yaml import YAML

from callwright.compiler import compile_text
from tests.benchmarks.generate import flow
from tests.benchmarks.ratio import Ratio, report

ROUNDS = 7


def _seconds(work: Callable[[], Any]) -> float:
    gc.collect()  # so that none pays for what the other left behind
    begin = perf_counter()
    work()
    return perf_counter() - begin


def main() -> int:
    """Print the figure: both take turns, so that the machine's moods meet both."""
    text = flow()
    made = compile_text(text)
    assert made.project is not None, made.diagnostics
    states = len(made.project.entry().states)
    del made
    composing, compiling = [], []
    for _ in range(ROUNDS):
        composing.append(_seconds(lambda: YAML(typ="safe").compose(text)))
        compiling.append(_seconds(lambda: compile_text(text)))
    lines = text.count("\n")
    name = f"check and compile {states} states ({lines} lines), times composing them with marks"
    return report([Ratio(name, median(compiling) / median(composing), 6.0)])


if __name__ == "__main__":
    sys.exit(main())
