"""``callwright check`` as a whole process: how much it takes beyond the libraries that the customer named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.benchmarks.generate import flow
from tests.benchmarks.ratio import Ratio, report

ROUNDS = 21


def _seconds(command: list[str]) -> float:
    begin = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - begin


def main() -> int:
    """Print the figure: the two commands take turns, so that the machine's moods meet both."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "twenty.yaml"
        file.write_text(flow(20, 10), encoding="utf-8")
        libraries = [sys.executable, "-c", "import ruamel.yaml, jsonschema, jinja2"]
        check = [sys.executable, "-m", "callwright", "check", str(file)]
        _seconds(libraries), _seconds(check)
        pairs = [(_seconds(libraries), _seconds(check)) for _ in range(ROUNDS)]
    ratio = median(c for _, c in pairs) / median(base for base, _ in pairs)
    return report([Ratio("times the bare import of the three libraries: callwright check of 20 states", ratio, 2.5)])


if __name__ == "__main__":
    sys.exit(main())
