"""What an edit may not lose: everything outside it, and that it still means the same.

A text is held against what it was before: every key, value and comment that no edit touches must be there again, in
its order, reading the same. That its characters are there says nothing: a quote too few makes the lines below a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from callwright.compiler.comments import comments_in
from callwright.compiler.document import parse
from callwright.compiler.editing.text import TextFile
from callwright.compiler.nodes import Node
from callwright.diagnostics.model import Edit, Severity, has_errors


class _Piece(NamedTuple):
    """A key, a value or a comment: where it stands, what it is and says, and where the key stands that it is under."""

    start: int
    end: int
    what: str
    says: str
    under: int = -1


def keeps(before: TextFile, after: TextFile, edits: Sequence[Edit]) -> bool:
    """Whether ``after``, made of ``before`` by ``edits``, has all that they do not touch, under the same keys."""
    old, new = _pieces(before), _pieces(after)
    if new is None or old is None:
        # What could not be read before cannot have been lost; what cannot be read after may well be.
        return new is not None or old is None
    touched = _touched(before, edits)
    at = {piece.start: piece for piece in new}
    changed = {
        piece.start for piece in old if any(start <= piece.end and piece.start <= end for start, end, _ in touched)
    }

    def moved(place: int) -> int:
        return place + sum(longer for _, end, longer in touched if end <= place)

    for piece in old:
        if piece.start in changed:
            continue
        again = at.get(moved(piece.start))
        if again is None or (again.what, again.says) != (piece.what, piece.says):
            return False
        if piece.under not in changed and again.under != (moved(piece.under) if piece.under >= 0 else -1):
            return False
    return True


def faults(file: TextFile) -> int:
    """How many errors there are in the YAML itself."""
    return sum(found.severity is Severity.ERROR for found in parse(file.data, "").diagnostics)


def _touched(file: TextFile, edits: Sequence[Edit]) -> list[tuple[int, int, int]]:
    """Of each edit: the characters it replaces, and by how many the text grows."""
    starts = [0]
    for line in file.plain.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    made = []
    for edit in edits:
        start = starts[edit.span.line - 1] + edit.span.column - 1
        end = starts[edit.span.end_line - 1] + edit.span.end_column - 1
        made.append((start, end, len(edit.text) - (end - start)))
    return made


def _pieces(file: TextFile) -> list[_Piece] | None:
    document = parse(file.data, "")
    if document.root is None or has_errors(document.diagnostics):
        return None
    source = document.root.source
    comments = [_Piece(one.start, one.end, "comment", one.text) for one in comments_in(source, document.root)]
    return [*_scalars(document.root), *comments]


def _scalars(root: Node) -> Iterator[_Piece]:
    """Every key and value, shared ones where they are written."""
    waiting = [(root, -1)]
    seen: set[int] = set()
    while waiting:
        node, under = waiting.pop()
        if node.kind == "scalar":
            yield _Piece(node.start, node.end, "plain" if node.plain else "text", node.raw, under)
            continue
        if id(node) in seen:
            continue
        seen.add(id(node))
        for entry in node.entries.values():
            yield _Piece(entry.key.start, entry.key.end, "key", entry.key.raw, under)
            waiting.append((entry.value, entry.key.start))
        waiting.extend((item, under) for item in node.items)
