"""The comments of a file: what stands behind a ``#`` that is part of no text.

A ``#`` begins a comment at the start of a line or behind a blank, unless it stands inside a text, with or without
quotes; only the tree knows where those are. Every comment ends with its line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from callwright.compiler.nodes import Node
from callwright.compiler.source import Source
from callwright.diagnostics.model import Span

_HASH = re.compile(r"(?:(?<=[ \t])|^)#[^\n]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: from its ``#`` at ``start`` to the end of its line, as characters of the source's text.

    ``alone``: nothing but blanks stands before it on its ``line``.
    """

    source: Source
    start: int
    end: int
    line: int
    alone: bool

    @property
    def text(self) -> str:
        """All of it, the ``#`` too, without blanks at its end."""
        return self.source.text[self.start : self.end].rstrip()

    @property
    def span(self) -> Span:
        """Its place."""
        return self.source.span(self.start, self.start + len(self.text))


def comments_in(source: Source, root: Node | None) -> list[Comment]:
    """Every comment of a file, in its order. ``root`` is the file's tree; ``None`` where it holds nothing."""
    hashes = list(_HASH.finditer(source.text))
    if not hashes:
        return []
    texts = sorted(_texts(root)) if root is not None else []
    starts = [start for start, _ in texts]
    found = []
    for match in hashes:
        at = match.start()
        before = bisect_right(starts, at) - 1
        if before >= 0 and at < texts[before][1]:
            continue
        line = source.line_of(at)
        alone = not source.text[source.start_of(line) : at].strip(" \t")
        found.append(Comment(source, at, match.end(), line, alone))
    return found


def nodes_of(root: Node) -> Iterator[Node]:
    """Every node of a tree, keys too, each once; shared ones where they are first met."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        if node.kind == "scalar" or id(node) in seen:
            continue
        seen.add(id(node))
        for entry in node.entries.values():
            yield entry.key
            waiting.append(entry.value)
        waiting.extend(node.items)


def _texts(root: Node) -> Iterator[tuple[int, int]]:
    """Where scalars stand. Of a block text the line with its ``|`` or ``>`` is no text: a comment may follow there."""
    for node in nodes_of(root):
        if node.kind != "scalar" or node.end <= node.start:
            continue
        text = node.source.text
        start = node.start
        if not node.plain and text[start] in "|>":
            start = text.find("\n", start, node.end) + 1 or node.end
        yield start, node.end
