"""The walk: from a target through states to the place where the call waits or ends.

Entering a state does its ``set``, ``forget`` and effects, queues its prompts, and goes on until a state asks the
caller something, hangs up, transfers or hands over. Nothing is sent here. A walk through more states than ``MAX_HOPS``
in one turn fails with the author's line, so that no call spins.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from callwright.core import actions, asking, forms
from callwright.core.model import (
    Assignment,
    Choose,
    Destination,
    Form,
    HandOver,
    HangUp,
    Question,
    Reprompt,
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
MAX_REFUSALS = 3

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
        if state.sets:
            assign(turn, state.sets)
        if state.forget:
            forms.forget(turn, (*state.forget, state.name))
        if values:
            turn.put(values)
            values = _NO_VALUES
        _do_effects(turn, state)
        turn.say(state.prompts)
        going = _act(turn, state)
    session.moved_at = turn.at


def _arrive(turn: Turn, destination: Destination) -> State:
    session = turn.session
    move(turn, destination.flow)
    name = destination.state or turn.flow.start
    state = turn.flow.states[name]
    session.state = name
    turn.note("enter", name, state.span)
    return state


def move(turn: Turn, flow: str) -> None:
    """Go on in another flow: its variables, its words, and its language if ours is none of its own."""
    if not flow or flow == turn.flow.name:
        return
    asking.leave(turn)
    session = turn.session
    turn.flow = turn.family[flow]
    session.flow = flow
    session.values = {**initial_values(turn), **session.values}
    listen = turn.flow.transcription
    if not any(base(tag) == base(session.language) for tag in turn.flow.languages):
        session.language = turn.flow.language
        listen = listen or Transcription(languages=(session.language,))
    if listen is not None:
        turn.actions.append(actions.configure_transcription(session.id, listen))


def initial_values(turn: Turn) -> dict[str, Any]:
    """What the flow's variables hold before anything sets them."""
    return {name: v.value for name, v in turn.flow.variables.items() if v.value is not None}


def _do_effects(turn: Turn, state: State) -> None:
    session = turn.session
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
        if actions.bare(to) and message.strip():
            turn.actions.append(actions.send_sms(session.id, to, message))
        else:
            turn.note("not sent", "a text message without a number or without words", sms.span)


def _act(turn: Turn, state: State) -> Destination | None:
    """Do what the state does after its prompts; where the walk goes on, the next destination."""
    session = turn.session
    act = state.act
    if isinstance(act, Question):
        asking.wait(turn, act)
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
        asking.leave(turn)
        if isinstance(act, Transfer):
            session.after = After.TRANSFER
        else:
            session.after = After.HANG_UP if isinstance(act, HangUp) else After.HAND_OVER
        return None
    if state.go_to is None:
        raise Failed("this state leads nowhere", state.span)
    return state.go_to


def _ask_form(turn: Turn, state: State, form: Form) -> Destination | None:
    """Ask what the form asks next; where a check refuses a value, say so first."""
    session = turn.session
    found = forms.refused(turn, form)
    check = found[1] if found else None
    if found:
        slot, _ = found
        turn.note("refused", slot.name, found[1].span)
        turn.say(found[1].prompts)
        forms.forget(turn, (slot.name,))
        if session.question == slot.question.id and session.refusals + 1 >= MAX_REFUSALS:
            session.refusals = 0
            ending(turn)
            return None
    question = forms.next_question(turn, form, state.name)
    if question is None:
        if state.go_to is None:
            raise Failed("this form leads nowhere", state.span)
        return state.go_to
    if check is None or check.reprompt is not Reprompt.NONE:
        turn.say(question.prompts or (state.prompts if turn.hops == 0 else ()), again=check is not None)
    asking.wait(turn, question)
    session.refusals = session.refusals + 1 if check else 0
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


# the built-in ending


def ending(turn: Turn) -> None:
    """The operator if there is one and we have not just come from there, else a farewell."""
    session = turn.session
    operator = turn.flow.anytime.get("operator")
    session.ending += 1
    if operator and session.ending == 1:
        target = choose(turn, operator)
        if target is not None and target.go_to is not None:
            turn.note("ending", "the operator", target.span)
            take(turn, target)
            return
    turn.note("ending", "farewell")
    farewell(turn)


def farewell(turn: Turn) -> None:
    """Say goodbye, whole, and hang up behind it."""
    turn.say_built_in("farewell", protected=True)
    asking.leave(turn)
    turn.session.after = After.HANG_UP
