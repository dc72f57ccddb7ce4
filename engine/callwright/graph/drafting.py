"""A flow as a ``Chart``: which boxes there are, what they say in short, and what leads where.

What may be said at any time leads away from one box of its own, and not from every state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from callwright.compiler.checks.subject import destinations_of, questions_of, state_in
from callwright.core.model import (
    Act,
    Call,
    Choose,
    Destination,
    Flow,
    Form,
    HandOver,
    HangUp,
    Ladder,
    Question,
    Request,
    Return,
    State,
    Target,
    Targets,
    Transfer,
)
from callwright.core.prompt import Kind as PromptKind
from callwright.core.prompt import Prompt
from callwright.diagnostics.model import Span
from callwright.graph.chart import Box, Chart, Kind, Manner, Said, Way
from callwright.platform.voice import plain

ANYTIME = "anytime"
_KINDS: Mapping[type, Kind] = {
    Question: Kind.ASKS,
    Form: Kind.COLLECTS,
    Choose: Kind.DECIDES,
    Request: Kind.REQUESTS,
    Call: Kind.CALLS,
    Transfer: Kind.TRANSFERS,
    HandOver: Kind.HANDS_OVER,
    HangUp: Kind.HANGS_UP,
    Return: Kind.RETURNS,
    type(None): Kind.PASSES,
}
_KEYS: Mapping[str, str] = {"star": "*", "hash": "#"}
_INSERTED = re.compile(r"{{-?\s*(.*?)\s*(?:\|[^}]*)?-?}}", re.DOTALL)
_ONWARD: Mapping[Kind, str] = {Kind.COLLECTS: "done", Kind.REQUESTS: "answered", Kind.CALLS: "back from there"}
"""What ``go_to`` means behind what a state does; elsewhere it just goes on."""


def chart(flow: Flow) -> Chart:
    """The picture's model of one flow; other flows that it leads to are a box each."""
    draft = _Draft(flow)
    for state in flow.states.values():
        draft.state(state)
    draft.anytime()
    boxes = _with_reach(flow, tuple(draft.boxes.values()), draft.ways)
    return Chart(flow.name, flow.title, boxes, tuple(draft.ways.values()), flow.numbers)


def state_key(name: str) -> str:
    """The key of a state's box."""
    return f"state:{name}"


@dataclass(slots=True)
class _Draft:
    flow: Flow
    boxes: dict[str, Box] = field(default_factory=dict)
    ways: dict[tuple[str, str, Manner], Way] = field(default_factory=dict)

    # boxes

    def state(self, state: State) -> None:
        """A state's box, and every way that leaves it."""
        key = state_key(state.name)
        act = state.act
        start = state.name == self.flow.start
        said = (*map(self._said, state.prompts), *self._asked(state))
        self.boxes[key] = Box(key, state.name, _KINDS[type(act)], state.span, said, tuple(_notes(act)), start=start)
        for question in questions_of(state):
            self._answers(key, question)
        if isinstance(act, Form):
            self._targets(key, Manner.WAY, "not right", act.on_no)
            self._targets(key, Manner.WAY, "cancel", act.on_cancel)
        elif isinstance(act, Choose):
            self._targets(key, Manner.WAY, "", act.targets, alone="otherwise")
        elif isinstance(act, Call):
            self._way(key, self._there(act.to, act.span), Manner.CALL, "calls", act.span)
            self._targets(key, Manner.WAY, "cancel", act.on_cancel)
        if state.go_to is not None:
            onward = _ONWARD.get(self.boxes[key].kind, "")
            self._way(key, self._there(state.go_to, state.span), Manner.WAY, onward, state.span)
        for why, targets in state.if_fails.items():
            self._targets(key, Manner.FAILURE, "fails" if why == "any" else f"fails: {why}", targets)
        self._targets(key, Manner.FAILURE, "error", state.on_error)
        for name, targets in state.events.items():
            self._targets(key, Manner.EVENT, name, targets)
        for question in questions_of(state):
            self._ladder(key, "not understood", question.no_match)
            self._ladder(key, "silence", question.no_input)

    def anytime(self) -> None:
        """The box of what may be said, or may happen, wherever the call stands."""
        flow = self.flow
        everywhere = sorted(flow.universals - {"operator", "goodbye", "main_menu"})
        if not (flow.anytime or flow.events or flow.universals):
            return
        notes = (", ".join(name.replace("_", " ") for name in everywhere),) if everywhere else ()
        first = next((targets[0].span for targets in (*flow.anytime.values(), *flow.events.values())), flow.span)
        self.boxes[ANYTIME] = Box(ANYTIME, "at any time", Kind.ANYTIME, first, (), notes)
        for name, targets in flow.anytime.items():
            self._targets(ANYTIME, Manner.WAY, name, targets)
        if "main_menu" in flow.universals:
            self._way(ANYTIME, state_key(flow.start), Manner.WAY, "main menu", flow.span)
        for name, targets in flow.events.items():
            self._targets(ANYTIME, Manner.EVENT, name, targets)

    def _there(self, destination: Destination, span: Span) -> str:
        """The key of the box that a destination is; another flow's is made where it is first led to."""
        inside = state_in(self.flow, destination)
        if inside:
            return state_key(inside)
        key = f"flow:{destination.flow}"
        if key not in self.boxes:
            other = self.flow.family.get(destination.flow)
            at = other.span if other is not None else span
            self.boxes[key] = Box(key, destination.flow, Kind.FLOW, at, (), (other.title,) if other is not None else ())
        return key

    def _back(self, returns: Return) -> str:
        """The key of the box of an end of this sub-flow that is no state of its own."""
        failed = returns.failed
        how = "" if failed is None else "fails" if failed.names or failed.env else f"fails: {failed.value({})}"
        key = f"return:{how}"
        if key not in self.boxes:
            notes = (how,) if how else ()
            self.boxes[key] = Box(key, "return", Kind.RETURNS, returns.span, (), notes)
        return key

    # ways

    def _way(self, source: str, target: str, manner: Manner, label: str, span: Span) -> None:
        before = self.ways.get((source, target, manner))
        labels = before.labels if before is not None else ()
        labels = (*labels, label) if label and label not in labels else labels
        spans = (*before.spans, span) if before is not None else (span,)
        self.ways[source, target, manner] = Way(source, target, manner, labels, spans)

    def _targets(self, key: str, manner: Manner, label: str, targets: Targets | None, *, alone: str = "") -> None:
        for target in targets or ():
            words = _with_condition(label, target, "" if targets and len(targets) == 1 else alone)
            if target.call is not None:
                self._way(key, self._there(target.call.to, target.span), Manner.CALL, words, target.span)
                self._targets(key, Manner.WAY, "cancel", target.call.on_cancel)
            elif target.go_to is not None:
                self._way(key, self._there(target.go_to, target.span), manner, words, target.span)
            elif target.returns is not None:
                self._way(key, self._back(target.returns), manner, words, target.span)
            else:
                self._way(key, key, Manner.STAY, words, target.span)

    def _answers(self, key: str, question: Question) -> None:
        for intent, targets in question.transitions.items():
            self._targets(key, Manner.WAY, intent, targets)
        for digit, targets in question.keys.items():
            self._targets(key, Manner.WAY, f"key {_KEYS.get(digit, digit)}", targets)
        self._targets(key, Manner.WAY, "any words", question.otherwise)

    def _ladder(self, key: str, what: str, ladder: Ladder) -> None:
        for number, rung in enumerate(ladder or (), 1):
            if rung.go_to is not None:
                self._way(key, self._there(rung.go_to, rung.span), Manner.LADDER, f"{what} {number}×", rung.span)
            elif rung.returns is not None:
                self._way(key, self._back(rung.returns), Manner.LADDER, f"{what} {number}×", rung.span)

    # what is said

    def _said(self, prompt: Prompt, asked: str = "") -> Said:
        return Said(_words(prompt, self.flow.language), prompt.barge_in, prompt.span, asked)

    def _asked(self, state: State) -> Iterator[Said]:
        for question in questions_of(state):
            for prompt in question.prompts:
                if prompt not in state.prompts:
                    yield self._said(prompt, question.slot)


def _words(prompt: Prompt, language: str) -> str:
    if prompt.kind is PromptKind.AUDIO:
        return f"♪ {PurePath(prompt.audio.file).name}" if prompt.audio is not None else "♪ a recording"
    variants = prompt.texts.get(language) or prompt.texts.get("") or next(iter(prompt.texts.values()), ())
    words = _inserts(variants[0].source) if variants else ""
    return plain(words) if prompt.kind is PromptKind.SSML else " ".join(words.split())


def _inserts(source: str) -> str:
    """Text with what is put into it marked as people read it, without filters and braces."""
    return _INSERTED.sub(r"‹\1›", source)


def _with_condition(label: str, target: Target, alone: str) -> str:
    if target.when is None:
        return label or alone
    condition = " ".join(target.when.source.split())
    return f"{label}, when {condition}" if label else f"when {condition}"


def _notes(act: Act) -> Iterator[str]:
    match act:
        case Request():
            yield f"{act.service}: {act.method} {_inserts(act.path.source)}"
        case Transfer():
            yield f"to {_inserts(act.to.source)}"
        case Form():
            yield ", ".join(f"{slot.name} ({slot.type.replace('_', ' ')})" for slot in act.slots)
        case Return(failed=failed) if failed is not None:
            yield "fails" if failed.names or failed.env else f"fails: {failed.value({})}"
        case Return(values=values) if values:
            yield ", ".join(value.name for value in values)


def _with_reach(flow: Flow, boxes: tuple[Box, ...], ways: Mapping[tuple[str, str, Manner], Way]) -> tuple[Box, ...]:
    """The boxes, each knowing whether a call can come to it: from the start, at any time, or from another flow."""
    leads: dict[str, list[str]] = {}
    for way in ways.values():
        leads.setdefault(way.source, []).append(way.target)
    pending = [state_key(flow.start), ANYTIME, *_entered(flow)]
    reached: set[str] = set()
    while pending:
        key = pending.pop()
        if key not in reached:
            reached.add(key)
            pending.extend(leads.get(key, ()))
    return tuple(replace(box, reached=box.key in reached) for box in boxes)


def _entered(flow: Flow) -> Iterator[str]:
    """The boxes that other flows of the project lead to."""
    for other in flow.family.values():
        if other.name == flow.name:
            continue
        anywhere = [t for targets in (*other.anytime.values(), *other.events.values()) for t in targets]
        led = [t.go_to for t in anywhere] + [t.call.to if t.call else None for t in anywhere]
        for destination in (*led, *(d for state in other.states.values() for d in destinations_of(state))):
            if destination is not None and destination.flow == flow.name:
                yield state_key(destination.state or flow.start)
