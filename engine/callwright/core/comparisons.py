"""What the names of a template or a condition are compared with: the fixed values beside them, as they are written.

Only what stands in the text is told, never what a call makes of it: a name on one side, a fixed value on the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from jinja2 import TemplateSyntaxError, nodes

from callwright.core.template_parser import parse_expression, parse_text

SIGNS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


class Comparison(NamedTuple):
    """``written`` (``card``, ``card[0]``, ``amount.currency``, ``card | length``) begins with ``name`` and is compared
    by ``sign`` with ``fixed``, which stands as ``shown``; ``turned``: the fixed value stood first.

    ``part`` is empty for the name itself, else ``.currency``, ``[0]``, ``| length``.
    """

    name: str
    part: str
    sign: str
    fixed: Any
    shown: str
    turned: bool = False

    @property
    def written(self) -> str:
        """The name with its part."""
        return f"{self.name} {self.part}" if self.part.startswith("|") else self.name + self.part


class _Fixed(NamedTuple):
    value: Any
    shown: str


class BareDay(NamedTuple):
    """Numbers with a minus between them, which an author may mean as a day: ``2026-12-24``."""

    numbers: tuple[int, ...]


@lru_cache(maxsize=10_000)
def comparisons(source: str) -> tuple[Comparison, ...]:
    """Every comparison of a name with a fixed value in a condition or in a text with braces; none where it cannot be
    read."""
    try:
        if "{{" in source or "{%" in source:
            tree: nodes.Node = parse_text(source)
        else:
            tree = parse_expression(source)
    except TemplateSyntaxError:
        return ()
    every = [tree] if isinstance(tree, nodes.Compare) else []
    return tuple(found for node in (*every, *tree.find_all(nodes.Compare)) for found in _of(node, source))


def named_pairs(source: str) -> tuple[tuple[str, str, str], ...]:
    """Every comparison of two names in a condition or in a text with braces: ``(day, <, today)``."""
    if not any(sign in source for sign in "<>="):
        return ()
    try:
        if "{{" in source or "{%" in source:
            tree: nodes.Node = parse_text(source)
        else:
            tree = parse_expression(source)
    except TemplateSyntaxError:
        return ()
    every = [tree] if isinstance(tree, nodes.Compare) else []
    return tuple(pair for node in (*every, *tree.find_all(nodes.Compare)) for pair in _named(node))


def _named(node: nodes.Compare) -> Iterator[tuple[str, str, str]]:
    left = node.expr
    for operand in node.ops:
        one, other = _subject(left), _subject(operand.expr)
        if one is not None and other is not None and operand.op in SIGNS and "[" not in one[1] + other[1]:
            yield "".join(one), SIGNS[operand.op], "".join(other)
        left = operand.expr


def _of(node: nodes.Compare, source: str) -> Iterator[Comparison]:
    left = node.expr
    for operand in node.ops:
        yield from _pair(left, operand.op, operand.expr, source)
        left = operand.expr


def _pair(left: nodes.Expr, how: str, right: nodes.Expr, source: str) -> Iterator[Comparison]:
    if how in ("in", "notin"):
        subject = _subject(left)
        if subject is not None and isinstance(right, nodes.List | nodes.Tuple):
            for item in right.items:
                if (one := _fixed(item, source)) is not None:
                    yield Comparison(*subject, "in", one.value, one.shown)
        return
    sign = SIGNS[how]
    for subject, fixed, turned in (
        (_subject(left), _fixed(right, source), False),
        (_subject(right), _fixed(left, source), True),
    ):
        if subject is not None and fixed is not None:
            yield Comparison(*subject, _TURNED.get(sign, sign) if turned else sign, fixed.value, fixed.shown, turned)


def _subject(node: nodes.Expr) -> tuple[str, str] | None:
    """A name and its part."""
    if isinstance(node, nodes.Name):
        return node.name, ""
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return node.node.name, f".{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.node, nodes.Name) and isinstance(node.arg, nodes.Const):
        return node.node.name, f"[{node.arg.value!r}]"
    if isinstance(node, nodes.Filter) and isinstance(node.node, nodes.Name) and not node.args:
        return node.node.name, f"| {node.name}"
    if isinstance(node, nodes.Filter) and isinstance(node.node, nodes.Getattr) and not node.args:
        inner = _subject(node.node)
        return (inner[0], f"{inner[1]} | {node.name}") if inner is not None else None
    return None


def _fixed(node: nodes.Expr, source: str) -> _Fixed | None:
    if isinstance(node, nodes.Const):
        value = node.value
        if isinstance(value, str):
            return _Fixed(value, next((one for one in (f"'{value}'", f'"{value}"') if one in source), f"'{value}'"))
        return _Fixed(value, str(value).lower() if isinstance(value, bool) else str(value))
    if isinstance(node, nodes.Neg) and isinstance(node.node, nodes.Const) and isinstance(node.node.value, int | float):
        return _Fixed(-node.node.value, f"-{node.node.value}")
    numbers = _numbers(node)
    if numbers is not None and len(numbers) > 1:
        return _Fixed(BareDay(numbers), "-".join(str(one) for one in numbers))
    return None


def _numbers(node: nodes.Node) -> tuple[int, ...] | None:
    if isinstance(node, nodes.Const):
        return (node.value,) if type(node.value) is int else None
    if isinstance(node, nodes.Sub):
        left, right = _numbers(node.left), _numbers(node.right)
        return (*left, *right) if left and right else None
    return None
