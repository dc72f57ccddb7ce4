"""What a template may do, checked once when a flow is loaded; and what it asks of the flow around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeVar

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from callwright.core.filters import ARGUMENTS, UNITS
from callwright.core.sandbox import FILTERS, TESTS
from callwright.core.template_faults import TemplateProblem, mended, not_callable, secret_elsewhere
from callwright.diagnostics.nearest import nearest

FUNCTIONS = frozenset({"was_heard", "open", "opens_next"})
"""Names that may be called, each with one name in quotes."""

_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Filter, nodes.Test,
    nodes.Getattr, nodes.Getitem, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or,
    nodes.Not, nodes.Neg, nodes.Add, nodes.Sub, nodes.Concat, nodes.List, nodes.Tuple, nodes.Call,
)  # fmt: skip

_WHY: Mapping[type[nodes.Node], str] = {
    nodes.For: "repeats something ('for')",
    nodes.Mul: "multiplies ('*')",
    nodes.Pow: "raises to a power ('**')",
    nodes.Assign: "sets a variable ('set')",
    nodes.Macro: "defines a macro",
    nodes.Include: "includes another file",
    nodes.Import: "imports another file",
    nodes.Slice: "cuts out a slice",
    nodes.Mod: "uses '%'",
    nodes.Div: "divides ('/')",
}

_FILTERS_ELSEWHERE = {"speak": "say", "spoken": "say", "currency": "money", "len": "length", "strip": "trim"}
"""What other tools call a filter."""

_CURRENCY = re.compile(r"[A-Z]{3}")
_ENV_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


class Uses(NamedTuple):
    """What a template looks up: ``names``; the prompts that it asks ``was_heard`` about; the hours that ``open`` and
    ``opens_next`` ask; the secrets of the environment that it inserts."""

    names: frozenset[str] = frozenset()
    heard: frozenset[str] = frozenset()
    asks: frozenset[str] = frozenset()
    env: frozenset[str] = frozenset()


_Tree = TypeVar("_Tree", bound=nodes.Node)


def admit(tree: _Tree, source: str) -> tuple[_Tree, Uses]:
    """Refuse what a template may not do, and tell what it uses.

    In the tree that comes back ``say`` has the name of the slot it speaks, and comparisons know money. It may have
    to be told its environment again.
    """
    every = list(_walk(tree))
    called = {id(node.node) for node in every if isinstance(node, nodes.Call)}
    for node in every:
        if isinstance(node, nodes.Name) and node.name in FUNCTIONS and id(node) not in called:
            raise TemplateProblem(
                f'"{node.name}" asks about a name, which stands behind it in brackets and quotes.',
                f"Write: {node.name}('name')",
            )
        if not isinstance(node, _ALLOWED):
            why = _WHY.get(type(node), "does something")
            raise TemplateProblem(
                f'This {why}, which a call does not need: "{source}".',
                "A template can insert values, compare them, filter them with | and choose with if.",
            )
        if isinstance(node, nodes.Call):
            _admit_call(node, source)
        elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            raise TemplateProblem(f'".{node.attr}" is not a part of any value.', "Remove it.")
        elif isinstance(node, nodes.Getitem) and not isinstance(node.arg, nodes.Const):
            raise TemplateProblem("In [ ] only a number or a name in quotes is allowed.", "Write for example: items[0]")
        elif isinstance(node, nodes.Filter):
            _admit_filter(node, source)
        elif isinstance(node, nodes.Test) and node.name not in TESTS:
            raise TemplateProblem(
                f'Nothing can be asked with "is {node.name}".', 'Behind "is" can stand: ' + ", ".join(TESTS) + "."
            )
    uses = _uses(every)
    if any(isinstance(node, nodes.Compare) for node in every):
        tree = _Comparisons().visit(tree)
    return tree, uses


def _admit_call(node: nodes.Call, source: str) -> None:
    name = node.node.name if isinstance(node.node, nodes.Name) else ""
    if name not in FUNCTIONS or node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise not_callable(node, name, source, FUNCTIONS, FILTERS)
    if len(node.args) != 1 or not isinstance(node.args[0], nodes.Const) or not isinstance(node.args[0].value, str):
        only = node.args[0] if len(node.args) == 1 else None
        if isinstance(only, nodes.Name) and (written := re.search(rf"{name}\s*\(\s*{only.name}\s*\)", source)):
            raise mended(f"{name} takes one name in quotes.", written.group(), f"{name}('{only.name}')")
        raise TemplateProblem(f"{name} takes one name in quotes.", f"Write: {name}('name')")


def _admit_filter(node: nodes.Filter, source: str) -> None:
    if node.name not in FILTERS:
        near = _FILTERS_ELSEWHERE.get(node.name) or nearest(node.name, FILTERS)
        written = re.search(rf"\|(\s*){node.name}\b", source)
        known = "Filters: " + ", ".join(sorted(FILTERS)) + "."
        if near and written:
            message = f'There is no filter "{node.name}". Did you mean "{near}"?'
            raise TemplateProblem(message, known, found=written.group(), mended=f"|{written[1]}{near}")
        raise TemplateProblem(f'There is no filter "{node.name}".', known)
    if node.name == "say" and isinstance(node.node, nodes.Name) and not node.args:
        node.args = [nodes.Const(node.node.name, lineno=node.lineno)]
    takes = ARGUMENTS.get(node.name)
    if takes is None:
        return
    if node.kwargs or node.dyn_args or node.dyn_kwargs or not takes.fewest <= len(node.args) <= takes.most:
        raise TemplateProblem(f'The filter "{node.name}" is not written like this.', f"Write: {takes.example}")
    last = node.args[-1] if node.args else None
    if not isinstance(last, nodes.Const):
        return
    if node.name == "money" and not (isinstance(last.value, str) and _CURRENCY.fullmatch(last.value)):
        raise TemplateProblem(f'"{last.value}" is no currency.', "Write its three capitals, for example: money('EUR')")
    if node.name == "plus" and len(node.args) == 2 and last.value not in UNITS:
        raise TemplateProblem(
            f'"{last.value}" is no unit of time.', f"There are: {', '.join(unit for unit in UNITS if unit[-1] == 's')}."
        )


def _uses(every: list[nodes.Node]) -> Uses:
    called: dict[str, set[str]] = {name: set() for name in FUNCTIONS}
    env: set[str] = set()
    inserted = {id(child) for node in every if isinstance(node, nodes.Output) for child in node.nodes}
    reached = 0
    for node in every:
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            called[node.node.name].add(node.args[0].as_const())
        elif isinstance(node, nodes.Getattr) and _is_env(node.node):
            if id(node) not in inserted or not _ENV_NAME.fullmatch(node.attr):
                raise secret_elsewhere(node.attr)
            env.add(node.attr)
            reached += 1
    if sum(_is_env(node) for node in every) > reached:
        raise secret_elsewhere("")
    return Uses(
        frozenset(node.name for node in every if isinstance(node, nodes.Name)),
        frozenset(called["was_heard"]),
        frozenset(called["open"] | called["opens_next"]),
        frozenset(env),
    )


def _is_env(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "env"


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


_TEST_OF = {"eq": "eq", "ne": "ne", "lt": "lt", "lteq": "le", "gt": "gt", "gteq": "ge"}


class _Comparisons(NodeTransformer):
    """``a < b`` becomes the test ``a is lt(b)``, which knows money; ``in`` stays what it is."""

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802 - Jinja calls it
        self.generic_visit(node)
        left, pairs = node.expr, []
        for operand in node.ops:
            pairs.append(self._pair(left, operand, node.lineno))
            left = operand.expr
        joined = pairs[0]
        for pair in pairs[1:]:
            joined = nodes.And(joined, pair, lineno=node.lineno)
        return joined

    def _pair(self, left: nodes.Expr, operand: nodes.Operand, lineno: int) -> nodes.Expr:
        if operand.op in _TEST_OF:
            return nodes.Test(left, _TEST_OF[operand.op], [operand.expr], [], None, None, lineno=lineno)
        return nodes.Compare(left, [operand], lineno=lineno)
