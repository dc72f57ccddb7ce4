"""A file against the schema: every finding is told, and what is refused is taken out of the tree.

So the stages that follow see only what the schema allows, and a mistake in one part does not hide those of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from callwright.compiler.document import Document
from callwright.compiler.nodes import Entry, Node
from callwright.compiler.report import Report
from callwright.compiler.schema_finding import Finding, Route, node_at
from callwright.compiler.schema_keys import meant_by
from callwright.compiler.schema_words import tell
from callwright.compiler.shape import along
from callwright.compiler.stray_states import take_out

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

SECTIONS = ("intents", "prompts", "variables", "hours", "services", "states")
"""Sections whose entries have names of the author's."""

_ABOUT_KIND = frozenset({"type", "enum"})
"""Keywords that say the same about one value: that it is of the wrong kind."""


@dataclass(slots=True)
class Refused:
    """What the schema refused in one file.

    ``parts`` are the routes of findings, cut after two keys (``("states", "welcome")``); ``names`` are entries that
    cannot be used at all; ``dropped`` are the nodes that were taken out of the tree.
    """

    parts: set[Route] = field(default_factory=set)
    names: set[Route] = field(default_factory=set)
    dropped: list[Node] = field(default_factory=list)


def check(document: Document, report: Report) -> Refused:
    """Report every finding about one file, and take what is refused out of its tree."""
    refused = Refused()
    for name in take_out(document, report):
        # No key is called like this: what was meant by it is lost, with all the names in it.
        refused.parts |= {("",), ("states", name)}
    if not document.parts:
        _check(document, refused, report)
        return refused
    for part in document.parts:
        if part.fresh:
            before = len(report.diagnostics)
            _check(Document(document.file, part.root, part.root.value, (), document.lines), refused, report)
            part.fresh = False
            part.clean = part.clean and len(report.diagnostics) == before
    document.join()
    return refused


def _check(document: Document, refused: Refused, report: Report) -> None:
    from callwright.compiler.validator import errors  # jsonschema is slow to import, and not every command needs it

    drop: list[tuple[Node, Node]] = []
    kinds: set[Route] = set()
    found = errors(document.data)
    mended = _mended(document, found, refused, report)
    if mended:
        found = errors(document.data)
    for error in found:
        path: Route = tuple(error.absolute_path)
        if error.validator in _ABOUT_KIND:
            if path in kinds:
                continue
            kinds.add(path)
        if not any(path[: len(route)] == route for route in mended):
            tell(Finding(document, path, error, report))
        if "propertyNames" in error.absolute_schema_path:
            path = (*path, str(error.instance))
        refused.parts.add(path[:2])
        if len(path) == 2 and path[0] in SECTIONS:
            refused.names.add(path)
        elif path:
            path = _droppable(document.data, path)
            drop.append((node_at(document, path[:-1]), node_at(document, path)))
    for parent, node in drop:
        parent.entries = {key: entry for key, entry in parent.entries.items() if entry.value is not node}
        parent.items = tuple(item for item in parent.items if item is not node)
        refused.dropped.append(node)


def _mended(document: Document, found: Sequence[ValidationError], refused: Refused, report: Report) -> list[Route]:
    """Tell every misspelt key, and go on as if it had been written right: the routes that these keys have then.

    So nothing is told that only follows from it: no key is missing, and no name is lost.
    """
    routes: list[Route] = []
    for error in found:
        path: Route = tuple(error.absolute_path)
        if error.validator != "additionalProperties":
            continue
        meant = meant_by(document, path)
        parent = node_at(document, path[:-1])
        if not meant or meant in parent.entries or str(path[-1]) not in parent.entries:
            continue
        tell(Finding(document, path, error, report))
        _rename(parent, str(path[-1]), meant)
        refused.parts.add((*path[:-1], meant)[:2])
        routes.append((*path[:-1], meant))
    return routes


def _droppable(data: Any, path: Route) -> Route:
    """The smallest part around a route that its surroundings can do without."""
    schemas = along(data, path[:-1])
    while len(path) > 1 and path[-1] in schemas.pop().get("required", ()):
        path = path[:-1]
    return path


def _rename(parent: Node, name: str, meant: str) -> None:
    """Give an entry of a map another key, in its place."""
    assert isinstance(parent.value, dict)
    entries: dict[str, Entry] = {meant if key == name else key: entry for key, entry in parent.entries.items()}
    plain = {meant if key == name else key: value for key, value in parent.value.items()}
    parent.entries = entries
    parent.value.clear()
    parent.value.update(plain)
