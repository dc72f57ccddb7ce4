"""Keys: over a protected prompt they are ignored like words; else they stop the prompt and count."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from callwright.core import answers, collecting, ladders, limits, line, outside
from callwright.core.events import Key
from callwright.core.ladders import Failure
from callwright.core.model import Asks, Question, Slot
from callwright.core.sense import Meaning, Sense
from callwright.core.turn import Turn
from callwright.understanding.hearing import hear

TOO_MANY_MS = 1_500
"""So long after the last digit of a number a further key belongs to it, and to no other question."""

TYPED: Mapping[str, int] = MappingProxyType({"digits": 0, "phone": 0, "number": 9, "date": 8, "time": 4})
"""Types that can be typed, and how many keys there are at most; 0 where the slot says it."""

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
    if event.key not in question.keys and _is_one_too_many(turn):
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
    if slot is not None and slot.type in TYPED and _collects(turn, question, slot, event.key):
        return
    targets = question.keys.get(event.key)
    if targets is None:
        turn.note("key", f"{event.key}: nothing listens for it", question.span)
        session.keys, session.pieces = "", ()
        ladders.fail(turn, Failure.NO_MATCH)
        return
    session.keys, session.pieces = "", ()
    turn.note("key", event.key, targets[0].span)
    answers.follow(turn, targets, Meaning(Sense.INTENT))


def _is_one_too_many(turn: Turn) -> bool:
    """Whether a key belongs to the number that was typed a moment ago, and to nothing that was asked since."""
    session = turn.session
    asked_since = session.closed is not None and session.closed_at > session.typed_at and line.playing(turn) is None
    return bool(session.typed_at) and turn.at - session.typed_at < TOO_MANY_MS and not asked_since


def _belongs_to_a_number(turn: Turn, question: Question, key: str) -> bool:
    """Whether the question collects digits, and this key is one or ends them."""
    slot = turn.flow.slot_of(question) if question.asks is Asks.VALUE else None
    return (
        slot is not None and slot.type in TYPED and (key.isdigit() or (key == slot.end_key and turn.session.keys != ""))
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
    most = TYPED[slot.type] or slot.max_length
    turn.note("key", f"digit {len(session.keys)} of {most}", slot.span)
    if session.pieces:
        # The rest of a number whose beginning was said.
        joined = collecting.join_all(turn, slot, collecting.pieces(turn))
        if joined.value is not None or not joined.partial:
            typed_out(turn, question, slot)
    elif len(session.keys) >= most:
        session.typed_at = turn.at
        typed_out(turn, question, slot)
    return True


def typed_out(turn: Turn, question: Question, slot: Slot) -> None:
    """The typing, or a value in pieces, is over: what there is so far is the value, or nothing."""
    session = turn.session
    said, typed = collecting.pieces(turn), session.keys
    session.keys, session.pieces = "", ()
    if said == (" ".join(typed),) and slot.type in ("digits", "phone"):
        value = typed if slot.type == "digits" else hear_typed(turn, slot, typed)
    elif slot.type in collecting.IN_PIECES:
        joined = collecting.join_all(turn, slot, said, over=True)
        value = joined.so_far if joined.value is None else joined.value
    else:
        value = hear_typed(turn, slot, typed)
    answers.offer(turn, question, slot, value)


def hear_typed(turn: Turn, slot: Slot, typed: str) -> Any:
    """What typed figures are as a value of the slot's type; the figures themselves where they are none."""
    for options in (slot.options, limits.without(slot)):
        heard = hear(slot.type, typed, language=turn.session.language, now=turn.now, **options)
        if heard.value is not None:
            return heard.value
    return typed
