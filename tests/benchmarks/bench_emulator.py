"""How fast whole calls are emulated in virtual time, engine included, and what a copy of one in mid-call costs."""

from __future__ import annotations

import copy
import gc
import sys
from pathlib import Path
from statistics import median
from time import perf_counter_ns, process_time

from callwright.compiler import compile_path
from callwright.core.model import Flow
from callwright.platform import behaviour
from callwright.platform.application import FlowApplication
from callwright.platform.call import Call
from callwright.platform.caller import Caller
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.envelope import CallSetup
from callwright.platform.line import Line
from tests.benchmarks.ratio import Ratio, report

FLOW = Path(__file__).parents[2] / "flows" / "customer-hotline.yaml"
CALLS = 1000
COPIES = 500
TURNS = (
    "what are your opening hours",
    "purple elephants in the garden",
    "repeat that",
    "one moment please",
    "my bill",
    "help",
    "mhm",
    "opening hours please",
    "where is my order",
    "go back",
)


async def talk(flow: Flow, number: int, websocket: bool, turns: int = len(TURNS)) -> Call:
    """A caller who says all of it, each sentence when the assistant has finished, every third one over a prompt."""
    line = Line(CallSetup(session_id=f"call-{number}"), seed=number, websocket=websocket)
    call, caller = Call(line, InProcess(FlowApplication(flow), websocket=websocket), VirtualClock()), Caller(number)
    await call.begin()
    for place, words in enumerate(TURNS[:turns]):
        if place % 3 == 1:
            await call.until(lambda: line.playing is not None)
            await call.pass_time(300)
        else:
            await behaviour.reach(call, behaviour.WAITING)
        await behaviour.speak(call, caller.says(words))
        if line.over:
            raise AssertionError(f"the call is over after “{words}”")
    return call


async def whole(flow: Flow, number: int, websocket: bool) -> None:
    """A call to its end."""
    call = await talk(flow, number, websocket)
    call.line.hangs_up()
    await call.close()


def seconds(flow: Flow, websocket: bool) -> float:
    """What all the calls take of one core."""
    began = process_time()
    for number in range(CALLS):
        run_now(whole(flow, number, websocket))
    return process_time() - began


def copying(flow: Flow) -> float:
    """The median of a deep copy of a call in its middle, in µs."""
    call = run_now(talk(flow, 1, True, turns=5))
    times = []
    gc.disable()
    for _ in range(COPIES):
        began = perf_counter_ns()
        copy.deepcopy(call)
        times.append(perf_counter_ns() - began)
    gc.enable()
    return median(times) / 1000


def main() -> int:
    """Print the figures."""
    project = compile_path(FLOW).project
    assert project is not None
    flow = project.entry()
    run_now(whole(flow, 0, False))
    return report(
        [
            Ratio("s of one core: 1,000 emulated calls of 10 turns over the webhook", seconds(flow, False), 5),
            Ratio("s of one core: the same over the WebSocket", seconds(flow, True), 5),
            Ratio("µs: a copy of a call after 5 turns (median)", copying(flow), 600),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
