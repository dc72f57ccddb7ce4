"""Keys: over a protected prompt they are ignored like words; else they stop the prompt and count."""

from __future__ import annotations

from callwright.core import answers, ladders, line, outside
from callwright.core.events import Key
from callwright.core.ladders import Failure
from callwright.core.meaning import Meaning, Sense
from callwright.core.model import Asks, Question, Slot
from callwright.core.turn import Turn

TOO_MANY_MS = 1_500
"""So long after the last digit of a number a further key belongs to it, and to no other question."""

_SHOWN = {"star": "*", "hash": "#"}


def pressed(turn: Turn, event: Key) -> None:
    """``dtmf_received``: over a protected prompt nothing; else it stops the prompt and counts."""
    session = turn.session
    line.presume_ended(turn)
    playing = line.playing(turn)
    if playing is not None and playing.protected:
        turn.note("ignored", f"key {event.key} over a protected prompt")
        return
    question = turn.question
    if question is None:
        session.armed = 0
        turn.note("ignored", f"key {event.key}: nothing listens")
        return
    if event.key not in question.keys and session.typed_at and turn.at - session.typed_at < TOO_MANY_MS:
        session.armed = 0
        turn.note("ignored", f"key {event.key}: one more than the number has")
        return
    if session.pending and outside.carried(turn):
        turn.answered = event.key in question.keys or _belongs_to_a_number(turn, question, event.key)
        if not turn.answered:
            session.armed = 0
            turn.note("dropped", f"key {event.key}: what came from outside is said instead")
            return
    session.armed, session.patient = 0, False
    session.cut = None
    if playing is not None:
        line.stop(turn)
    turn.drop_waiting()
    session.speech_at = 0
    session.text, session.intent, session.barged_in = (
        _SHOWN.get(event.key, event.key),
        "",
        playing is not None,
    )
    slot = turn.flow.slot_of(question) if question.asks is Asks.VALUE else None
    if slot is not None and slot.type == "digits" and _collects(turn, question, slot, event.key):
        return
    targets = question.keys.get(event.key)
    if targets is None:
        turn.note("key", f"{event.key}: nothing listens for it", question.span)
        session.keys = ""
        ladders.fail(turn, Failure.NO_MATCH)
        return
    session.keys = ""
    turn.note("key", event.key, targets[0].span)
    answers.follow(turn, targets, Meaning(Sense.INTENT))


def _belongs_to_a_number(turn: Turn, question: Question, key: str) -> bool:
    """Whether the question collects digits, and this key is one or ends them."""
    slot = turn.flow.slot_of(question) if question.asks is Asks.VALUE else None
    return (
        slot is not None
        and slot.type == "digits"
        and (key.isdigit() or (key == slot.end_key and turn.session.keys != ""))
    )


def _collects(turn: Turn, question: Question, slot: Slot, key: str) -> bool:
    """A key that belongs to a number being typed."""
    session = turn.session
    if key == slot.end_key and session.keys:
        typed_out(turn, question, slot)
        return True
    if not key.isdigit() or (key in question.keys and not session.keys):
        return False
    session.keys += key
    turn.note("key", f"digit {len(session.keys)} of {slot.max_length}", slot.span)
    if len(session.keys) >= slot.max_length:
        session.typed_at = turn.at
        typed_out(turn, question, slot)
    return True


def typed_out(turn: Turn, question: Question, slot: Slot) -> None:
    """The typing is over: the keys so far are the value, or nothing."""
    typed, turn.session.keys = turn.session.keys, ""
    answers.offer(turn, question, slot, typed)
