"""States that no call ever comes to."""

from __future__ import annotations

from collections.abc import Iterator

from callwright.compiler.checks.never_holds import choices_of
from callwright.compiler.checks.subject import Subject, rungs_of, state_in, ways_of
from callwright.core.model import Call, Destination, State, Target, Targets
from callwright.core.template_truth import holds
from callwright.diagnostics.model import Related, Span


def check(subject: Subject) -> None:
    """Walk from the start, ``anytime``, its events and where other flows enter; tell what was not passed."""
    flow = subject.flow
    anywhere = [target for targets in (*flow.anytime.values(), *flow.events.values()) for target in taken(targets)]
    pending = [flow.start, *subject.entered]
    pending += [state_in(flow, way) for target in anywhere for way in ways_of(target)]
    reached: set[str] = set()
    while pending:
        name = pending.pop()
        if name in reached or name not in flow.states:
            continue
        reached.add(name)
        pending.extend(state_in(flow, way) for way in _ways(flow.states[name]))
    if len(reached) < len(flow.states):
        closed, led = _closed(subject), _led(subject, reached)
        for name, state in flow.states.items():
            if name not in reached:
                _tell(subject, state, closed.get(name), led.get(name, ""))


def taken(targets: Targets) -> Iterator[Target]:
    """The targets that can be taken: not those whose condition never holds, nor those behind one that always does."""
    for target in targets:
        known = holds(target.when)
        if known is not False:
            yield target
        if known is True:
            return


def _ways(state: State) -> Iterator[Destination]:
    """Where a call can get from a state."""
    if state.go_to is not None:
        yield state.go_to
    if isinstance(state.act, Call):
        yield state.act.to
    for targets in choices_of(state):
        for target in taken(targets):
            yield from ways_of(target)
    for rung in rungs_of(state):
        if rung.go_to is not None:
            yield rung.go_to


def _closed(subject: Subject) -> dict[str, Span]:
    """States by name that a target leads to which is never taken, with its place."""
    found: dict[str, Span] = {}
    flow = subject.flow
    every = [targets for state in flow.states.values() for targets in choices_of(state)]
    for targets in (*every, *flow.anytime.values(), *flow.events.values()):
        live = {id(target) for target in taken(targets)}
        for target in targets:
            if id(target) not in live:
                for way in ways_of(target):
                    found.setdefault(state_in(flow, way), target.span)
    return found


def _led(subject: Subject, reached: set[str]) -> dict[str, str]:
    """States that no call comes to, each with another such state that leads there."""
    found: dict[str, str] = {}
    for name, state in subject.flow.states.items():
        for way in _ways(state) if name not in reached else ():
            to = state_in(subject.flow, way)
            if to != name:
                found.setdefault(to, name)
    return found


def _tell(subject: Subject, state: State, closed: Span | None, led: str) -> None:
    if closed is not None:
        subject.report.add(
            "unreachable-state",
            f'No caller gets to the state "{state.name}": the only line that leads to it is never taken.',
            state.span,
            "Mend the condition of that line, or lead here from another state.",
            (Related(closed, "this line is never taken"),),
        )
    elif led:
        subject.report.add(
            "unreachable-state",
            f'No caller gets to the state "{state.name}": only "{led}" leads to it, where no caller gets either.',
            state.span,
            f'Lead to "{led}", or to this state, from another one; or remove both.',
        )
    else:
        subject.report.add(
            "unreachable-state",
            f'Nothing leads to the state "{state.name}".',
            state.span,
            "Lead to it from another state, or remove it.",
        )
