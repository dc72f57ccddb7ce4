"""What tests have walked of a flow: its states, where they lead, and the rungs of their ladders.

Theory of operation. Whatever a step does by an author's line stands in its trace with that line's place, and so do the
parts of a compiled flow; a part is walked where the two meet. Laws:

1. Every state, transition and rung of the flow, and of each flow that it can lead to, is one part.
2. A line that serves several questions (a ladder under ``defaults``) is one part, and is walked once any of them was.
3. Each line of a list of targets is a part of its own, walked only if it was the one that was taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from callwright.compiler.checks.subject import destinations_of, questions_of, ways_of
from callwright.core.ladders import Failure
from callwright.core.model import Asks, Call, Choose, Flow, Form, Question, State, Target, Targets
from callwright.diagnostics.model import Span
from callwright.rehearsal.steps import Noted


class Kind(StrEnum):
    """What a part of a flow is."""

    STATE = "state"
    TRANSITION = "transition"
    RUNG = "rung"


_KIND_OF: Mapping[str, Kind] = {
    "enter": Kind.STATE,
    "take": Kind.TRANSITION,
    "choose": Kind.TRANSITION,
    "if_fails": Kind.TRANSITION,
    "on_no": Kind.TRANSITION,
    "on_cancel": Kind.TRANSITION,
    "on_error": Kind.TRANSITION,
    "outside": Kind.TRANSITION,
    "ending": Kind.TRANSITION,
    **{failure.value: Kind.RUNG for failure in Failure},
}
"""The rules of a trace that walk a part. Others tell of lines that were only looked at."""
_KEYS: Mapping[str, str] = {"star": "*", "hash": "#"}
_SEVERAL = "several places"


@dataclass(frozen=True, slots=True)
class Part:
    """One state, transition or rung. ``where`` is its state, or the slot of it (empty for a state); ``what`` names it
    in the author's words."""

    kind: Kind
    where: str
    what: str
    span: Span
    walked: bool = False

    def __str__(self) -> str:
        return f"{self.where}, {self.what}" if self.where else self.what


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every part of the flows that a script reaches: file by file, each in its own order."""

    parts: tuple[Part, ...]

    @property
    def unwalked(self) -> tuple[Part, ...]:
        """What no test has walked."""
        return tuple(part for part in self.parts if not part.walked)

    def count(self, kind: Kind) -> tuple[int, int]:
        """How many parts of a kind were walked, and how many there are."""
        all_of = [part.walked for part in self.parts if part.kind is kind]
        return sum(all_of), len(all_of)

    def summary(self) -> str:
        """As in "15 of 17 states, 31 of 40 transitions, 4 of 9 rungs"; what there is none of is left out."""
        counts = [(kind, *self.count(kind)) for kind in Kind]
        told = (f"{some} of {every} {kind}{'s' * (every != 1)}" for kind, some, every in counts if every)
        return ", ".join(told)

    def data(self) -> dict[str, Any]:
        """The same for programs."""
        counts = {kind: self.count(kind) for kind in Kind}
        return {
            **{f"{kind}s": {"walked": some, "all": every} for kind, (some, every) in counts.items()},
            "unwalked": [
                {"kind": str(part.kind), "what": str(part), "file": part.span.file, "line": part.span.line}
                for part in self.unwalked
            ],
        }


def walked(flow: Flow, steps: Iterable[Noted]) -> Coverage:
    """What the steps of all tests together have walked of ``flow`` and of the flows that it can lead to."""
    done = {(_KIND_OF.get(trace.rule), trace.span) for step in steps for trace in step.why if trace.span}
    parts: dict[tuple[Kind, Span, str], Part] = {}
    files: dict[str, int] = {}
    for reached in _reached(flow):
        for part in _parts(reached):
            files.setdefault(part.span.file, len(files))
            before = parts.setdefault((part.kind, part.span, part.what), part)
            where = part.where if before.where == part.where else _SEVERAL
            told = Part(part.kind, where, part.what, part.span, (part.kind, part.span) in done)
            parts[part.kind, part.span, part.what] = told
    return Coverage(tuple(sorted(parts.values(), key=lambda part: (files[part.span.file], part.span))))


def _reached(flow: Flow) -> Iterator[Flow]:
    """The flow, and every other one that it can lead to; itself first."""
    reached = {flow.name: flow}
    pending = [flow]
    while pending:
        here = pending.pop(0)
        yield here
        anywhere = [target for targets in (*here.anytime.values(), *here.events.values()) for target in targets]
        led = [there for target in anywhere for there in ways_of(target)]
        for there in (*led, *(there for state in here.states.values() for there in destinations_of(state))):
            if there.flow and there.flow not in reached:
                reached[there.flow] = flow.family[there.flow]
                pending.append(reached[there.flow])


def _parts(flow: Flow) -> Iterator[Part]:
    for name, targets in flow.anytime.items():
        yield from _led("anytime", f"intent {name}", targets)
    for name, targets in flow.events.items():
        yield from _led("anytime", f"event {name}", targets)
    for state in flow.states.values():
        yield Part(Kind.STATE, "", f"state {state.name}", state.span)
        yield from _transitions(state)
        for question in questions_of(state):
            yield from _answers(state.name, question)
            yield from _rungs(question)


def _transitions(state: State) -> Iterator[Part]:
    """Where a state leads whatever the caller says."""
    act = state.act
    if isinstance(act, Choose):
        yield from _led(state.name, "choose", act.targets)
    if isinstance(act, Form):
        yield from _led(state.name, "on_no", act.on_no)
    if isinstance(act, Form | Call):
        yield from _led(state.name, "on_cancel", act.on_cancel)
    for why, targets in state.if_fails.items():
        yield from _led(state.name, "if_fails" if why == "any" else f"if_fails {why}", targets)
    yield from _led(state.name, "on_error", state.on_error)
    for name, targets in state.events.items():
        yield from _led(state.name, f"event {name}", targets)


def _answers(where: str, question: Question) -> Iterator[Part]:
    for intent, targets in question.transitions.items():
        yield from _led(where, f"intent {intent}", targets)
    for key, targets in question.keys.items():
        yield from _led(where, f"key {_KEYS.get(key, key)}", targets)
    yield from _led(where, "otherwise", question.otherwise)


def _rungs(question: Question) -> Iterator[Part]:
    where = question.state if question.asks is Asks.INTENT or not question.slot else f"{question.state}/{question.slot}"
    for failure, ladder in ((Failure.NO_MATCH, question.no_match), (Failure.NO_INPUT, question.no_input)):
        for number, rung in enumerate(ladder or (), 1):
            yield Part(Kind.RUNG, where, f"rung {number} of {failure.value}", rung.span)


def _led(where: str, what: str, targets: Targets | None) -> Iterator[Part]:
    for target in targets or ():
        alone = target.when is None and targets is not None and len(targets) == 1
        yield Part(Kind.TRANSITION, where, what if alone else f"{what} {_condition(target)}", target.span)


def _condition(target: Target) -> str:
    return "without when" if target.when is None else f"when {' '.join(target.when.source.split())}"
