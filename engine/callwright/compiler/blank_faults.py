"""Blanks that are missing, or that only look like one: after the colon of a name and after the dash of an item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from callwright.compiler.complaint import Complaint
from callwright.compiler.mend import cut, replaced, short, write
from callwright.compiler.reading import INVISIBLE, invisible
from callwright.compiler.source import Source
from callwright.diagnostics.catalog import finding
from callwright.diagnostics.model import Diagnostic, Edit, Fix

_NO_BLANK = re.compile(r"\s*(?:- +)*([A-Za-z_][\w-]*):(?![\s/])\S")
_GLUED_DASH = re.compile(r"\s*(-)(?=[^\W\d_]|[\"'(<]|\+\d)")
_INVISIBLE_BLANK = re.compile(rf"\s*(?:- +)*([A-Za-z_][\w-]*):([{INVISIBLE}])")


def no_blank(c: Complaint) -> Iterator[Diagnostic]:
    """``flow:one`` in this line or the one above."""
    if "mapping values" not in c.problem and "expected ':'" not in c.problem:
        return
    for line in (c.line, c.line_above(), c.source.line_of(c.context_at)):
        match = _NO_BLANK.match(c.source.line_text(line)) if line else None
        if match:
            start = c.source.start_of(line)
            name = match.group(1)
            message = f"There is no blank after the colon of '{name}:'."
            help = write(replaced(c.source, start + match.start(1), start + match.end(1) + 1, f"{name}: "))
            after = c.source.span(start + match.end(1) + 1, start + match.end(1) + 1)
            # What stands below might be swallowed by it, or belong to it only without it.
            safe = not c.holds_more(line, match.start(1))
            fixes = (Fix("Put a blank after the colon", (Edit(after, " "),), safe),)
            yield c.tell("missing-blank", message, start + match.start(1), start + match.end(1) + 1, help, fixes=fixes)
            return


def invisible_blank(c: Complaint) -> Iterator[Diagnostic]:
    """A no-break space or its kin after the colon, so that there is no blank."""
    for line in (c.line, c.line_above(), c.source.line_of(c.context_at)):
        match = _INVISIBLE_BLANK.match(c.source.line_text(line)) if line else None
        if match:
            at = c.source.start_of(line) + match.start(2)
            yield invisible(c.source, at, f'after the colon of "{match.group(1)}:"')
            return


def no_blank_after_dash(c: Complaint) -> Iterator[Diagnostic]:
    """``-Are you still there?``"""
    for line in (c.line, c.line_above(), c.source.line_of(c.context_at)):
        match = _GLUED_DASH.match(c.source.line_text(line)) if line else None
        if match:
            yield glued_dash(c.source, c.source.start_of(line) + match.start(1))
            return


def glued_dash(source: Source, start: int) -> Diagnostic:
    """The finding about a dash without a blank after it."""
    line = source.line_text(source.line_of(start)).strip()
    message = f'There is no blank after the dash of "{short(line)}", so it is no item of a list.'
    fixes = (Fix("Put a blank after the dash", (Edit(source.span(start + 1, start + 1), " "),), safe=True),)
    return finding("missing-blank", message, source.span(start, start + 1), write(cut(f"- {line[1:]}")), fixes=fixes)
