"""What a rule looks at: a flow, where other flows enter it, and where its states lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from callwright.compiler.report import Report
from callwright.core.model import Choose, Destination, Flow, Form, Ladder, Question, State, Targets


@dataclass(frozen=True, slots=True)
class Subject:
    """``entered`` are the states that other flows lead to, beside the start."""

    flow: Flow
    entered: frozenset[str]
    report: Report


def questions_of(state: State) -> Iterator[Question]:
    """Every place in a state where the caller may speak."""
    if isinstance(state.act, Question):
        yield state.act
    elif isinstance(state.act, Form):
        for slot in state.act.slots:
            yield slot.question
            if slot.confirm is not None:
                yield slot.confirm
        if state.act.confirm is not None:
            yield state.act.confirm


def leads_to(flow: Flow, state: State) -> Iterator[str]:
    """Every state of this flow that a state can lead to by itself, ``anytime`` left out."""
    destinations: list[Destination | None] = [state.go_to]
    destinations += _of(state.if_fails) + _of(state.on_error)
    for led in state.events.values():
        destinations += _of(led)
    if isinstance(state.act, Choose):
        destinations += _of(state.act.targets)
    if isinstance(state.act, Form):
        destinations += _of(state.act.on_no) + _of(state.act.on_cancel)
    for question in questions_of(state):
        for targets in (*question.transitions.values(), *question.keys.values(), question.otherwise):
            destinations += _of(targets)
        destinations += _rungs(question.no_match) + _rungs(question.no_input)
    for destination in destinations:
        name = state_in(flow, destination)
        if name:
            yield name


def _of(targets: Targets | None) -> list[Destination | None]:
    return [target.go_to for target in targets or ()]


def _rungs(ladder: Ladder) -> list[Destination | None]:
    return [rung.go_to for rung in ladder or ()]


def state_in(flow: Flow, destination: Destination | None) -> str:
    """The name of the state where a destination is in this flow; empty where it is in another one."""
    if destination is None or destination.flow not in ("", flow.name):
        return ""
    return destination.state or flow.start
