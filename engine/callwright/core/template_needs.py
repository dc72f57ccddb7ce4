"""Which names must have a value where a template is said, or a value is worked out.

A name without a value is false in a condition, so only what would be spoken, added or filtered needs one. What the
author guards needs none: ``x | default('…')``, ``x or '…'``, ``x if x else '…'``, ``{% if x %}``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from jinja2 import TemplateSyntaxError, nodes

from callwright.core.template_parser import parse_text
from callwright.core.template_truth import expression

Names = frozenset[str]
_NONE: Names = frozenset()


@lru_cache(maxsize=4096)
def needed(source: str, *, lone: bool = False) -> Names:
    """The names that a text with ``{{ }}`` needs; ``lone``: it is the bare expression of a lone ``{{ x }}``, which may
    be empty as a whole."""
    if lone:
        tree = expression(source)
        return _NONE if tree is None or isinstance(tree, nodes.Name | nodes.Getattr | nodes.Getitem) else _of(tree)
    try:
        return _of_all(parse_text(source).body)
    except TemplateSyntaxError:
        return _NONE


@lru_cache(maxsize=4096)
def sure_where(source: str, *, holds: bool) -> Names:
    """The names that have a value where a condition holds, or where it does not."""
    tree = expression(source)
    return _sure(tree, holds=holds) if tree is not None else _NONE


def _of_all(parts: Sequence[nodes.Node]) -> Names:
    return _NONE.union(*(_of(part) for part in parts)) if parts else _NONE


def _of(node: nodes.Node) -> Names:
    if isinstance(node, nodes.Name):
        return frozenset({node.name})
    if isinstance(node, nodes.Output):
        return _of_all(node.nodes)
    if isinstance(node, nodes.If):
        held = _sure(node.test, holds=True)
        rest = _of_all([*node.elif_, *node.else_]) - _sure(node.test, holds=False)
        return (_of_all(node.body) - held) | rest
    if isinstance(node, nodes.CondExpr):
        chosen = _of(node.expr1) - _sure(node.test, holds=True)
        return chosen | ((_of(node.expr2) - _sure(node.test, holds=False)) if node.expr2 is not None else _NONE)
    if isinstance(node, nodes.Filter):
        return _filtered(node)
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        return _of(node.node)
    if isinstance(node, nodes.Add | nodes.Sub):
        return _of(node.left) | _of(node.right)
    if isinstance(node, nodes.Concat):
        return _of_all(list(node.nodes))
    return _NONE  # what is compared or asked may be without a value


def _filtered(node: nodes.Filter) -> Names:
    args = _of_all(list(node.args))
    if node.node is None or node.name in ("default", "length", "count", "join"):
        return args if node.name != "default" else _NONE
    return _of(node.node) | args


def _sure(node: nodes.Node, *, holds: bool) -> Names:
    if isinstance(node, nodes.Not):
        return _sure(node.node, holds=not holds)
    if isinstance(node, nodes.And if holds else nodes.Or):
        return _sure(node.left, holds=holds) | _sure(node.right, holds=holds)
    if isinstance(node, nodes.Or if holds else nodes.And):
        return _sure(node.left, holds=holds) & _sure(node.right, holds=holds)
    if isinstance(node, nodes.Test) and isinstance(node.node, nodes.Name) and node.name in ("defined", "undefined"):
        return frozenset({node.node.name}) if holds == (node.name == "defined") else _NONE
    if isinstance(node, nodes.Compare):
        return _compared(node, holds=holds)
    if not holds:
        return _NONE
    return _of(node)


def _compared(node: nodes.Compare, *, holds: bool) -> Names:
    """A name without a value is equal to nothing, less than nothing and in nothing; it differs from everything."""
    sure = _NONE
    left = node.expr
    for operand in node.ops:
        positive = operand.op not in ("ne", "notin")
        if (positive and holds) or (not positive and not holds and len(node.ops) == 1):
            sides = _of(left), _of(operand.expr)
            # Two names without a value are equal.
            sure |= sides[0] | sides[1] if operand.op not in ("eq", "ne") or not all(sides) else _NONE
        left = operand.expr
    return sure
