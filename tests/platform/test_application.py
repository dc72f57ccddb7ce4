"""A compiled flow as the application."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from callwright.compiler import compile_text
from callwright.core.codec import WireError
from callwright.core.events import Event
from callwright.core.model import Flow
from callwright.platform import behaviour
from callwright.platform.application import FlowApplication
from callwright.platform.behaviour import WAITING, During
from callwright.platform.call import Call
from callwright.platform.caller import Caller
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.line import Line
from callwright.platform.switches import Switches
from callwright.platform.timeline import Flaw, HungUp

OUTSIDE = """\
flow: yard
states:
  welcome:
    prompts:
      - text: Calls are recorded.
        barge_in: none
      - text: Please hold the line while we look for somebody who can help you.
        barge_in: manual
      - text: What may we do for you?
    transitions:
      otherwise: bye
    events:
      found:
        go_to: bye
        interrupt: yes
  bye:
    prompts:
      text: Somebody called {{ event.name }} is with you in a moment. Goodbye.
      barge_in: none
    hangup: true
    events:
      rain: bye
"""

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


def small(text: str = SMALL) -> Flow:
    compiled = compile_text(text)
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


def in_the_yard(*, websocket: bool = False, external_api: bool = False, **switches: Any) -> Call:
    """A call in which the assistant has just begun to ask the caller to hold the line."""
    connection = InProcess(FlowApplication(small(OUTSIDE)), websocket=websocket, external_api=external_api)
    call = Call(Line(websocket=websocket, switches=Switches(**switches)), connection, VirtualClock())
    run_now(call.begin())
    run_now(behaviour.reach(call, During(500, "hold the line")))
    return call


def heard(call: Call) -> list[tuple[str, str | None]]:
    return [(playback.words[:8], playback.cut_by) for playback in call.line.playbacks if playback.words]


@pytest.mark.parametrize("way", [{"websocket": True}, {"external_api": True}])
def test_an_event_from_outside_goes_out_at_once(way: dict[str, bool]) -> None:
    """Where the call can be reached, an interrupting event stops the prompt now and leads on, with its body."""
    call = in_the_yard(**way)
    taken = call.happens("found", {"name": "Ada"})
    assert (taken.refusal, taken.now) == (None, True)
    assert [action["type"] for action in taken.actions] == ["barge_in", "speak"]
    run_now(call.until(lambda: call.line.over))
    assert heard(call) == [("Calls ar", None), ("Please h", "action"), ("Somebody", None)]


def test_an_event_from_outside_waits_for_the_next_answer() -> None:
    """Over a plain webhook nothing can be sent: the next event's answer carries it."""
    call = in_the_yard()
    taken = call.happens("found", {"name": "Ada"})
    assert (taken.refusal, taken.now, taken.actions) == (None, False, ())
    run_now(call.until(lambda: call.line.over))
    assert heard(call) == [("Calls ar", None), ("Please h", None), ("Somebody", None)]


def test_what_is_refused_is_said() -> None:
    """An event that nobody listens for, or not here, and the button over a protected prompt, are refused."""
    call = in_the_yard(websocket=True)
    for name, reason in (("snow", "unknown"), ("rain", "unheard")):
        refusal = call.happens(name).refusal
        assert refusal is not None
        assert refusal.reason == reason
        assert "found" in refusal.known
    call.happens("found", {"name": "Ada"})
    run_now(behaviour.reach(call, During(300, "moment")))
    refusal = call.button().refusal
    assert refusal is not None
    assert refusal.reason == "protected"
    assert call.button(force=True).now
    assert heard(call)[-1] == ("Somebody", "action")
    run_now(call.until(lambda: call.line.over))
    late = call.happens("found").refusal
    assert late is not None
    assert late.reason == "over"


def test_the_button() -> None:
    """The button stops the prompt that plays, and what was waiting behind it is not said."""
    call = in_the_yard(websocket=True)
    assert call.button().now
    run_now(call.pass_time(300))
    assert heard(call)[1] == ("Please h", "action")


def test_before_the_call() -> None:
    """Nothing from outside is taken before the call has begun, and nothing is done by itself."""
    application = FlowApplication(small())
    refused = application.button(0, reachable=True).refusal, application.outside("x", {}, 0, reachable=True).refusal
    assert [why.reason for why in refused if why is not None] == ["over", "over"]
    assert application.acts_at(reachable=True) is None
    assert application.act(0, reachable=True) == []


@pytest.mark.parametrize("lost", ["ended", "timeout"])
def test_ticks_save_a_call_from_which_events_get_lost(lost: Any) -> None:
    """Where we may speak first, an event that never arrives leaves nobody in silence: the call comes to its end."""
    for seed in range(3):
        line = Line(switches=Switches(lost=lost), websocket=True, seed=seed)
        call = Call(line, InProcess(FlowApplication(small()), websocket=True), VirtualClock())
        run_now(call.begin())
        run_now(call.pass_time(900_000))
        assert line.over
        assert [p.words for p in line.playbacks][:2] == [
            "This call may be recorded.",
            "Would you like billing, or our opening hours?",
        ]


def test_nothing_is_done_by_itself_over_a_webhook() -> None:
    """Over a plain webhook there is no tick, however long nothing comes."""
    connection = InProcess(FlowApplication(small()))
    call = Call(Line(), connection, VirtualClock())
    run_now(call.begin())
    run_now(call.pass_time(1000))
    assert connection.acts_at() is None
    assert call.acts_at is None


def test_a_copy_of_a_call_in_the_middle_of_a_word() -> None:
    """A deep copy in mid-call is led elsewhere, and shares what never changes: flow, papers, what is past."""
    call = in_the_yard(websocket=True, same_moment="reversed", lost="assistant_speak")
    call.line.says(Caller().says("hello there everybody"))
    run_now(call.pass_time(200))
    twins = [copy.deepcopy(call) for _ in range(2)]
    before = copy.deepcopy(call.line.timeline)
    for twin in twins:
        assert isinstance(twin.connection, InProcess)
        twin.happens("found", {"name": "Ada"})
        run_now(twin.until(lambda: twin.line.over))  # noqa: B023 - run before the next one
    assert twins[0].line.timeline == twins[1].line.timeline
    assert call.line.timeline == before
    assert call.line.playing is call.line.playbacks[-1] is not twins[0].line.playbacks[1]
    assert twins[0].line.setup is call.line.setup
    assert twins[0].line.playbacks[0].action is call.line.playbacks[0].action
    run_now(call.pass_time(60_000))
    assert [p.words for p in call.line.playbacks if p.words][:2] == [p.words for p in twins[0].line.playbacks][:2]


def test_a_copy_of_an_application_with_memories() -> None:
    """A subclass is copied with whatever it keeps, each copy with its own."""

    class Listens(FlowApplication):
        def __init__(self, flow: Flow) -> None:
            super().__init__(flow)
            self.events: list[Event] = []

        def take(self, event: Event) -> list[dict[str, Any]]:
            self.events.append(event)
            return super().take(event)

    application = Listens(small())
    call = Call(Line(websocket=True), InProcess(application, websocket=True), VirtualClock())
    run_now(call.begin())
    run_now(call.pass_time(500))
    twin = copy.deepcopy(application)
    twin.act(10, reachable=True)
    assert type(twin) is Listens
    assert [type(event).__name__ for event in twin.events[-1:]] == ["Tick"]
    assert len(application.events) == len(twin.events) - 1
