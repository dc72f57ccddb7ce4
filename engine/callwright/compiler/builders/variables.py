"""Variables: ``name: value``, or ``{type, value, secret, given}``."""

from __future__ import annotations

from typing import Any

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.nodes import Node
from callwright.compiler.report import told
from callwright.core.model import Variable
from callwright.understanding.typed import canonical


def variables(context: Context) -> dict[str, Variable]:
    """Every variable of the flow, with what each call begins with."""
    made: dict[str, Variable] = {}
    for name, entry in context.sections.variables.items():
        node = entry.value
        type = reading.text(reading.child(node, "type"))
        context.declare(name, entry.key, type)
        if not context.sections.usable("variables", name):
            continue
        secret = reading.switch(reading.child(node, "secret"))
        if secret:
            context.secrets.add(name)
        given = reading.switch(reading.child(node, "given"))
        written = reading.child(node, "value") if node.kind == "map" else node
        made[name] = Variable(name, _value(context, written, type), entry.key.span, type, secret, given)
    return made


def _value(context: Context, node: Node | None, type: str) -> Any:
    if node is None or (node.kind == "scalar" and node.plain and not node.raw):
        return None
    if type == "yes_no" and reading.is_switch(node):
        return reading.switch(node)
    value = reading.typed_value(node, type) if type else reading.plain_value(node)
    if type and not _in_braces(value):
        try:
            return canonical(type, value, language=context.languages[0])
        except ValueError as problem:
            message, help = told(problem)
            context.report.add("bad-value", message, node, help)
            return None
    if _in_braces(value):
        context.report.add(
            "bad-value",
            "A variable begins with a fixed value.",
            node,
            'Leave the braces out here, and use "set" in a state for values that are put together.',
        )
    return value


def _in_braces(value: Any) -> bool:
    return isinstance(value, str) and "{{" in value
