"""Tests made of recorded calls pass right away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callwright.core.model import Flow
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.services import Services
from callwright.platform.switches import RECOMMENDED
from callwright.rehearsal.acts import retell
from callwright.rehearsal.reader import read_script
from callwright.rehearsal.replay import replay
from callwright.rehearsal.retelling import Passing, passing, setup_of
from callwright.rehearsal.run import perform
from callwright.rehearsal.script import CallFacts
from callwright.rehearsal.steps import Noting
from callwright.rehearsal.written import script
from tests.laws.calls import case_called, flow_called
from tests.laws.known import known
from tests.rehearsal.recorded import Recorded

CALLS = 4


def retold(name: str, call: int) -> tuple[Flow, Recorded, Passing]:
    """A random call on the platform as we recommend it to be read, recorded and made a test of."""
    flow = flow_called(name)
    case = case_called(name, call)
    made = Recorded(flow, replace(case, switches=RECOMMENDED))
    made.lead()
    turns = list(replay(made.recording, lambda _version, _name: flow))
    facts = CallFacts(from_number=case.setup.from_number, outbound=case.setup.direction == "outbound")
    websocket = case.reach != "webhook"
    return flow, made, passing(retell(turns), f"call {call}", facts, flow, websocket=websocket)


@pytest.mark.parametrize("name", [*sorted(known()), *map(str, range(10))])
def test_a_test_made_of_a_recorded_call_passes(name: str) -> None:
    """Written out, read again and played, each is as written, whatever the caller and the world outside did."""
    for call in range(CALLS):
        flow, made, one = retold(name, call)
        read = read_script(script(flow.name, one.rehearsal, {}, ("a call",)).encode(), "made.test.yaml")
        assert not read.diagnostics, read.diagnostics
        (rehearsal,) = read.rehearsals
        if one.untried is not None:
            rehearsal = replace(rehearsal, steps=rehearsal.steps[: one.untried])
        connection = InProcess(Noting(flow, Services(rehearsal.services)), websocket=made.case.reach != "webhook")
        played = run_now(perform(rehearsal, connection, VirtualClock(), setup=setup_of(flow)))
        assert played.passed, (name, call, [r for r in played.results if r.problem], played.faults, played.unplayed)
