"""Mends and silencing comments that are offered at a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from callwright.compiler.nodes import Node
from callwright.diagnostics.catalog import CATALOG
from callwright.diagnostics.levels import settable
from callwright.diagnostics.model import Diagnostic, Edit, Span
from callwright.language_server.folder import Known

REASON = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in an edit's text where the author writes a reason."""


class Action(NamedTuple):
    """``edits`` mend ``found``, or silence it. ``preferred``: the likeliest mend of all."""

    title: str
    edits: tuple[Edit, ...]
    found: Diagnostic
    preferred: bool = False


def actions(known: Known, file: str, first: int, last: int) -> tuple[Action, ...]:
    """What can be done about the findings that touch the lines from ``first`` to ``last``: the mends, then silence."""
    touched = [one for one in known.found.get(file, ()) if one.span.line <= last and one.span.end_line >= first]
    return (*_mends(touched), *_silencing(known, file, touched))


def _mends(found: Sequence[Diagnostic]) -> Iterator[Action]:
    for one in found:
        for place, fix in enumerate(one.fixes):
            yield Action(fix.title, fix.edits, one, preferred=place == 0 and len(one.fixes) == 1)


def _silencing(known: Known, file: str, found: Sequence[Diagnostic]) -> Iterator[Action]:
    root = known.root(file)
    lines = known.sources.get(file, ())
    offered: set[tuple[str, int]] = set()
    for one in found:
        entry = CATALOG.get(one.code)
        if entry is None or not settable(entry) or root is None:
            continue
        line = _first_line(root, one.span.line)
        if (one.code, line) in offered or line > len(lines):
            continue
        offered.add((one.code, line))
        indent = re.match(r"[ ]*", lines[line - 1])
        assert indent is not None
        comment = f"{indent.group()}# callwright: allow {one.code} because {REASON}\n"
        edit = Edit(Span(file, line, 1, line, 1), comment)
        yield Action(f"Allow “{entry.title.rstrip('.')}” here, with a reason", (edit,), one)


def _first_line(root: Node, line: int) -> int:
    """The line that a comment can stand above: of a text of several lines the one that it begins in."""
    node = root
    while True:
        below: Node | None = None
        begins = line
        pairs = [(entry.key, entry.value) for entry in node.entries.values()] or [(item, item) for item in node.items]
        for key, value in pairs:
            # A file is read in parts, and a key's own value ends with the first of them.
            ends = max((one.value.span.end_line for one in value.entries.values()), default=value.span.end_line)
            if key.span.line <= line <= max(ends, value.span.end_line):
                below, begins = value, key.span.line
        if below is None:
            return line
        if below.kind == "scalar":
            return begins
        node = below


def difference(file: str, before: str, after: str) -> tuple[Edit, ...]:
    """One edit that makes one text of another, as small as whole lines allow; none where they are equal."""
    if before == after:
        return ()
    old, new = before.split("\n"), after.split("\n")
    start = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    most = min(len(old), len(new)) - start
    end = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    put = new[start : len(new) - end]
    if end:
        return (Edit(Span(file, start + 1, 1, len(old) - end + 1, 1), "".join(f"{line}\n" for line in put)),)
    last = len(old)
    if start == 0:
        return (Edit(Span(file, 1, 1, last, len(old[-1]) + 1), "\n".join(put)),)
    at = len(old[start - 1]) + 1
    return (Edit(Span(file, start, at, last, len(old[-1]) + 1), "".join(f"\n{line}" for line in put)),)
