"""Braces that are not a template: ``{name}`` and halves such as ``name }}`` in a spoken text."""

from __future__ import annotations

import re

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.nodes import Node
from callwright.diagnostics.model import Span

_SINGLE = re.compile(r"(?<!\{)\{\s*([A-Za-z_]\w*)\s*\}(?!\})")
_CLOSED_ONLY = re.compile(r"(?:\{\s*)?\b([A-Za-z_]\w*)\s*\}\}")


def note_braces(context: Context, node: Node) -> None:
    """Note what stands in single braces, for when all names are known; report a half at once."""
    written = reading.text(node)
    if "}" not in written:
        return
    for found in _SINGLE.finditer(written):
        context.braced.append((found.group(1), _place(node, found.group())))
    if "{{" in written or "{%" in written:
        return
    for found in _CLOSED_ONLY.finditer(written):
        context.report.add(
            "bad-template",
            f'The braces of "{found.group()}" do not match.',
            _place(node, found.group()),
            f"A value has two braces on each side: {{{{ {found.group(1)} }}}}",
        )


def _place(node: Node, found: str) -> Span:
    start = node.source.text.find(found, node.start, node.end)
    return node.source.span(start, start + len(found)) if start >= 0 else node.span
