"""Trees and names of files, while they are typed.

Theory of operation. A file is read in parts (``compiler.parts``), so that a keystroke costs the state that it is in and
no more. A file that cannot be read keeps the tree and the names of when it could be; one that never could is read
without the parts that have the mistake.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from callwright.compiler.document import Document, parse
from callwright.compiler.memory import Memory
from callwright.compiler.names import FileNames, Kind, Occurrence, Role, is_test, occurrences_in, read_names
from callwright.compiler.nodes import Node
from callwright.compiler.parts import STATES, Part, pieces
from callwright.compiler.schema import SECTIONS
from callwright.diagnostics.model import Span

Lines = Sequence[str]


class Reading(NamedTuple):
    """A file: the lines that it was read from, its tree, and its names."""

    lines: Lines
    root: Node | None
    names: FileNames


class Readings:
    """For one thread."""

    def __init__(self) -> None:
        self._memory = Memory()
        self._held: dict[str, Reading] = {}
        self._parts: dict[str, dict[Part, tuple[int, tuple[Occurrence, ...]]]] = {}

    def of(self, file: str, lines: Lines) -> Reading:
        """A file that has these lines now."""
        held = self._held.get(file)
        if held is None or (held.lines is not lines and held.lines != lines):
            self._held[file] = held = self._read(file, lines, held)
        return held

    def forget_all_but(self, files: Container[str]) -> None:
        """Let go of files that are no longer there."""
        for file in [file for file in self._held if file not in files]:
            del self._held[file]
            self._parts.pop(file, None)

    def _read(self, file: str, lines: Lines, before: Reading | None) -> Reading:
        data = _bytes(lines)
        document = parse(data, file) if is_test(file) else self._memory.parse(data, file)
        if document.root is None and before is not None and before.root is not None:
            return before._replace(lines=lines)
        if document.root is None:
            document = parse(_bytes(_without_mistakes(file, lines)), file)
        return Reading(lines, document.root, self._names(document))

    def _names(self, document: Document) -> FileNames:
        if not document.parts:
            return read_names(document)
        scope = read_names(document, ()).scope
        before, now = self._parts.get(document.file, {}), dict[Part, tuple[int, tuple[Occurrence, ...]]]()
        found: list[Occurrence] = []
        for part in document.parts:
            held = before.get(part)
            if held is None or held[0] != part.source.first_line:
                held = (part.source.first_line, tuple(_of_part(part, scope)))
            now[part] = held
            found += held[1]
        self._parts[document.file] = now
        root = document.root
        if root is not None and "flow" not in root.entries and STATES in root.entries:
            found.append(Occurrence(Kind.FLOW, scope, Role.DEFINES, Span(document.file, 1, 1, 1, 1), "", exact=False))
        return read_names(document, tuple(found))


def _of_part(part: Part, scope: str) -> list[Occurrence]:
    found: list[Occurrence] = []
    for key, entry in part.root.entries.items():
        if key in SECTIONS:
            for inner in entry.value.entries.values():
                found += occurrences_in(key, inner, scope)
        else:
            found += occurrences_in("", entry, scope)
    return found


def _without_mistakes(file: str, lines: Lines) -> Lines:
    """The lines of a file, those of its unreadable parts left empty."""
    kept = list(lines)
    for piece in pieces("\n".join(lines)) or ():
        if parse(piece.text.encode("utf-8", "surrogatepass"), file).root is None:
            # A state's part has a line "states:" above it that is no mistake.
            first = piece.first_line + piece.is_state
            last = piece.first_line + piece.text.rstrip("\n").count("\n")
            kept[first - 1 : last] = [""] * (last - first + 1)
    return kept


def _bytes(lines: Lines) -> bytes:
    return "\n".join(lines).encode("utf-8", "surrogatepass")
