"""What each kind of event does to a call that talks: one row of ``RULES`` for each.

A rule changes the session's draft and queues what is to be said; sending is the end of the step (``sending``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from callwright.core import actions, inquiring, keys, ladders, lengths, line, outside, words
from callwright.core.events import (
    AssistantSpeak,
    Button,
    Event,
    InputTimeout,
    Key,
    LegacyBargeIn,
    Outside,
    Response,
    SessionEnd,
    SessionStart,
    SmsFailed,
    SpeechEnded,
    SpeechStarted,
    StillAsking,
    Tick,
    Undelivered,
    Unknown,
    UserSpeak,
)
from callwright.core.ladders import Failure
from callwright.core.playback import Spoken
from callwright.core.session import After, Phase
from callwright.core.turn import Turn


def _started_again(turn: Turn, _event: Event) -> None:
    """A repeated ``session_start``: say again what should be playing, and begin nothing anew."""
    session = turn.session
    again: tuple[Spoken, ...] = ()
    for playback in session.open:
        if playback.audible and playback.cut_ms is None:
            again += playback.spoken
    turn.note("start", "once more: the talk goes on")
    line.stop(turn)
    if not turn.stopped:
        turn.actions.append(actions.barge_in(session.id))
        turn.stopped = True
    session.armed = session.speech_at = 0
    session.waiting = again + (session.cut or ()) + session.waiting
    session.cut = None


def _sound(turn: Turn, _event: Event) -> None:
    turn.session.speech_at = turn.at
    turn.session.armed = 0
    turn.muted = True


def _stopped_by_old_platform(turn: Turn, _event: Event) -> None:
    """Playback has stopped, and the words follow."""
    turn.session.speech_at = turn.at
    turn.muted = True
    line.stopped_by_voice(turn)


def _told_length(turn: Turn, event: Event) -> None:
    assert isinstance(event, AssistantSpeak)
    lengths.told(turn, event.duration_ms, event.text)


def _ended(turn: Turn, _event: Event) -> None:
    line.ended(turn)


def _timed_out(turn: Turn, _event: Event) -> None:
    """``user_input_timeout``: of the question, of the words after a cut, of the keys, or only a watchdog's."""
    session = turn.session
    line.presume_ended(turn, timeout=True)
    if line.occupied(turn):
        turn.note("timeout", "of an earlier prompt")
        session.open = tuple(replace(playback, spent=True) for playback in session.open)
        return
    session.speech_at = 0
    if outside.carried(turn):
        session.armed = 0
        turn.note("timeout", "carries what came from outside")
        return
    _silent_caller(turn)


def _silent_caller(turn: Turn) -> None:
    session = turn.session
    session.armed = session.speech_at = 0
    session.patient = False
    if session.cut is not None:
        rest, session.cut = session.cut, None
        if rest and not session.noise_resumed:
            session.noise_resumed = True
            turn.note("timeout", "no words after the cut: the rest is said again")
            session.waiting = rest + session.waiting
            return
    else:
        line.corrected(turn, cut=False)
    if session.waiting or session.after is not After.LISTEN:
        turn.note("timeout", "the queue goes on")
        return
    question = turn.question
    if question is None:
        return
    slot = turn.flow.slot_of(question)
    if (session.keys or session.pieces) and slot is not None and not session.patient:
        keys.typed_out(turn, question, slot)
    else:
        session.keys, session.pieces = "", ()
        ladders.fail(turn, Failure.NO_INPUT)


def _said(turn: Turn, event: Event) -> None:
    assert isinstance(event, UserSpeak)
    words.heard(turn, event)


def _pressed(turn: Turn, event: Event) -> None:
    assert isinstance(event, Key)
    keys.pressed(turn, event)


def _came(turn: Turn, event: Event) -> None:
    if isinstance(event, SmsFailed):
        event = Outside(event.session, event.at, event.parties, "sms_failed", {"reason": event.reason}, True)
    assert isinstance(event, Outside)
    outside.came(turn, event)


def _button(turn: Turn, event: Event) -> None:
    assert isinstance(event, Button)
    outside.pressed(turn, event)


def _undelivered(turn: Turn, event: Event) -> None:
    assert isinstance(event, Undelivered)
    outside.undelivered(turn, event)


def _over(turn: Turn, _event: Event) -> None:
    line.close_all(turn, over=True)
    turn.session.phase = Phase.OVER
    turn.session.phase_at = turn.at


def _ticked(turn: Turn, _event: Event) -> None:
    """Nothing came for longer than all that was pending: go on as if the silence had been told."""
    line.give_up(turn)
    turn.note("tick", "nothing came for too long")
    turn.session.speech_at = 0
    if not outside.carried(turn):
        _silent_caller(turn)


def _nothing(turn: Turn, event: Event) -> None:
    turn.note("ignored", event.type if isinstance(event, Unknown) else type(event).__name__)


RULES: dict[type[Event], Callable[[Turn, Any], None]] = {
    SessionStart: _started_again,
    SpeechStarted: _sound,
    LegacyBargeIn: _stopped_by_old_platform,
    UserSpeak: _said,
    Key: _pressed,
    AssistantSpeak: _told_length,
    SpeechEnded: _ended,
    InputTimeout: _timed_out,
    SmsFailed: _came,
    Outside: _came,
    Button: _button,
    Undelivered: _undelivered,
    Response: inquiring.answered,
    StillAsking: inquiring.still_asking,
    SessionEnd: _over,
    Tick: _ticked,
    Unknown: _nothing,
}
