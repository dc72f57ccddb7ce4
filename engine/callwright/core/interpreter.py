"""The interpreter: ``start()`` and ``step()``, and nothing else that the outside may call.

Theory of operation. ``step`` is a pure function of a flow, a session and an event. One row of ``_RULES`` handles the
event and changes the session's draft; then ``sending.settle`` sends what is due. What cannot go on as the author wrote
it (a template without its value, states that never wait) is recovered here: the state's ``on_error``, else an apology
and the operator, else a farewell; never silence. Laws, each held by a test:

1. Same flow, session and event: same actions, and neither input is changed.
2. At most one playback that nobody cut is open; what is protected is never cut by the caller and never dropped.
3. Nothing is sent after hang-up, transfer or hand-over, but for what rule 6 of language 5 names.
4. After each answer something plays, or a timeout is pending that no speech has touched, or the call is ending.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from callwright.core import actions, keys, ladders, lengths, line, outside, rescue, sending, walk, words
from callwright.core.actions import Action
from callwright.core.events import (
    AssistantSpeak,
    Button,
    Event,
    InputTimeout,
    Key,
    LegacyBargeIn,
    Outside,
    Parties,
    SessionEnd,
    SessionStart,
    SmsFailed,
    SpeechEnded,
    SpeechStarted,
    Tick,
    Undelivered,
    Unknown,
    UserSpeak,
)
from callwright.core.ladders import Failure
from callwright.core.model import Destination, Flow, Transfer
from callwright.core.playback import Spoken
from callwright.core.prompt import PROTECTED
from callwright.core.session import After, Phase, Session
from callwright.core.trace import Trace
from callwright.core.turn import Turn
from callwright.languages import get as language_of

HANGUP_AGAIN_MS = 5_000
TRANSFER_SLACK_MS = 5_000
TICK_SLACK_MS = 5_000
LONGEST_TURN_MS = 60_000
"""So long a caller may talk before we doubt that the sound we were told of becomes words."""


class Step(NamedTuple):
    """What one event causes: the session after it, what is answered (nothing: 204), and why."""

    session: Session
    actions: tuple[Action, ...]
    trace: tuple[Trace, ...]


def start(flow: Flow, event: Event) -> Step:
    """Begin a call with its first event; any other than ``SessionStart`` means that we missed its beginning."""
    parties = event.parties
    session = Session(
        id=event.session,
        flow=flow.name,
        version=flow.version,
        started_at=event.at,
        caller=parties.caller,
        called=parties.called,
        direction=parties.direction or "inbound",
        language=flow.language,
        phase_at=event.at,
    )
    turn = Turn(flow, session, event.at)
    if not isinstance(event, _BEGINS):
        session.phase = Phase.OVER if isinstance(event, SessionEnd) else Phase.TALK
        turn.note("start", f"not with {type(event).__name__}")
        return Step(session, (), tuple(turn.trace))
    session.values = walk.initial_values(turn)
    if flow.transcription is not None:
        turn.actions.append(actions.configure_transcription(session.id, flow.transcription))
    if not isinstance(event, SessionStart):
        turn.note("start", "in mid-call: we were interrupted")
        turn.say_built_in("interrupted")
    rescue.guarded(turn, _begin)
    return _end(turn)


_BEGINS = (SessionStart, UserSpeak, Key, SpeechEnded, InputTimeout)
"""What may be the first that we hear of a call: a caller waits for its answer."""


def _learn(session: Session, parties: Parties) -> None:
    """Remember who calls whom, as soon as an event says so."""
    session.caller = session.caller or parties.caller
    session.called = session.called or parties.called


def _begin(turn: Turn) -> None:
    walk.enter(turn, Destination(""))


def step(flow: Flow, session: Session, event: Event) -> Step:
    """What ``event`` causes in a call. ``flow`` is the one that the call began with.

    Pure: the session that was given is not changed. The caller's next duty is to save ``Step.session`` before the
    actions go out.
    """
    if not session.state and session.phase is Phase.TALK:
        return start(flow, event)
    turn = Turn(flow, session.fork(), event.at)
    _learn(turn.session, event.parties)
    rule = _RULES.get(type(event))
    if rule is None:
        turn.note("ignored", type(event).__name__)
        return Step(turn.session, (), tuple(turn.trace))
    if session.phase is not Phase.TALK and not isinstance(event, Undelivered):
        return _after_the_talk(turn, event)
    rescue.guarded(turn, lambda turn: rule(turn, event))
    return _end(turn)


def _end(turn: Turn) -> Step:
    if turn.session.pending or turn.session.halt:
        _deliver(turn)
    rescue.settled(turn)
    if turn.session.unsent and not turn.muted:
        turn.actions[:0] = [dict(action) for action in turn.session.unsent]
        turn.session.unsent = ()
    return Step(turn.session, tuple(turn.actions), tuple(turn.trace))


def _deliver(turn: Turn) -> None:
    if turn.session.phase is Phase.TALK and not turn.muted:
        rescue.guarded(turn, outside.deliver)


# after the talk


def _after_the_talk(turn: Turn, event: Event) -> Step:
    """Rule 6: what may still happen when we have hung up, transferred or handed over."""
    session = turn.session
    since = turn.at - session.phase_at
    speaks = isinstance(event, UserSpeak | Key)
    if isinstance(event, SessionEnd):
        line.close_all(turn)
        session.phase = Phase.OVER
    elif session.phase is Phase.HUNG_UP and isinstance(event, UserSpeak) and since >= HANGUP_AGAIN_MS:
        turn.note("hung up", "the line is still open")
        session.phase_at = turn.at
        turn.actions.append(actions.hangup(session.id))
    elif session.phase is Phase.TRANSFERRED and (
        isinstance(event, SessionStart) or (speaks and since >= session.ring_ms + TRANSFER_SLACK_MS)
    ):
        rescue.guarded(turn, _back_from_transfer)
        return _end(turn)
    else:
        turn.note("ignored", f"{type(event).__name__} when {session.phase.value}")
    return Step(session, tuple(turn.actions), tuple(turn.trace))


def _back_from_transfer(turn: Turn) -> None:
    session = turn.session
    line.close_all(turn)
    session.phase, session.after, session.question = Phase.TALK, After.LISTEN, ""
    turn.note("transfer", "the caller is back")
    state = turn.flow.states[session.state]
    target = walk.choose(turn, state.if_fails) if state.if_fails and isinstance(state.act, Transfer) else None
    if target is not None:
        walk.take(turn, target)
    else:
        turn.say_built_in("nobody_free")
        walk.farewell(turn)


# the rules


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
        session.open = tuple(playback._replace(spent=True) for playback in session.open)
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
    if session.keys and slot is not None:
        keys.typed_out(turn, question, slot)
    else:
        session.keys = ""
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
    line.close_all(turn)
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


_RULES: dict[type[Event], Callable[[Turn, Any], None]] = {
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
    SessionEnd: _over,
    Tick: _ticked,
    Unknown: _nothing,
}


# for the dispatcher


def undone(flow: Flow, before: Session, event: Event) -> Session:
    """The session where what our own ``event`` made never reached the platform: it waits for the next answer.

    ``before`` is the session before the event. A ``Tick`` that nobody took did not happen.
    """
    if isinstance(event, Outside | Button):
        return step(flow, before, replace(event, reachable=False)).session
    return before


refuses = outside.refuses
pending = outside.pending
Refusal = outside.Refusal


def quiet_after(session: Session) -> int | None:
    """How many ms after the last event a ``Tick`` is due; ``None`` where silence is right."""
    if session.phase is not Phase.TALK:
        return None
    due = sum(p.length_ms + p.length_ms // 2 + 3000 + (p.timeout_ms or 0) for p in session.open if not p.presumed)
    if session.speech_at:
        due += LONGEST_TURN_MS
    return due + max(session.armed, session.listen_ms, sending.WATCHDOG_MS) + TICK_SLACK_MS


def sorry(language: str, event: Event, sentence: str = "no_flow") -> tuple[Action, ...]:
    """A protected apology for a call that no flow answers; the hang-up is due on its ended."""
    text = language_of(language).sentences[sentence]
    return (actions.speak(event.session, text, PROTECTED, sending.WATCHDOG_MS),)
