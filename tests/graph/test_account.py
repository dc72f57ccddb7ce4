"""What a picture of a call shows."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings

from callwright.core.playback import Fate, Heard
from callwright.core.trace import Trace
from callwright.graph.account import account
from callwright.graph.timeline import draw
from callwright.graph.witness import Dropped, Exchange, Said
from callwright.platform.timeline import Entry, HungUp, Playback, Pressed, Spoken, TimedOut, Understood
from tests.graph.picture import timelines

SILENT = {"type": "speak", "ssml": "<speak><break time='50ms'/></speak>"}
SPEAK = {"type": "speak", "text": "Hello."}


def _playback(words: str, at: int, length: int, **more: object) -> Playback:
    fields = {"strategy": "none", "minimum_characters": 3, "allow_after_ms": 0, "timeout_ms": 8000, "action": SPEAK}
    return Playback("speak", words, length, **{**fields, "at": at, "stopped_at": at + length, **more})  # type: ignore[arg-type]


@settings(max_examples=100, deadline=None)
@given(timelines())
def test_bars_stand_apart(timeline: list[Entry]) -> None:
    """In one lane each bar, with its ghost, is over before the next one begins, and nothing is after the end."""
    shown = account("", "", timeline)
    for lane in (shown.assistant, shown.voice):
        for bar in lane:
            assert bar.begin <= bar.end <= bar.ghost
        assert all(one.ghost <= other.begin for one, other in pairwise(lane))
    assert all(0 <= mark.at <= shown.end for mark in shown.marks)


def test_a_silent_speak_is_no_speech() -> None:
    """What is sent only to wait is a tick, and so is what the platform says of it."""
    exchanges = [
        Exchange(0, {"type": "user_speak"}, (SILENT,)),
        Exchange(0, {"type": "assistant_speak", "ssml": SILENT["ssml"]}),
        Exchange(60, {"type": "assistant_speech_ended"}),
    ]
    shown = account("", "", [_playback("", 0, 50, action=SILENT)], exchanges)
    assert shown.assistant == ()
    assert [mark.at for mark in shown.silent] == [0]
    assert [mark.kind for mark in shown.events] == ["event", "faint", "faint"]
    assert [mark.words for mark in shown.actions] == ["speak (silence)"]


def test_an_ended_is_of_the_oldest_playback() -> None:
    """Of a prompt and a silence the first ended is the prompt's."""
    exchanges = [
        Exchange(0, {"type": "session_start"}, (SPEAK,)),
        Exchange(900, {"type": "user_speak"}, (SILENT,)),
        Exchange(1000, {"type": "assistant_speech_ended"}),
        Exchange(1050, {"type": "assistant_speech_ended"}),
    ]
    shown = account("", "", [], exchanges)
    assert [mark.kind for mark in shown.events][-2:] == ["event", "faint"]


def test_the_record_stands_under_its_prompt() -> None:
    """Each prompt has what the record says of it: to its end, cut after so long, or never."""
    heard = Said(SPEAK, ("a",), [Heard("a", "notice", Fate.HEARD, 900, False)])
    cut = Said(SPEAK, ("b",), [Heard("b", "", Fate.CUT, 1234, True)])
    playbacks = [_playback("Hello.", 0, 900), _playback("Hello.", 1000, 3000, stopped_at=2234, cut_by="caller")]
    shown = account("", "", playbacks, (), [heard, cut], [Dropped(2300, "Goodbye.")])
    assert [(mark.at, mark.kind, mark.words) for mark in shown.heard] == [
        (0, "heard", "heard"),
        (1000, "cut", "cut after about 1.2 s"),
        (2300, "never", "never: Goodbye."),
    ]
    assert "notice: heard" in shown.heard[0].more


def test_several_prompts_in_one_speak() -> None:
    """Where one speak held several prompts, each has its own fate."""
    fates = [Heard("a", "", Fate.ENDED, 900, True), Heard("b", "", Fate.CUT, 400, True)]
    shown = account("", "", [_playback("Hello.", 0, 900)], (), [Said(SPEAK, ("a", "b"), fates)])
    assert shown.heard[0].words == "ended, cut after about 0.4 s"


def test_a_turn_is_over_when_the_platform_says_so() -> None:
    """A caller's words are drawn to where they were understood; noise ends where it ends."""
    timeline: list[Entry] = [Spoken(0, 800, "hello"), Understood(1500, "hello", False), Spoken(3000, 3300, "")]
    shown = account("", "", timeline)
    assert [(bar.kind, bar.end, bar.ghost) for bar in shown.voice] == [("speech", 800, 1500), ("noise", 3300, 3300)]


def test_keys_and_silence_are_the_callers() -> None:
    """Keys and silence stand in the caller's lane, the hang-up in the call's."""
    shown = account("", "", [Pressed(10, "#"), TimedOut(8000, 7990), HungUp(9000, "caller")])
    assert [mark.words for mark in shown.caller] == ["key #", "silent for 8.0 s"]
    assert [mark.words for mark in shown.call] == ["the caller hangs up"]


def test_decisions_are_told_and_routine_is_not() -> None:
    """Of a step's trace the picture tells what was decided, in words, and keeps the rest for whoever points at it."""
    reasons = (Trace("heard", "billing (1.00)"), Trace("take", "billing"), Trace("enter", "billing"))
    cut = (Trace("ended", "seems cut: 900 of 4000 ms"),)
    whole = (Trace("ended", "taken as whole: 4000 of 4000 ms; the caller's turn"),)
    exchanges = [Exchange(at, {"type": "x"}, (), trace) for at, trace in enumerate([reasons, cut, whole])]
    shown = account("", "", [], exchanges)
    assert [mark.words for mark in shown.reasons] == ["→ billing", "seems cut: 900 of 4000 ms"]
    assert "heard: billing (1.00)" in shown.reasons[0].more
    assert "taken as whole" in shown.events[2].more


def test_what_comes_from_outside_is_told_apart() -> None:
    """An event of the world outside is shown as the request that it is, and what nobody asked for as that."""
    exchanges = [Exchange(5, {"type": kind}, outside=True) for kind in ("events/table_free", "tick")]
    shown = account("", "", [], exchanges)
    assert [(mark.kind, mark.words) for mark in shown.events] == [
        ("outside", "POST events/table_free"),
        ("outside", "nothing came for too long"),
    ]


def test_a_reason_is_told_once() -> None:
    """A rule that says what it did is not told beside its bare name."""
    trace = (Trace("button", ""), Trace("button", "stops the prompt"))
    shown = account("", "", [], [Exchange(5, {"type": "barge_in"}, (), trace, outside=True)])
    assert [mark.words for mark in shown.reasons] == ["button: stops the prompt"]
    legend = "from your own program, the button or the clock"
    assert legend in draw(shown)
    assert legend not in draw(account("", "", [], [Exchange(5, {"type": "x"})]))
