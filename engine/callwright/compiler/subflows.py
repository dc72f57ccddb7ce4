"""Sub-flows, once all flows are built: every call comes back, and every return has a call to go back to.

Theory of operation. From the state that a call leads to, all ways on are walked, into other flows too, but into no
further sub-flow, since those come back. The returns on these ways are what the call can end with: their values are its
``result``, their failures what its ``if_fails`` can name. A state that is on no such way has nowhere to return to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from callwright.compiler.builders.failures import CANCELLED, REST, failure_keys, meant_by
from callwright.compiler.builders.flow import Built
from callwright.compiler.builders.notes import CallSite
from callwright.compiler.checks.subject import destinations_of, rungs_of, targets_of, ways_of
from callwright.compiler.nodes import Node
from callwright.compiler.report import Report, did_you_mean, listed
from callwright.core.model import Destination, Flow, Return, State, Target

_RESULT = re.compile(r"(?<![\w.'\"])result\s*\.\s*(\w+)")

Place = tuple[str, str]
"""A flow and a state."""


class _Inside(NamedTuple):
    """What a call can come to. ``whole`` is false where it leads into a flow that could not be built."""

    places: frozenset[Place]
    returns: tuple[Return, ...]
    whole: bool


def check_subflows(built: Mapping[str, Built], answering: AbstractSet[str], report: Report, *, whole: bool) -> None:
    """Hold calls and returns against each other. ``whole``: every flow of the project is in ``built``."""
    flows = {name: made.flow for name, made in built.items()}
    known: dict[Place, _Inside] = {}
    called: set[Place] = set()
    for name, made in built.items():
        for site in made.calls:
            root = _place(flows, name, site.to)
            inside = known.setdefault(root, _inside(flows, root))
            called |= inside.places
            other = built.get(root[0])
            if other is not None and root[0] != name:
                _given(site, other, report)
            if inside.whole:
                _comes_back(site, inside, report)
    if whole:
        for name in answering:
            _returns_somewhere(flows[name], called, report)


def is_gone_through(flow: Flow) -> bool:
    """Whether a flow may end with a return from where it starts: then other flows call it, and no caller does."""
    return bool(_inside({flow.name: flow}, (flow.name, flow.start)).returns)


def _place(flows: Mapping[str, Flow], name: str, to: Destination) -> Place:
    flow = to.flow or name
    return flow, to.state or (flows[flow].start if flow in flows else "")


def _inside(flows: Mapping[str, Flow], root: Place) -> _Inside:
    places: set[Place] = set()
    returns: list[Return] = []
    entered: set[str] = set()
    pending, whole = [root], True
    while pending:
        place = pending.pop()
        flow = flows.get(place[0])
        if flow is None or place[1] not in flow.states:
            whole = False
            continue
        if place in places:
            continue
        places.add(place)
        state = flow.states[place[1]]
        returns += _returns_of(state)
        pending += [_place(flows, flow.name, way) for way in destinations_of(state, calls=False)]
        if flow.name not in entered:
            entered.add(flow.name)
            for target in _anytime(flow):
                pending += [_place(flows, flow.name, way) for way in ways_of(target, calls=False)]
                if target.returns is not None:
                    returns.append(target.returns)
    return _Inside(frozenset(places), tuple(returns), whole)


def _anytime(flow: Flow) -> Iterator[Target]:
    for targets in (*flow.anytime.values(), *flow.events.values()):
        yield from targets


def _returns_of(state: State) -> Iterator[Return]:
    if isinstance(state.act, Return):
        yield state.act
    for target in targets_of(state):
        if target.returns is not None:
            yield target.returns
    for rung in rungs_of(state):
        if rung.returns is not None:
            yield rung.returns


# what a call says about its sub-flow


def _given(site: CallSite, other: Built, report: Report) -> None:
    """``with`` and ``keep`` of a call name values of the other flow."""
    flow = other.flow.name
    named = [entry.key for entry in (site.given.entries.values() if site.given is not None else ())]
    for node in (*named, *site.keep):
        name = node.raw.strip()
        if name not in other.names:
            report.add(
                "unknown-name",
                f'The flow "{flow}" has no name "{name}".{did_you_mean(name, other.names)}',
                node,
                f'Its names: {listed(other.names)}. Or write it there under "variables:".',
            )


def _comes_back(site: CallSite, inside: _Inside, report: Report) -> None:
    sub = site.node.raw.strip()
    if not inside.returns:
        report.add(
            "never-returns",
            f'"{sub}" never comes back: nothing in it is a "return".',
            site.node,
            f'End it with "return:", or write "go_to: {sub}" here if the call goes on from there.',
        )
        return
    _results(site, sub, inside, report)
    failed = [one.failed for one in inside.returns if one.failed is not None]
    if any(value.names for value in failed):
        return  # the name is put together in the call
    names = {str(value.value({})) for value in failed}
    for node in failure_keys(site.failures):
        name = node.raw.strip()
        if name not in names | {REST, CANCELLED}:
            meant = meant_by(name)
            hint = f' Did you mean "{meant}"?' if meant in (REST, CANCELLED) else did_you_mean(name, names)
            report.add(
                "unknown-failure",
                f'"{sub}" never fails with "{name}".{hint}',
                node,
                f"It fails with: {listed(names)}. There are also {CANCELLED}, and {REST} for the rest.",
            )


def _results(site: CallSite, sub: str, inside: _Inside, report: Report) -> None:
    """``save`` takes what one of the returns gives."""
    given = {one.name for back in inside.returns for one in back.values} | {"failed"}
    saved: Node | None = site.save
    for entry in saved.entries.values() if saved is not None else ():
        for part in _RESULT.findall(entry.value.raw):
            if part not in given:
                report.add(
                    "unknown-name",
                    f'What "{sub}" gives back has no "{part}".{did_you_mean(part, given)}',
                    entry.value.place_of(f"result.{part}"),
                    f'It gives back: {listed(given)}. Or write it there under "return:".',
                )


# what a return goes back to


def _returns_somewhere(flow: Flow, called: AbstractSet[Place], report: Report) -> None:
    """Every return of a flow that answers the telephone itself is on a way that a call leads to."""
    lost = [
        back for name, state in flow.states.items() if (flow.name, name) not in called for back in _returns_of(state)
    ]
    if not any(place[0] == flow.name for place in called):
        lost += [target.returns for target in _anytime(flow) if target.returns is not None]
    for back in lost:
        report.add(
            "return-without-call",
            'This "return" has nowhere to go back to: no call leads here.',
            back.span,
            'Lead here with "call:" in place of go_to; or write "go_to:" here with the state that comes next.',
        )
