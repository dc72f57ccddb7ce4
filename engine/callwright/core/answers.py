"""Answers: what the caller's words do, once it is known what they mean and that they count."""

from __future__ import annotations

from typing import Any

from callwright.core import forms, ladders, walk
from callwright.core.ladders import Failure
from callwright.core.meaning import Meaning, Sense, spoken_choices
from callwright.core.model import Asks, Form, Question, Slot, State, Targets
from callwright.core.turn import Failed, Turn
from callwright.core.universals import UNIVERSALS

MAX_ASKED_WHICH = 2


def answer(turn: Turn, meaning: Meaning) -> None:
    """Do what the words mean."""
    session = turn.session
    sense = meaning.sense
    if sense in (Sense.BLANK, Sense.HESITATION, Sense.BACKCHANNEL):
        turn.note("ignored", sense.value)
        return
    if turn.question is None and not sense.answers:
        turn.note("ignored", sense.value)
        return
    turn.drop_waiting()
    session.cut = None
    before, session.keys = session.keys, ""
    session.offered = ()
    session.text, session.barged_in = turn.words
    session.patient = False
    if sense is Sense.NOTHING:
        ladders.fail(turn, Failure.NO_MATCH)
    elif sense is Sense.CLOSE:
        _ask_which(turn, meaning)
    elif sense is Sense.INTENT:
        session.intent = meaning.intent
        _intent(turn, meaning)
    elif sense is Sense.OTHERWISE:
        question = turn.question
        assert question is not None
        assert question.otherwise is not None
        session.intent = ""
        follow(turn, question.otherwise, meaning)
    else:
        _form_answer(turn, meaning, before)


def _ask_which(turn: Turn, meaning: Meaning) -> None:
    """Two intents are about as good: ask which one, twice at most; it uses up a rung."""
    session = turn.session
    session.asked_which += 1
    if session.asked_which > MAX_ASKED_WHICH:
        ladders.fail(turn, Failure.NO_MATCH)
        return
    ladders.fail(turn, Failure.NO_MATCH, instead=spoken_choices(turn, meaning.close))
    if session.question:
        session.offered = tuple(candidate.intent for candidate in meaning.close)


def _intent(turn: Turn, meaning: Meaning) -> None:
    question = turn.question
    targets = question.transitions.get(meaning.intent) if question else None
    if targets is None:
        targets = turn.flow.anytime.get(meaning.intent)
    if targets is not None:
        follow(turn, targets, meaning)
    else:
        UNIVERSALS[meaning.intent](turn)


def follow(turn: Turn, targets: Targets, meaning: Meaning) -> None:
    """Take the first target whose condition holds; where none does, the words were no match."""
    target = walk.choose(turn, targets)
    if target is None:
        turn.note("guards", "no condition holds", targets[0].span)
        if turn.question is not None:
            ladders.fail(turn, Failure.NO_MATCH)
        return
    ladders.understood(turn)
    turn.note("take", target.go_to.state if target.go_to else "stay", target.span)
    walk.take(turn, target, meaning.values)


# forms


def _form_answer(turn: Turn, meaning: Meaning, before: str) -> None:
    question = turn.question
    assert question is not None
    state = turn.flow.states[question.state]
    form = state.act
    assert isinstance(form, Form)
    if meaning.sense is Sense.VALUE:
        slot = turn.flow.slot_of(question)
        assert slot is not None
        value = meaning.values[slot.name]
        if question.asks is Asks.VALUE and slot.type == "digits":
            value = _pieced(slot, before, value)
            if len(value) < slot.min_length:
                turn.note("value", f"{slot.name}: {len(value)} digits so far", slot.span)
                turn.session.keys = value
                return
        offer(turn, question, slot, value)
    elif meaning.sense is Sense.YES:
        ladders.understood(turn)
        forms.confirm(turn, form, question)
        turn.note("confirmed", question.slot or state.name, question.span)
        walk.go_on(turn)
    else:
        _denied(turn, question, state, form)


def _pieced(slot: Slot, before: str, digits: str) -> str:
    """Digits that are said, or typed, in pieces: what came before belongs to them as long as it is not too much."""
    return before + digits if len(before) + len(digits) <= slot.max_length else digits


def _denied(turn: Turn, question: Question, state: State, form: Form) -> None:
    """ "No" to a confirmation: the slot is asked again; a form goes where it says, or begins again."""
    ladders.understood(turn)
    turn.note("denied", question.slot or state.name, question.span)
    if question.asks is Asks.CONFIRM_SLOT:
        forms.forget(turn, (question.slot,))
        walk.go_on(turn)
        return
    target = walk.choose(turn, form.on_no) if form.on_no else None
    if target is not None:
        walk.take(turn, target)
        return
    forms.forget(turn, frozenset(slot.name for slot in form.slots) | {state.name})
    walk.go_on(turn)


def offer(turn: Turn, question: Question, slot: Slot, value: Any) -> None:
    """A value for a slot: taken if it is within the limits and no check refuses it."""
    session = turn.session
    form = turn.flow.states[question.state].act
    assert isinstance(form, Form)
    if not forms.fits(slot, value):
        turn.note("value", f"{slot.name}: not within its limits", slot.span)
        if question.asks is not Asks.VALUE:
            forms.forget(turn, (slot.name,))
            walk.go_on(turn)
            return
        ladders.fail(turn, Failure.NO_MATCH, apology=_wrong_length(turn, slot, value))
        return
    before = session.values
    turn.put({slot.name: value})
    try:
        if forms.refused(turn, form) is None:
            ladders.understood(turn)
    except Failed:
        session.values = before
        raise
    turn.note("value", slot.name, slot.span)
    walk.go_on(turn)


def _wrong_length(turn: Turn, slot: Slot, value: Any) -> str:
    """What to say of digits whose number is wrong, where only one number of digits is right."""
    if slot.type != "digits" or slot.min_length != slot.max_length or len(str(value)) == slot.min_length:
        return ""
    return turn.language.sentences["wrong_length"].format(length=slot.min_length)
