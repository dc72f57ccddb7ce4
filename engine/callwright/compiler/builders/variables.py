"""Variables: ``name: value``, or ``{type, value, secret}``."""

from __future__ import annotations

import re
from typing import Any

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.nodes import Node
from callwright.core.model import Variable

_SEPARATORS = re.compile(r"[\s./-]+")


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
        written = reading.child(node, "value") if node.kind == "map" else node
        made[name] = Variable(name, _value(context, written, type), entry.key.span, type, secret)
    return made


def _value(context: Context, node: Node | None, type: str) -> Any:
    if node is None or (node.kind == "scalar" and node.plain and not node.raw):
        return None
    if type == "digits":
        digits = _SEPARATORS.sub("", reading.text(node))
        if not (digits.isascii() and digits.isdigit()):
            context.report.add(
                "bad-value", f'"{reading.text(node)}" is not made of digits.', node, "Write digits only."
            )
        return digits
    if type == "yes_no":
        if not reading.is_switch(node):
            context.report.add("bad-value", f'"{reading.text(node)}" is neither yes nor no.', node, "Write yes or no.")
        return reading.switch(node)
    value = reading.plain_value(node)
    if isinstance(value, str) and "{{" in value:
        context.report.add(
            "bad-value",
            "A variable begins with a fixed value.",
            node,
            'Leave the braces out here, and use "set" in a state for values that are put together.',
        )
    return value
