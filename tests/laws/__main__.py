"""``python -m tests.laws``: rehearse many calls, or one again.

``--flow 17 --call 23`` replays one call, ``--flow desk --call 3`` one of a flow that is known by name;
``--flows 400 --calls 50 --seed 1`` rehearses many; ``--fresh`` draws the seed from the clock.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from dataclasses import replace
from itertools import islice
from random import Random

from tests.laws.calls import Failure, case_called, complaints_of, each_failure, flow_called, report, reports
from tests.laws.crowd import rehearsed
from tests.laws.flows import texts_of
from tests.laws.known import known


def main() -> int:
    """The number of the process: 0 where every law holds."""
    parser = argparse.ArgumentParser(prog="python -m tests.laws")
    parser.add_argument("--flow", help="the number or the name of a flow")
    parser.add_argument("--call", type=int)
    parser.add_argument("--flows", type=int, default=40)
    parser.add_argument("--calls", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--fresh", action="store_true", help="another seed each time")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--law", help="look at this law only")
    parser.add_argument("--first", action="store_true", help="stop at the first failure")
    parser.add_argument("--show", type=int, default=1, help="how many failures of each law are shown in full")
    parser.add_argument("--yaml", action="store_true", help="show the flow as well")
    asked = parser.parse_args()
    seed = time.time_ns() % 1_000_000 if asked.fresh else asked.seed
    if asked.flow is not None and asked.yaml:
        for file, text in texts_of(Random(f"flow {seed} {asked.flow}")).items():
            print(f"# {file}\n{text}")
    if asked.flow is not None and asked.call is not None:
        case = case_called(asked.flow, asked.call, seed)
        complaints = complaints_of(flow_called(asked.flow, seed), case)
        print(report(Failure(asked.flow, asked.call, seed, complaints)) if complaints else f"{case}\nall is well")
        return bool(complaints)
    began = time.monotonic()
    names = [asked.flow] if asked.flow is not None else [*known(), *map(str, range(asked.flows))]
    one_by_one = each_failure(names, asked.calls, seed)
    every = one_by_one if asked.first else iter(rehearsed(names, asked.calls, seed, asked.workers))
    if asked.law:
        every = (
            replace(f, complaints={asked.law: f.complaints[asked.law]}) for f in every if asked.law in f.complaints
        )
    found = list(islice(every, 1) if asked.first else every)
    laws = Counter(law for failure in found for law in failure.complaints)
    if asked.show:
        print(reports(found, asked.show))
    print(f"{len(names) * asked.calls} calls in {time.monotonic() - began:.1f} s, seed {seed}; broken: {dict(laws)}")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
