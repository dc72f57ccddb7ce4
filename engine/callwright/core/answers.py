"""Answers: what the caller's words do, once it is known what they mean and that they count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from callwright.core import ahead, crossing, forms, ladders, parents, walk
from callwright.core.ladders import Failure
from callwright.core.limits import fits, limit_beyond
from callwright.core.meaning import spoken_choices
from callwright.core.model import Asks, Form, Question, Slot, State, Targets
from callwright.core.sense import Meaning, Sense
from callwright.core.target import lead_alike
from callwright.core.turn import Failed, Turn
from callwright.core.universals import UNIVERSALS

MAX_ASKED_WHICH = 2
_NO_WORDS = frozenset({Sense.BLANK, Sense.HESITATION, Sense.BACKCHANNEL})
_POLAR = frozenset({"yes", "no"})
"""Nobody is asked "did you mean no?", since the answer would tell nothing."""
WHOLE_MS = 1_500
"""How long to wait where a value may be whole, or go on: "… forty", and perhaps "five"."""


def answer(turn: Turn, meaning: Meaning) -> None:
    """Do what the words mean."""
    session = turn.session
    sense = meaning.sense
    if sense in _NO_WORDS:
        turn.note("ignored", sense.value)
        return
    if not sense.answers and turn.question is None:
        turn.note("ignored", sense.value)
        return
    turn.drop_waiting()
    session.cut = None
    if not (sense is Sense.INTENT and meaning.intent == "wait"):
        session.keys, session.pieces = "", ()
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
        _form_answer(turn, meaning)


def _ask_which(turn: Turn, meaning: Meaning) -> None:
    """Two intents are about as good: ask which one, twice at most; it uses up a rung."""
    session = turn.session
    question = turn.question
    targets = [question.transitions.get(one.intent, ()) if question else () for one in meaning.close]
    if targets[0] and all(lead_alike(target, targets[0]) for target in targets):
        # Whichever was meant, it leads to the same place.
        _intent(turn, replace(meaning, sense=Sense.INTENT, intent=meaning.close[0].intent))
        return
    if any(one.intent in _POLAR for one in meaning.close):
        ladders.fail(turn, Failure.NO_MATCH)
        return
    session.asked_which += 1
    if session.asked_which > MAX_ASKED_WHICH:
        ladders.fail(turn, Failure.NO_MATCH)
        return
    ladders.fail(turn, Failure.NO_MATCH, instead=spoken_choices(turn, meaning.close))
    if session.question:
        session.offered = tuple(candidate.intent for candidate in meaning.close)


def _intent(turn: Turn, meaning: Meaning) -> None:
    question = turn.question
    if meaning.depth:
        targets = crossing.parents(turn)[meaning.depth - 1][0].anytime.get(meaning.intent)
    else:
        targets = question.transitions.get(meaning.intent) if question else None
        if targets is None:
            targets = turn.flow.anytime.get(meaning.intent)
            meaning = replace(meaning, leaves=True)
    if targets is not None:
        follow(turn, targets, meaning)
    else:
        UNIVERSALS[meaning.intent](turn)


def follow(turn: Turn, targets: Targets, meaning: Meaning) -> None:
    """Take the first target whose condition holds; where none does, the words were no match."""
    target = parents.choose(turn, targets, meaning.depth, meaning.values)
    question = turn.question
    if target is None:
        turn.note("guards", "no condition holds", targets[0].span)
        if question is not None:
            ladders.fail(turn, Failure.NO_MATCH)
        return
    ladders.understood(turn)
    turn.note("take", target.go_to.state if target.go_to else "stay", target.span)
    if meaning.leaves and target.go_to is not None:
        crossing.unwind(turn, crossing.callers_here(turn))
    parents.take(turn, target, meaning.depth, ahead.values_of(turn, target, meaning))
    stays = target.go_to is None and target.returns is None and target.call is None
    if stays and question is not None and question.asks is Asks.VALUE and question.slot in turn.session.values:
        # What was said, or the key that was pressed, has filled the slot that is asked for.
        walk.go_on(turn)


# forms


def _form_answer(turn: Turn, meaning: Meaning) -> None:
    question = turn.question
    assert question is not None
    state = turn.flow.states[question.state]
    form = state.act
    assert isinstance(form, Form)
    if meaning.sense is Sense.VALUE:
        _filled(turn, question, form, meaning.values)
    elif meaning.sense is Sense.PIECE:
        turn.session.pieces = meaning.pieces
        turn.session.piece_ms = WHOLE_MS if meaning.whole else 0
        turn.note("value", f"{question.slot}: the beginning of it", question.span)
        if meaning.waits:
            UNIVERSALS["wait"](turn)
    elif meaning.sense is Sense.CORRECTION:
        _corrected(turn, question, form, meaning)
    elif meaning.sense is Sense.YES:
        ladders.understood(turn)
        forms.confirm(turn, form, question)
        turn.note("confirmed", question.slot or state.name, question.span)
        walk.go_on(turn)
    else:
        _denied(turn, question, state, form)


def _filled(turn: Turn, question: Question, form: Form, values: Mapping[str, Any]) -> None:
    """Values for slots of the form; the one that was asked for alone may be told what is wrong with it."""
    if len(values) == 1:
        slot = next(slot for slot in form.slots if slot.name in values)
        offer(turn, question, slot, values[slot.name])
        return
    turn.note("value", ", ".join(values), question.span)
    _take(turn, form, values)


def _corrected(turn: Turn, question: Question, form: Form, meaning: Meaning) -> None:
    """An earlier value is another one, or wrong; the form goes on with what it does not know now."""
    turn.note("corrected", ", ".join([*meaning.values, *meaning.slots]), question.span)
    if meaning.slots:
        forms.forget(turn, meaning.slots)
    _take(turn, form, meaning.values)


def _take(turn: Turn, form: Form, values: Mapping[str, Any]) -> None:
    """Put values into slots, if no check of the author's fails over them, and go on."""
    session = turn.session
    question = turn.question
    before = session.values
    known = frozenset(before)
    turn.put(values)
    try:
        refused = forms.refused(turn, form)
    except Failed:
        session.values = before
        raise
    if refused is None:
        ladders.understood(turn)
    for slot in form.slots:
        if slot.name in values and slot.name in known and slot.corrections.accept:
            forms.confirmed(turn, slot)
    confirms = question is not None and question.asks is Asks.CONFIRM_FORM
    if confirms and question is not None and values and known.issuperset(values) and form.corrections.accept:
        forms.confirm(turn, form, question)
    walk.go_on(turn)


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
        turn.note("on_no", "", target.span)
        walk.take(turn, target)
        return
    forms.forget(turn, frozenset(slot.name for slot in form.slots) | {state.name})
    walk.go_on(turn)


def offer(turn: Turn, question: Question, slot: Slot, value: Any) -> None:
    """A value for a slot: taken if it is within the limits and no check refuses it."""
    form = turn.flow.states[question.state].act
    assert isinstance(form, Form)
    if not fits(slot, value, turn.today):
        turn.note("value", f"{slot.name}: not within its limits", slot.span)
        ladders.fail(turn, Failure.NO_MATCH, apology=_what_is_wrong(turn, slot, value))
        return
    turn.note("value", slot.name, slot.span)
    _take(turn, form, {slot.name: value})


def _what_is_wrong(turn: Turn, slot: Slot, value: Any) -> str:
    """What to say of a value that is not within its limits, where that can be told; else nothing."""
    sentences = turn.language.sentences
    if slot.type == "digits":
        exact = slot.min_length == slot.max_length != len(str(value))
        return sentences["wrong_length"].format(length=slot.min_length) if exact else ""
    beyond = limit_beyond(slot, value, turn.today)
    if beyond is None:
        return ""
    below, limit = beyond
    words = ("too_early", "too_late") if slot.type in ("date", "time") else ("too_little", "too_much")
    return sentences[words[0] if below else words[1]].format(value=turn.speaker.value(limit, slot.type))
