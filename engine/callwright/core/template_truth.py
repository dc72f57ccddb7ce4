"""Conditions that hold whatever the call is like, and those that never do.

Theory of operation. A condition is worked out with "unknown" for everything that only the call knows: "and", "or" and
"not" of what is left decide. Beside that, two things asked of one name may exclude each other: ``x == 'a' and
x == 'b'``, ``n > 5 and n < 3``; and one of two may always be so: ``x != 'a' or x != 'b'``. What cannot be told is
``None``: nobody is told of a guess.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from callwright.core.template_parser import parse_expression
from callwright.core.templates import Condition

_SIGNS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
_TURNED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_DOES: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_CONSTANTS = ("true", "false", "True", "False", "not", "'", '"', "and", "or", "1", "0")

Asked = tuple[str, str, Any]
"""What is asked of a name: ``(x, ==, 'a')``."""


def holds(condition: Condition | None) -> bool | None:
    """Whether a condition always holds (``True``), never (``False``), or depends on the call. None is always."""
    if condition is None:
        return True
    if not any(word in condition.source for word in _CONSTANTS):
        return None  # nothing in it is fixed, and parsing is not free
    return _known(condition.source)


@lru_cache(maxsize=4096)
def _known(source: str) -> bool | None:
    tree = expression(source)
    return _holds(tree) if tree is not None else None


def expression(source: str) -> nodes.Expr | None:
    """A condition as a tree."""
    try:
        return parse_expression(source)
    except TemplateSyntaxError:
        return None


def _holds(node: nodes.Node) -> bool | None:
    if isinstance(node, nodes.Const):
        return bool(node.value)
    if isinstance(node, nodes.Not):
        inner = _holds(node.node)
        return None if inner is None else not inner
    if isinstance(node, nodes.And):
        return _all(list(_parts(node, nodes.And)))
    if isinstance(node, nodes.Or):
        return _any(list(_parts(node, nodes.Or)))
    return _fixed(node) if isinstance(node, nodes.Compare) else None


def _all(parts: list[nodes.Node]) -> bool | None:
    told = [_holds(part) for part in parts]
    if False in told:
        return False
    asked = [one for part in parts if (one := _asked(part)) is not None]
    if any(_exclude(one, other) for place, one in enumerate(asked) for other in asked[place + 1 :]):
        return False
    return True if all(told) else None


def _any(parts: list[nodes.Node]) -> bool | None:
    told = [_holds(part) for part in parts]
    if True in told:
        return True
    asked = [one for part in parts if (one := _asked(part)) is not None]
    # One of two is always so where their opposites exclude each other. Of a name without a value only "!=" is true,
    # so the others are no such pair.
    turned = [(name, _OPPOSITE[sign], fixed) for name, sign, fixed in asked if sign == "!="]
    if any(_exclude(one, other) for place, one in enumerate(turned) for other in turned[place + 1 :]):
        return True
    return False if told and all(one is False for one in told) else None


def _parts(node: nodes.Node, kind: type[nodes.BinExpr]) -> Iterator[nodes.Node]:
    if isinstance(node, kind):
        yield from _parts(node.left, kind)
        yield from _parts(node.right, kind)
    else:
        yield node


def _asked(node: nodes.Node) -> Asked | None:
    """What a comparison of a name with a fixed value asks."""
    if not isinstance(node, nodes.Compare) or len(node.ops) != 1 or node.ops[0].op not in _SIGNS:
        return None
    left, sign, right = node.expr, _SIGNS[node.ops[0].op], node.ops[0].expr
    if isinstance(left, nodes.Const):
        left, sign, right = right, _TURNED[sign], left
    name = _name(left)
    return (name, sign, right.value) if name and isinstance(right, nodes.Const) else None


def _name(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        inner = _name(node.node)
        return f"{inner}.{node.attr}" if inner else ""
    return ""


def _exclude(one: Asked, other: Asked) -> bool:
    """Whether nothing can be both."""
    if one[0] != other[0]:
        return False
    if one[1] != "==":
        one, other = other, one
    (_, sign, fixed), (_, second, limit) = one, other
    if sign == "==" and second == "==":
        return type(fixed) is type(limit) and bool(fixed != limit)
    if not _is_number(fixed) or not _is_number(limit):
        return sign == "==" and second == "!=" and type(fixed) is type(limit) and bool(fixed == limit)
    if sign == "==":
        return _compares(fixed, second, limit) is False
    if sign in ("<", "<=") and second in (">", ">="):
        fixed, limit, sign, second = limit, fixed, second, sign
    if sign in (">", ">=") and second in ("<", "<="):
        return bool(fixed > limit or (fixed == limit and (sign, second) != (">=", "<=")))
    return False


def _compares(one: Any, sign: str, other: Any) -> bool | None:
    try:
        return bool(_DOES[sign](one, other))
    except TypeError:
        return None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _fixed(node: nodes.Compare) -> bool | None:
    """What a comparison of two fixed values of one kind comes to."""
    if len(node.ops) != 1 or node.ops[0].op not in _SIGNS:
        return None
    left, right = node.expr, node.ops[0].expr
    if not isinstance(left, nodes.Const) or not isinstance(right, nodes.Const):
        return None
    one, other = left.value, right.value
    return _compares(one, _SIGNS[node.ops[0].op], other) if type(one) is type(other) else None
