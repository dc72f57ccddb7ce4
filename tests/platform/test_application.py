"""A compiled flow as the application."""

from __future__ import annotations

import copy

import pytest

from callwright.compiler import compile_text
from callwright.core.codec import WireError
from callwright.core.model import Flow
from callwright.platform import behaviour
from callwright.platform.application import FlowApplication
from callwright.platform.behaviour import WAITING, During
from callwright.platform.call import Call
from callwright.platform.caller import Caller
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.line import Line
from callwright.platform.timeline import Flaw, HungUp

SMALL = """\
flow: small
states:
  welcome:
    prompts:
      - text: This call may be recorded.
        barge_in: none
      - text: Would you like billing, or our opening hours?
        barge_in:
          strategy: immediate
          allow_after_ms: 500
    transitions:
      billing: bill
  bill:
    prompts:
      text: Bills are sent on Mondays. Goodbye.
      barge_in: none
    hangup: true
intents:
  billing:
    - billing
    - my bill
"""


def small() -> Flow:
    compiled = compile_text(SMALL)
    assert compiled.project is not None, compiled.diagnostics
    return compiled.project.entry()


def test_a_conversation() -> None:
    """A flow holds a whole conversation on the line, and every answer is one that the platform takes."""
    line, call_application = Line(), FlowApplication(small())
    call = Call(line, InProcess(call_application), VirtualClock())

    async def talk() -> None:
        await call.begin()
        await behaviour.reach(call, During(1200, "billing"))
        await behaviour.speak(call, Caller().says("it's about my bill"))
        await call.until(lambda: line.over)
        await call.close()

    run_now(talk())
    assert [(p.words[:5], p.cut_by) for p in line.playbacks if p.words] == [
        ("This ", None),
        ("Would", "caller"),
        ("Bills", None),
    ]
    assert [e.by for e in line.timeline if isinstance(e, HungUp)] == ["assistant"]
    assert not any(isinstance(e, Flaw) for e in line.timeline)


def test_a_copy() -> None:
    """A copy of a conversation goes its own way and shares the flow."""
    application = FlowApplication(small())
    call = Call(Line(), InProcess(application), VirtualClock())
    run_now(call.begin())
    run_now(behaviour.reach(call, WAITING))
    before, twin = application.session, copy.deepcopy(application)
    twin.receive({"type": "session_end", "session": {"id": call.line.session_id}}, 0)
    assert application.session is before is not twin.session
    assert twin.flow is application.flow


def test_no_event() -> None:
    """What is no event is refused with its path."""
    with pytest.raises(WireError, match=r"\$\.type"):
        FlowApplication(small()).receive({}, 0)
