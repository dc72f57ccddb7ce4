"""Which names may be without a value, state by state: a walk along every way that a call can take.

Theory of operation. A set of names is one integer, a bit for each. ``enter`` brings what may be unset into a place,
which is a state together with the names that the words leading there fill for certain; a place is walked anew while
that grows. What a state sets, forgets, collects, saves and asks takes bits away or adds them, in the order of language
3. Where a condition holds, the names that it needs have a value. Values that a service or a sub-flow gives count as
given, since nobody can tell. How a bit first came to a place is remembered, so that a way can be told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from callwright.compiler.checks.subject import rungs_of, targets_of
from callwright.core.model import (
    Assignment,
    Body,
    Call,
    Choose,
    Destination,
    Flow,
    Form,
    HandOver,
    Question,
    Request,
    Return,
    Slot,
    State,
    Targets,
    Transfer,
)
from callwright.core.prompt import Prompt
from callwright.core.template_needs import needed, sure_where
from callwright.core.templates import Condition, Template, Value
from callwright.diagnostics.model import Span

Names = int
"""A set of names, a bit for each."""
ANYWHERE = ""
"""The place from where ``anytime`` leads on; no state has this name."""


_CANCELS = "the caller cancels"


class Place(NamedTuple):
    """A state, and the names that the words leading there have filled."""

    state: str
    words: Names = 0


class Need(NamedTuple):
    """A name that must have a value in a state, and may have none: where that is written, and how."""

    name: str
    state: str
    source: str
    within: Span
    place: Place


class Walk:
    """See the module. ``names`` are those that are followed."""

    def __init__(self, flow: Flow, names: Iterable[str]) -> None:
        self.flow = flow
        self.bits = {name: 1 << place for place, name in enumerate(names)}
        self.unset: dict[Place, Names] = {}
        self.came: dict[Place, list[tuple[Names, Place | None, str]]] = {}
        """What came to a place as unset, from where, and how."""
        self.found: list[Need] | None = None
        """What lacks a value; ``None`` while the walk still goes on."""
        self._pending: deque[Place] = deque()
        self._waiting: set[Place] = set()
        self._here = Place(flow.start)
        self._walking = False
        self._fills = {name: self._filled(name) for name in flow.intents}
        self._together = given_together(flow)

    def enter(self, state: str, unset: Names, words: Names = 0, how: str = "") -> None:
        """What may be unset where a call comes to a state."""
        if self.found is not None or (state != ANYWHERE and state not in self.flow.states):
            return
        place = Place(state, words)
        before = self.unset.get(place)
        new = unset if before is None else unset & ~before
        if before is not None and not new:
            return
        self.unset[place] = unset | (before or 0)
        origin = self._here if self._walking else None
        self.came.setdefault(place, []).append((new, origin, how))
        if place not in self._waiting:
            self._waiting.add(place)
            self._pending.append(place)

    def run(self) -> list[Need]:
        """Walk until nothing grows any more; then look at every place once more for what lacks a value."""
        self._walking = True
        while self._pending:
            self._here = self._pending.popleft()
            self._waiting.discard(self._here)
            self._visit(self._here)
        self.found = []
        for place in self.unset:
            self._here = place
            self._visit(place)
        return self.found

    def way_to(self, place: Place, name: str) -> list[tuple[Place, str]]:
        """The places on a way on which nothing gives a name its value, each with how the call came there."""
        bit, steps, seen = self.bits[name], [], set()
        at: Place | None = place
        while at is not None and at not in seen:
            seen.add(at)
            origin, how = next(((origin, how) for new, origin, how in self.came.get(at, ()) if new & bit), (None, ""))
            steps.append((at, how))
            at = origin
        return steps[::-1]

    def mask(self, names: Iterable[str]) -> Names:
        """Names as a set; those that are not followed are left out."""
        made = 0
        for name in names:
            made |= self.bits.get(name, 0)
        return made

    def _filled(self, intent: str) -> Names:
        """The names that whoever says this intent fills for certain."""
        phrases = self.flow.intents[intent].phrases
        sentences = [sentence for phrase in phrases for sentence in phrase.expansions]
        every = [frozenset(piece.name for piece in one if not isinstance(piece, str)) for one in sentences]
        return self.mask(frozenset.intersection(*every)) if every else 0

    # one place

    def _visit(self, place: Place) -> None:
        unset = self.unset[place]
        if place.state == ANYWHERE:
            for name, targets in self.flow.anytime.items():
                self._targets(targets, unset, self._fills.get(name, 0), f'the caller says "{name}"')
            for name, targets in self.flow.events.items():
                self._targets(targets, unset, 0, f'"{name}" comes from outside')
            return
        state = self.flow.states[place.state]
        unset = self._assign(state.sets, unset)
        unset = (unset | self.mask(state.forget)) & ~place.words
        if state.send_sms is not None:
            self._say(state.send_sms.to, unset, state.send_sms.span)
            self._say(state.send_sms.message, unset, state.send_sms.span)
        self._prompts(state.prompts, unset)
        self._act(state, unset)
        if state.on_error is not None:
            self._targets(state.on_error, unset)
        for targets in state.events.values():
            self._targets(targets, unset)
        if isinstance(state.act, Question | Form | Request):
            self.enter(ANYWHERE, unset)

    def _act(self, state: State, unset: Names) -> None:
        act = state.act
        if isinstance(act, Question):
            self._question(act, unset)
            self._answers(act, unset)
        elif isinstance(act, Form):
            self._form(state, act, unset)
        elif isinstance(act, Choose):
            self._targets(act.targets, unset)
        elif isinstance(act, Request):
            self._request(act, unset)
            self._failed(state, unset)
            self._go(state.go_to, self._assign(act.save, unset))
        elif isinstance(act, Call):
            self._call(act, unset)
            self._failed(state, unset)
            self._targets(act.on_cancel or (), unset, how=_CANCELS)
            self._go(state.go_to, self._assign(act.save, unset))
        elif isinstance(act, Return):
            self._return(act, unset)
        elif isinstance(act, Transfer):
            for template in (act.to, act.caller_id_name, act.caller_id_number):
                self._say(template, unset, act.span)
            self._failed(state, unset)
        elif isinstance(act, HandOver):
            self._say(act.system_prompt, unset, act.span)
            self._say(act.greeting, unset, act.span)
        elif act is None:
            self._go(state.go_to, unset)

    def _form(self, state: State, form: Form, begun: Names) -> None:
        """Slot after slot: a question is asked only when all before it have their value."""
        self._answers(form.slots[0].question, begun)
        unset = begun
        for slot in form.slots:
            self._question(slot.question, unset)
            unset &= ~self.mask((slot.name,))
            unset = self._checks(state, slot, unset)
            if slot.confirm is not None:
                self._question(slot.confirm, unset)
        if form.confirm is not None:
            self._question(form.confirm, unset)
        self._targets(form.on_no or (), unset)
        names = {slot.name for slot in form.slots}
        self._targets(form.on_cancel or (), begun | self.mask(names - form.keep), how=_CANCELS)
        self._go(state.go_to, unset)

    def _checks(self, state: State, slot: Slot, unset: Names) -> Names:
        """What is asked about a value; a service's answer is kept whether or not it refuses."""
        for one in slot.checks:
            if one.request is not None:
                self._request(one.request, unset)
                self._failed(state, unset)
                unset = self._assign(one.request.save, unset)
            self._prompts(one.prompts, unset & ~self._sure(one.when, holds=True))
        return unset

    def _question(self, question: Question, unset: Names) -> None:
        self._prompts(question.prompts, unset)
        if question.help is not None:
            self._prompts(question.help.prompts, unset)
        for ladder in (question.no_match, question.no_input):
            for rung in ladder or ():
                left = self._assign(rung.sets, unset)
                self._prompts(rung.prompts, left)
                if rung.returns is not None:
                    self._return(rung.returns, left)
                self._go(rung.go_to, left)

    def _answers(self, question: Question, unset: Names) -> None:
        for name, targets in question.transitions.items():
            self._targets(targets, unset, self._fills.get(name, 0))
        for targets in (*question.keys.values(), question.otherwise or ()):
            self._targets(targets, unset)

    def _targets(self, targets: Targets, unset: Names, words: Names = 0, how: str = "") -> None:
        for target in targets:
            left = unset & ~words & ~self._sure(target.when, holds=True)
            left = self._assign(target.sets, left)
            self._prompts(target.prompts, left)
            if target.returns is not None:
                self._return(target.returns, left)
            if target.call is not None:
                self._call(target.call, left)
            self._go(target.go_to, left, words, how)
            if target.when is None:
                return
            unset &= ~self._sure(target.when, holds=False)

    def _failed(self, state: State, unset: Names) -> None:
        for targets in state.if_fails.values():
            self._targets(targets, unset, how="that fails")

    def _call(self, act: Call, unset: Names) -> None:
        given = self._assign(act.with_, unset)
        if act.to.flow in ("", self.flow.name):
            self._go(Destination(act.to.state or self.flow.start), given)

    def _go(self, going: Destination | None, unset: Names, words: Names = 0, how: str = "") -> None:
        if going is not None and going.flow in ("", self.flow.name):
            self.enter(going.state or self.flow.start, unset, words, how)

    # what is said and worked out

    def _assign(self, sets: tuple[Assignment, ...], unset: Names) -> Names:
        for one in sets:
            self._value(one.value, unset, one.span)
            bit = self.bits.get(one.name, 0)
            empty = one.value.keeps_type and unset & self.mask(one.value.names)
            unset = unset | bit if empty else unset & ~bit
        return unset

    def _value(self, value: Value, unset: Names, within: Span) -> None:
        if value.source:
            self._need(needed(value.source, lone=value.keeps_type), value.source, unset, within)

    def _request(self, request: Request, unset: Names) -> None:
        self._say(request.path, unset, request.span)
        for value in _values((*request.query.values(), request.body)):
            self._value(value, unset, request.span)
        self._prompts(request.filler, unset)

    def _return(self, returns: Return, unset: Names) -> None:
        for one in returns.values:
            self._value(one.value, unset, one.span)

    def _prompts(self, prompts: Iterable[Prompt], unset: Names) -> None:
        for prompt in prompts:
            held = unset & ~self._sure(prompt.when, holds=True)
            for turns in prompt.texts.values() if held else ():
                for text in turns:
                    self._say(text, held, prompt.span)

    def _say(self, template: Template | None, unset: Names, within: Span) -> None:
        if self.found is not None and template is not None and template.names and unset:
            self._need(needed(template.source), template.source, unset, within)

    def _need(self, names: Iterable[str], source: str, unset: Names, within: Span) -> None:
        if self.found is not None:
            lacking = [name for name in sorted(names) if self.bits.get(name, 0) & unset]
            self.found += [Need(name, self._here.state, source, within, self._here) for name in lacking]

    def _sure(self, when: Condition | None, *, holds: bool) -> Names:
        if when is None or not when.names:
            return 0
        sure = sure_where(when.source, holds=holds)
        return self.mask(sure.union(*(self._together.get(name, ()) for name in sure)))


def given_together(flow: Flow) -> Mapping[str, frozenset[str]]:
    """For each name the others that are given a value wherever it is, so that where it has one they have too."""
    groups = [frozenset((name,)) for name, variable in flow.variables.items() if variable.value is not None]
    for state in flow.states.values():
        act = state.act
        groups.append(frozenset(one.name for one in state.sets))
        groups += [frozenset(one.name for one in target.sets) for target in targets_of(state)]
        groups += [frozenset(one.name for one in rung.sets) for rung in rungs_of(state)]
        if isinstance(act, Request | Call):
            groups.append(frozenset(one.name for one in act.save))
        if isinstance(act, Form):
            groups += [frozenset((slot.name,)) for slot in act.slots]
            asked = [one.request for slot in act.slots for one in slot.checks if one.request is not None]
            groups += [frozenset(one.name for one in request.save) for request in asked]
    groups += [frozenset((slot.name,)) for intent in flow.intents.values() for p in intent.phrases for slot in p.slots]
    found: dict[str, frozenset[str]] = {}
    for group in groups:
        for name in group:
            found[name] = found.get(name, group) & group
    return found


def _values(parts: Iterable[Body | None]) -> Iterator[Value]:
    for part in parts:
        if isinstance(part, Value):
            yield part
        elif part is not None:
            yield from _values(part.values() if isinstance(part, Mapping) else part)
