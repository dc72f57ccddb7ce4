"""Run every benchmark, each in a process of its own, and say which ones miss their bar."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Exit code 0 if every ratio keeps its bar."""
    missed = []
    for module in sorted(Path(__file__).parent.glob("bench_*.py")):
        print(f"\n== {module.stem.removeprefix('bench_')}", flush=True)
        if subprocess.run([sys.executable, "-m", f"tests.benchmarks.{module.stem}"], check=False).returncode:
            missed.append(module.stem)
    print("\nmissed: " + ", ".join(missed) if missed else "\nevery bar is kept")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
