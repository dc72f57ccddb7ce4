"""A file in parts: one for each key at its top, and one for each state.

Theory of operation. In YAML a line that begins in the first column ends whatever was open before, but for a text in
quotes or brackets that nobody closed. So a file of blocks can be cut at such lines, and below ``states:`` at the lines
of the states' own column, and each part read for itself: what comes together is the tree of the whole. Every part is
a text that is whole in itself (a state's has a line ``states:`` above it) and knows the line where it begins.

Laws. The tree of the parts is that of the file, place by place. Where that is not certain, because a part cannot be
read, repeats what another one marks, or has a key that another part has too, there are no parts and the file is read
as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from callwright.compiler.nodes import NO_ITEMS, Entry, Node, Plain
from callwright.compiler.source import Source

_TOP = re.compile(r"^[^ \t#\n-]", re.MULTILINE)
"""A line that begins a key at the top, or whatever else begins in the first column."""
_NOTHING = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*")
"""Lines that are blank or a comment."""
_STATES = re.compile(r"states[ \t]*:[ \t]*(?:#.*)?")
_FIRST = re.compile(r"\n([ ]+)(?=[^ \t#\n])")
"""The first line below ``states:`` that is more than a comment; its indentation is that of every state."""
STATES = "states"


class Piece(NamedTuple):
    """A part as it is written: its text, the line of the file where that begins, and whether it is a state's."""

    text: str
    first_line: int
    is_state: bool


class Part:
    """A part, read: a map of one key, at the top of the file, and of a state's part the state alone in that.

    ``fresh`` until the schema has seen it, ``clean`` while nothing was found in it. Whoever keeps a part changes its
    line as lines above it come and go.
    """

    __slots__ = ("clean", "fresh", "is_state", "root", "source")

    def __init__(self, source: Source, root: Node, *, is_state: bool) -> None:
        self.source = source
        self.root = root
        self.is_state = is_state
        self.fresh = True
        self.clean = True


def pieces(text: str) -> list[Piece] | None:
    """The parts of a text, in order; ``None`` where it cannot be cut."""
    tops = [found.start() for found in _TOP.finditer(text)]
    if not tops or not _NOTHING.fullmatch(text, 0, tops[0]) or text.startswith(("%", "---"), tops[0]):
        return None
    made: list[Piece] = []
    line, at = 1, 0
    for start, end in zip(tops, [*tops[1:], len(text)], strict=True):
        line, at = line + text.count("\n", at, start), start
        header_end = text.find("\n", start, end)
        if header_end >= 0 and _STATES.fullmatch(text, start, header_end):
            if any(piece.is_state for piece in made):
                return None
            made += _states(text, start, header_end, end, line)
        else:
            made.append(Piece(text[start:end], line, False))
    return made


def _states(text: str, header: int, header_end: int, end: int, line: int) -> Iterator[Piece]:
    """The states below a line ``states:``. The first keeps that line, the others get one of their own."""
    first = _FIRST.search(text, header_end, end)
    if first is None:
        yield Piece(text[header:end], line, False)
        return
    begins = re.compile(rf"^{first[1]}(?=[^ \t#\n])", re.MULTILINE)
    starts = [found.start() for found in begins.finditer(text, header_end, end)]
    ends = [*starts[1:], end]
    yield Piece(text[header : ends[0]], line, True)
    at = header
    for start, stop in zip(starts[1:], ends[1:], strict=True):
        line, at = line + text.count("\n", at, start), start
        yield Piece(f"{STATES}:\n{text[start:stop]}", line - 1, True)


def read_part(source: Source, root: Node | None, *, is_state: bool) -> Part | None:
    """The part that a tree is, if it is one: a map of one key, or of ``states`` with one state."""
    if root is None or root.kind != "map" or len(root.entries) != 1:
        return None
    if is_state:
        value = next(iter(root.entries.values())).value
        if STATES not in root.entries or value.kind != "map" or len(value.entries) != 1:
            return None
    return Part(source, root, is_state=is_state)


def together(source: Source, parts: Sequence[Part]) -> Node | None:
    """The map that the parts make; ``None`` where two have the same key."""
    entries: dict[str, Entry] = {}
    plain: dict[str, Plain] = {}
    states: dict[str, Entry] = {}
    plain_states: dict[str, Plain] = {}
    for part in parts:
        for name, entry in part.root.entries.items():
            if not part.is_state:
                if name in entries:
                    return None
                entries[name], plain[name] = entry, entry.value.value
                continue
            if not states and name in entries:
                return None
            if not states:
                of = entry.value
                held = Node(of.source, of.start, of.end, "map", "", False, plain_states, states, NO_ITEMS)
                entries[name], plain[name] = Entry(entry.key, held), plain_states
            for state, inner in entry.value.entries.items():
                if state in states:
                    return None
                states[state], plain_states[state] = inner, inner.value.value
    return Node(source, 0, len(source.text), "map", "", False, plain, entries, NO_ITEMS)
