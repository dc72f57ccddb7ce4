"""Silence, words that nobody understands and wrong keys that only the built-in ending stops.

The author's answers are used up, and none leads to another state. Or there are answers to words, but none to silence,
or the reverse.
"""

from __future__ import annotations

from typing import NamedTuple

from callwright.compiler.builders import reading
from callwright.compiler.checks.subject import Subject, questions_of
from callwright.core.model import Ladder, Question, State
from callwright.diagnostics.model import Span
from callwright.languages import get as language_of


class Kind(NamedTuple):
    """One kind of failure: the key of its ladder, who runs into it, what they do again, and the key of the other."""

    key: str
    who: str
    again: str
    other: str


KINDS = (
    Kind("no_match", "A caller who is not understood, or presses a wrong key,", "is not understood", "no_input"),
    Kind("no_input", "A caller who stays silent", "says nothing", "no_match"),
)


def check(subject: Subject) -> None:
    """Tell each ladder once, however many states inherit it."""
    for kind in KINDS:
        _used_up(subject, kind)
        if "operator" not in subject.flow.anytime and subject.answers:
            _missing(subject, kind)


def ending_of(subject: Subject) -> str:
    """What the built-in ending is in this flow, as the end of a sentence."""
    if "operator" in subject.flow.anytime:
        return "the caller goes to the operator."
    if not subject.answers:
        return "the caller goes to the operator of the flow that called this one, or hears a farewell."
    farewell = language_of(subject.flow.language).sentences["farewell"]
    return f'the call ends with a farewell: "{farewell}"'


# used up


def _used_up(subject: Subject, kind: Kind) -> None:
    told: set[int] = set()
    for state in subject.flow.states.values():
        for question in questions_of(state):
            ladder = ladder_of(question, kind)
            if not ladder or id(ladder) in told or leaves(ladder):
                continue
            told.add(id(ladder))
            subject.report.add(
                "built-in-ending",
                f"If a caller {kind.again} after this either, {ending_of(subject)}",
                ladder[-1].span,
                f'To lead elsewhere, end "{kind.key}:" with one line more: - go_to: and the name of a state.',
            )


def ladder_of(question: Question, kind: Kind) -> Ladder:
    """What an author wrote for one kind of failure."""
    return question.no_match if kind.key == "no_match" else question.no_input


def leaves(ladder: Ladder) -> bool:
    """Whether any rung leads to another state."""
    return any(rung.go_to is not None or rung.returns is not None for rung in ladder or ())


# missing


def _missing(subject: Subject, kind: Kind) -> None:
    """One of the two ladders is written and leads away, the other is not there at all: the first such question."""
    found: list[Question] = []
    for question in subject.flow.questions.values():
        other = question.no_input if kind.key == "no_match" else question.no_match
        if ladder_of(question, kind) is None and leaves(other):
            found.append(question)
    if not found:
        return
    question = found[0]
    name = f'"{question.slot}" in "{question.state}"' if question.slot else f'"{question.state}"'
    more = f" (and at {len(found) - 1} more)" if len(found) > 1 else ""
    where = f'"{kind.key}:" as well, here or for all under "defaults:"' if more else f'"{kind.key}:" as well'
    subject.report.add(
        "built-in-ending",
        f"{kind.who} at {name}{more} is asked twice more, then {ending_of(subject)}",
        _asked_at(subject, subject.flow.states[question.state], question),
        f'You have written what follows "{kind.other}". Add {where}, with a last line - go_to:',
    )


def _asked_at(subject: Subject, state: State, question: Question) -> Span:
    """The name of the state or slot that asks."""
    written = subject.written(state.name)
    for slot in reading.several(reading.child(written.value, "collect")):
        name = reading.child(slot, "slot")
        if name is not None and question.slot and reading.text(name) == question.slot:
            return name.span
    return written.key.span
