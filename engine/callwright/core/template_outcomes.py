"""What an expression of a template can come to, and which names are asked for nothing but true or false.

Only what stands in the text is told: ``x if late else y`` comes to ``x`` or to ``y``, ``x | default('none')`` to ``x``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from jinja2 import TemplateSyntaxError, nodes

from callwright.core.sandbox import TEXT
from callwright.core.template_truth import expression

_KEEPS = ("default", "plus", "trim")
"""Filters behind which a value still is what it was."""


class Outcome(NamedTuple):
    """A name, a ``part`` of it (``caller.number``), or what a function answers that is ``asked`` for ``'office'``."""

    name: str
    part: str = ""
    asked: str | None = None

    @property
    def written(self) -> str:
        """As it stands in the text."""
        if self.asked is not None:
            return f"{self.name}('{self.asked}')"
        return f"{self.name}.{self.part}" if self.part else self.name


@lru_cache(maxsize=4096)
def outcomes(source: str) -> tuple[Outcome, ...]:
    """Every value that a bare expression can come to as it is kept; none where it cannot be read."""
    tree = expression(source)
    return tuple(_outcomes(tree)) if tree is not None else ()


def _outcomes(node: nodes.Node) -> Iterator[Outcome]:
    if isinstance(node, nodes.CondExpr):
        yield from _outcomes(node.expr1)
        if node.expr2 is not None:
            yield from _outcomes(node.expr2)
    elif isinstance(node, nodes.Or | nodes.And):
        yield from _outcomes(node.left)
        yield from _outcomes(node.right)
    elif isinstance(node, nodes.Filter) and node.name in _KEEPS and node.node is not None:
        yield from _outcomes(node.node)
    elif isinstance(node, nodes.Name):
        yield Outcome(node.name)
    elif isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        yield Outcome(node.node.name, node.attr)
    elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
        first = node.args[0] if node.args else None
        yield Outcome(node.node.name, "", str(first.value) if isinstance(first, nodes.Const) else "")


@lru_cache(maxsize=4096)
def asked_as_they_are(source: str) -> frozenset[str]:
    """Names that a condition, or a text with braces, asks for true or false: ``x``, ``not x``, ``x and y == 1``."""
    tests: list[nodes.Node] = []
    if "{{" in source or "{%" in source:
        try:
            tree: nodes.Node = TEXT.parse(source)
        except TemplateSyntaxError:
            return frozenset()
    else:
        bare = expression(source)
        if bare is None:
            return frozenset()
        tree = bare
        tests.append(bare)
    tests += [choice.test for choice in tree.find_all(nodes.If)]
    tests += [choice.test for choice in tree.find_all(nodes.CondExpr)]
    asked: set[str] = set()
    while tests:
        test = tests.pop()
        if isinstance(test, nodes.Name):
            asked.add(test.name)
        elif isinstance(test, nodes.Not):
            tests.append(test.node)
        elif isinstance(test, nodes.And | nodes.Or):
            tests += [test.left, test.right]
    return frozenset(asked)
