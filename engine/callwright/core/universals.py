"""Universals: what may be said anywhere and works without a target."""

from __future__ import annotations

from callwright.core import asking, crossing, forms, ladders, walk
from callwright.core.ladders import Failure
from callwright.core.model import Asks, Call, Destination, Form
from callwright.core.session import Last
from callwright.core.turn import Turn

MAX_WAITS = 2


def _repeat(turn: Turn) -> None:
    if turn.session.last is Last.HELP:
        ladders.help_out(turn)
    else:
        asking.ask_again(turn)


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
    """To the question before: a state is entered again; a slot is emptied and asked for again."""
    session = turn.session
    kept = session.history
    present = f"{turn.flow.name}:{session.question}"
    while kept and kept[-1] == present:
        kept = kept[:-1]
    if not kept and any(frame.digression or frame.history for frame in session.stack):
        _out_to_the_question_before(turn)
        return
    if not kept:
        asking.ask_again(turn)
        return
    flow_name, _, before = kept[-1].partition(":")
    question = turn.family[flow_name].questions[before]
    if question.asks is Asks.INTENT:
        walk.enter(turn, Destination(question.state, flow_name))
    else:
        crossing.move(turn, flow_name)
        session.state = question.state
        forms.forget(turn, (question.slot,))
        walk.go_on(turn)
    session.history = kept[:-1]


def _out_to_the_question_before(turn: Turn) -> None:
    """Back from the first question of a sub-flow: the caller knows of none, so it is left for what was asked before."""
    frame = crossing.give_back(turn)
    if not frame.digression:
        _back(turn)
        return
    walk.proceed(turn, walk.resume(turn, frame))


def _main_menu(turn: Turn) -> None:
    ladders.understood(turn)
    crossing.unwind(turn, len(turn.session.stack))
    walk.enter(turn, Destination(""))


def _cancel(turn: Turn) -> None:
    """Out of the form, else out of the sub-flow: its values are forgotten but for those to keep."""
    session = turn.session
    ladders.understood(turn)
    state = turn.flow.states[session.state]
    form = state.act
    if isinstance(form, Form) and (form.on_cancel or not session.stack):
        forms.forget(turn, frozenset(slot.name for slot in form.slots) - form.keep | {state.name})
        target = walk.choose(turn, form.on_cancel) if form.on_cancel else None
        if target is not None:
            turn.note("on_cancel", "", target.span)
            walk.take(turn, target)
            return
    if session.stack:
        _out_of_the_sub_flow(turn)
    else:
        walk.enter(turn, Destination(""))


def _out_of_the_sub_flow(turn: Turn) -> None:
    """Where the state that called it says, with what it keeps; else to the start of the outermost flow."""
    session = turn.session
    collected = session.values
    frame = crossing.give_back(turn)
    if frame.digression:
        walk.proceed(turn, walk.resume(turn, frame))
        return
    state = turn.flow.states[frame.state]
    assert isinstance(state.act, Call)
    turn.put({name: collected[name] for name in state.act.keep if name in collected})
    target = walk.choose(turn, state.act.on_cancel) if state.act.on_cancel else None
    if target is not None:
        turn.note("on_cancel", "", target.span)
        walk.take(turn, target)
    elif "cancelled" in state.if_fails or "any" in state.if_fails:
        walk.proceed(turn, walk.fall_back(turn, state, "cancelled"))
    else:
        _main_menu(turn)


UNIVERSALS = {
    "repeat": _repeat,
    "help": ladders.help_out,
    "wait": _wait,
    "back": _back,
    "main_menu": _main_menu,
    "cancel": _cancel,
}
"""What the built-ins do that need no target."""
