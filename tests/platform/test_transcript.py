"""What people read of a call."""

from __future__ import annotations

from pathlib import Path

from callwright.platform import behaviour
from callwright.platform.application import FlowApplication
from callwright.platform.behaviour import WAITING, During
from callwright.platform.call import Call
from callwright.platform.caller import Caller
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.envelope import CallSetup
from callwright.platform.line import Line
from callwright.platform.timeline import to_data
from callwright.platform.transcript import render, seconds, time_of
from callwright.platform.wire import Fault
from tests.golden import check_golden
from tests.platform.applications import Hotline, act
from tests.platform.test_application import OUTSIDE, small
from tests.platform.test_voice import wav

GOLDEN = Path(__file__).parent / "golden"


async def eventful() -> Line:
    """A call in which everything happens that a transcript can show."""
    line, caller = Line(CallSetup(transfers=("busy",), sms_fails=True)), Caller(1)
    call = Call(line, InProcess(Hotline()), VirtualClock())
    await call.begin()
    await behaviour.reach(call, During(1200, "opening hours"))
    await behaviour.speak(call, caller.says("it's about my bill, which I really do not understand at all this time"))
    await behaviour.stay_silent(call)
    await behaviour.reach(call, During(900))
    await behaviour.speak(call, caller.noise(300))
    await behaviour.reach(call, WAITING)
    await behaviour.press(call, "12#")
    await behaviour.reach(call, WAITING)
    line.take(act(line.session_id, "audio", audio=wav(2), barge_in={"strategy": "none"}))
    await call.pass_time(400)
    line.take(act(line.session_id, "barge_in"))
    line.take(act(line.session_id, "send_sms", phone_number="49151", message="Your number is 4711."))
    line.take(act(line.session_id, "mix_audio", stop=True))
    line.take({"success": True})
    line.notes(Fault("answer", "an answer after 1.2 s", "an answer within 1 s", warning=True))
    await behaviour.reach(call, WAITING)
    await behaviour.speak(call, caller.says("operator"))
    await behaviour.reach(call, WAITING)
    await behaviour.speak(call, caller.says("bye"))
    await call.until(lambda: line.over)
    await call.close()
    return line


def test_everything() -> None:
    """Each thing that can happen in a call has its readable line."""
    check_golden(GOLDEN / "eventful.txt", "\n".join(render(run_now(eventful()).timeline)) + "\n")


def test_the_rest() -> None:
    """Rendering from an entry on gives the lines that rendering before it left out."""
    timeline = run_now(eventful()).timeline
    assert render(timeline, 2) == render(timeline)[2:]


def test_silence_of_the_application_is_not_shown() -> None:
    """Markup without words is no part of what people read, and keys around it stay on one line."""
    line = Line()
    line.take({"type": "speak", "session_id": line.session_id, "ssml": "<speak><break time='20ms'/></speak>"})
    line.presses("1")
    line.take({"type": "speak", "session_id": line.session_id, "ssml": "<speak><break time='20ms'/></speak>"})
    line.presses("2")
    assert render(line.timeline) == [f"{time_of(0)}  keys       1 2"]


def test_times() -> None:
    """Times read as minutes and seconds, lengths in seconds."""
    assert (time_of(3400), time_of(600_000), seconds(1200), seconds(8000)) == (" 0:03.4", "10:00.0", "1.2 s", "8 s")


def test_data() -> None:
    """The timeline as data names each record's kind and time, and leaves recordings out."""
    data = to_data(run_now(eventful()).timeline)
    assert {"playback", "spoken", "pressed", "flaw", "hung_up", "transfer_over"} <= {d["kind"] for d in data}
    assert all("at" in record and "action" not in record for record in data)


def test_what_happens_outside_is_written_down() -> None:
    """An event and the button each have their entry, a long body is shortened, and a refusal says why."""
    call = Call(Line(websocket=True), InProcess(FlowApplication(small(OUTSIDE)), websocket=True), VirtualClock())
    run_now(call.begin())
    run_now(behaviour.reach(call, During(100, "recorded")))
    call.button()
    call.happens("rain", {"order": 47, "a b": "\x1b[31m" + "x" * 90})
    run_now(behaviour.reach(call, During(500, "hold the line")))
    call.happens("found", {"name": "Ada"})
    told = [" ".join(line.split()) for line in render(call.line.timeline) if "outside" in line or "button" in line]
    assert told[0] == "0:00.1 button (refused: the prompt is protected)"
    assert told[1].startswith('0:00.1 outside rain {order: 47, "a b": "\\u001b[31mxxx')
    assert "x" * 60 not in told[1]
    assert told[1].endswith("… (refused: not listened for in this state)")
    assert told[2].endswith('outside found {name: "Ada"}')
    data = [entry for entry in to_data(call.line.timeline) if entry["kind"] == "outside"]
    assert [(e["name"], e["taken"]) for e in data] == [("", "protected"), ("rain", "unheard"), ("found", "now")]
