"""What a long call costs: as much at its end as at its beginning."""

from __future__ import annotations

import statistics
import time

from callwright.core import codec
from tests.core.calls import Call
from tests.core.menu import at_menu

TURNS = 2000


def led(call: Call, turns: int) -> list[float]:
    """Lead a call through so many turns; how long each took, in seconds."""
    took = []
    for turn in range(turns):
        begun = time.perf_counter()
        call.says("opening hours" if turn % 2 else "repeat that")
        call.listens()
        took.append(time.perf_counter() - begun)
        call.steps.clear()
    return took


def test_two_thousand_turns_are_no_slower_and_no_larger() -> None:
    """The session that is stored after each event does not grow, and a step takes as long as before."""
    call = at_menu()
    begin = statistics.median(led(call, 300))
    early = len(codec.dump(call.state))
    led(call, TURNS)
    end = statistics.median(led(call, 300))
    assert len(codec.dump(call.state)) < 1.5 * early
    assert end < 2 * begin
