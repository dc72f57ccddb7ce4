"""The line by the letter: the protocol's own timelines, and each rule of playback, turns and silence."""

from __future__ import annotations

from typing import Any

import pytest

from callwright.platform.caller import Utterance
from callwright.platform.envelope import CallSetup
from callwright.platform.line import Line
from callwright.platform.switches import Switches
from callwright.platform.timeline import HungUp, Playback, TextMessage, TransferOver
from tests.platform.applications import act, speak
from tests.platform.test_voice import wav

FOUR_SECONDS = wav(4.0)
NAMES = {
    "assistant_speech_ended": "ended",
    "assistant_speak": "speaking",
    "user_speech_started": "onset",
    "user_speak": "words",
    "user_input_timeout": "timeout",
    "session_start": "start",
    "session_end": "end",
    "dtmf_received": "key",
}
ENGLISH = {value: key for key, value in NAMES.items()}


class Rig:
    """A line, what the application does on it by hand, and what it was told when."""

    def __init__(self, websocket: bool = True, setup: CallSetup | None = None, **switches: Any) -> None:
        self.line = Line(setup, websocket=websocket, switches=Switches(**switches))
        self.told: list[tuple[int, str]] = []
        self.events: list[dict[str, Any]] = []
        self.line.begins()
        self.flush()
        self.told.clear()

    def flush(self) -> None:
        while self.line.outbox:
            event = self.line.outbox.popleft()
            self.events.append(event)
            self.told.append((self.line.now, NAMES.get(event["type"], event["type"])))

    def to(self, at: int) -> Rig:
        self.flush()
        while (due := self.line.schedule.next_at()) is not None and due <= at:
            self.line.schedule.run_next()
            self.flush()
        self.line.schedule.run_to(at)
        return self

    def send(self, *actions: dict[str, Any]) -> Rig:
        assert self.line.take(list(actions)) == []
        self.flush()
        return self

    def plays(self, strategy: str, **policy: int) -> Rig:
        """A playback of four seconds, whatever the voice."""
        return self.send(self.audio({"strategy": strategy, **policy}))

    def audio(self, policy: dict[str, Any]) -> dict[str, Any]:
        return act(self.id, "audio", audio=FOUR_SECONDS, barge_in=policy)

    def says(self, words: str, lasts: int, *partials: tuple[int, str], voice: int = 60) -> Rig:
        self.line.says(Utterance(words, lasts, 0, voice, partials))
        return self

    @property
    def id(self) -> str:
        return self.line.session_id

    @property
    def playback(self) -> Playback:
        return self.line.playbacks[-1]

    def last(self, kind: str) -> dict[str, Any]:
        return next(e for e in reversed(self.events) if e["type"] == ENGLISH[kind])


# The timelines of protocol 8.2. A playback starts at 0 and would last 4000; the turn ends 700 ms after speech.


def test_timeline_none() -> None:
    """none: the caller's words arrive, playback is never touched."""
    rig = Rig().plays("none").to(1000).says("hallo", 1200, (320, "hallo")).to(9000)
    assert rig.told == [(1000, "onset"), (2900, "words"), (4000, "ended")]
    assert rig.last("words")["barged_in"] is False


def test_timeline_manual() -> None:
    """manual: only the application's barge_in stops it, and the words still arrive."""
    rig = Rig().plays("manual").to(1000).says("hallo", 1200, (320, "hallo")).to(1020)
    rig.send(act(rig.id, "barge_in")).to(9000)
    assert rig.told == [(1000, "onset"), (1020, "ended"), (2900, "words")]
    assert rig.playback.cut_by == "action"


def test_timeline_minimum_characters() -> None:
    """minimum_characters 5: three letters do nothing, the fifth stops it."""
    rig = Rig().plays("minimum_characters", minimum_characters=5, allow_after_ms=500).to(1000)
    rig.says("Hallo, ich", 1200, (150, "hal"), (320, "hallo"), (900, "hallo, ich")).to(9000)
    assert rig.told == [(1000, "onset"), (1320, "ended"), (2900, "words")]
    assert rig.last("words")["barged_in"] is True


def test_timeline_protected_window() -> None:
    """minimum_characters 10 after 2000: twelve characters at 600 to 1500 stop nothing, not even later."""
    rig = Rig().plays("minimum_characters", minimum_characters=10, allow_after_ms=2000).to(600)
    rig.says("twelve chars", 900, (400, "twelve"), (850, "twelve chars")).to(9000)
    assert rig.told == [(600, "onset"), (2200, "words"), (4000, "ended")]
    assert rig.last("words")["barged_in"] is False


def test_timeline_immediate() -> None:
    """immediate after 500: an onset inside the window counts for nothing, the next one stops it 60 ms later."""
    rig = Rig(speech_started_again="after_silence").plays("immediate", allow_after_ms=500).to(300)
    rig.says("", 150).to(1000).says("hallo", 1200, (320, "hallo")).to(9000)
    assert rig.told == [(300, "onset"), (1000, "onset"), (1060, "ended"), (2900, "words")]
    assert rig.last("words")["barged_in"] is True


def test_timeline_replacement() -> None:
    """[barge_in, speak B]: A's ended comes first, then B begins and ends once."""
    rig = Rig().send(speak(rig_id(), "A long sentence of the assistant.")).to(500)
    rig.send(act(rig.id, "barge_in"), speak(rig.id, "B")).to(9000)
    length = rig.playback.length_ms
    assert rig.told == [(0, "speaking"), (500, "ended"), (500, "speaking"), (500 + length, "ended")]
    assert [p.cut_by for p in rig.line.playbacks] == ["action", None]


def rig_id() -> str:
    return Line().session_id


# Further rules of interruption.


def test_window_ends_while_the_caller_talks() -> None:
    """Speech that began inside the protected window and goes on is looked at again when the window ends."""
    rig = Rig().plays("immediate", allow_after_ms=500).to(300).says("hello there", 1500).to(9000)
    assert (500, "ended") in rig.told
    rig = Rig().plays("minimum_characters", minimum_characters=3, allow_after_ms=2000).to(600)
    rig.says("twelve chars", 3000, (850, "twelve chars")).to(9000)
    assert (2000, "ended") in rig.told


def test_window_longer_than_the_playback() -> None:
    """allow_after_ms longer than the playback protects all of it."""
    rig = Rig().plays("immediate", allow_after_ms=5000).to(300).says("hello", 4500).to(9000)
    assert (4000, "ended") in rig.told


def test_characters_are_counted_trimmed_in_code_points() -> None:
    """minimum_characters counts code points of the trimmed text: two letters and blanks are not three."""
    rig = Rig().plays("minimum_characters", minimum_characters=3).to(100)
    rig.says("ja ä", 900, (200, " ja  "), (400, "ja ä")).to(9000)
    assert (500, "ended") in rig.told


def test_no_policy_means_three_characters() -> None:
    """A playback without barge_in is cut by the third character."""
    rig = Rig().send(act(rig_id(), "audio", audio=FOUR_SECONDS)).to(100)
    rig.says("okay", 400, (150, "ok"), (300, "oka")).to(9000)
    assert (400, "ended") in rig.told


def test_immediate_without_voice_activity() -> None:
    """With a recogniser that offers no voice activity, immediate waits for the first partial text."""
    rig = Rig().send(act(rig_id(), "configure_transcription", provider="ELEVEN_LABS"))
    rig.plays("immediate").to(100).says("hello", 500, (200, "h")).to(9000)
    assert (300, "ended") in rig.told


def test_caller_who_talks_already() -> None:
    """A caller who talks when playback begins cuts it as late as a new breath would; a switch ignores them."""
    rig = Rig().says("hello there", 2000).to(500).plays("immediate").to(9000)
    assert (560, "ended") in rig.told
    rig = Rig(speech_before_playback="ignored").says("hello there", 2000).to(500).plays("immediate").to(9000)
    assert (4500, "ended") in rig.told


def test_two_breaths_one_turn() -> None:
    """A pause shorter than the end-of-turn silence keeps the turn together: one onset, one user_speak."""
    rig = Rig().says("my order", 500).to(900).says("is late", 500).to(9000)
    assert rig.told == [(0, "onset"), (2100, "words")]
    assert rig.last("words")["text"] == "my order is late"


def test_nobody_has_two_voices() -> None:
    """A caller who talks cannot begin to talk."""
    with pytest.raises(ValueError, match="talking already"):
        Rig().says("hello", 500).says("hello", 500)


def test_webhook_hears_no_onset() -> None:
    """user_speech_started exists on the WebSocket only."""
    assert Rig(websocket=False).says("hello", 500).to(9000).told == [(1200, "words")]


def test_end_of_turn_silence_persists() -> None:
    """vad holds until the next one, and a bad one changes nothing."""
    rig = Rig().send(speak(rig_id(), "Hi", vad={"end_of_turn_silence_ms": 1500})).to(1000).says("a", 300).to(4000)
    rig.line.take(speak(rig.id, "Hi", vad={"end_of_turn_silence_ms": 9}))
    rig.to(6000).says("b", 300).to(9000)
    assert [at for at, kind in rig.told if kind == "words"] == [2800, 7800]


# Silence.


def asks(rig: Rig, seconds: float = 2.5) -> int:
    """Ask and let it end; gives when that was."""
    rig.send(speak(rig.id, "Well?", user_input_timeout_seconds=seconds))
    end = rig.line.now + rig.playback.length_ms
    rig.to(end)
    return end


def times(rig: Rig, kind: str) -> list[int]:
    return [at for at, name in rig.told if name == kind]


def test_silence_counts_from_ended_and_fires_once() -> None:
    """The silence clock starts at ended, takes fractions, and fires once."""
    rig = Rig()
    end = asks(rig)
    assert times(rig.to(60_000), "timeout") == [end + 2500]


def test_words_end_the_silence_clock() -> None:
    """Speech stops the clock at once and its words end it."""
    rig = Rig()
    end = asks(rig)
    assert times(rig.to(end + 2400).says("hm", 3000).to(60_000), "timeout") == []


def test_keys_start_the_silence_clock_anew() -> None:
    """A key starts a running clock from the beginning, but wakes none that has fired."""
    rig = Rig()
    end = asks(rig)
    rig.to(end + 2000).line.presses("4")
    rig.to(end + 4500)
    assert times(rig, "timeout") == [end + 4500]
    rig.line.presses("5")
    assert times(rig.to(60_000), "timeout") == [end + 4500]


def test_keys_stop_no_playback() -> None:
    """A key press alone stops nothing."""
    rig = Rig().plays("immediate").to(1000)
    rig.line.presses("#")
    assert rig.to(9000).told == [(1000, "key"), (4000, "ended")]


def test_a_newer_playback_ends_the_silence_clock() -> None:
    """A newer playback cancels the silence of the one before; without a time of its own nothing follows."""
    rig = Rig()
    end = asks(rig)
    assert times(rig.to(end + 1000).plays("none").to(60_000), "timeout") == []


def test_noise_and_the_silence_clock() -> None:
    """Noise without words restarts the silence clock when it is over; a switch lets it cancel the clock."""
    rig = Rig()
    end = asks(rig)
    assert times(rig.to(end + 2000).says("", 800).to(60_000), "timeout") == [end + 5300]
    rig = Rig(noise="cancels")
    end = asks(rig)
    assert times(rig.to(end + 2000).says("", 800).to(60_000), "timeout") == []


def test_noise_that_cuts() -> None:
    """Noise cuts immediate, yields no words, and the silence clock runs from its end."""
    rig = Rig().send(speak(rig_id(), "A long sentence to cut.", "immediate", user_input_timeout_seconds=2)).to(500)
    rig.says("", 400).to(60_000)
    assert rig.told == [(0, "speaking"), (500, "onset"), (560, "ended"), (2900, "timeout")]
    assert rig.playback.cut_by == "noise"


# Transfer, hang-up, the rest.


def transfers(rig: Rig, **more: Any) -> Rig:
    fields = {"target_phone_number": "49211", "caller_id_name": "A", "caller_id_number": "49211", **more}
    return rig.send(act(rig.id, "transfer", **fields))


def test_answered_transfer_is_followed_by_nothing() -> None:
    """After an answered transfer nothing is heard or said any more."""
    rig = transfers(Rig(), timeout=30).to(60_000)
    rig.line.presses("1")
    rig.line.hangs_up()
    assert rig.to(90_000).told == []
    assert rig.line.over


@pytest.mark.parametrize("outcome", ["busy", "no_answer", "hangs_up"])
def test_failed_transfer_with_timeout_returns(outcome: Any) -> None:
    """Where timeout is given, a failed transfer brings the caller back with session_start and the same id."""
    rig = transfers(Rig(setup=CallSetup(transfers=(outcome,))), timeout=20).to(1_000)
    rig.says("hello?", 300).to(60_000)
    assert [kind for _, kind in rig.told] == ["start"]
    assert outcome != "no_answer" or rig.told[0][0] == 20_000
    assert rig.events[0]["session"] == rig.events[-1]["session"]
    assert times(rig.plays("none").to(99_000), "ended") == [64_000]


def test_failed_transfer_without_timeout() -> None:
    """Without timeout a failed transfer ends the call; a switch brings the caller back."""
    setup = CallSetup(transfers=("busy",))
    assert [k for _, k in transfers(Rig(setup=setup)).to(60_000).told] == ["end"]
    assert [k for _, k in transfers(Rig(setup=setup, transfer_without_timeout="returns")).to(60_000).told] == ["start"]


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


# The switches of what events look like.


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("start", ["speaking", "ended"]),
        ("before_ended", ["speaking", "ended"]),
        ("after_ended", ["ended", "speaking"]),
        ("missing", ["ended"]),
    ],
)
def test_when_assistant_speak_comes(when: Any, expected: list[str]) -> None:
    """assistant_speak comes at the start, around the end, or never."""
    rig = Rig(assistant_speak=when).send(speak(rig_id(), "Hello there")).to(9000)
    assert [kind for _, kind in rig.told] == expected
    if when != "missing":
        told = rig.last("speaking")
        assert (told["text"], told["duration_ms"]) == ("Hello there", rig.playback.length_ms)
        assert told["speech_started_at"] == CallSetup().epoch_ms


def test_ended_behind_the_words() -> None:
    """A switch reports a cut playback only behind the words that cut it."""
    rig = Rig(ended="after_user_speak").plays("immediate").to(1000).says("hello", 500).to(9000)
    assert rig.told == [(1000, "onset"), (2200, "words"), (2200, "ended")]
    assert rig.playback.stopped_at == 1060


def test_shapes_of_events() -> None:
    """Session fields, numbers, the words' field and barged_in have the shape that the switches ask for."""
    rig = Rig(session_fields="id", words_in="transcript", barged_in_false="missing", plus=True)
    rig.says("hello", 300).to(9000)
    assert rig.events[0]["session"]["to_phone_number"].startswith("+")
    assert rig.last("words") == {"type": "user_speak", "session": {"id": rig.id}, "transcript": "hello"}
    assert set(Rig(session_fields="short").to(1).says("a", 300).to(9000).last("words")["session"]) == {
        "id",
        "account_id",
        "phone_number",
    }


def test_withheld_number() -> None:
    """A withheld number is empty, also where numbers carry a plus."""
    rig = Rig(setup=CallSetup(from_number=""), plus=True)
    assert rig.events[0]["session"]["from_phone_number"] == ""


def test_legacy_barge_in() -> None:
    """A switch adds the first generation's event at the moment of interruption."""
    rig = Rig(legacy_barge_in=True).plays("immediate").to(1000).says("hello", 500).to(9000)
    assert rig.told[1:3] == [(1060, "user_barge_in"), (1060, "ended")]


def test_faults_are_written_down_and_performed_not() -> None:
    """An answer with a fault changes nothing, and the call goes on."""
    rig = Rig()
    assert rig.line.take({"success": True})
    assert rig.plays("none").to(9000).told == [(4000, "ended")]
    assert not any(isinstance(e, TransferOver) for e in rig.line.timeline)


@pytest.mark.parametrize("written", ["492115566770", "+49 211 5566-770", "0049 (211) 5566770"])
def test_numbers_are_bare(written: str) -> None:
    """However a number is written, the platform's events carry digits with the country first."""
    session = Rig(setup=CallSetup(to_number=written)).events[0]["session"]
    assert session["to_phone_number"] == session["phone_number"] == "492115566770"
