"""The world outside interrupts: events that an author listens for, and the button that stops a prompt.

What comes from outside is kept in the session until it can be taken, and is taken at the end of a step, before
anything is sent (language 6):

interrupt: true          stops what may be stopped and drops what waits; a protected prompt is let end first
otherwise                waits until nothing is said, nothing waits, and the caller is neither talking nor typing
nobody can be reached    the step says nothing; the answer to the platform's next event carries it
words, keys              that carry it are answered if they match, and it follows; else they are dropped
a timeout                that carries it is not counted as silence
several at once          one after the other, in the order in which they came
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from callwright.core import crossing, line, parents
from callwright.core.events import Button, Outside, Undelivered
from callwright.core.model import Flow, Target, Targets
from callwright.core.session import Pending, Phase, Session
from callwright.core.turn import Turn

MAX_PENDING = 8
_OF_THE_LINE = frozenset({"speak", "audio", "barge_in", "hangup", "transfer", "configure_voice_to_voice"})
"""What is made anew of where the line stands; all else would be lost with its message."""


class Refusal(NamedTuple):
    """Why something from outside is not taken.

    ``reason`` is ``over`` (the call is not ours any more), ``unknown`` (no state of the flow listens for that name),
    ``unheard`` (not listened for in the present state), ``full`` (too much waits already) or ``protected`` (the
    button over a protected prompt). ``known`` are the names that would be taken.
    """

    reason: str
    known: tuple[str, ...] = ()


def refuses(flow: Flow, session: Session, event: Outside | Button) -> Refusal | None:
    """Why ``event`` is not taken, or ``None``. Ask before the step; pure."""
    if session.phase is not Phase.TALK:
        return Refusal("over")
    turn = Turn(flow, session, event.at)
    if isinstance(event, Button):
        playing = line.playing(turn)
        return Refusal("protected") if playing is not None and playing.protected and not event.force else None
    if not _listening(turn, event.name, "")[0]:
        here = set(turn.flow.events).union(*(parent.events for parent, _ in crossing.parents(turn)))
        if session.state in turn.flow.states:
            here |= turn.flow.states[session.state].events.keys()
        every = here.union(*(state.events for state in turn.flow.states.values()))
        reason, known = ("unheard", here) if event.name in every else ("unknown", every)
        return Refusal(reason, tuple(sorted(known)))
    return Refusal("full") if len(session.pending) >= MAX_PENDING else None


def pending(session: Session) -> bool:
    """Whether something from outside waits for the next answer."""
    return bool(session.pending or session.halt)


def came(turn: Turn, event: Outside) -> None:
    """Something happened outside: keep it; the end of the step takes it if it may."""
    session = turn.session
    if refuses(turn.flow, session, event) is not None:
        turn.note("ignored", f"{event.name} from outside: nothing listens for it here")
        return
    session.pending += (Pending(event.name, event.body, f"{turn.flow.name}:{session.state}"),)
    turn.kept = True
    turn.muted = not event.reachable
    if turn.muted:
        turn.note("outside", f"{event.name}: with the next answer")


def pressed(turn: Turn, event: Button) -> None:
    """The button: the playing prompt stops, what waits is dropped, then the state waits or goes on."""
    session = turn.session
    playing = line.playing(turn)
    if playing is not None and playing.protected and not event.force:
        turn.note("ignored", "the button over a protected prompt")
        turn.muted = True
        return
    turn.drop_waiting()
    session.cut = None
    session.halt = playing.sent_at if playing is not None else 0
    turn.muted = not event.reachable
    turn.note("button", "with the next answer" if turn.muted else "")


def undelivered(turn: Turn, event: Undelivered) -> None:
    """An answer made at ``sent_at`` never arrived: nothing of it was said, stopped, set or ended."""
    session, sent_at = turn.session, event.sent_at
    back = tuple(s for playback in session.open if playback.sent_at == sent_at for s in playback.spoken)
    here = []
    for playback in session.open:
        if playback.sent_at == sent_at:
            continue
        if playback.cut_ms == sent_at - playback.sent_at and not playback.presumed:
            session.halt = playback.sent_at
            playback = replace(playback, cut_ms=None)
        here.append(playback)
    session.open, session.waiting = tuple(here), back + session.waiting
    if session.phase in (Phase.HUNG_UP, Phase.TRANSFERRED, Phase.HANDED_OVER) and session.phase_at == sent_at:
        session.phase = Phase.TALK
    session.unsent += tuple(action for action in event.actions if action["type"] not in _OF_THE_LINE)
    session.armed = 0
    turn.muted = True
    turn.note("undelivered", "with the next answer")


def carried(turn: Turn) -> bool:
    """Whether this step is going to take something from outside, so that words beside the point are dropped."""
    return any(_ready(turn, waiting, _target(turn, waiting)[0]) for waiting in turn.session.pending)


def deliver(turn: Turn) -> None:
    """The end of a step: do what came from outside and may be done now, one event a step. Raises ``Failed``."""
    session = turn.session
    if session.halt:
        playing = line.playing(turn)
        if playing is not None and playing.sent_at == session.halt:
            turn.note("button", "stops the prompt")
            line.stop(turn)
        session.halt = 0
    arrived, kept = session.pending, session.pending[:0]
    taken = turn.answered
    for place, waiting in enumerate(arrived, 1):
        # One that fails is gone, but those behind it are not.
        session.pending = kept + arrived[place:]
        target, depth = _target(turn, waiting)
        if target is None:
            turn.note("outside", f"{waiting.name}: nothing listens for it any more, or no condition holds")
        elif taken or not _ready(turn, waiting, target):
            # What the caller is answered, and what came before, is said first.
            kept += (waiting._replace(waits=waiting.waits or taken or target.interrupt),)
        else:
            taken = True
            turn.kept = False
            _take(turn, waiting, target, depth)
    session.pending = kept
    turn.muted = turn.muted or turn.kept


def _listening(turn: Turn, name: str, home: str) -> tuple[Targets, int]:
    """Where an event leads from here or, if the call has moved on since, from where it came; and who listens.

    That is how many sub-flows up: those who wait for this one listen too.
    """
    flow = turn.flow
    for state in (turn.session.state, home.removeprefix(f"{flow.name}:")):
        if state in flow.states and name in flow.states[state].events:
            return flow.states[state].events[name], 0
    for depth, listens in enumerate((flow, *(parent for parent, _ in crossing.parents(turn)))):
        if name in listens.events:
            return listens.events[name], depth
    return (), 0


def _target(turn: Turn, waiting: Pending) -> tuple[Target | None, int]:
    """The first target whose condition holds, with the event's body in scope, and who listens. Raises ``Failed``."""
    session = turn.session
    targets, depth = _listening(turn, waiting.name, waiting.home)
    before, session.event = session.event, waiting.body
    target = parents.choose(turn, targets, depth, {})
    session.event = before
    return target, depth


def _ready(turn: Turn, waiting: Pending, target: Target | None) -> bool:
    """Whether it may be taken now: it interrupts, or nobody says, types or waits to say anything."""
    session = turn.session
    if target is None:
        return False
    playing = line.playing(turn)
    if target.interrupt and not waiting.waits:
        # What was taken before it waits behind a protected prompt, and is not dropped.
        behind = playing is not None and playing.protected and session.taken_at >= playing.sent_at
        return not (behind and session.waiting)
    busy = (
        playing is not None
        or session.waiting
        or session.cut is not None
        or session.keys
        or session.pieces
        or session.speech_at
    )
    return not busy


def _take(turn: Turn, waiting: Pending, target: Target, depth: int) -> None:
    session = turn.session
    turn.note("outside", waiting.name, target.span)
    session.event = waiting.body
    session.taken_at = turn.at
    if target.interrupt:
        playing = line.playing(turn)
        turn.drop_waiting()
        if playing is not None and not playing.protected:
            line.stop(turn)
    session.cut = None
    if target.go_to is not None:
        session.patient, session.offered = False, ()
    of_state = waiting.name in turn.flow.states[session.state].events
    if not depth and not of_state and target.go_to is not None:
        crossing.unwind(turn, crossing.callers_here(turn))
    parents.take(turn, target, depth, {})
