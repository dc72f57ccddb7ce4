"""Ladders of the author that may run out: then the built-in ending follows, which the author may not have in mind."""

from __future__ import annotations

from callwright.compiler.checks.subject import Subject, questions_of
from callwright.core.model import Ladder


def check(subject: Subject) -> None:
    """Tell each ladder once, however many states inherit it."""
    flow = subject.flow
    then = "the caller goes to the operator" if "operator" in flow.anytime else "the call ends with a farewell"
    told: set[int] = set()
    for state in flow.states.values():
        for question in questions_of(state):
            for key, ladder in (("no_match", question.no_match), ("no_input", question.no_input)):
                if not ladder or id(ladder) in told or _leads_away(ladder):
                    continue
                told.add(id(ladder))
                times = "1 time" if len(ladder) == 1 else f"{len(ladder)} times"
                subject.report.add(
                    "built-in-ending",
                    f'After "{key}" has answered {times}, {then}.',
                    ladder[-1].span,
                    "To lead elsewhere, add a last line: - go_to: and a state.",
                )


def _leads_away(ladder: Ladder) -> bool:
    return any(rung.go_to is not None or rung.returns is not None for rung in ladder or ())
