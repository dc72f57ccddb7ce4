"""Texts that are plainly a key whose colon was forgotten: ``- go_to bye`` would be spoken."""

from __future__ import annotations

import re

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.fixing import change_line, write
from callwright.compiler.mend import short
from callwright.compiler.nodes import Node
from callwright.diagnostics.model import Fix

_LEADS = re.compile(r"(?:go_to|call)\s+(\S+)")
_SAYS = re.compile(r"(?:hangup|return)\s+(?:yes|true)|reprompt\s+(?:question|prompts)")


def note_forgotten_colon(context: Context, node: Node) -> None:
    """Report a spoken text that begins with a key of the language and goes on with what belongs there."""
    written = reading.text(node)
    leads = _LEADS.fullmatch(written)
    if node.plain and ((leads is not None and _is_place(context, leads[1])) or _SAYS.fullmatch(written) is not None):
        _tell(context, node, f'"{written}" has no colon, so it is spoken.', ": ".join(written.split()))


def note_bare_state(context: Context, node: Node) -> None:
    """Report a rung that is nothing but the name of a state."""
    written = reading.text(node)
    if node.plain and written in context.sections.states:
        _tell(context, node, f'"{written}" is a state, but here its name is spoken.', f"go_to: {written}")


_SWALLOWED = re.compile(r"\n[ \t]*(-[ \t]?)(?=\S)")


def swallowed_dash(context: Context, node: Node) -> bool:
    """Report a text without quotes that goes on with a line that begins with a dash, and say whether it does so."""
    source = node.source
    if not node.plain or " -" not in node.raw:
        return False
    found = _SWALLOWED.search(source.text, node.start, node.end)
    if found is None:
        return False
    line, below = source.line_of(node.start), source.line_of(found.start(1))
    text = source.line_text(line)
    bare = text.strip()
    if bare.startswith("- "):
        column = len(text) - len(text.lstrip())
        lower = source.line_text(below)
        begins = source.start_of(below) + len(lower) - len(lower.lstrip())
        context.report.add(
            "indentation",
            f'"{short(lower.strip())}" does not begin in the same column as the item above it, so it belongs to that.',
            source.span(begins, source.start_of(below) + len(lower.rstrip())),
            f"Begin it in the same column as line {line}: {short(bare, 30)}",
            fixes=(change_line(source, below, " " * column + lower.lstrip(), "Move it below the item above"),),
        )
        return True
    glued = bare.startswith("-") and not bare.startswith("- ")
    indent = " " * (len(text) - len(text.lstrip()))
    mended = f"- {bare.removeprefix('-')}"
    context.report.add(
        "missing-blank" if glued else "indentation",
        f'There is no blank after the dash of "{short(bare)}", so the lines below belong to it.'
        if glued
        else f'The dash before "{short(bare)}" is missing, so the lines below belong to it.',
        source.span(node.start, source.start_of(line) + len(text.rstrip())),
        f"Write: {mended}",
        fixes=(change_line(source, line, indent + mended, "Write it as an item of the list"),),
    )
    return True


def _is_place(context: Context, name: str) -> bool:
    flow = name.removeprefix("flow:").partition("/")[0]
    return name in context.sections.states or (name.startswith("flow:") and flow in context.flows)


def _tell(context: Context, node: Node, message: str, mended: str) -> None:
    context.report.add(
        "forgotten-colon",
        message,
        node,
        f'Write, in a line of its own and not below "prompts:": {mended}\n'
        "If the caller is to hear these words, put them in quotes.",
        fixes=_as_item(node, mended),
    )


def _as_item(node: Node, mended: str) -> tuple[Fix, ...]:
    """The mend of an item that is nothing but these words."""
    source = node.source
    before = source.text[source.start_of(source.line_of(node.start)) : node.start]
    return (write(mended, node.span),) if before.strip() == "-" else ()
