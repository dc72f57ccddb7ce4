"""Our layout beside that of a library, on the same flows: ``python -m tests.graph.engines``.

Needs ``pip install fast-sugiyama`` (0.5.3), which is no dependency. Each try runs in a process of its own, since one
that never ends cannot be stopped otherwise. What is compared is which library finds the columns and the order of what
stands in them; everything else (rows, lines, heights) is ours in all of them.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

from callwright.graph import columns, layout, plan
from callwright.graph.chart import Chart
from callwright.graph.columns import Line, Place
from callwright.graph.drafting import chart
from callwright.graph.ordering import Columns
from callwright.graph.weaving import Weave
from tests.graph.large import flow_of
from tests.graph.test_plan import FLOWS, shipped

LONGEST_S = 30
ENGINES = ("own", "order", "columns")
"""Nothing, the order in the columns, or the columns by the library."""


def _run(lines: Sequence[Line], ranking: str) -> list[tuple[list[tuple[int, tuple[float, float]]], float]]:
    library: Any = importlib.import_module("fast_sugiyama._fast_sugiyama")
    found = library._from_edges(list(lines), None, 10, False, None, ranking, "barycenter", True, False, False)
    return [(positions, width) for positions, width, *_ in found]


def _columns(count: int, lines: Sequence[Line], heights: Sequence[float], width: float) -> Iterator[list[Place]]:
    """In place of ``columns.offers``: the columns of the library, the shortest lines first."""
    wanted = [line for line in dict.fromkeys(lines) if line[0] != line[1] and line[1]]
    ranks = [0] * count
    for positions, _ in _run(wanted, "minimize") if wanted else ():
        heads = sorted({y for _, (_, y) in positions}, reverse=True)
        for card, (_, y) in positions:
            ranks[card] = heads.index(y)
    most = max(ranks) + 1
    for folded in range(columns.FEWEST, min(most, columns.MOST) + 1):
        yield [Place(rank % folded, rank // folded) for rank in ranks]
    del heights, width


def _order(made: Weave) -> Columns:
    """In place of ``ordering.order``: the library's, of everything that runs from one column to the next."""
    pairs = [
        (left.item, right.item)
        for bundle in made.bundles.values()
        for left in bundle.left
        for right in bundle.right
        if made.items[left.item].column + 1 == made.items[right.item].column
    ]
    across: dict[int, float] = {}
    beside = 0.0
    for positions, width in _run(list(dict.fromkeys(pairs)), "down") if pairs else ():
        across |= {item: beside + x for item, (x, _) in positions}
        beside += width + 20
    ordered: Columns = [[] for _ in range(made.columns)]
    for number, item in enumerate(made.items):
        ordered[item.column].append(number)
    for column in ordered:
        column.sort(key=lambda item: (made.items[item].level, across.get(item, beside), item))
    return ordered


def _model(name: str) -> Chart:
    return chart(flow_of(int(name)) if name.isdigit() else shipped(name))


def draw(name: str, engine: str) -> str:
    """One flow by one engine, in figures."""
    if engine == "columns":
        vars(layout)["offers"] = _columns
    if engine == "order":
        vars(layout)["order"] = _order
    model = _model(name)
    began = time.perf_counter()
    made = plan.plan(model).layout
    took = time.perf_counter() - began
    return f"{made.crossings:5} crossings, {made.width:5.0f} x {made.height:5.0f}, {took:6.2f} s"


def main() -> None:
    """Print every flow by every engine."""
    for name in (*FLOWS, "50", "100"):
        for engine in ENGINES:
            command = [sys.executable, "-m", "tests.graph.engines", name, engine]
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_S, check=True)
                told = done.stdout.strip()
            except subprocess.TimeoutExpired:
                told = f"never ends (stopped after {LONGEST_S} s)"
            print(f"{name:18} {engine:8} {told}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(draw(sys.argv[1], sys.argv[2]))
    else:
        main()
