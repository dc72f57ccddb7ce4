"""The line: what plays after what, what ends it, and which answers it performs."""

from __future__ import annotations

from callwright.platform.envelope import CallSetup
from callwright.platform.timeline import HungUp, Playback, TextMessage, TransferOver
from tests.platform.applications import act, speak
from tests.platform.rig import Rig, rig_id, times
from tests.platform.test_voice import wav


def test_hang_up_cuts_and_ends() -> None:
    """A hang-up cuts what plays, which is reported once, and nothing is performed after it."""
    rig = Rig().plays("none").to(1000).send(act(rig_id(), "hangup"), speak(rig_id(), "too late")).to(9000)
    assert rig.told == [(1000, "ended"), (1000, "end")]
    assert rig.line.take(speak(rig.id, "too late")) == []
    assert [type(e) for e in rig.line.timeline] == [Playback, HungUp]


def test_second_speak() -> None:
    """A second playback waits for the first; a switch lets it replace the first."""
    rig = Rig().plays("none").to(1000).plays("none").to(20_000)
    assert times(rig, "ended") == [4000, 8000]
    rig = Rig(second_speak="replace").plays("none").to(1000).plays("none").to(20_000)
    assert times(rig, "ended") == [1000, 5000]


def test_waiting_after_a_cut() -> None:
    """What waits plays after a cut; a switch drops it."""
    rig = Rig().plays("none").plays("none").to(1000).send(act(rig_id(), "barge_in")).to(20_000)
    assert times(rig, "ended") == [1000, 5000]
    rig = Rig(waiting_after_cut="dropped").plays("none").plays("none").to(1000)
    assert times(rig.send(act(rig_id(), "barge_in")).to(20_000), "ended") == [1000]


def test_barge_in_with_nothing_playing() -> None:
    """barge_in has no effect where nothing plays."""
    assert Rig().send(act(rig_id(), "barge_in")).to(9000).told == []


def test_failed_sms() -> None:
    """A text message that does not go out is reported with a reason, and the call goes on."""
    rig = Rig(setup=CallSetup(sms_fails=True)).send(act(rig_id(), "send_sms", phone_number="49151", message="Hi"))
    rig.to(9000)
    assert [kind for _, kind in rig.told] == ["sms_failed"]
    assert rig.events[-1]["reason"]
    assert [e.sent for e in rig.line.timeline if isinstance(e, TextMessage)] == [False]


def test_background_is_no_playback() -> None:
    """Background sound has no events of its own and hinders nothing."""
    assert Rig().send(act(rig_id(), "mix_audio", audio=wav(0.1))).to(9000).told == []


def test_voice_to_voice_does_not_play() -> None:
    """Once a model talks by itself, a speak is only an instruction to it."""
    rig = Rig().send(act(rig_id(), "configure_voice_to_voice", system_prompt="Be kind."), speak(rig_id(), "Hi"))
    assert rig.to(9000).told == []
    assert rig.line.playbacks == []


def test_faults_are_written_down_and_performed_not() -> None:
    """An answer with a fault changes nothing, and the call goes on."""
    rig = Rig()
    assert rig.line.take({"success": True})
    assert rig.plays("none").to(9000).told == [(4000, "ended")]
    assert not any(isinstance(e, TransferOver) for e in rig.line.timeline)


def test_a_lenient_platform() -> None:
    """A switch lets the line perform what is good in an answer that has a bad entry."""
    answer = [speak(rig_id(), "Hello.", extra=1), {"type": "say"}, act(rig_id(), "hangup", why="x")]
    strict, lenient = Rig(), Rig(reader="lenient")
    assert [fault.warning for fault in strict.line.take(answer)] == [False, False, False]
    assert strict.line.playbacks == []
    assert [fault.warning for fault in lenient.line.take(answer)][:3] == [True, False, True]
    assert [p.cut_by for p in lenient.line.playbacks] == ["hangup"]
