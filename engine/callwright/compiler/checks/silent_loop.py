"""States that lead around in a circle without ever waiting for the caller.

Theory of operation. A state is passed without waiting when it only goes on (``go_to``), when it decides (``choose``),
when it asks a service (``request``), or when it collects values that are all known; and a sub-flow is entered without
waiting. Take only those ways on. A group of states that all lead to each other
is a circle. If no way leads out of the group, every call that comes in stays: a mistake. If a way out hangs on a
condition, the circle may be meant, as long as something in it changes what the conditions see; if nothing does, the
same conditions hold the next time around: a warning. What a service answers may be another thing each time.

A form counts only if nothing in the circle empties its slots. Groups are found by Tarjan's algorithm, in one pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from callwright.compiler.checks.subject import Subject, state_in
from callwright.core.model import Call, Choose, Destination, Flow, Form, Request, State

_OUT = ""


def check(subject: Subject) -> None:
    """Report each circle once, at its first state, with its states in order."""
    flow = subject.flow
    edges = {name: _passes_to(flow, state) for name, state in flow.states.items()}
    for group in _groups(edges):
        members = frozenset(group)
        states = [flow.states[name] for name in group]
        if _asks_again(states) or not _circles(edges, members):
            continue
        path = _around(edges, members, flow)
        trapped = all(way in members for name in members for way in edges[name])
        if trapped:
            _tell(subject, "silent-loop", path, "never waits for the caller")
        elif not any(_changes(state) for state in states):
            _tell(
                subject, "possible-loop", path, 'may never wait for the caller: nothing in it changes what "when" sees'
            )


def _passes_to(flow: Flow, state: State) -> tuple[str, ...]:
    """Where a state leads without waiting; ``_OUT`` stands for any other flow."""
    if state.act is None or isinstance(state.act, Form):
        return (_name(flow, state.go_to),) if state.go_to is not None else ()
    if isinstance(state.act, Choose):
        return tuple(_name(flow, target.go_to) for target in state.act.targets)
    if isinstance(state.act, Request):
        failed = [target.go_to for targets in state.if_fails.values() for target in targets]
        return tuple(_name(flow, way) for way in (state.go_to, *failed))
    if isinstance(state.act, Call):
        return (_name(flow, state.act.to),)
    return ()


def _name(flow: Flow, destination: Destination | None) -> str:
    return state_in(flow, destination) or _OUT


def _asks_again(states: list[State]) -> bool:
    """Whether a form in the circle is emptied on the way, so that it asks the caller each time around."""
    emptied = {name for state in states for name in state.forget}
    return any(isinstance(state.act, Form) and any(s.name in emptied for s in state.act.slots) for state in states)


def _changes(state: State) -> bool:
    if state.sets or state.forget or isinstance(state.act, Request):
        return True
    return isinstance(state.act, Choose) and any(target.sets for target in state.act.targets)


def _circles(edges: Mapping[str, tuple[str, ...]], members: frozenset[str]) -> bool:
    return len(members) > 1 or any(name in edges[name] for name in members)


def _around(edges: Mapping[str, tuple[str, ...]], members: frozenset[str], flow: Flow) -> list[State]:
    """A way around the circle, from the state that stands first in the file."""
    first = next(name for name in flow.states if name in members)
    came_from = {first: ""}
    pending = [first]
    for name in pending:
        for way in edges[name]:
            if way == first:
                back = [name]
                while came_from[back[-1]]:
                    back.append(came_from[back[-1]])
                return [flow.states[step] for step in reversed(back)]
            if way in members and way not in came_from:
                came_from[way] = name
                pending.append(way)
    return [flow.states[first]]


def _tell(subject: Subject, code: str, path: list[State], what: str) -> None:
    names = [state.name for state in (*path, path[0])]
    subject.report.add(
        code,
        f"This circle of states {what}: {' → '.join(names)}.",
        path[0].span,
        "Let one of them ask something (transitions, keys or collect), or lead out of the circle.",
    )


def _groups(edges: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """Groups of states that all lead to each other; written without recursion, for long chains of states."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    for root in edges:
        if root in index:
            continue
        work = [(root, iter(edges[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            name, ways = work[-1]
            for way in ways:
                if way not in edges:
                    continue
                if way not in index:
                    index[way] = low[way] = len(index)
                    stack.append(way)
                    on_stack.add(way)
                    work.append((way, iter(edges[way])))
                    break
                if way in on_stack:
                    low[name] = min(low[name], index[way])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == index[name]:
                    group: list[str] = []
                    while not group or group[-1] != name:
                        group.append(stack.pop())
                        on_stack.discard(group[-1])
                    yield group
