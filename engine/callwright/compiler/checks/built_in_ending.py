"""Silence, words that nobody understands and wrong keys that only the built-in ending stops.

Three ways lead there. The author's answers are used up, and none leads to another state. There are answers to words,
but none to silence, or the reverse. Or the last answer leads to a state that leads back to the same question: menu,
error, menu; what was counted is counted on, so the caller goes round until the built-in ending comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from callwright.compiler.builders import reading
from callwright.compiler.checks.circles import around, circles
from callwright.compiler.checks.passing import questions_behind
from callwright.compiler.checks.subject import Subject, questions_of
from callwright.core.ladders import MAX_STREAK
from callwright.core.model import Ladder, Question, Rung, State
from callwright.diagnostics.model import Related, Span
from callwright.languages import get as language_of

_OUT = ""
_LONGEST = 8
"""So many states of a circle are named."""


class _Kind(NamedTuple):
    """One kind of failure: the key of its ladder, who runs into it, and what others call it."""

    key: str
    who: str
    other: str


_KINDS = (
    _Kind("no_match", "A caller who is not understood, or presses a wrong key,", "no_input"),
    _Kind("no_input", "A caller who stays silent", "no_match"),
)


def check(subject: Subject) -> None:
    """Tell each ladder and each circle once, however many states inherit it."""
    for kind in _KINDS:
        _used_up(subject, kind)
        _circles(subject, kind)
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


def _used_up(subject: Subject, kind: _Kind) -> None:
    told: set[int] = set()
    for state in subject.flow.states.values():
        for question in questions_of(state):
            ladder = _ladder(question, kind)
            if not ladder or id(ladder) in told or _leaving(ladder) is not None:
                continue
            told.add(id(ladder))
            times = "1 time" if len(ladder) == 1 else f"{len(ladder)} times"
            subject.report.add(
                "built-in-ending",
                f'After "{kind.key}" has answered {times}, {ending_of(subject)}',
                ladder[-1].span,
                "To lead elsewhere, add a last line: - go_to: and a state.",
            )


def _ladder(question: Question, kind: _Kind) -> Ladder:
    return question.no_match if kind.key == "no_match" else question.no_input


def _leaving(ladder: Ladder) -> Rung | None:
    return next((rung for rung in ladder or () if rung.go_to is not None or rung.returns is not None), None)


# missing


def _missing(subject: Subject, kind: _Kind) -> None:
    """One of the two ladders is written and leads away, the other is not there at all: the first such question."""
    found: list[Question] = []
    for question in subject.flow.questions.values():
        other = question.no_input if kind.key == "no_match" else question.no_match
        if _ladder(question, kind) is None and _leaving(other) is not None:
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


# in a circle


def _circles(subject: Subject, kind: _Kind) -> None:
    flow = subject.flow
    edges: dict[str, list[str]] = {}
    rungs: dict[str, Rung] = {}
    for state in flow.states.values():
        for question in questions_of(state):
            rung = _leaving(_ladder(question, kind))
            edges[question.id] = list(_next(subject, question, rung)) if rung is not None else [_OUT]
            if rung is not None:
                rungs[question.id] = rung
    for group in circles(edges):
        members = frozenset(group)
        if any(way not in members for name in group for way in edges[name]):
            continue
        first = next(name for name in edges if name in members)
        path = around(edges, members, first)
        _tell_circle(subject, kind, [flow.questions[name] for name in path], rungs)


def _next(subject: Subject, question: Question, rung: Rung) -> Iterator[str]:
    """The questions that come next where a rung leads away; ``_OUT`` among them where the call may get out."""
    if rung.go_to is None or rung.sets:
        yield _OUT
        return
    for found in questions_behind(subject.flow, rung.go_to, question):
        yield found.id if found is not None else _OUT


def _tell_circle(subject: Subject, kind: _Kind, path: list[Question], rungs: dict[str, Rung]) -> None:
    asking = {question.state for question in path}
    names: list[str] = []
    for question in path[:_LONGEST]:
        names.append(question.state)
        going = rungs[question.id].go_to
        if going is not None and going.state not in asking:
            names.append(going.state)
    names.append(path[0].state)
    if len(names) > _LONGEST:
        names = [*names[: _LONGEST - 2], "…", names[-1]]
    ladder = _ladder(path[0], kind) or ()
    times = f"{len(ladder)} times".replace("1 times", "1 time") if len(path) == 1 else f"{MAX_STREAK} times in a row"
    subject.report.add(
        "error-circle",
        f"{kind.who} goes round: {' → '.join(names)}. Only after {times} {ending_of(subject)}",
        rungs[path[0].id].span,
        "Let this line lead to a state that ends the call or reaches a person, in place of one that leads back.",
        tuple(Related(rungs[one.id].span, "and this line leads on in the circle") for one in path[1:4]),
    )
