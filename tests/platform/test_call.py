"""Conducting a call: one thing at a time, in the right order."""

from __future__ import annotations

from callwright.platform.call import Call
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import Answer, Application, InProcess
from callwright.platform.line import Line
from callwright.platform.timeline import Flaw
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
