"""Values that would be said, or sent, before anything on the way has given them one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from callwright.compiler.builders.context import IN_SCOPE
from callwright.compiler.builders.flow import Built
from callwright.compiler.checks.around import fact
from callwright.compiler.checks.subject import Subject
from callwright.compiler.checks.unset_names import ANYWHERE, Need, Walk
from callwright.compiler.checks.whereabouts import inside
from callwright.core.template_needs import needed
from callwright.diagnostics.model import Related, Span
from callwright.languages import get as language_of


def check(subject: Subject) -> None:
    """Walk the flow from where calls come in; tell each name once, at the first place that lacks it."""
    if not subject.whole:
        return
    names = _followed(subject)
    if not names:
        return
    walk = Walk(subject.flow, names)
    _enter(subject, walk)
    lacking: dict[str, dict[Span, Need]] = {}
    for need in walk.run():
        if not need.state or subject.flow.states[need.state].on_error is None:
            lacking.setdefault(need.name, {}).setdefault(need.within, need)
    for name, needs in lacking.items():
        first = [needs[part] for part in sorted(needs)[:_SHOWN]]
        _tell(subject, walk, name, {_place(subject, need): need for need in first})


_SHOWN = 4
"""So many places that lack one value are told."""


def _followed(subject: Subject) -> list[str]:
    """The names that something needs a value of, and that do not begin with one."""
    flow = subject.flow
    wanted: set[str] = set()
    for use in subject.context.uses:
        candidates = use.names - IN_SCOPE
        if candidates:
            wanted |= candidates & (needed(use.source) if "{" in use.source else frozenset())
    held = {name for name, variable in flow.variables.items() if variable.given or variable.value is not None}
    emptied = {name for state in flow.states.values() for name in state.forget}
    return sorted((wanted & subject.context.declared.keys()) - (held - emptied))


def _enter(subject: Subject, walk: Walk) -> None:
    """Where calls come in: the start of a flow that answers, of a sub-flow with what it is given, and further states
    that other flows go to, which bring their own values along."""
    flow = subject.flow
    held = walk.mask(name for name, variable in flow.variables.items() if variable.given or variable.value is not None)
    every = walk.mask(walk.bits) & ~held
    own = subject.built[flow.name].names if flow.name in subject.built else frozenset()
    having = fact(subject.built, _flows_having)
    brought = walk.mask(name for name, flows in having.items() if flows > (name in own))
    given = walk.mask(flow.variables)
    if subject.answers:
        walk.enter(flow.start, every)
    else:
        walk.enter(flow.start, every & ~brought & ~given)
    for state in subject.entered:
        walk.enter(state, every & ~brought & ~given)


def _flows_having(built: Mapping[str, Built]) -> Mapping[str, int]:
    """How many flows have each name."""
    return Counter(name for made in built.values() for name in made.names)


def _place(subject: Subject, need: Need) -> Span:
    """Where the name stands in the text that needs it: in the part that is known, or right behind its key."""
    best: Span | None = None
    for use in subject.context.uses:
        if need.name not in use.names or need.source not in use.source:
            continue
        at = use.node.span
        if inside(at, need.within):
            return use.node.place_of(need.name)
        behind = at.file == need.within.file and (at.line, at.column) >= (need.within.line, need.within.column)
        if behind and (best is None or at < best):
            best = use.node.place_of(need.name)
    return best or need.within


def _tell(subject: Subject, walk: Walk, name: str, places: dict[Span, Need]) -> None:
    (at, need), *more = places.items()
    sorry = language_of(subject.flow.language).sentences["technical"]
    related = tuple(Related(span, "and it is needed here") for span, _ in more)
    if need.state and name in subject.flow.states[need.state].forget:
        subject.report.add(
            "used-before-set",
            f'"{name}" is forgotten as the call comes to "{need.state}", so it has no value here any more. In place of'
            f' this the caller hears: "{sorry}"',
            at,
            f'Put "forget: {name}" into the state that comes after this one.',
            related,
        )
        return
    subject.report.add(
        "used-before-set",
        f'"{name}" has no value yet where the call comes this way: {_way(walk, need)}. In place of this the caller'
        f' hears: "{sorry}"',
        at,
        f'Give it a value on that way, or say this only where it has one: "when: {name}" beside the text, or'
        f' {{{{ {name} | default("…") }}}} in it.',
        related,
    )


def _way(walk: Walk, need: Need) -> str:
    steps: list[str] = []
    for place, how in walk.way_to(need.place, need.name):
        if how:
            steps.append(how)
        if place.state != ANYWHERE and steps[-1:] != [place.state]:
            steps.append(place.state)
    if need.place.state == ANYWHERE:
        steps.append("what may be said anywhere")
    if len(steps) > _LONGEST:
        steps = [*steps[:2], "…", *steps[-(_LONGEST - 3) :]]
    return " → ".join(steps)


_LONGEST = 8
