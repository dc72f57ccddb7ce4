"""The walk: from a target through states to the place where the call waits or ends.

Entering a state does its ``set``, ``forget`` and effects, queues its prompts, and goes on until a state asks the
caller or a service something, hangs up, transfers or hands over. Nothing is sent here. A walk through more states than
``MAX_HOPS`` in one turn fails with the author's line, so that no call spins.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from callwright.core import actions, asking, crossing, forms
from callwright.core.model import (
    Assignment,
    Call,
    Check,
    Choose,
    Destination,
    Form,
    HandOver,
    HangUp,
    Question,
    Reprompt,
    Request,
    Return,
    Slot,
    State,
    Target,
    Targets,
    Transcription,
    Transfer,
)
from callwright.core.session import After, Frame, Last
from callwright.core.turn import Failed, Turn

MAX_HOPS = 50
MAX_REFUSALS = 3

Going = Destination | None
"""Where the walk goes on; ``None`` where something waits."""

_NO_VALUES: Mapping[str, Any] = {}


def choose(turn: Turn, targets: Targets) -> Target | None:
    """The first target whose condition holds."""
    for target in targets:
        if turn.holds(target.when, target.span):
            return target
    return None


def take(turn: Turn, target: Target, values: Mapping[str, Any] = _NO_VALUES) -> None:
    """Go where a target leads. ``values`` are those of the words that led here."""
    going = lead(turn, target, values)
    if going is not None:
        enter(turn, going, values if target.go_to is not None else _NO_VALUES)


def lead(turn: Turn, target: Target, values: Mapping[str, Any] = _NO_VALUES) -> Going:
    """Do what a target says, and where it leads; ``None`` where the call stays, or came back to an open question."""
    if target.call is not None and crossing.is_under_way(turn, target.call, 0):
        asking.ask_again(turn)
        return None
    if target.call is not None:
        return digress(turn, target, target.call, values)
    if values:
        turn.put(values)
    if target.sets:
        assign(turn, target.sets)
    if target.prompts:
        turn.say(target.prompts)
    if target.go_to is not None:
        return target.go_to
    if target.returns is not None:
        return come_back(turn, target.returns)
    turn.session.last = Last.QUESTION
    return None


def digress(turn: Turn, target: Target, call: Call, values: Mapping[str, Any]) -> Destination:
    """Begin a small task: it is told the values of the words that led there, and the large one keeps its own."""
    session = turn.session
    before = session.values
    turn.put(values)
    assign(turn, target.sets)
    turn.say(target.prompts)
    named = {assignment.name for assignment in target.sets}
    session.values = {**before, **{name: value for name, value in session.values.items() if name in named}}
    return crossing.call(turn, call, digression=True, values=values)


def assign(turn: Turn, sets: tuple[Assignment, ...]) -> None:
    """Do what ``set`` says, one after the other."""
    for assignment in sets:
        value = forms.typed(turn, assignment.name, turn.value_of(assignment.value, assignment.span), assignment.span)
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
        if state.prompts:
            turn.say(state.prompts)
        going = _act(turn, state)
    session.moved_at = turn.at


def _arrive(turn: Turn, destination: Destination) -> State:
    session = turn.session
    if destination.flow:
        crossing.move(turn, destination.flow)
    name = destination.state or turn.flow.start
    state = turn.flow.states[name]
    session.state = name
    turn.note("enter", name, state.span)
    return state


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


def _act(turn: Turn, state: State) -> Going:
    """Do what the state does after its prompts; where the walk goes on, the next destination."""
    session = turn.session
    act = state.act
    if isinstance(act, Question):
        asking.wait(turn, act)
        return None
    if isinstance(act, Form):
        return ask_form(turn, state, act)
    if isinstance(act, Request):
        asking.leave(turn)
        session.after, session.checking = After.ASK, ""
        return None
    if isinstance(act, Call):
        return crossing.call(turn, act, digression=False)
    if isinstance(act, Return):
        return come_back(turn, act)
    if isinstance(act, Choose):
        target = choose(turn, act.targets)
        if target is None:
            raise Failed("none of the conditions of 'choose' holds", state.span)
        turn.note("choose", target.when.source if target.when else "", target.span)
        going = lead(turn, target)
        if going is None and turn.question is None:
            raise Failed("a choice leads nowhere", target.span)
        return going
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


def ask_form(turn: Turn, state: State, form: Form) -> Going:
    """Ask what the form asks next; where a check refuses a value, say so first."""
    forms.weed(turn, form)
    found = forms.refused(turn, form)
    if found is not None:
        return refuse(turn, state, form, *found)
    doubtful = forms.unchecked(turn, form)
    if doubtful:
        asking.leave(turn)
        turn.session.after, turn.session.checking = After.ASK, doubtful
        return None
    return _ask_next(turn, state, form, None)


def refuse(turn: Turn, state: State, form: Form, slot: Slot, check: Check) -> Going:
    """A check refuses the value of a slot: say so and ask again; the third time in a row it is the end."""
    session = turn.session
    turn.note("refused", slot.name, check.span)
    turn.say(check.prompts)
    forms.forget(turn, (slot.name,))
    session.refusals = session.refusals + 1 if session.refused == slot.question.id else 1
    session.refused = slot.question.id
    if session.refusals >= MAX_REFUSALS:
        session.refusals = 0
        ending(turn)
        return None
    return _ask_next(turn, state, form, check)


def _ask_next(turn: Turn, state: State, form: Form, refused_by: Check | None) -> Going:
    session = turn.session
    question = forms.next_question(turn, form, state.name)
    if question is None:
        if state.go_to is None:
            raise Failed("this form leads nowhere", state.span)
        return state.go_to
    if refused_by is None or refused_by.reprompt is not Reprompt.NONE:
        turn.say(question.prompts or (state.prompts if turn.hops == 0 else ()), again=refused_by is not None)
    asking.wait(turn, question)
    if refused_by is None:
        session.refusals, session.refused = 0, ""
    return None


def proceed(turn: Turn, going: Going) -> None:
    """Walk on to where something leads, if it leads anywhere."""
    if going is not None:
        enter(turn, going)


def go_on(turn: Turn) -> None:
    """A form got a value or a confirmation: ask its next question or leave it."""
    state = turn.flow.states[turn.session.state]
    assert isinstance(state.act, Form)
    going = ask_form(turn, state, state.act)
    if going is not None:
        enter(turn, going)
    else:
        turn.session.moved_at = turn.at


# sub-flows and failures


def come_back(turn: Turn, returns: Return) -> Going:
    """The end of a sub-flow: where its caller goes on; ``None`` where that asks its open question again."""
    session = turn.session
    if not session.stack:
        raise Failed("there is nothing to return to: this state was not called", returns.span)
    result = {a.name: turn.value_of(a.value, a.span) for a in returns.values}
    failed = "" if returns.failed is None else str(turn.value_of(returns.failed, returns.span))
    turn.note("return", failed, returns.span)
    frame = crossing.give_back(turn)
    session.result = result | {"failed": failed} if failed else result
    if frame.digression:
        return resume(turn, frame)
    state = turn.flow.states[frame.state]
    assert isinstance(state.act, Call)
    if failed:
        return fall_back(turn, state, failed)
    assign(turn, state.act.save)
    return state.go_to


def resume(turn: Turn, frame: Frame) -> Going:
    """After a digression: the question that was open is asked again; where none was, the state begins again."""
    question = turn.flow.questions.get(frame.question)
    if question is None and frame.unsure:
        # What was to be done is not done twice.
        return fall_back(turn, turn.flow.states[frame.state], "interrupted")
    if question is None:
        return Destination(frame.state)
    turn.say(asking.prompts_of(turn, question), again=True)
    asking.wait(turn, question)
    turn.session.moved_at = turn.at
    return None


def fall_back(turn: Turn, state: State, *names: str) -> Going:
    """Something did not work: where the state goes for the first of these names that it has, else for ``any``.

    Where it says nothing the caller hears an apology and the built-in ending follows.
    """
    for name in (*names, "any"):
        target = choose(turn, state.if_fails[name]) if name in state.if_fails else None
        if target is not None:
            turn.note("if_fails", name, target.span)
            return lead(turn, target)
    turn.note("if_fails", f"{' '.join(names)}: nothing says what then", state.span)
    turn.say_built_in("technical")
    ending(turn)
    return None


# the built-in ending


def ending(turn: Turn) -> None:
    """The operator if there is one and we have not just come from there, else a farewell."""
    session = turn.session
    session.ending += 1
    if session.ending == 1:
        for depth, flow in enumerate((turn.flow, *(flow for flow, _ in crossing.parents(turn)))):
            operator = flow.anytime.get("operator")
            target = choose(turn, operator) if operator else None
            if target is not None and target.go_to is not None:
                turn.note("ending", "the operator", target.span)
                crossing.unwind(turn, depth or crossing.callers_here(turn))
                take(turn, target)
                return
    turn.note("ending", "farewell")
    farewell(turn)


def farewell(turn: Turn) -> None:
    """Say goodbye, whole, and hang up behind it."""
    turn.say_built_in("farewell", protected=True)
    asking.leave(turn)
    turn.session.after = After.HANG_UP
