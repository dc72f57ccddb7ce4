"""Hearing values: how many utterances of the tables are heard as they should be, and how long one takes."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from statistics import median
from time import perf_counter_ns

from tests.languages.utterances import TABLES, Utterance, utterances

BAR = 200.0
"""Microseconds in the median, for every type."""
ROUNDS = 7


def main() -> int:
    """Print the figures; every line of a table that is heard otherwise is shown. Exit code 0 if all bars are kept."""
    return max([_table(table) for table in TABLES], default=1)


def _table(table: Path) -> int:
    lines = utterances(table)
    wrong = [line for line in lines if line.heard() != line.expected]
    for line in wrong:
        print(f"  {line}: {line.heard()!r}, wanted {line.expected!r}")
    guessed = sum(line.expected is None for line in wrong)
    print(
        f"{table.stem}: {len(lines) - len(wrong)} of {len(lines)} heard right; {guessed} told that should be asked back"
    )
    times = _times(lines)
    for type in sorted({line.type for line in lines}):
        each = [time for line, time in zip(lines, times, strict=True) if line.type == type]
        print(f"  {type:<9} median {median(each):6.1f} µs, slowest {max(each):7.1f} µs")
    print(f"  {'all':<9} median {median(times):6.1f} µs (bar {BAR:.0f})")
    return 1 if wrong or median(times) > BAR else 0


def _times(lines: list[Utterance]) -> list[float]:
    """Each line's quickest round, in microseconds: what else the machine does is not ours."""
    gc.disable()
    rounds = []
    for _ in range(ROUNDS):
        row = []
        for line in lines:
            begin = perf_counter_ns()
            line.heard()
            row.append((perf_counter_ns() - begin) / 1000)
        rounds.append(row)
    gc.enable()
    return [min(times) for times in zip(*rounds, strict=True)]


if __name__ == "__main__":
    sys.exit(main())
