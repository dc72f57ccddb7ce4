"""When a caller acts, and what happens where the moment never comes."""

from __future__ import annotations

import pytest

from callwright.platform import behaviour
from callwright.platform.behaviour import WAITING, During, MissedMomentError
from callwright.platform.call import Call
from callwright.platform.caller import Caller
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.platform.line import Line
from callwright.platform.switches import Switches
from callwright.platform.timeline import Flaw, Spoken
from tests.platform.applications import Actions, Event, Hotline, act, speak


def begun(application: object = None, **switches: int) -> Call:
    call = Call(Line(switches=Switches(**switches)), InProcess(application or Hotline()), VirtualClock())  # type: ignore[arg-type]
    run_now(call.begin())
    return call


def test_waiting_lets_the_assistant_finish() -> None:
    """The caller's turn comes when everything was said and the line has been quiet for a moment."""
    call = begun()
    run_now(behaviour.reach(call, WAITING))
    assert len(call.line.playbacks) == 2
    assert call.now == (call.line.playbacks[-1].stopped_at or 0) + behaviour.REACTION_MS


def test_during_is_exact() -> None:
    """An interruption comes at its millisecond of the sentence that is meant."""
    call = begun()
    run_now(behaviour.reach(call, During(1200, "billing")))
    assert call.now == call.line.playbacks[1].at + 1200


def test_a_sentence_that_is_too_short() -> None:
    """Who wants to interrupt behind the end is told how long the sentence is."""
    with pytest.raises(MissedMomentError, match=r"lasts only 1\.\d s, so nobody can interrupt it after 9\.0 s"):
        run_now(behaviour.reach(begun(), During(9000, "recorded")))


def test_a_sentence_that_never_comes() -> None:
    """Who waits for a sentence that is not said is told so."""
    with pytest.raises(MissedMomentError, match="did not say anything with “weather”"):
        run_now(behaviour.reach(begun(), During(500, "weather")))


def test_silence_without_a_timeout() -> None:
    """Where no silence is ever told, being silent says so instead of waiting for ever."""

    class Mute:
        def receive(self, _event: Event, _at: int) -> Actions:
            return []

    with pytest.raises(MissedMomentError, match="carried no timeout"):
        run_now(behaviour.stay_silent(begun(Mute())))


def test_an_assistant_that_never_waits() -> None:
    """An application that talks on and on is stopped with a plain word."""

    class Chatter:
        def receive(self, event: Event, _at: int) -> Actions:
            return [speak(event["session"]["id"], "And")] if event["type"] != "assistant_speak" else []

    with pytest.raises(MissedMomentError, match="talks on and on"):
        run_now(behaviour.reach(begun(Chatter()), WAITING))


def test_answers_take_their_time() -> None:
    """A switch lets answers be on their way for a while; nobody takes that for the caller's turn."""
    call = begun(answer_takes_ms=300)
    run_now(behaviour.reach(call, WAITING))
    first, second = call.line.playbacks
    assert (first.at, second.at) == (300, (first.stopped_at or 0) + 300)


def test_an_answer_to_the_end() -> None:
    """Actions in the answer to session_end are a fault."""

    class Clinging:
        def receive(self, event: Event, _at: int) -> Actions:
            return [act(event["session"]["id"], "barge_in")]

    call = begun(Clinging())
    run_now(behaviour.hang_up(call))
    assert [e.fault.allowed for e in call.line.timeline if isinstance(e, Flaw)] == [
        "204 without a body: the call is over"
    ]


def test_speaking_ends_when_it_is_told() -> None:
    """Speaking comes back when the application has the words, noise when it is over."""
    call, caller = begun(), Caller()
    run_now(behaviour.reach(call, WAITING))
    run_now(behaviour.speak(call, caller.says("my bill")))
    assert call.line.playbacks[-1].words == "You said my bill. What else?"
    run_now(behaviour.speak(call, caller.noise(300)))
    assert [e.words for e in call.line.timeline if isinstance(e, Spoken)] == ["my bill", ""]


@pytest.mark.parametrize(("one", "other"), [("It’s  „this“", 'it\'s "this"'), ("A\n B", "a b")])
def test_words_are_compared_kindly(one: str, other: str) -> None:
    """White space, case and the kind of quotes do not matter where words are compared."""
    assert behaviour.said(one) == behaviour.said(other)
