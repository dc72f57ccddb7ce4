"""A file brought into the one form: keys in the order of the language, two blanks a step, nothing at the ends of lines.

Laws, each proven on every file before it is given back:

- the file says the same: every value reads as before, under the same keys; names of the author's are in his order;
- every comment is there, as often as before;
- where a file is written in a way that does not let itself be sorted so, only its layout is changed; where that does
  not hold either, nothing is.

Formatting twice is formatting once (a test holds it for all files that there are, and for shuffled ones).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from callwright.compiler.comments import comments_in
from callwright.compiler.document import Document, parse
from callwright.compiler.editing.layout import Layout, OddLayoutError, Route, SortKeys
from callwright.compiler.editing.order import sorted_keys
from callwright.compiler.editing.text import TextFile
from callwright.compiler.nodes import Node
from callwright.diagnostics.model import Diagnostic, has_errors

_TESTS = (".test.yaml", ".test.yml")


@dataclass(frozen=True, slots=True)
class Formatted:
    """``data`` is the file in its one form: as it was where it cannot be read as YAML, which ``refused`` tells."""

    data: bytes
    refused: tuple[Diagnostic, ...] = ()


def formatted(data: bytes, file: str) -> Formatted:
    """The file in its one form. ``file`` is its name in diagnostics; of a test script the keys keep their order."""
    document = parse(data, file)
    text = TextFile.of(data)
    if text is None or document.root is None or has_errors(document.diagnostics):
        return Formatted(data, document.diagnostics)
    if not document.root.entries:
        return Formatted(data)
    ways: tuple[SortKeys, ...] = (_as_they_are,) if file.endswith(_TESTS) else (_once(sorted_keys), _as_they_are)
    comments = {one.line for one in comments_in(document.root.source, document.root) if one.alone}
    for way in ways:
        try:
            written = Layout(document.root, comments, way).written()
        except OddLayoutError:
            continue
        made = text.with_plain(written).data
        if made == data or _same(document, parse(made, file), way):
            return Formatted(made)
    return Formatted(data)


def _once(way: SortKeys) -> SortKeys:
    """The same way, each map of a file sorted only once."""
    known: dict[Route, list[str]] = {}

    def remembered(root: Node, route: Route, keys: Sequence[str]) -> list[str]:
        if route not in known:
            known[route] = way(root, route, keys)
        return known[route]

    return remembered


def _as_they_are(_root: Node, _route: Route, keys: Sequence[str]) -> list[str]:
    return list(keys)


def _same(before: Document, after: Document, way: SortKeys) -> bool:
    """Whether a file says what it said, with its keys in this order."""
    if before.root is None or after.root is None or has_errors(after.diagnostics):
        return False
    old, new = (Counter(one.text for one in comments_in(root.source, root)) for root in (before.root, after.root))
    if old != new:
        return False
    return all(
        one == other for one, other in zip(_said(before.root, way), _said(after.root, _as_they_are), strict=False)
    )


def _said(root: Node, way: SortKeys) -> Iterator[tuple[Route, str, object]]:
    """Everything that a file says, in the order that ``way`` gives its keys."""
    waiting: list[tuple[Route, Node]] = [((), root)]
    while waiting:
        route, node = waiting.pop()
        if node.kind == "scalar":
            yield route, "plain" if node.plain else "text", node.raw
            continue
        keys: object = way(root, route, list(node.entries)) if node.kind == "map" else len(node.items)
        yield route, node.kind, keys
        names = keys if isinstance(keys, list) else []
        waiting += [((*route, name), node.entries[name].value) for name in names]
        waiting += [((*route, place), item) for place, item in enumerate(node.items)]
