"""States that no call ever comes to."""

from __future__ import annotations

from callwright.compiler.checks.subject import Subject, leads_to, state_in, ways_of


def check(subject: Subject) -> None:
    """Walk from the start, ``anytime``, its events and where other flows enter; tell what was not passed."""
    flow = subject.flow
    pending = [flow.start, *subject.entered]
    anywhere = (*flow.anytime.values(), *flow.events.values())
    pending += [state_in(flow, way) for targets in anywhere for target in targets for way in ways_of(target)]
    reached: set[str] = set()
    while pending:
        name = pending.pop()
        if name in reached or name not in flow.states:
            continue
        reached.add(name)
        pending.extend(leads_to(flow, flow.states[name]))
    for name, state in flow.states.items():
        if name not in reached:
            subject.report.add(
                "unreachable-state",
                f'Nothing leads to the state "{name}".',
                state.span,
                "Lead to it from another state, or remove it.",
            )
