"""The bounds on a file, so that no file can crash, stall or swell the process that reads it.

- Size: refused before anything is read.
- Depth: refused while the tree grows, before anything recurses into it.
- Findings: after so many the rest is not looked for.
- Aliases: every ``*name`` counts as if the whole of ``&name`` were written out again. They share nodes in our
  tree, but whoever walks the plain data (the schema's validator, a dump) walks every copy.

The figures leave ten times what a flow of a thousand states needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from callwright.compiler.nodes import Node

LARGEST_FILE = 1_000_000
"""In bytes."""

DEEPEST = 100
"""Maps and lists inside each other, aliases written out."""

MOST_COPIED = 100_000
"""Values that aliases may add to a file, when written out."""


MOST_FINDINGS = 200
"""Of one file. Nobody reads more; a file with more was made by no person."""


class Alias(NamedTuple):
    """One ``*name``: where it stands, how deep, and the node it repeats."""

    start: int
    end: int
    depth: int
    target: Node


class Excess(NamedTuple):
    """The alias with which a bound is crossed, and which bound."""

    alias: Alias
    too_deep: bool


def excess(aliases: Iterable[Alias]) -> Excess | None:
    """The first alias that crosses a bound, if one does.

    ``aliases`` come in the order of the file. Takes time in proportion to the file as written.
    """
    measured: dict[int, tuple[int, int]] = {}
    copied = 0
    for alias in aliases:
        # Aliases inside the target came earlier and held the bounds, so this recursion is shallow.
        weight, depth = _measure(alias.target, measured)
        copied += weight
        if alias.depth + depth > DEEPEST:
            return Excess(alias, too_deep=True)
        if copied > MOST_COPIED:
            return Excess(alias, too_deep=False)
    return None


def _measure(node: Node, measured: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """How many values ``node`` stands for, and how deep they go; each node is looked at once."""
    known = measured.get(id(node))
    if known is not None:
        return known
    weight, depth = 1, 0 if node.kind == "scalar" else 1
    children = [entry.value for entry in node.entries.values()] if node.kind == "map" else node.items
    for child in children:
        child_weight, child_depth = _measure(child, measured)
        weight += child_weight
        depth = max(depth, 1 + child_depth)
    measured[id(node)] = weight, depth
    return weight, depth
