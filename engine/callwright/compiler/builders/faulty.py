"""A template or a condition with a mistake, told at its place in the author's file and with its mend."""

from __future__ import annotations

import re

from callwright.compiler.fixing import bare, write
from callwright.compiler.mend import quoted
from callwright.compiler.nodes import Node
from callwright.compiler.report import Report
from callwright.compiler.sections import Sections
from callwright.core.templates import TemplateProblem
from callwright.diagnostics.model import Fix, Span

_ASKS = re.compile(r"(open|opens_next)\('name'\)")
_NEEDS_QUOTES = re.compile(r"[\s'\"{}\[\]&*!|>%@`#,?-]|.*(?:: | #)", re.DOTALL)


def tell(report: Report, code: str, node: Node, problem: TemplateProblem, sections: Sections) -> None:
    """Report a problem with a text at the piece that is wrong."""
    message, help, found, mended = problem.message, problem.help, problem.found, problem.mended
    if (asks := _ASKS.search(help)) is not None and sections.hours:
        ours = f"{asks[1]}('{next(iter(sections.hours))}')"
        help = help.replace(asks.group(), ours)
        if not found and re.fullmatch(rf"{asks[1]}(?:\(\s*\))?", node.raw.strip()):
            found, mended = node.raw.strip(), ours
    place, fixes = instead(node, found, mended)
    report.add(code, message, place or node, help, fixes=fixes)


def instead(node: Node, found: str, mended: str) -> tuple[Span | None, tuple[Fix, ...]]:
    """Where a piece of a text stands, and the mend that puts another in its place, where it stands there as it is.

    A text that comes to need quotes gets them.
    """
    text = node.source.text
    start = text.find(found, node.start, node.end) if found else -1
    if start < 0 or text.find(found, start + 1, node.end) >= 0:
        return None, ()
    span = node.source.span(start, start + len(found))
    if not mended:
        return span, ()
    mark = "" if node.plain else text[node.start]
    if mark == "'":
        mended = mended.replace("'", "''")
    elif mark == '"':
        mended = mended.replace('"', '\\"')
    elif mark == "":
        whole = text[node.start : start] + mended + text[start + len(found) : node.end]
        if _NEEDS_QUOTES.match(whole):
            return span, (write(quoted(whole), bare(node)),)
    return span, (write(mended, span),)
