"""States that lead around in a circle without ever waiting for the caller.

Theory of operation. A state is passed without waiting when it only goes on (``go_to``), when it decides (``choose``),
when it asks a service (``request``), or when it collects values that are all known; a sub-flow is entered without
waiting, and may come back so. Take only those ways on, through the other flows of the project too. A group of states
that all lead to each other is a circle. If no way leads out of the group, every call that comes in stays: a mistake.
If a way out hangs on a condition, the circle may be meant, as long as something in it changes what the conditions see;
if nothing does, the same conditions hold the next time around: a warning. What a service answers may be another thing
each time.

A form counts only if nothing in the circle empties its slots.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from callwright.compiler.checks.circles import around, circles
from callwright.compiler.checks.subject import Subject
from callwright.compiler.checks.unreachable import taken
from callwright.core.model import Call, Choose, Destination, Flow, Form, Request, Return, State, Target
from callwright.core.walk import MAX_HOPS

_OUT = ""
"""Where the caller is waited for, the call ends, or another flow begins that is not known."""

Place = str
"""A state of any flow, as ``flow/state``."""


class _Inside(NamedTuple):
    """What a sub-flow can come to without waiting."""

    returns: bool = False
    fails: bool = False
    stays: bool = False


def check(subject: Subject) -> None:
    """Report each circle once, in the flow of its first state, with its states in order."""
    flows = _Flows(subject) if subject.flow.name in subject.built else {subject.flow.name: subject.flow}
    ways = _Ways(flows)
    edges = ways.from_flow(subject.flow)
    for group in circles(edges):
        members = frozenset(group)
        states = [ways.state(place) for place in group]
        first = ways.first(members)
        if _asks_again(states) or not first.startswith(f"{subject.flow.name}/"):
            continue
        path = around(edges, members, first)
        if all(way in members for place in members for way in edges[place]):
            ends = f"After {MAX_HOPS} states it would stop with an apology."
            _tell(subject, "silent-loop", path, f"would go round here and never wait for the caller: {{}}. {ends}")
        elif not ways.change(members):
            same = 'Nothing on the way changes what its "when" lines ask.'
            _tell(subject, "possible-loop", path, f"may go round here and never wait for the caller: {{}}. {same}")


class _Flows(Mapping[str, Flow]):
    """The flows of a project by their names."""

    def __init__(self, subject: Subject) -> None:
        self._built = subject.built

    def __getitem__(self, name: str) -> Flow:
        return self._built[name].flow

    def __iter__(self) -> Iterator[str]:
        return iter(self._built)

    def __len__(self) -> int:
        return len(self._built)


class _Ways:
    """Where states lead without waiting, through all flows of a project."""

    def __init__(self, flows: Mapping[str, Flow]) -> None:
        self._flows = flows
        self._passes: dict[Place, tuple[Place, ...]] = {}
        self._inside: dict[Place, _Inside] = {}

    def state(self, place: Place) -> State:
        flow, _, name = place.partition("/")
        return self._flows[flow].states[name]

    def first(self, places: frozenset[Place]) -> Place:
        """The place that stands first in the project."""
        return next(
            place for flow in self._flows.values() for name in flow.states if (place := f"{flow.name}/{name}") in places
        )

    def from_flow(self, flow: Flow) -> dict[Place, tuple[Place, ...]]:
        """The ways of every state that can be passed from one of this flow."""
        pending = [f"{flow.name}/{name}" for name in flow.states]
        edges: dict[Place, tuple[Place, ...]] = {}
        for place in pending:
            if place and place not in edges:
                edges[place] = self.passes(place)
                pending.extend(edges[place])
        return edges

    def passes(self, place: Place) -> tuple[Place, ...]:
        """Where a state leads without waiting; ``_OUT`` among them where it may wait, or end."""
        if place not in self._passes:
            flow, _, name = place.partition("/")
            self._passes[place] = self._led(self._flows[flow], self._flows[flow].states[name])
        return self._passes[place]

    def change(self, members: frozenset[Place]) -> bool:
        """Whether something in a circle gives another value to what its conditions look at."""
        seen: set[str] = set()
        given: set[str] = set()
        for place in members:
            flow, state = self._flows[place.partition("/")[0]], self.state(place)
            if isinstance(state.act, Request) or (isinstance(state.act, Call) and state.act.save):
                return True  # what comes back may be another thing each time
            given |= {one.name for one in state.sets} | set(state.forget)
            for target in state.act.targets if isinstance(state.act, Choose) else ():
                seen |= target.when.names if target.when is not None else set()
                if self._place(flow, target.go_to) in members:
                    given |= {one.name for one in target.sets}
        return not seen.isdisjoint(given)

    def _led(self, flow: Flow, state: State) -> tuple[Place, ...]:
        act = state.act
        if act is None or isinstance(act, Form):
            return (self._place(flow, state.go_to),) if state.go_to is not None else ()
        if isinstance(act, Choose):
            return tuple(self._place(flow, target.go_to) for target in taken(act.targets))
        if isinstance(act, Request):
            return (self._place(flow, state.go_to), *self._failed(flow, state))
        if isinstance(act, Call):
            return self._called(flow, state, act)
        return ()

    def _failed(self, flow: Flow, state: State) -> list[Place]:
        return [self._place(flow, target.go_to) for targets in state.if_fails.values() for target in taken(targets)]

    def _called(self, flow: Flow, state: State, act: Call) -> tuple[Place, ...]:
        entry = self._place(flow, act.to)
        found = self._look_inside(entry)
        if not (found.returns or found.fails):
            return (entry,)
        ways = [entry] if found.stays else []
        ways += [self._place(flow, state.go_to)] if found.returns else []
        ways += (self._failed(flow, state) or [_OUT]) if found.fails else []
        return tuple(ways)

    def _look_inside(self, entry: Place) -> _Inside:
        """Walk a sub-flow from its first state. One that calls itself may stay."""
        if not entry:
            return _Inside(stays=True)
        if entry in self._inside:
            return self._inside[entry]
        self._inside[entry] = _Inside(stays=True)
        returns = fails = stays = False
        seen: set[Place] = set()
        pending = [entry]
        while pending:
            place = pending.pop()
            if place in seen:
                continue
            seen.add(place)
            if not place:
                stays = True
                continue
            ended = _returns(self.state(place))
            returns = returns or any(one.failed is None for one in ended)
            fails = fails or any(one.failed is not None for one in ended)
            ways = self.passes(place)
            stays = stays or (not ways and not ended)
            pending.extend(way for way in ways if way or not ended)
        found = self._inside[entry] = _Inside(returns, fails, stays)
        return found

    def _place(self, flow: Flow, destination: Destination | None) -> Place:
        if destination is None:
            return _OUT
        other = self._flows.get(destination.flow or flow.name)
        name = (destination.state or other.start) if other is not None else ""
        return f"{other.name}/{name}" if other is not None and name in other.states else _OUT


def _returns(state: State) -> list[Return]:
    """The ends of a sub-flow that a state comes to without waiting."""
    if isinstance(state.act, Return):
        return [state.act]
    targets: list[Target] = []
    if isinstance(state.act, Choose):
        targets += taken(state.act.targets)
    elif isinstance(state.act, Request):
        targets += [target for failed in state.if_fails.values() for target in taken(failed)]
    return [target.returns for target in targets if target.returns is not None]


def _asks_again(states: list[State]) -> bool:
    """Whether a form in the circle is emptied on the way, so that it asks the caller each time around."""
    emptied = {name for state in states for name in state.forget}
    return any(isinstance(state.act, Form) and any(s.name in emptied for s in state.act.slots) for state in states)


def _tell(subject: Subject, code: str, path: list[Place], what: str) -> None:
    own = f"{subject.flow.name}/"
    names = [place.removeprefix(own) if place.startswith(own) else f"flow:{place}" for place in (*path, path[0])]
    subject.report.add(
        code,
        f"A call {what.format(' → '.join(names))}",
        subject.flow.states[path[0].removeprefix(own)].span,
        "Let one of them ask something (transitions, keys or collect), or lead out of the circle.",
    )
