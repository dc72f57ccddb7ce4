"""Circles in a graph."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from callwright.compiler.checks.circles import around, circles

NAMES = "abcdefg"
EDGES = st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(f"{NAMES}-"), max_size=3), max_size=7)


def _reached(edges: Mapping[str, list[str]], start: str) -> set[str]:
    seen: set[str] = set()
    pending = list(edges.get(start, ()))
    while pending:
        name = pending.pop()
        if name not in seen:
            seen.add(name)
            pending.extend(edges.get(name, ()))
    return seen


@given(EDGES)
def test_a_circle_is_whatever_comes_back_to_itself(edges: dict[str, list[str]]) -> None:
    """The groups hold each name that can be come back to, together with those on the way, and no other."""
    found = [set(group) for group in circles(edges)]
    back = {name for name in edges if name in _reached(edges, name)}
    assert set().union(*found) == back
    for group in found:
        for name in group:
            assert group == {
                other for other in back if other in _reached(edges, name) and name in _reached(edges, other)
            }


@given(EDGES)
def test_the_way_around_is_a_way(edges: dict[str, list[str]]) -> None:
    """Each step of it is an edge, and the last leads to the first."""
    for group in circles(edges):
        path = around(edges, set(group), group[0])
        assert all(after in edges[before] for before, after in zip(path, [*path[1:], path[0]], strict=True))
