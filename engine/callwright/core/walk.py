"""The walk: from a target through states to the place where the call waits or ends.

Entering a state does its ``set``, ``forget`` and effects, queues its prompts, and goes on until a state asks the
caller something, hangs up, transfers or hands over. Nothing is sent here. A walk through more states than ``MAX_HOPS``
in one turn fails with the author's line, so that no call spins.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from callwright.core import actions, forms
from callwright.core.model import (
    Assignment,
    Choose,
    Destination,
    Form,
    HandOver,
    HangUp,
    Prompt,
    Question,
    State,
    Target,
    Targets,
    Transcription,
    Transfer,
)
from callwright.core.session import After, Last
from callwright.core.turn import Failed, Turn
from callwright.core.voices import base

MAX_HOPS = 50
MAX_HISTORY = 12

_NO_VALUES: Mapping[str, Any] = {}


def choose(turn: Turn, targets: Targets) -> Target | None:
    """The first target whose condition holds."""
    for target in targets:
        if turn.holds(target.when, target.span):
            return target
    return None


def take(turn: Turn, target: Target, values: Mapping[str, Any] = _NO_VALUES) -> None:
    """Go where a target leads. ``values`` are those of the words that led here."""
    assign(turn, target.sets)
    if target.go_to is None and values:
        turn.put(values)
    turn.say(target.prompts)
    if target.go_to is not None:
        enter(turn, target.go_to, values)
    else:
        turn.session.last = Last.QUESTION


def assign(turn: Turn, sets: tuple[Assignment, ...]) -> None:
    """Do what ``set`` says, one after the other."""
    for assignment in sets:
        value = turn.value_of(assignment.value, assignment.span)
        if value is None:
            forms.forget(turn, (assignment.name,))
        else:
            turn.put({assignment.name: value})


def enter(turn: Turn, destination: Destination, values: Mapping[str, Any] = _NO_VALUES) -> None:
    """Enter a state and walk on until something waits for the caller or ends the call."""
    session = turn.session
    going: Destination | None = destination
    while going is not None:
        state = _arrive(turn, going)
        turn.hops += 1
        if turn.hops > MAX_HOPS:
            raise Failed(f"more than {MAX_HOPS} states were passed in one turn without waiting", state.span)
        _on_entry(turn, state)
        if values:
            turn.put(values)
            values = _NO_VALUES
        turn.say(state.prompts)
        going = _act(turn, state)
    session.moved_at = turn.at


def _arrive(turn: Turn, destination: Destination) -> State:
    session = turn.session
    if destination.flow and destination.flow != turn.flow.name:
        turn.flow = turn.family[destination.flow]
        session.flow = turn.flow.name
        session.values = {**initial_values(turn), **session.values}
        if not any(base(tag) == base(session.language) for tag in turn.flow.languages):
            session.language = turn.flow.language
    name = destination.state or turn.flow.start
    state = turn.flow.states[name]
    session.state = name
    turn.note("enter", name, state.span)
    return state


def initial_values(turn: Turn) -> dict[str, Any]:
    """What the flow's variables hold before anything sets them."""
    return {name: v.value for name, v in turn.flow.variables.items() if v.value is not None}


def _on_entry(turn: Turn, state: State) -> None:
    session = turn.session
    if state.sets:
        assign(turn, state.sets)
    if state.forget:
        forms.forget(turn, (*state.forget, state.name))
    if state.set_language:
        session.language = state.set_language
        listen = Transcription(languages=(state.set_language,))
        turn.actions.append(actions.configure_transcription(session.id, listen))
    if state.transcription:
        turn.actions.append(actions.configure_transcription(session.id, state.transcription))
    if state.background:
        turn.actions.append(actions.mix_audio(session.id, state.background))
    if state.send_sms:
        sms = state.send_sms
        to, message = turn.text_of(sms.to, sms.span), turn.text_of(sms.message, sms.span)
        turn.actions.append(actions.send_sms(session.id, to, message))


def _act(turn: Turn, state: State) -> Destination | None:
    """Do what the state does after its prompts; where the walk goes on, the next destination."""
    session = turn.session
    act = state.act
    if isinstance(act, Question):
        _wait(turn, act)
        return None
    if isinstance(act, Form):
        return _ask_form(turn, state, act)
    if isinstance(act, Choose):
        target = choose(turn, act.targets)
        if target is None:
            raise Failed("none of the conditions of 'choose' holds", state.span)
        assign(turn, target.sets)
        turn.say(target.prompts)
        if target.go_to is None:
            raise Failed("a choice leads nowhere", target.span)
        return target.go_to
    if isinstance(act, Transfer | HangUp | HandOver):
        session.question = ""
        if isinstance(act, Transfer):
            session.after = After.TRANSFER
        else:
            session.after = After.HANG_UP if isinstance(act, HangUp) else After.HAND_OVER
        return None
    if state.go_to is None:
        raise Failed("this state leads nowhere", state.span)
    return state.go_to


def _ask_form(turn: Turn, state: State, form: Form) -> Destination | None:
    question = forms.next_question(turn, form, state.name)
    if question is None:
        if state.go_to is None:
            raise Failed("this form leads nowhere", state.span)
        return state.go_to
    turn.say(question.prompts)
    _wait(turn, question)
    return None


def go_on(turn: Turn) -> None:
    """A form got a value or a confirmation: ask its next question or leave it."""
    state = turn.flow.states[turn.session.state]
    assert isinstance(state.act, Form)
    going = _ask_form(turn, state, state.act)
    if going is not None:
        enter(turn, going)
    else:
        turn.session.moved_at = turn.at


def _wait(turn: Turn, question: Question) -> None:
    """Make ``question`` the one that waits."""
    session = turn.session
    if session.question != question.id:
        if session.question and turn.flow.questions.get(session.question) is not None:
            before = turn.flow.questions[session.question].state
            if before != question.state:
                session.history = (*session.history, before)[-MAX_HISTORY:]
        session.question = question.id
        session.waits = session.asked_which = session.refusals = 0
    session.after = After.LISTEN
    session.keys = ""
    session.noise_resumed = False
    session.last = Last.QUESTION
    session.listen_ms = question.no_input_after


def ask_again(turn: Turn) -> None:
    """The question's prompts once more, without those that are said only once."""
    question = turn.question
    if question is None:
        return
    turn.say(_asked(turn, question), again=True)
    turn.session.last = Last.QUESTION


def _asked(turn: Turn, question: Question) -> tuple[Prompt, ...]:
    """What a question says when it is asked; a state that only waits has its prompts on the state."""
    if question.prompts:
        return question.prompts
    return turn.flow.states[question.state].prompts
