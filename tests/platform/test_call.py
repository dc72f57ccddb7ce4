"""Conducting a call: one thing at a time, in the right order."""

from __future__ import annotations

import pytest

from callwright.platform.call import Call
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import Answer, Application, InProcess
from callwright.platform.dial_http import Webhook
from callwright.platform.line import Line
from callwright.platform.switches import Switches
from callwright.platform.timeline import Flaw, HungUp
from callwright.platform.wire import Fault
from tests.platform.applications import Actions, Event, Hotline, act, speak


def begun(call: Call) -> Call:
    run_now(call.begin())
    return call


def test_each_answer_is_performed_before_the_next_event() -> None:
    """The answer to one event is performed before the application hears the next."""

    class Hasty:
        def __init__(self) -> None:
            self.heard: list[str] = []

        def receive(self, event: Event, _at: int) -> Actions:
            self.heard.append(event["type"])
            session = event["session"]["id"]
            if event["type"] == "session_start":
                return [speak(session, "A"), act(session, "barge_in"), speak(session, "B")]
            return []

    application = Hasty()
    call = begun(Call(Line(), InProcess(application), VirtualClock()))
    run_now(call.pass_time(5000))
    start, speaking, ended = "session_start", "assistant_speak", "assistant_speech_ended"
    assert application.heard == [start, speaking, ended, speaking, ended]


def test_time_passes_exactly() -> None:
    """Passing time lets everything happen that is due, and not a millisecond more."""
    call = begun(Call(Line(), InProcess(Hotline()), VirtualClock()))
    run_now(call.pass_time(777))
    assert call.now == 777
    run_now(call.pass_time(1))
    assert call.now == 778


def test_until_says_whether() -> None:
    """until is true when the condition came, false when the time was over first."""
    call = begun(Call(Line(), InProcess(Hotline()), VirtualClock()))
    assert run_now(call.until(lambda: call.line.playing is not None))
    assert not run_now(call.until(lambda: call.line.over, call.now + 1000))


def test_what_comes_unasked_is_taken() -> None:
    """Actions and faults that arrive of their own accord are performed and written down."""

    class Eager(InProcess):
        def __init__(self, application: Application, *, websocket: bool) -> None:
            super().__init__(application, websocket=websocket)
            self.waiting: list[Answer] = []

        def arrived(self) -> list[Answer]:
            answers = list(self.waiting)
            self.waiting.clear()
            return answers

    connection = Eager(Hotline(), websocket=True)
    call = begun(Call(Line(websocket=True), connection, VirtualClock()))
    run_now(call.pass_time(500))
    fault = Fault("message", "a binary message", "JSON text")
    connection.waiting += [Answer(act(call.line.session_id, "barge_in")), Answer(faults=(fault,))]
    run_now(call.advance())
    assert call.line.playbacks[0].cut_by == "action"
    assert [e.fault for e in call.line.timeline if isinstance(e, Flaw)] == [fault]


def test_closing_tells_what_is_left() -> None:
    """Closing first tells the application that the call is over."""
    application = Hotline()
    call = begun(Call(Line(), InProcess(application), VirtualClock()))
    run_now(call.pass_time(500))
    call.line.hangs_up()
    run_now(call.close())
    assert application.events[-1]["type"] == "session_end"


def test_an_application_that_acts_by_itself() -> None:
    """Over a WebSocket or with an external API it acts when its time has come, in its right place, else never."""

    class Impatient(Hotline):
        def acts_at(self, *, reachable: bool) -> int | None:
            return self.events[0]["at"] + 777 if reachable and self.events and not self.leaving else None

        def act(self, _at: int, *, reachable: bool) -> Actions:
            assert reachable
            self.leaving = act(self.events[0]["session"]["id"], "hangup")
            return [act(self.events[0]["session"]["id"], "barge_in")]

    cut_at = []
    for way in ({"websocket": True}, {"external_api": True}, {}):
        connection = InProcess(Impatient(), **way)
        call = begun(Call(Line(websocket=connection.websocket), connection, VirtualClock()))
        run_now(call.pass_time(776))
        assert call.line.playing is not None
        run_now(call.pass_time(1))
        cut_at.append(call.line.playbacks[0].stopped_at)
    assert cut_at == [777, 777, None]


def test_only_in_process_something_happens_outside() -> None:
    """A button over the network, or with an application that knows no world, is a TypeError that says so."""
    call = begun(Call(Line(), InProcess(Hotline()), VirtualClock()))
    with pytest.raises(TypeError, match="Hotline takes nothing from outside"):
        call.button()
    with pytest.raises(TypeError, match="over the network"):
        Call(Line(), Webhook("http://127.0.0.1:9/webhook"), VirtualClock()).happens("fire")


def test_what_arrives_is_performed_next() -> None:
    """Actions that were handed in are performed with the next thing that happens."""
    call = begun(Call(Line(), InProcess(Hotline()), VirtualClock()))
    run_now(call.pass_time(500))
    call.arrives(act(call.line.session_id, "hangup"))
    run_now(call.advance())
    assert call.line.over


def test_answers_on_their_way_keep_their_order() -> None:
    """Answers that take time arrive in the order in which they were sent, also where moments are turned round."""
    switches = Switches(answer_takes_ms=400, same_moment="reversed")
    call = begun(Call(Line(switches=switches), InProcess(Hotline()), VirtualClock()))
    run_now(call.pass_time(60))
    for number in "12":
        call.line.presses(number)
        run_now(call.until(lambda: not call.line.outbox))
    run_now(call.pass_time(20_000))
    words = [p.words for p in call.line.playbacks]
    assert words.index("You pressed 1. What else?") < words.index("You pressed 2. What else?")


@pytest.mark.parametrize(("takes", "ends"), [(1000, False), (1001, True)])
def test_an_answer_that_takes_too_long(takes: int, ends: bool) -> None:
    """A switch hangs up on an answer that takes longer than a second, and does so after that second."""
    switches = Switches(answer_takes_ms=takes, slow_answer="hangs_up")
    call = begun(Call(Line(switches=switches), InProcess(Hotline()), VirtualClock()))
    run_now(call.pass_time(1000))
    assert [(e.at, e.by) for e in call.line.timeline if isinstance(e, HungUp)] == ([(1000, "platform")] if ends else [])
