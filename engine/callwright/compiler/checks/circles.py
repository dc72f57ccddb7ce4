"""Circles in a graph of names: groups that all lead to each other, and a way around one of them.

Groups are found by Tarjan's algorithm, in one pass, written without recursion for long chains of states.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

Edges = Mapping[str, Sequence[str]]
"""Where each name leads; what is no key leads nowhere."""


def circles(edges: Edges) -> Iterator[list[str]]:
    """Every group of names that all lead to each other, single ones only where they lead to themselves."""
    for group in _groups(edges):
        if len(group) > 1 or group[0] in edges[group[0]]:
            yield group


def around(edges: Edges, members: AbstractSet[str], first: str) -> list[str]:
    """A shortest way around a circle, from ``first`` up to the last name before it comes again."""
    came_from = {first: ""}
    pending = [first]
    for name in pending:
        for way in edges[name]:
            if way == first:
                back = [name]
                while came_from[back[-1]]:
                    back.append(came_from[back[-1]])
                return back[::-1]
            if way in members and way not in came_from:
                came_from[way] = name
                pending.append(way)
    return [first]


def _groups(edges: Edges) -> Iterator[list[str]]:
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
