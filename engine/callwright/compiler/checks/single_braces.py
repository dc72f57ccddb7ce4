"""A name in single braces in a request: what is sent is what is written, braces and all."""

from __future__ import annotations

import re

from callwright.compiler.checks.subject import Subject
from callwright.compiler.nodes import Node
from callwright.core.model import Form, Request, State
from callwright.diagnostics.model import Edit, Fix

_SINGLE = re.compile(r"(?<!\{)\{\s*([A-Za-z_][\w.]*)\s*\}(?!\})")


def check(subject: Subject, state: State) -> None:
    """Look at the paths, queries and bodies of the requests of a state."""
    if not isinstance(state.act, Request | Form):
        return
    pending = [subject.written(state.name).value]
    while pending:
        node = pending.pop()
        pending.extend(node.items)
        for key, entry in node.entries.items():
            if key == "request":
                for part in ("path", "query", "body"):
                    if part in entry.value.entries:
                        _look(subject, entry.value.entries[part].value)
            elif entry.value.kind != "scalar":
                pending.append(entry.value)


def _look(subject: Subject, node: Node) -> None:
    for inner in (*node.items, *(entry.value for entry in node.entries.values())):
        _look(subject, inner)
    if node.kind != "scalar" or "{" not in node.raw:
        return
    text = node.source.text
    for found in _SINGLE.finditer(text, node.start, node.end):
        name = found.group(1)
        if name.split(".")[0] not in subject.context.declared:
            continue  # a service may want braces of its own
        at = node.source.span(*found.span())
        subject.report.add(
            "single-braces",
            f'"{found.group()}" with one brace on each side is sent as it is written, not the value of "{name}".',
            at,
            f"To send its value, write two braces on each side: {{{{ {name} }}}}",
            fixes=(Fix("Write two braces on each side", (Edit(at, f"{{{{ {name} }}}}"),)),),
        )
