"""Errors that lead around: menu, error, menu, until the built-in ending comes.

Theory of operation. What was counted is counted on, wherever the caller is led. So a caller who fails again and again
is followed from each question, as a call goes: the nth failure at a question takes its nth rung. Where every way ends
with the built-in ending, and the question came again on it, the circle is told. What may lead out ends the search: a
question whose answers nobody wrote, a rung that sets something, a state that does more than speak, decide and go on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from callwright.compiler.checks.built_in_ending import KINDS, Kind, ending_of, ladder_of, leaves
from callwright.compiler.checks.passing import questions_behind
from callwright.compiler.checks.subject import Subject
from callwright.core.ladders import MAX_STREAK
from callwright.core.model import Question, Rung
from callwright.diagnostics.model import Related

_LONGEST = 8
"""So many states of a circle are named."""
_MOST_STEPS = 100
"""So many failures are followed from one question; a flow that decides more often is too much to be sure."""
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


class _Led(NamedTuple):
    """A rung that led to another state, from which question, and to which it came."""

    question: Question
    rung: Rung
    behind: Question


class _Ended(NamedTuple):
    """The way to the built-in ending, and at which failure in a row it comes."""

    way: tuple[_Led, ...]
    failures: int


def check(subject: Subject) -> None:
    """Tell each circle once, at the first of its questions."""
    for kind in KINDS:
        told: set[str] = set()
        for question in subject.flow.questions.values():
            if question.id in told or not leaves(ladder_of(question, kind)):
                continue
            ended = _Walk(subject, kind).follow(question)
            around = _around(question, ended) if ended is not None else ()
            if ended is not None and around:
                told |= {led.question.id for led in around}
                _tell(subject, kind, around, ended.failures)


class _Walk:
    """One caller who fails again and again; see the module."""

    def __init__(self, subject: Subject, kind: Kind) -> None:
        self._flow = subject.flow
        self._kind = kind
        self._steps = 0

    def follow(
        self, at: Question, counted: Mapping[str, int] | None = None, failures: int = 0, way: tuple[_Led, ...] = ()
    ) -> _Ended | None:
        """The way from a question on; ``None`` where the caller may get out."""
        self._steps += 1
        ladder = ladder_of(at, self._kind)
        number, failures = (counted or {}).get(at.id, 0) + 1, failures + 1
        if ladder is None or self._steps > _MOST_STEPS:
            return None
        if number > len(ladder) or failures >= MAX_STREAK:
            return _Ended(way, failures)
        rung = ladder[number - 1]
        counted = {**(counted or {}), at.id: number}
        if rung.sets or rung.returns is not None:
            return None
        if rung.go_to is None:
            return self.follow(at, counted, failures, way)
        first: _Ended | None = None
        for behind in questions_behind(self._flow, rung.go_to, at):
            ended = self.follow(behind, counted, failures, (*way, _Led(at, rung, behind))) if behind else None
            if ended is None:
                return None
            first = first or ended
        return first


def _around(question: Question, ended: _Ended) -> tuple[_Led, ...]:
    """The first time around on the way; empty where the question does not come again."""
    for place, led in enumerate(ended.way):
        if led.behind is question:
            return ended.way[: place + 1]
    return ()


def _tell(subject: Subject, kind: Kind, around: tuple[_Led, ...], failures: int) -> None:
    asking = {led.question.state for led in around}
    names: list[str] = []
    for led in around:
        names.append(led.question.state)
        going = led.rung.go_to.state if led.rung.go_to is not None else ""
        if going and going not in asking:
            names.append(going)
    names.append(around[0].question.state)
    if len(names) > _LONGEST:
        names = [*names[: _LONGEST - 2], "…", names[-1]]
    time = f"The {_ORDINALS[failures - 1]} time in a row"
    subject.report.add(
        "error-circle",
        f"{kind.who} goes round: {' → '.join(names)}. {time}, {ending_of(subject)}",
        around[0].rung.span,
        "Let this line lead to a state that ends the call or reaches a person, in place of one that leads back; or add"
        " such a line behind it.",
        tuple(Related(led.rung.span, "and this line leads on in the circle") for led in around[1:4]),
    )
