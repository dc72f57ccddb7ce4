"""The record of a call: what the flow did, step by step, and why."""

from __future__ import annotations

import json
from typing import Any

from callwright.core import record
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.rehearsal.reader import read_script
from callwright.rehearsal.run import perform
from callwright.rehearsal.steps import RECORD, Noting, lines
from tests.core.calls import flow_of
from tests.platform.test_application import SMALL

SCRIPT = """\
tests:
  - name: The bill
    steps:
      - assistant: billing
      - caller: my bill
      - assistant: Bills are sent
"""


def _record() -> list[dict[str, Any]]:
    flow = flow_of(SMALL)
    application = Noting(flow)
    rehearsal = read_script(SCRIPT.encode(), "small.test.yaml").rehearsals[0]
    assert run_now(perform(rehearsal, InProcess(application), VirtualClock())).passed
    assert application.session is not None
    return [
        json.loads(line) for line in lines("The bill", flow, application.steps, record.of(flow, application.session))
    ]


def test_a_record_has_a_head_its_steps_and_what_was_heard() -> None:
    """One JSON object a line; times are those of the call, and begin at 0."""
    head, *steps, last = _record()
    assert (head["record"], head["call"], head["flow"]) == (RECORD, "The bill", "small")
    assert steps[0]["at"] == 0
    assert [step["at"] for step in steps] == sorted(step["at"] for step in steps)
    assert [line["fate"] for line in last["heard"]]


def test_every_state_that_was_entered_is_in_it_with_its_place() -> None:
    """The trace of each step stands there as it was, with file and line."""
    why = [one for step in _record()[1:-1] for one in step["why"]]
    entered = [one["detail"] for one in why if one["rule"] == "enter"]
    assert entered[0] == flow_of(SMALL).start
    assert len(entered) >= 2
    assert all(one["line"] > 0 and one["file"] for one in why if one["rule"] in ("enter", "take"))


def test_noting_changes_nothing() -> None:
    """Who looks on answers as who does not, and the same call is the same record."""
    assert _record() == _record()
