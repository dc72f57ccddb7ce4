"""The rescue of a turn that cannot go on as written: never silence.

A template without its value, states that never wait, a transfer to no number: what the turn had planned to say and to
do is undone (what it had set stays set), and in its place comes what the state says in ``on_error``, else an apology
and the operator, else a farewell.
"""

from __future__ import annotations

from collections.abc import Callable

from callwright.core import sending, walk
from callwright.core.events import Event
from callwright.core.playback import Fate
from callwright.core.session import After
from callwright.core.turn import Failed, Turn


def guarded(turn: Turn, act: Callable[..., None], *told: Event) -> None:
    """Do a part of the step (``act(turn, *told)``); what fails in it is undone and rescued, at worst by a farewell."""
    session = turn.session
    before, flow = (session.waiting, session.said, session.language), session.flow
    done, written = len(turn.actions), len(session.ledger)
    for rescue in (_on_error, _apologise, _give_up):
        try:
            act(turn, *told)
            return
        except Failed as failure:
            turn.note("failed", failure.message, failure.span)
            session.waiting, session.said = before[:2]
            if session.flow == flow:
                session.language = before[2]
            kept = session.ledger[:written]
            session.ledger = kept + tuple(h for h in session.ledger[written:] if h.fate is not Fate.NEVER)
            turn.actions[done:] = [action for action in turn.actions[done:] if action["type"] == "barge_in"]
            act, told = rescue, ()
    act(turn)


def _on_error(turn: Turn) -> None:
    """What the author wrote for it, else the apology."""
    _forget_the_plan(turn)
    state = turn.flow.states.get(turn.session.state)
    target = walk.choose(turn, state.on_error) if state and state.on_error else None
    if target is None or target.go_to is None:
        _apologise(turn)
    else:
        turn.note("on_error", "", target.span)
        walk.take(turn, target)


def _apologise(turn: Turn) -> None:
    _forget_the_plan(turn)
    turn.say_built_in("technical")
    walk.ending(turn)


def _give_up(turn: Turn) -> None:
    _forget_the_plan(turn)
    turn.say_built_in("technical")
    walk.farewell(turn)


def _forget_the_plan(turn: Turn) -> None:
    turn.drop_waiting()
    turn.hops = 0
    turn.session.after, turn.session.question, turn.session.inquiry = After.LISTEN, "", None


def settled(turn: Turn) -> None:
    """The end of a step, which may fail too: a transfer's number is only known when it is sent."""
    for rescue in (_on_error, _apologise, _give_up):
        try:
            sending.settle(turn)
            return
        except Failed as failure:
            turn.note("failed", failure.message, failure.span)
            guarded(turn, rescue)
    sending.settle(turn)
