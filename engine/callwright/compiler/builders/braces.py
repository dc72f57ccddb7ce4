"""Braces that are not a template: ``{name}`` and halves such as ``name }}`` in a spoken text."""

from __future__ import annotations

import re

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.builders.faulty import instead
from callwright.compiler.nodes import Node
from callwright.core.template_faults import half_braces
from callwright.diagnostics.model import Span

_SINGLE = re.compile(r"(?<!\{)\$?\{\s*([A-Za-z_]\w*)\s*\}(?!\})")


def note_braces(context: Context, node: Node) -> None:
    """Note what stands in single braces, for when all names are known; report a half at once."""
    written = reading.text(node)
    if "}" not in written:
        return
    for found in _SINGLE.finditer(written):
        context.braced.append((found.group(1), _place(node, found.group())))
    if "{{" in written or "{%" in written or "}}" not in written:
        return
    half = half_braces(written)
    if half is not None and not _OPENED.search(written):
        context.report.add(
            "bad-template",
            f'The braces of "{half[0]}" do not match.',
            _place(node, half[0]),
            f"A value has two braces on each side: {half[1]}",
            fixes=instead(node, *half)[1],
        )


_OPENED = re.compile(r"\{\s*[A-Za-z_][^{}]*\}\}")
"""What ``compile_text`` refuses by itself."""


def _place(node: Node, found: str) -> Span:
    start = node.source.text.find(found, node.start, node.end)
    return node.source.span(start, start + len(found)) if start >= 0 else node.span
