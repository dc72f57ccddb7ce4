"""Texts that are plainly a key whose colon was forgotten: ``- go_to bye`` would be spoken."""

from __future__ import annotations

import re

from callwright.compiler.builders import reading
from callwright.compiler.builders.context import Context
from callwright.compiler.nodes import Node

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
    )
