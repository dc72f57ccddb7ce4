"""Where in the author's file something stands that a compiled flow knows only by its text."""

from __future__ import annotations

from callwright.compiler.checks.subject import Subject
from callwright.compiler.nodes import Node
from callwright.diagnostics.model import Edit, Fix, Span


def place_in(subject: Subject, source: str, within: Span, word: str = "") -> Span:
    """The place of a template or condition inside the part it belongs to, or of one ``word`` of it.

    ``within`` is the part as the compiled flow knows it: the prompt, the target. It is the answer where the text is
    not found in it.
    """
    for use in subject.context.uses:
        if use.source == source and inside(use.node.span, within):
            return use.node.place_of(word) if word else use.node.span
    return within


def inside(inner: Span, outer: Span) -> bool:
    """Whether one place lies in the other."""
    return (
        inner.file == outer.file
        and (outer.line, outer.column) <= (inner.line, inner.column)
        and (inner.end_line, inner.end_column) <= (outer.end_line, outer.end_column)
    )


def line_removed(node: Node) -> tuple[Fix, ...]:
    """The mend that takes a phrase out, where it has a line of a list to itself."""
    span = node.span
    line = node.source.line_text(span.line)
    if line[: span.column - 1].strip() != "-" or span.line != span.end_line or line[span.end_column - 1 :].strip():
        return ()
    begin = node.source.span(node.start - span.column, node.end)  # with the end of the line before
    return (Fix("Remove this phrase", (Edit(begin, ""),)),)
