"""The interpreter: ``start()`` and ``step()``, and nothing else that the outside may call.

Theory of operation. ``step`` is a pure function of a flow, a session and an event. One row of ``RULES`` handles the
event and changes the session's draft; then ``sending.settle`` sends what is due. What cannot go on as the author wrote
it (a template without its value, states that never wait) is recovered here: the state's ``on_error``, else an apology
and the operator, else a farewell; never silence. Laws, each held by a test:

1. Same flow, session and event: same actions, and neither input is changed.
2. At most one playback that nobody cut is open; what is protected is never cut by the caller and never dropped.
3. Nothing is sent after hang-up, transfer or hand-over, but for what rule 6 of language 5 names.
4. After each answer something plays, or a timeout is pending that no speech has touched, or the call is ending.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from callwright.core import actions, crossing, line, outside, rescue, sending, walk
from callwright.core.actions import Action
from callwright.core.events import (
    Button,
    Event,
    InputTimeout,
    Key,
    Outside,
    Parties,
    Response,
    SessionEnd,
    SessionStart,
    SpeechEnded,
    Undelivered,
    UserSpeak,
)
from callwright.core.model import Destination, Flow, Transfer
from callwright.core.playback import Heard
from callwright.core.prompt import PROTECTED
from callwright.core.rules import RULES
from callwright.core.session import After, Phase, Session
from callwright.core.trace import Trace
from callwright.core.turn import Turn
from callwright.languages import get as language_of

HANGUP_AGAIN_MS = 5_000
TRANSFER_SLACK_MS = 5_000
CLOCK_SET_BACK_MS = 60_000
"""No two machines are so far apart: somebody has set the clock back since."""
TICK_SLACK_MS = 5_000
LONGEST_TURN_MS = 60_000
"""So long a caller may talk before we doubt that the sound we were told of becomes words."""


class Step(msgspec.Struct, frozen=True, gc=False):
    """What one event causes: the session after it, what is answered (nothing: 204), and why."""

    session: Session
    actions: tuple[Action, ...]
    trace: tuple[Trace, ...]
    awaits: bool = False
    """A service is asked and the caller hears nothing: wait a moment for its response before this is answered."""


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
    session.values = crossing.initial_values(turn.flow)
    if isinstance(event, SessionStart) and event.variables:
        session.values = {**session.values, **event.variables}
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
    if not (session.caller and session.called):
        _learn(turn.session, event.parties)
    rule = RULES.get(type(event))
    if rule is None:
        turn.note("ignored", type(event).__name__)
        return Step(turn.session, (), tuple(turn.trace))
    if session.phase is not Phase.TALK and not isinstance(event, Undelivered):
        return _after_the_talk(turn, event)
    rescue.guarded(turn, rule, event)
    return _end(turn)


def _end(turn: Turn) -> Step:
    session = turn.session
    if session.pending or session.halt:
        _deliver(turn)
    rescue.settled(turn)
    if session.unsent and not turn.muted:
        turn.actions[:0] = [dict(action) for action in session.unsent]
        session.unsent = ()
    waits = session.inquiry is not None and sending.awaits(turn)
    return Step(session, tuple(turn.actions), tuple(turn.trace), waits)


def _deliver(turn: Turn) -> None:
    if turn.session.phase is Phase.TALK and not turn.muted:
        rescue.guarded(turn, outside.deliver)


# after the talk


def _after_the_talk(turn: Turn, event: Event) -> Step:
    """Rule 6: what may still happen when we have hung up, transferred or handed over."""
    session = turn.session
    since = turn.at - session.phase_at
    if since < -CLOCK_SET_BACK_MS:
        # Nobody knows how long it is, and waiting until the clock has caught up would leave somebody in silence.
        since = HANGUP_AGAIN_MS + session.ring_ms + TRANSFER_SLACK_MS
    speaks = isinstance(event, UserSpeak | Key)
    if isinstance(event, SessionEnd):
        line.close_all(turn, over=True)
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
    line.close_all(turn, over=False)
    session.phase, session.after, session.question = Phase.TALK, After.LISTEN, ""
    turn.note("transfer", "the caller is back")
    state = turn.flow.states[session.state]
    failed = state.if_fails.get("any") if isinstance(state.act, Transfer) else None
    target = walk.choose(turn, failed) if failed else None
    if target is not None:
        turn.note("if_fails", "any", target.span)
        walk.take(turn, target)
    else:
        turn.say_built_in("nobody_free")
        walk.farewell(turn)


# for the dispatcher


def undone(flow: Flow, before: Session, event: Event) -> Session:
    """The session where what our own ``event`` made never reached the platform: it waits for the next answer.

    ``before`` is the session before the event. A ``Tick`` or ``StillAsking`` that nobody took did not happen.
    """
    if isinstance(event, Outside | Button | Response):
        return step(flow, before, replace(event, reachable=False)).session
    return before


def ledger_at_end(session: Session, at: int) -> tuple[Heard, ...]:
    """What the caller heard, if the call is over ``at`` (Unix ms): the ledger of the step with its ``SessionEnd``."""
    return line.ledger_if_closed(session, at, over=True)


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
