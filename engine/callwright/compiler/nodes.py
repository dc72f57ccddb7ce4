"""The tree an author's file is: maps, lists and scalars, each with its place.

Nodes keep two character counts and make a ``Span`` only when somebody asks, because a large file has twenty
thousand nodes and few of them are ever talked about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from callwright.compiler.source import Source
    from callwright.diagnostics.model import Span

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]
Kind = Literal["map", "list", "scalar"]


_COMMENT = re.compile(r"[ \t]*(#[^\n]*)")


class Node:
    """One value of the file.

    - ``kind``: ``map``, ``list`` or ``scalar``.
    - ``raw``: of a scalar, the text as the author sees it: what was typed if it stands without quotes
      (``+4915…``, ``0151``, ``yes``), else the text that the quotes or the block stand for; else empty.
    - ``plain``: a scalar without quotes, and not a block.
    - ``value``: the plain data, read as the editor reads it (``scalars``); keys of maps are their raw text.
    - ``entries``: of a map, key's raw text to ``Entry``, in the order of the file; else empty.
    - ``items``: of a list, its nodes; else empty.

    Nodes that are reached through an alias are shared, and their place is where they are written.
    """

    __slots__ = ("end", "entries", "items", "kind", "plain", "raw", "source", "start", "value")

    kind: Kind
    raw: str
    plain: bool
    value: Plain
    entries: Mapping[str, Entry]
    items: Sequence[Node]

    def __init__(
        self,
        source: Source,
        start: int,
        end: int,
        kind: Kind,
        raw: str,
        plain: bool,
        value: Plain,
        entries: Mapping[str, Entry],
        items: Sequence[Node],
    ) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.kind = kind
        self.raw = raw
        self.plain = plain
        self.value = value
        self.entries = entries
        self.items = items

    @property
    def span(self) -> Span:
        """Where the value stands: of a block, from its first character to the last of its last value."""
        return self.source.span(self.start, self.end)

    def place_of(self, word: str) -> Span:
        """Where a word stands in the value as it is written; the whole value if it does not stand there so."""
        found = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)").search(self.source.text, self.start, self.end)
        return self.source.span(*found.span()) if found else self.span

    @property
    def comment(self) -> Span | None:
        """The place of the comment that stands where a value would (``# …``), if one does."""
        found = _COMMENT.match(self.source.text, self.start)
        return self.source.span(*found.span(1)) if found else None

    def __repr__(self) -> str:
        return f"<{self.kind} {self.span}: {self.value!r}>"


class Entry(NamedTuple):
    """One key of a map, with its value."""

    key: Node
    value: Node


NO_ENTRIES: Mapping[str, Entry] = MappingProxyType({})
NO_ITEMS: Sequence[Node] = ()
