"""An author's bytes to a tree of nodes with places.

``parse`` never raises for an author's mistake. It reports all it can tell at once; where YAML's own first
mistake stops the reading, that one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from ruamel.yaml.error import YAMLError

from callwright.compiler import guard
from callwright.compiler import tree_faults as faults
from callwright.compiler.advice import advise
from callwright.compiler.compose import Composer, TooMuchError
from callwright.compiler.nodes import Entry, Kind, Node, Plain
from callwright.compiler.parts import Part, together
from callwright.compiler.reading import read_bytes
from callwright.compiler.source import Source
from callwright.compiler.syntax_faults import explain
from callwright.compiler.yaml_events import Reader, readers
from callwright.diagnostics.model import Diagnostic, in_order

__all__ = ["Document", "Entry", "Kind", "Node", "Plain", "parse"]


@dataclass(slots=True)
class Document:
    """One file, read.

    - ``root``: the map at the top of the file; ``None`` where there is none, or none that is safe to walk.
    - ``data``: the plain data of the whole, for a JSON Schema validator. Keys are their raw text, so that
      ``1:`` and ``"1":`` are the same key.
    - ``diagnostics``: everything found, in order. With an error among them the tree may be incomplete.
    - ``lines``: the lines of the file, for renderers.
    - ``parts``: what it was put together from, where it was.
    """

    file: str
    root: Node | None
    data: Plain
    diagnostics: tuple[Diagnostic, ...]
    lines: Sequence[str]
    parts: Sequence[Part] = ()

    def join(self) -> None:
        """Put the parts together anew, once something was taken out of them."""
        if self.root is not None:
            self.root = together(self.root.source, self.parts) or self.root

    def at(self, route: Sequence[str | int]) -> Node | None:
        """The node at a route of keys and list positions, or ``None``."""
        node = self.root
        for step in route:
            if node is None:
                return None
            if node.kind == "list":
                inside = isinstance(step, int) and 0 <= step < len(node.items)
                node = node.items[int(step)] if inside else None
            else:
                entry = node.entries.get(str(step))
                node = entry.value if entry is not None else None
        return node

    def key_at(self, route: Sequence[str | int]) -> Node | None:
        """The node of the key that ends a route, or ``None`` where it ends in a list or nowhere."""
        if not route:
            return None
        parent = self.at(route[:-1])
        entry = parent.entries.get(str(route[-1])) if parent is not None else None
        return entry.key if entry is not None else None


def parse(data: bytes, file: str) -> Document:
    """Reads one file. ``file`` is the name to show in diagnostics."""
    source, findings = read_bytes(data, file)
    if findings:
        return Document(file, None, None, in_order(findings), source.lines)
    switched = faults.directive(source)
    if switched is not None:
        return Document(file, None, None, (switched,), source.lines)
    root, findings = compose(source, readers())
    if root is not None and root.kind != "map":
        findings.append(faults.empty_file(source) if root.plain and not root.raw else faults.not_a_mapping(root))
        root = None
    return Document(file, root, root.value if root is not None else None, in_order(findings), source.lines)


def compose(source: Source, readers: Sequence[Reader]) -> tuple[Node | None, list[Diagnostic]]:
    """The tree of a text, by the first of ``readers`` that accepts it, and what there is to tell about it.

    The last one's refusal is the author's mistake.
    """
    refusal: YAMLError | None = None
    for reader in readers:
        composer = Composer(source)
        try:
            composer.run(reader(source.text))
        except TooMuchError:
            return None, composer.findings
        except YAMLError as error:
            refusal = error
            continue
        if composer.root is None:
            return None, [faults.empty_file(source)]
        advice = islice(advise(source, composer.root, composer.listed_maps, composer.flow_lists), guard.MOST_FINDINGS)
        return composer.root, [*composer.findings, *advice]
    assert refusal is not None
    return None, explain(source, refusal)
