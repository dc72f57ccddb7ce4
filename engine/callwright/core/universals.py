"""Universals: what may be said anywhere and works without a target."""

from __future__ import annotations

from callwright.core import asking, forms, ladders, walk
from callwright.core.ladders import Failure
from callwright.core.model import Asks, Destination, Form
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
    if not kept:
        asking.ask_again(turn)
        return
    flow_name, _, before = kept[-1].partition(":")
    question = turn.family[flow_name].questions[before]
    if question.asks is Asks.INTENT:
        walk.enter(turn, Destination(question.state, flow_name))
    else:
        walk.move(turn, flow_name)
        session.state = question.state
        forms.forget(turn, (question.slot,))
        walk.go_on(turn)
    session.history = kept[:-1]


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
