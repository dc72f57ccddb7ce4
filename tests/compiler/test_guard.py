"""The bounds on aliases."""

from __future__ import annotations

from callwright.compiler import guard
from callwright.compiler.document import Node
from callwright.compiler.nodes import NO_ENTRIES, NO_ITEMS
from callwright.compiler.source import Source

SOURCE = Source("f.yaml", "")


def scalar() -> Node:
    return Node(SOURCE, 0, 0, "scalar", "x", True, "x", NO_ENTRIES, NO_ITEMS)


def listed(*items: Node) -> Node:
    return Node(SOURCE, 0, 0, "list", "", False, [], NO_ENTRIES, items)


def test_within_bounds() -> None:
    """Repeats that stay small are no excess."""
    target = listed(scalar(), scalar())
    assert guard.excess([guard.Alias(0, 1, 1, target)] * 100) is None


def test_growth() -> None:
    """Repeats of repeats count as if they were written out."""
    target = scalar()
    aliases = []
    for depth in range(20):
        aliases += [guard.Alias(depth, depth, 1, target)] * 9
        target = listed(*[target] * 9)
    found = guard.excess(aliases)
    assert found is not None
    assert not found.too_deep
    assert found.alias.start == 5


def test_depth() -> None:
    """A value that is shallow where it is written may be too deep where it is repeated."""
    target = listed(listed(scalar()))
    assert guard.excess([guard.Alias(0, 1, guard.DEEPEST - 2, target)]) is None
    found = guard.excess([guard.Alias(0, 1, guard.DEEPEST - 1, target)])
    assert found is not None
    assert found.too_deep
