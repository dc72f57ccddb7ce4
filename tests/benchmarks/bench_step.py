"""How long one ``step`` takes on a menu turn, and how little that depends on the size of the flow."""

from __future__ import annotations

import gc
import sys
from statistics import median
from time import perf_counter_ns

from callwright.core import codec
from callwright.core.interpreter import step
from tests.benchmarks.ratio import Ratio, report
from tests.core.calls import Call

ROUNDS = 4000
SIZES = (10, 100, 1_000, 10_000)
"""States of the flows."""


def menu_flow(states: int, intents: int) -> str:
    """A flow of menus, each with four choices among all the intents; ten thousand of them fit into one file."""
    lines = ["flow: big", "language: en-US", "intents:"]
    for i in range(intents):
        lines += [f"  t{i}:", f"    - topic {_word(i)}", f"    - something about {_word(i)}"]
    lines += ["anytime:", "  operator: s0", "states:"]
    for i in range(states):
        targets = ", ".join(f"t{(i + k) % intents}: s{(i * 7 + k) % states}" for k in range(4))
        lines.append(f"  s{i}: {{prompts: Where to?, transitions: {{{targets}}}}}")
    return "\n".join(lines) + "\n"


def _word(number: int) -> str:
    letters = "bcdfghklmnprstvw"
    vowels = "aeiou"
    word = ""
    number += 17
    while number:
        number, rest = divmod(number, 80)
        word += letters[rest % 16] + vowels[rest // 16]
    return word + "n"


def measure(states: int, intents: int) -> float:
    """The median of a menu turn in µs."""
    call = Call(menu_flow(states, intents))
    call.listens()
    said = f"something about {_word(3)}"
    event = codec.decode({"type": "user_speak", "session": call.envelope, "text": said}, call.at + 4000)
    flow, session = call.flow, call.state
    assert step(flow, session, event).actions[0]["type"] == "speak"
    times = []
    gc.disable()
    for _ in range(ROUNDS):
        begin = perf_counter_ns()
        step(flow, session, event)
        times.append(perf_counter_ns() - begin)
    gc.enable()
    return median(times) / 1000


def main() -> int:
    """Print the figures."""
    took = dict.fromkeys(SIZES, float("inf"))
    for _ in range(2):
        for states in SIZES:
            took[states] = min(took[states], measure(states, min(states, 200)))
    small = took[SIZES[0]]
    ratios = [Ratio("µs: a menu turn, 1,000 states and 200 intents (median)", took[1_000], 30)]
    ratios += [
        Ratio(f"times that of a flow of 10 states: {size:,} states", took[size] / small, 1.2) for size in SIZES[1:]
    ]
    return report(ratios)


if __name__ == "__main__":
    sys.exit(main())
