"""What a check keeps for the next one of almost the same files.

Law: whatever is kept, the findings are those of a check that keeps nothing. So nothing is kept of a part with a
mistake in it: what there is to tell of that is found again.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from callwright.compiler import tree_faults as faults
from callwright.compiler.builders.kept import Kept
from callwright.compiler.document import Document, compose, parse
from callwright.compiler.parts import Part, Piece, pieces, read_part, together
from callwright.compiler.reading import read_bytes
from callwright.compiler.schema import Refused
from callwright.compiler.source import Source
from callwright.compiler.yaml_events import readers
from callwright.diagnostics.model import Diagnostic, in_order

_ACROSS_PARTS = frozenset({"anchor-unused", "alias-unknown"})
"""What another part may mend."""


SPARE = 32
"""So many files and flows that are no more may be remembered."""


class KeptFile(NamedTuple):
    """What stood in a file, what was read of it, and what the schema refused and told."""

    data: bytes
    document: Document
    refused: Refused
    told: tuple[Diagnostic, ...]


class Memory:
    """The parts of files, by their text, and what is kept of flows, by their names."""

    def __init__(self) -> None:
        self._flows: dict[str, Kept] = {}
        self._parts: dict[str, dict[str, Part]] = {}
        self._files: dict[str, KeptFile] = {}

    @property
    def size(self) -> int:
        """How many files or flows it remembers."""
        return max(len(self._files), len(self._parts), len(self._flows))

    def of_flow(self, name: str) -> Kept:
        """What is kept of a flow; the building of it changes it."""
        return self._flows.setdefault(name, Kept())

    def file(self, file: str, data: bytes) -> KeptFile | None:
        """A file as it was read and held against the schema before, if the very same stands in it."""
        kept = self._files.get(file)
        return kept if kept is not None and kept.data == data else None

    def keep(self, file: str, kept: KeptFile) -> None:
        """Keep a file for ``file``."""
        self._files[file] = kept

    def forget(self, files: Collection[str], flows: Collection[str]) -> None:
        """Forget what is no more, once there is too much of it. ``files`` and ``flows`` are those that there are."""
        if len(self._files) > 2 * len(files) + SPARE:
            self._files = {file: kept for file, kept in self._files.items() if file in files}
        if len(self._parts) > 2 * len(files) + SPARE:
            self._parts = {file: parts for file, parts in self._parts.items() if file in files}
        if len(self._flows) > 2 * len(flows) + SPARE:
            self._flows = {name: kept for name, kept in self._flows.items() if name in flows}

    def parse(self, data: bytes, file: str) -> Document:
        """``document.parse``, but a part that did not change is not read again."""
        self._files.pop(file, None)  # its parts may stand on other lines from now on
        source, findings = read_bytes(data, file)
        cut = pieces(source.text) if not findings and faults.directive(source) is None else None
        if cut is None:
            return parse(data, file)
        before = self._parts.get(file, {})
        found: list[Diagnostic] = []
        kept: dict[str, Part] = {}
        parts: list[Part] = []
        for index, piece in enumerate(cut):
            part = before.get(piece.text)
            if part is not None and part.clean and piece.text not in kept:
                part.source.first_line = piece.first_line
                kept[piece.text] = part
            else:
                told, part = _read(file, piece)
                if part is None:
                    self._parts[file] = before
                    return _between(source, cut, index) or parse(data, file)
                if any(one.code in _ACROSS_PARTS for one in told):
                    return parse(data, file)
                found += told
                part.clean = not told
                kept[piece.text] = part
            parts.append(part)
        root = together(source, parts)
        if root is None:
            return parse(data, file)
        self._parts[file] = kept
        return Document(file, root, root.value, in_order(found), source.lines, tuple(parts))


def _read(file: str, piece: Piece) -> tuple[list[Diagnostic], Part | None]:
    source = Source(file, piece.text, piece.first_line)
    root, found = compose(source, readers())
    return found, read_part(source, root, is_state=piece.is_state)


def _between(source: Source, cut: list[Piece], index: int) -> Document | None:
    """The file's mistake, where it is found between the state before a bad one and the end of the one behind it."""
    near = [piece for piece in cut[max(0, index - 1) : index + 2] if piece.is_state]
    if len(near) < 2 or not cut[index].is_state:
        return None
    header = near[0].text
    text = header + "".join(piece.text.partition("\n")[2] for piece in near[1:])
    around = Source(source.file, text, near[0].first_line)
    root, found = compose(around, readers())
    last = near[-1].first_line + 1
    if root is not None or not found or any(one.span.line >= last for one in found):
        return None
    return Document(source.file, None, None, in_order(found), source.lines)
