"""Questions after which nothing but the same question comes, whatever the caller says."""

from __future__ import annotations

from callwright.compiler.checks.subject import Subject, rungs_of, state_in, targets_of
from callwright.core.model import Question, State


def check(subject: Subject, state: State) -> None:
    """Look where the answers of a state lead; what may be said anywhere counts as a way on."""
    if not isinstance(state.act, Question) or not (state.act.transitions or state.act.keys or state.act.otherwise):
        return
    flow = subject.flow
    anywhere = (target for targets in (*flow.anytime.values(), *flow.events.values()) for target in targets)
    if any(target.go_to is not None for target in anywhere):
        return
    for target in targets_of(state):
        if target.returns is not None or (target.go_to is not None and state_in(flow, target.go_to) != state.name):
            return
    for rung in rungs_of(state):
        if rung.returns is not None or (rung.go_to is not None and state_in(flow, rung.go_to) != state.name):
            return
    subject.report.add(
        "no-way-on",
        f'Nothing that a caller says in "{state.name}" leads on: after each answer the same question waits again.',
        state.span,
        'Give one of the answers a "go_to:", or add goodbye under "anytime:" with the state that ends the call.',
    )
