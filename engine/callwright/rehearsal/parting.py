"""Where a recorded call would go another way with another flow: the regression test of real life.

Theory of operation. The other flow is told what came, turn by turn, and its answers are compared with those of the
record. The first that differs is where the calls part: what the caller did after that they did to something else, so
nothing behind it is compared. What made the difference is found in the traces of both steps: where they decide alike,
it is the words of a prompt; where they do not, it is the state in which they first decide otherwise, which may be some
turns before anybody hears of it.

Behind a secret the other flow goes on from the session that the record has there, if it has that state and question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from callwright.core import codec
from callwright.core.events import SessionEnd
from callwright.core.hiding import Veil, hidden_action, veil_of
from callwright.core.interpreter import Step, start, step, undone
from callwright.core.model import Flow
from callwright.core.session import Session
from callwright.core.speech import words_of
from callwright.diagnostics.model import Span
from callwright.rehearsal.came import came
from callwright.rehearsal.recording import Head, Note, Recording, Turn, kept
from callwright.rehearsal.replay import FlowOf, LostVersionError, Replayed, replay


@dataclass(frozen=True, slots=True)
class Side:
    """What one flow did in the turn: what it said, in which state the call stands then, and the line behind it."""

    words: str
    state: str
    place: str


@dataclass(frozen=True, slots=True)
class Parting:
    """The first turn that differs; ``at`` is ms since the call began. ``state`` is where it was decided."""

    call: str
    turn: int
    at: int
    came: str
    state: str
    was: Side
    now: Side


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of a comparison: where the calls part, if they do, and how many turns could be compared.

    ``stopped`` says why it ended before the call did.
    """

    call: str
    turns: int
    parting: Parting | None = None
    stopped: str = ""


def compare(recording: Recording, flow: Flow, flow_of: FlowOf) -> Compared:
    """A recorded call, told to another flow. ``flow_of`` finds the version that it had, for the lines behind it."""
    old = _as_it_was(recording, flow_of)
    veil = veil_of(flow)
    session: Session | None = None
    before: Session | None = None
    last: Turn | None = None
    strayed: _Decision | None = None
    number = 0
    call = recording.head.call
    for entry in recording.entries:
        if isinstance(entry, Head):
            session = None
            continue
        if isinstance(entry, Note):
            if entry.what == "undone" and before is not None and last is not None:
                session = _stripped(veil, undone(flow, before, last.event))
            continue
        number += 1
        before, last = session, entry
        if entry.hidden:
            session, strayed = _behind(entry, flow), None
            if session is None:
                why = "behind a secret the other flow has no such place"
                return Compared(call, number - 1, stopped=why)
            continue
        try:
            made = start(flow, entry.event) if session is None else step(flow, session, entry.event)
        except Exception as error:
            return Compared(call, number - 1, stopped=f"a step of the other flow fails ({type(error).__name__})")
        was = old[number - 1] if number <= len(old) else None
        if not isinstance(entry.event, SessionEnd) and not _alike(entry, made):
            decided = strayed or _decided(was, made, flow, session)
            told = _parting(recording, number, entry, was, made, decided, came(entry, session))
            return Compared(call, number, told)
        if was is None or was.after.state == made.session.state:
            strayed = None
        else:
            # Nobody heard of it yet, but from here on they stand in different places.
            strayed = strayed or _decided(was, made, flow, session)
        session = _stripped(veil, made.session)
        if entry.after is not None:
            session = _behind(entry, flow) or session
    return Compared(call, number)


def differing(replayed: Replayed, recording: Recording) -> Parting:
    """A turn that comes out otherwise than recorded, with the very version that it had."""
    turn = replayed.turn
    assert replayed.step is not None
    place = _place(replayed.step, replayed.flow)
    now = Side(_words(replayed.step.actions), replayed.after.state, place)
    state = "" if replayed.before is None else replayed.before.state
    at = turn.at - recording.head.at
    was = Side(_words(turn.answer), "", "")
    return Parting(recording.head.call, replayed.number, at, came(turn, replayed.before), state, was, now)


def _as_it_was(recording: Recording, flow_of: FlowOf) -> list[Replayed]:
    try:
        return list(replay(recording, flow_of))
    except LostVersionError:
        return []


def _stripped(veil: Veil | None, session: Session) -> Session:
    return session if veil is None else veil.stripped(session)


def _behind(turn: Turn, flow: Flow) -> Session | None:
    """The session behind a secret, in the other flow, if that has the same place."""
    after = turn.after
    if after is None or (after.state and after.state not in flow.states):
        return None
    if after.question and after.question not in flow.questions:
        return None
    if any(frame.flow not in flow.family or frame.state not in flow.family[frame.flow].states for frame in after.stack):
        return None
    session = after.fork()
    session.version = flow.version
    return session


def _alike(turn: Turn, made: Step) -> bool:
    if turn.masked:
        hidden = [hidden_action(action) for action in made.actions]
        return codec.encode(hidden) == codec.encode(turn.answer)
    return kept(made.actions, codec.encode(made.actions)) == (codec.encode(turn.answer) or b"null")


class _Decision(NamedTuple):
    """What made the difference: the state in which it was decided, and the lines of both files behind it."""

    state: str
    was: str
    now: str


def _parting(
    recording: Recording, number: int, turn: Turn, old: Replayed | None, made: Step, decided: _Decision, came_to: str
) -> Parting:
    was = Side(_words(turn.answer), "" if old is None else old.after.state, decided.was)
    now = Side(_words(made.actions), made.session.state, decided.now)
    call, at = recording.head.call, turn.at - recording.head.at
    return Parting(call, number, at, came_to, decided.state, was, now)


def _decided(old: Replayed | None, made: Step, flow: Flow, before: Session | None) -> _Decision:
    stands = "" if before is None else before.state
    first = None if old is None or old.step is None else _first_other(old.step, made)
    if old is None or old.step is None:
        return _Decision(_prompt_state(made) or made.session.state or stands, "", _place(made, flow))
    if first is None:
        state = _prompt_state(made) or made.session.state or stands
        return _Decision(state, _place(old.step, old.flow), _place(made, flow))
    state = _entered(made, first) or stands or made.session.state
    was = _span(old.step, first) or _place(old.step, old.flow)
    return _Decision(state, was, _span(made, first) or _place(made, flow))


def _first_other(old: Step, new: Step) -> int | None:
    """Which decision is the first that differs; ``None`` where all are alike."""
    for number, (one, other) in enumerate(zip(old.trace, new.trace, strict=False)):
        if (one.rule, one.detail) != (other.rule, other.detail):
            return number
    short = min(len(old.trace), len(new.trace))
    return None if len(old.trace) == len(new.trace) else short


def _entered(made: Step, decided: int) -> str:
    """The state that a step had come to before a decision; empty if it had not moved by then."""
    return next((t.detail for t in reversed(made.trace[:decided]) if t.rule == "enter"), "")


def _span(made: Step, decided: int) -> str:
    trace = made.trace[decided] if decided < len(made.trace) else None
    return _shown(trace.span) if trace is not None and trace.span is not None else ""


def _shown(span: Span) -> str:
    return f"{span.file}:{span.line}"


def _prompt_state(made: Step) -> str:
    """The state that the first prompt of an answer belongs to."""
    return next((prompt.partition(":")[2].partition("/")[0] for prompt in _sent(made)), "")


def _sent(made: Step) -> list[str]:
    at = made.session.sent_at
    spoken = [one for playback in made.session.open if playback.sent_at == at for one in playback.spoken]
    return [one.prompt for one in spoken if one.prompt]


def _place(made: Step, flow: Flow) -> str:
    """The line behind what was said, or else behind the last decision."""
    for prompt in _sent(made) if made.actions else ():
        name, _, place = prompt.partition(":")
        known = flow.family[name].prompts.get(place) if name in flow.family else None
        if known is not None:
            return _shown(known.span)
    return next((_shown(t.span) for t in reversed(made.trace) if t.span is not None), "")


def _words(actions: Sequence[dict[str, Any]]) -> str:
    """An answer in short."""
    told = [_told(action) for action in actions]
    return " ".join(one for one in told if one) or "nothing"


def _told(action: dict[str, Any]) -> str:
    match action["type"]:
        case "speak":
            words = str(action.get("text") or action.get("ssml") or "")
            policy = action.get("barge_in", {})
            how = policy.get("strategy", "")
            after = f" after {policy['allow_after_ms']} ms" if policy.get("allow_after_ms") else ""
            fewest = f" {policy['minimum_characters']}" if "minimum_characters" in policy else ""
            wait = action.get("user_input_timeout_seconds")
            said = f"“{words}”" if words_of(words).strip() else "(a short silence)"
            return f"{said} [{how}{fewest}{after}, waits {wait:g} s]" if wait is not None else f"{said} [{how}{fewest}]"
        case "audio":
            return f"♪ a recording ({str(action.get('audio', ''))[:14]}…)"
        case "transfer":
            return f"(transfer to {action.get('target_phone_number', '')})"
        case "hangup":
            return "(hangs up)"
        case "barge_in":
            return "(stops the prompt)"
        case "send_sms":
            return f"(text message: {action.get('message', '')})"
    return f"({action['type'].replace('_', ' ')})"
