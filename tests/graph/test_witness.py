"""The witness on the line: what it notes is what took place."""

from __future__ import annotations

import textwrap

import pytest

from callwright.compiler import compile_text
from callwright.core.model import Flow
from callwright.core.playback import Fate
from callwright.graph.witness import Witness
from callwright.platform.application import FlowApplication
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.timeline import Playback
from callwright.rehearsal.reader import read_script
from callwright.rehearsal.run import Performance, perform

FLOW = """\
flow: small
language: en-US
intents:
  hours: [opening hours, when are you open]
states:
  welcome:
    prompts:
      - text: This call may be recorded.
        barge_in: none
      - text: Welcome to our shop. We sell all that you can think of, and more.
        barge_in: immediate
      - text: What would you like to know about us today?
    transitions:
      hours: hours
    events:
      closing:
        go_to: farewell
        interrupt: yes
  hours:
    prompts: We are open all day.
    go_to: farewell
  farewell:
    prompts:
      text: Goodbye.
      barge_in: none
    hangup: true
"""
INTERRUPTED = """
- assistant: Welcome to our shop
- caller: when are you open
  interrupts_after: 1s
- assistant: open all day
- hangup
"""


def _flow() -> Flow:
    compiled = compile_text(FLOW)
    assert compiled.project is not None, compiled.diagnostics
    return compiled.project.entry()


def _script(steps: str) -> bytes:
    return f"tests:\n- steps:\n{textwrap.indent(steps, '  ')}".encode()


def _play(steps: str, *, websocket: bool = False) -> tuple[Witness, Performance]:
    (rehearsal,) = read_script(_script(steps), "test").rehearsals
    witness = Witness(_flow())
    return witness, run_now(perform(rehearsal, InProcess(witness, websocket=websocket), VirtualClock()))


@pytest.mark.parametrize("websocket", [False, True])
def test_a_witness_changes_nothing(websocket: bool) -> None:
    """The call goes as it goes without one."""
    (rehearsal,) = read_script(_script(INTERRUPTED), "test").rehearsals
    alone = InProcess(FlowApplication(_flow()), websocket=websocket)
    expected = run_now(perform(rehearsal, alone, VirtualClock()))
    _, performance = _play(INTERRUPTED, websocket=websocket)
    assert performance.timeline == expected.timeline
    assert performance.passed


def test_every_event_is_noted_with_its_answer_and_its_reasons() -> None:
    """From the first event to the last, with what was answered and why."""
    witness, _ = _play(INTERRUPTED)
    assert witness.exchanges[0].event["type"] == "session_start"
    assert witness.exchanges[-1].event["type"] == "session_end"
    (words,) = [e for e in witness.exchanges if e.event["type"] == "user_speak"]
    assert [action["type"] for action in words.actions] == ["speak"]
    assert any(trace.rule == "take" and trace.detail == "hours" for trace in words.reasons)
    assert [e.at for e in witness.exchanges] == sorted(e.at for e in witness.exchanges)


def test_every_prompt_has_its_fate() -> None:
    """Heard, cut and dropped prompts are told apart, as the flow's own record tells them."""
    witness, performance = _play(INTERRUPTED)
    assert [said.fates[0].fate for said in witness.said] == [Fate.HEARD, Fate.CUT, Fate.HEARD, Fate.HEARD]
    assert [said.action for said in witness.said] == [
        entry.action for entry in performance.timeline if isinstance(entry, Playback) and entry.words
    ]
    assert [dropped.words for dropped in witness.dropped] == ["What would you like to know about us today?"]


CLOSING = """
- assistant: Welcome to our shop
- event: closing
  interrupts_after: 1s
- assistant: Goodbye
- hangup
"""


def test_an_event_from_outside_is_noted() -> None:
    """Over a WebSocket it is answered in the middle of a sentence."""
    witness, performance = _play(CLOSING, websocket=True)
    (closing,) = [exchange for exchange in witness.exchanges if exchange.outside]
    assert closing.event["type"] == "events/closing"
    assert [action["type"] for action in closing.actions] == ["barge_in", "speak"]
    goodbye = [entry for entry in performance.timeline if isinstance(entry, Playback)][-1]
    assert goodbye.at == closing.at


def test_over_a_webhook_it_comes_with_the_next_answer() -> None:
    """Nobody can speak first there: the next event's answer carries it."""
    witness, performance = _play(CLOSING)
    (closing,) = [exchange for exchange in witness.exchanges if exchange.outside]
    assert closing.actions == ()
    goodbye = [entry for entry in performance.timeline if isinstance(entry, Playback)][-1]
    assert goodbye.at > closing.at


def test_the_button_is_noted() -> None:
    """The bare button stops what plays, and what waits is dropped."""
    steps = "- assistant: Welcome to our shop\n- button\n- silence\n"
    witness, performance = _play(steps.replace("- button", "- button: yes\n  interrupts_after: 1s"), websocket=True)
    (pressed,) = [exchange for exchange in witness.exchanges if exchange.outside]
    assert pressed.event["type"] == "barge_in"
    stopped = [entry for entry in performance.timeline if isinstance(entry, Playback) and entry.cut_by == "action"]
    assert [entry.stopped_at for entry in stopped] == [pressed.at]


def test_what_is_refused_is_noted_with_its_reason() -> None:
    """An event that nobody listens for does nothing, and the picture can say why."""
    witness, _ = _play("- assistant: Welcome to our shop\n- event: fire\n  refused: yes\n- silence")
    reasons = [str(trace) for exchange in witness.exchanges if exchange.outside for trace in exchange.reasons]
    assert reasons == ["refused: unknown"]
