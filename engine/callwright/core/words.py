"""Words and keys: to which prompt they belong, whether they count, and what they do (language 5, rules 4, 7 to 10).

over a protected prompt            not an answer, nor a failure
over an interruptible prompt       they count if they match something; then it is stopped
barged_in                          they belong to the last prompt that could be cut
begun before the present prompt    they belong to what came before it
after the question                 an answer
"""

from __future__ import annotations

from typing import Any

from callwright.core import forms, ladders, line, walk
from callwright.core.events import Key, UserSpeak
from callwright.core.ladders import Failure
from callwright.core.meaning import Meaning, Sense, is_bare, spoken_choices, understand
from callwright.core.model import Asks, Destination, Form, Question, Reprompt, Slot, State, Targets
from callwright.core.playback import Playback
from callwright.core.session import Last
from callwright.core.turn import Turn
from callwright.understanding.normalise import Words, normalise

MS_PER_HEARD_CHARACTER = 60
MAX_WAITS = 2
MAX_ASKED_WHICH = 2
MAX_REFUSALS = 3
MAX_TEXT = 16 * 1024

KEYPAD = {"star": "*", "hash": "#"}


def heard(turn: Turn, event: UserSpeak) -> None:
    """``user_speak``: decide where the words belong and what they do."""
    session = turn.session
    text = event.text[:MAX_TEXT]
    line.presume_ended(turn)
    session.speech_open = session.armed = session.patient = False
    words = normalise(text, turn.language)
    session.text, session.barged_in = text, event.barged_in
    playing = line.playing(turn)
    late = not event.barged_in and _begun_before_prompt(turn, text)
    if late and _belongs_to_nothing(turn, words):
        return
    answers_the_rung_before = late and session.last_failure != ""
    if answers_the_rung_before:
        ladders.take_back(turn)
    if event.barged_in:
        _interruption(turn, words, playing)
    elif playing is None:
        if session.cut:
            _interruption(turn, words, None)
        else:
            line.corrected(turn, cut=False)
            _answer(turn, understand(turn, words))
    else:
        _over(turn, words, playing, even_protected=answers_the_rung_before)


def _begun_before_prompt(turn: Turn, text: str) -> bool:
    """Whether the words must have begun before the present prompt was sent (rule 8)."""
    session = turn.session
    end_of_turn = session.vad or line.DEFAULT_END_OF_TURN_MS
    begun = turn.at - end_of_turn - MS_PER_HEARD_CHARACTER * len(text)
    return session.started_at <= begun < session.sent_at


def _belongs_to_nothing(turn: Turn, words: Words) -> bool:
    """Late words that answer nothing any more: over a protected prompt, or bare ones after the call moved on."""
    session = turn.session
    end_of_turn = session.vad or line.DEFAULT_END_OF_TURN_MS
    begun = turn.at - end_of_turn - MS_PER_HEARD_CHARACTER * len(words.text)
    before = session.closed
    if before is not None and before.protected and before.sent_at <= begun < session.closed_at <= session.sent_at:
        turn.note("late", "said over a protected prompt")
        return True
    if begun < session.moved_at and is_bare(turn, words):
        turn.note("late", "meant for the question before")
        return True
    return False


def _over(turn: Turn, words: Words, playing: Playback, *, even_protected: bool) -> None:
    """Words over a prompt that they did not stop (rule 7)."""
    if playing.protected and not even_protected:
        turn.note("ignored", "said over a protected prompt")
        return
    meaning = understand(turn, words)
    if not meaning.sense.answers:
        turn.note("ignored", f"said over a prompt: {meaning.sense.value}")
        return
    if not playing.protected:
        line.stop(turn)
    _answer(turn, meaning)


def _interruption(turn: Turn, words: Words, playing: Playback | None) -> None:
    """Words that cut a prompt, or seem to have (rules 4 and 9)."""
    session = turn.session
    later = playing is not None and playing.protected
    rest = session.cut
    session.cut = ()
    if playing is not None and not playing.protected:
        rest = line.rest_of(playing, turn.at - playing.sent_at)
        line.stop(turn)
    elif not later and not rest and session.closed is not None and not session.closed.protected:
        rest = line.rest_of(session.closed, session.closed_at - session.closed.sent_at)
        line.corrected(turn, cut=True)
    elif session.closed is not None:
        line.corrected(turn, cut=True)
    meaning = understand(turn, words)
    if meaning.sense.answers or meaning.sense is Sense.CLOSE:
        _answer(turn, meaning)
        return
    if later:
        turn.note("interruption", f"{meaning.sense.value}; a later prompt plays already")
        return
    allowed = 2 if meaning.sense is Sense.BACKCHANNEL else 1
    no_way_on = turn.question is None
    if (session.forgiven < allowed or no_way_on) and rest:
        session.forgiven += 1
        turn.note("interruption", f"{meaning.sense.value}: the rest is said again")
        session.waiting = rest + session.waiting
        return
    if no_way_on:
        return
    if meaning.sense in (Sense.BLANK, Sense.HESITATION):
        turn.note("interruption", f"{meaning.sense.value}: listening")
        turn.drop_waiting()
        return
    turn.drop_waiting()
    ladders.fail(turn, Failure.NO_MATCH)


def _answer(turn: Turn, meaning: Meaning) -> None:
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
    session.cut = ()
    session.keys = ""
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
        _follow(turn, question.otherwise, meaning)
    else:
        _form_answer(turn, meaning)


def _ask_which(turn: Turn, meaning: Meaning) -> None:
    """Two intents are about as good: ask which one, twice at most; it uses up a rung."""
    session = turn.session
    session.asked_which += 1
    choices = spoken_choices(turn, meaning.close) if session.asked_which <= MAX_ASKED_WHICH else ""
    ladders.fail(turn, Failure.NO_MATCH, instead=choices)


def _intent(turn: Turn, meaning: Meaning) -> None:
    question = turn.question
    targets = question.transitions.get(meaning.intent) if question else None
    if targets is None:
        targets = turn.flow.anytime.get(meaning.intent)
    if targets is not None:
        _follow(turn, targets, meaning)
    else:
        UNIVERSALS[meaning.intent](turn)


def _follow(turn: Turn, targets: Targets, meaning: Meaning) -> None:
    target = walk.choose(turn, targets)
    if target is None:
        turn.note("guards", "no condition holds", targets[0].span)
        if turn.question is not None:
            ladders.fail(turn, Failure.NO_MATCH)
        return
    ladders.understood(turn)
    turn.note("take", target.go_to.state if target.go_to else "stay", target.span)
    walk.take(turn, target, meaning.values)


# universals


def _repeat(turn: Turn) -> None:
    if turn.session.last is Last.HELP:
        ladders.help_out(turn)
    else:
        walk.ask_again(turn)


def _wait(turn: Turn) -> None:
    session = turn.session
    session.waits += 1
    if session.waits > MAX_WAITS:
        session.waits = 0
        ladders.fail(turn, Failure.NO_INPUT)
        return
    session.patient = True
    turn.say_built_in("take_your_time")


def _back(turn: Turn) -> None:
    session = turn.session
    if not session.history:
        walk.ask_again(turn)
        return
    before = session.history[-1]
    session.history = session.history[:-1]
    kept = session.history
    walk.enter(turn, Destination(before))
    session.history = kept


def _main_menu(turn: Turn) -> None:
    ladders.understood(turn)
    walk.enter(turn, Destination(""))


def _cancel(turn: Turn) -> None:
    """Out of the form: its values are forgotten but for those to keep."""
    session = turn.session
    ladders.understood(turn)
    state = turn.flow.states[session.state]
    form = state.act
    if not isinstance(form, Form):
        walk.enter(turn, Destination(""))
        return
    forms.forget(turn, frozenset(slot.name for slot in form.slots) - form.keep | {state.name})
    target = walk.choose(turn, form.on_cancel) if form.on_cancel else None
    if target is not None:
        walk.take(turn, target)
    else:
        walk.enter(turn, Destination(""))


UNIVERSALS = {
    "repeat": _repeat,
    "help": ladders.help_out,
    "wait": _wait,
    "back": _back,
    "main_menu": _main_menu,
    "cancel": _cancel,
}
"""What the built-ins do that need no target."""


# forms


def _form_answer(turn: Turn, meaning: Meaning) -> None:
    question = turn.question
    assert question is not None
    state = turn.flow.states[question.state]
    form = state.act
    assert isinstance(form, Form)
    if meaning.sense is Sense.VALUE:
        slot = turn.flow.slot_of(question)
        assert slot is not None
        offer(turn, question, slot, meaning.values[slot.name])
    elif meaning.sense is Sense.YES:
        ladders.understood(turn)
        turn.session.confirmed = turn.session.confirmed | {question.slot or state.name}
        turn.note("confirmed", question.slot or state.name, question.span)
        walk.go_on(turn)
    else:
        _denied(turn, question, state, form)


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
    if not forms.fits(slot, value):
        turn.note("value", f"{slot.name}: not within its limits", slot.span)
        if question.asks is not Asks.VALUE:
            _denied_value(turn, slot)
            return
        ladders.fail(turn, Failure.NO_MATCH)
        return
    before = session.values
    turn.put({slot.name: value})
    check = forms.refused(turn, slot)
    if check is None:
        ladders.understood(turn)
        session.refusals = 0
        session.confirmed = session.confirmed - {slot.name, question.state}
        turn.note("value", slot.name, slot.span)
        walk.go_on(turn)
        return
    session.refusals += 1
    turn.note("refused", f"{slot.name}, time {session.refusals}", check.span)
    turn.say(check.prompts)
    session.values = before
    if session.refusals >= MAX_REFUSALS:
        ladders.ending(turn)
    elif check.reprompt is not Reprompt.NONE:
        walk.ask_again(turn)


def _denied_value(turn: Turn, slot: Slot) -> None:
    """Digits that cannot be the value, said to a confirmation: it was not right, so the slot is asked again."""
    forms.forget(turn, (slot.name,))
    walk.go_on(turn)


# keys


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
        turn.note("ignored", f"key {event.key}: nothing listens")
        return
    session.armed = session.patient = False
    session.cut = ()
    if playing is not None:
        line.stop(turn)
        turn.drop_waiting()
    elif session.waiting:
        turn.drop_waiting()
    session.text, session.intent, session.barged_in = (
        KEYPAD.get(event.key, event.key),
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
    _follow(turn, targets, Meaning(Sense.INTENT))


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
        typed_out(turn, question, slot)
    return True


def typed_out(turn: Turn, question: Question, slot: Slot) -> None:
    """The typing is over: the keys so far are the value, or nothing."""
    typed, turn.session.keys = turn.session.keys, ""
    offer(turn, question, slot, typed)
