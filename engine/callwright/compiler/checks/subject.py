"""What a rule looks at: a flow, where other flows enter it, and where its states lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from callwright.compiler.builders.context import Context
from callwright.compiler.builders.flow import Built
from callwright.compiler.nodes import Entry
from callwright.compiler.report import Report
from callwright.core.model import Call, Choose, Destination, Flow, Form, Question, Rung, State, Target


@dataclass(frozen=True, slots=True)
class Subject:
    """``context``: what the builders noted on the way: the author's nodes (``context.sections``), every use of a name
    in a template (``uses``), every phrase with its place (``phrases``), where each name is declared, every call of a
    sub-flow. ``entered`` are the states that other flows lead to, beside the start. ``built`` are the flows of the
    project that could be built, this one too, by their names; ``whole``: that is all of them. ``answers``: calls begin
    in this flow.
    """

    flow: Flow
    context: Context
    entered: frozenset[str]
    report: Report
    built: Mapping[str, Built] = field(default_factory=dict)
    whole: bool = True
    answers: bool = False

    def written(self, state: str) -> Entry:
        """A state as its author wrote it: its key and its map."""
        return self.context.sections.states[state]


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


def targets_of(state: State) -> Iterator[Target]:
    """Every target of a state, whatever leads there."""
    act = state.act
    for failed in state.if_fails.values():
        yield from failed
    yield from state.on_error or ()
    for led in state.events.values():
        yield from led
    if isinstance(act, Choose):
        yield from act.targets
    elif isinstance(act, Form):
        yield from act.on_no or ()
        yield from act.on_cancel or ()
    elif isinstance(act, Call):
        yield from act.on_cancel or ()
    for question in questions_of(state):
        for targets in (*question.transitions.values(), *question.keys.values(), question.otherwise or ()):
            yield from targets


def rungs_of(state: State) -> Iterator[Rung]:
    """Every rung of the ladders of a state."""
    for question in questions_of(state):
        yield from question.no_match or ()
        yield from question.no_input or ()


def leads_to(flow: Flow, state: State) -> Iterator[str]:
    """Every state of this flow that a state can lead to by itself, sub-flows too, ``anytime`` left out."""
    for destination in destinations_of(state):
        name = state_in(flow, destination)
        if name:
            yield name


def destinations_of(state: State, *, calls: bool = True) -> Iterator[Destination]:
    """Where a state can lead; ``calls``: into sub-flows as well, not only on."""
    if state.go_to is not None:
        yield state.go_to
    if calls and isinstance(state.act, Call):
        yield state.act.to
    for target in targets_of(state):
        yield from ways_of(target, calls=calls)
    for rung in rungs_of(state):
        if rung.go_to is not None:
            yield rung.go_to


def ways_of(target: Target, *, calls: bool = True) -> Iterator[Destination]:
    """Where a target leads, if it leads anywhere."""
    if target.go_to is not None:
        yield target.go_to
    if calls and target.call is not None:
        yield target.call.to


def state_in(flow: Flow, destination: Destination | None) -> str:
    """The name of the state where a destination is in this flow; empty where it is in another one."""
    if destination is None or destination.flow not in ("", flow.name):
        return ""
    return destination.state or flow.start
