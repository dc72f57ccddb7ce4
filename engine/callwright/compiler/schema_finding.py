"""One finding of the validator, with what the words about it need: the file, the place, the schema, the key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from callwright.compiler.document import Document
from callwright.compiler.nodes import Node
from callwright.compiler.report import Report
from callwright.diagnostics.model import Span

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Route = tuple[str | int, ...]


class Finding(NamedTuple):
    """One finding of the validator, with the file that it is about and the report that it goes to."""

    document: Document
    path: Route
    error: ValidationError
    report: Report

    @property
    def schema(self) -> Mapping[str, Any]:
        found = self.error.schema
        return found if isinstance(found, Mapping) else {}

    @property
    def node(self) -> Node:
        return node_at(self.document, self.path)

    @property
    def value(self) -> Any:
        return self.error.instance

    @property
    def expected(self) -> Any:
        """What the keyword of the schema asks for."""
        return self.error.validator_value

    @property
    def key(self) -> str:
        """The key under which the value stands, as a person would name it."""
        names = [part for part in self.path if isinstance(part, str)]
        return names[-1] if names else "the file"

    @property
    def allowed(self) -> str:
        return str(self.schema.get("errorMessage", ""))

    def key_node(self, *more: str) -> Node:
        """The node of the key that ends the path."""
        found = self.document.key_at((*self.path, *more))
        assert found is not None, self.path
        return found

    def key_span(self) -> Span:
        """The place of the key of the value, or of the value itself where it stands in a list."""
        if self.path and isinstance(self.path[-1], str):
            return self.key_node().span
        return head(self.node)


def head(node: Node) -> Span:
    """The place of the first line of a value: a whole block underlined says nothing."""
    if node.kind == "map" and node.entries:
        return next(iter(node.entries.values())).key.span
    return node.span


def node_at(document: Document, path: Route) -> Node:
    """The node of a path that the validator came from."""
    found = document.at(path)
    assert found is not None, path
    return found


def described(node: Node) -> str:
    """What stands there, as a sentence says it."""
    if node.kind == "list":
        return "a list"
    if node.kind == "map":
        names = list(node.entries)
        return f'keys with values ("{names[0]}" …)' if names else "empty braces"
    return f'"{short(node.raw)}"'


def short(text: str, most: int = 60) -> str:
    """The text in one line, cut where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
