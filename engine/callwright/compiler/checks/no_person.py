"""Lines on which nobody ever reaches a person."""

from __future__ import annotations

from callwright.compiler.checks.built_in_ending import ending_of
from callwright.compiler.checks.results import returns_of
from callwright.compiler.checks.subject import Subject
from callwright.core.model import Flow, HandOver, Transfer
from callwright.languages import get as language_of


def check(subject: Subject) -> None:
    """Tell a flow that answers calls, asks the caller something, and has no transfer, no hand-over, no operator."""
    flow = subject.flow
    if not subject.answers or not flow.questions or _has_person(flow):
        return
    if _is_called(flow) or _is_draft(flow) or any(_has_person_in(subject, name) for name, _ in subject.context.entered):
        return
    word = language_of(flow.language).universals["operator"][0]
    subject.report.add(
        "no-way-to-a-person",
        f'Nobody reaches a person here: a caller who says "{word}" is not understood, and in the end '
        f"{ending_of(subject)}",
        subject.context.sections.span,
        "Add a state with transfer: and your number, and under anytime: the line operator: with that state's name.",
    )


def _is_called(flow: Flow) -> bool:
    """Whether a flow that claims no call of its own comes back somewhere: then it is a part of others."""
    if flow.numbers or flow.answers_everything:
        return False
    return any(True for state in flow.states.values() for _ in returns_of(state))


def _is_draft(flow: Flow) -> bool:
    """Whether nobody has said yet which calls it answers, nor what follows when a caller is not understood."""
    claims = flow.numbers or flow.answers_everything
    return not claims and not any(one.no_match or one.no_input for one in flow.questions.values())


def _has_person_in(subject: Subject, name: str) -> bool:
    """Whether somebody may be reached in another flow; of one that is not known, yes."""
    other = subject.built.get(name)
    return other is None or _has_person(other.flow)


def _has_person(flow: Flow) -> bool:
    if "operator" in flow.anytime:
        return True
    return any(isinstance(state.act, Transfer | HandOver) for state in flow.states.values())
