"""Flows of a folder that no call can reach."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from callwright.compiler.builders.flow import Built
from callwright.compiler.report import Report


def check_reach(built: Mapping[str, Built], alone: str | None, report: Report) -> None:
    """Walk from the flows that answer calls; ``alone`` is the one that answers because no other one could."""
    if len(built) < 2:
        return
    answering = {name for name, made in built.items() if made.flow.numbers or made.flow.answers_everything}
    # A flow whose values are given begins in a call that we dial.
    answering |= {name for name, made in built.items() if any(one.given for one in made.flow.variables.values())}
    reached: set[str] = set()
    pending: list[str] = [*answering, *([alone] if alone is not None else ())]
    while pending:
        name = pending.pop()
        if name in built and name not in reached:
            reached.add(name)
            pending.extend(_led_to(built[name]))
    for name, made in built.items():
        if name not in reached:
            report.add(
                "unreachable-flow",
                f'No call can come to the flow "{name}": it has no numbers, and no flow that answers leads to it.',
                made.flow.span,
                'Add "numbers:" with the numbers that it answers, or "answers: everything"; or delete the file.',
            )


def _led_to(made: Built) -> AbstractSet[str]:
    return {flow for flow, _ in made.leads_to}
