"""``python -m tests.fuzz``: look for inputs that break what must hold. Exit code 1 where there is one."""

from __future__ import annotations

import argparse
import random
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.fuzz.targets import Target


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0, help="how long altogether (default: 600)")
    parser.add_argument("--seed", type=int, default=None, help="which random numbers (default: others each time)")
    parser.add_argument("--target", help="one of them only, such as flow")
    parser.add_argument("--atheris", action="store_true", help="led by the lines of code that an input reaches")
    arguments = parser.parse_args()
    seed = random.SystemRandom().randrange(10**9) if arguments.seed is None else arguments.seed
    print(f"seed {seed}", flush=True)
    if arguments.atheris:
        from tests.fuzz.guided import guided

        return guided(arguments.target or "flow", arguments.seconds, seed)
    from tests.fuzz.targets import TARGETS

    targets = [target for target in TARGETS if arguments.target in (None, target.name)]
    if not targets:
        parser.error(f"there is no target {arguments.target}; there are: {', '.join(one.name for one in TARGETS)}")
    return _look(targets, arguments.seconds, seed)


def _look(targets: Sequence[Target], seconds: float, seed: int) -> int:
    from tests.fuzz.process import run_apart

    broken = 0
    for target, share in zip(targets, _shares(targets, seconds), strict=True):
        found, tried = run_apart(target, seed, seconds=share)
        print(f"{target.name:10} {tried:8} inputs in {share:.0f} s, {len(found)} findings", flush=True)
        for finding in found:
            print(f"  {finding.problem}\n  {finding.data!r}", flush=True)
        broken += len(found)
    return 1 if broken else 0


def _shares(targets: Sequence[Target], seconds: float) -> list[float]:
    """Half of the time is the whole flow's, where most can go wrong."""
    if len(targets) == 1:
        return [seconds]
    return [seconds / 2 if target.name == "flow" else seconds / 2 / (len(targets) - 1) for target in targets]


if __name__ == "__main__":
    sys.exit(main())
