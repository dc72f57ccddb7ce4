"""A file written anew line by line: the same lines, in the order of the language and evenly indented.

Theory of operation. A line of YAML in block style belongs to the key or the dash that it begins with, or to the text or
the brackets that go on in it; comments and empty lines stand between. So a map is a list of runs of lines, one a key,
and is put into another order by moving runs; nothing inside a line is touched but its indentation, and the order of
keys in ``{ }``.

Where lines between two keys belong: a comment that is indented more than the keys of the map ends the run above it;
from the first one that is not, all belong to the key below, with the empty lines above it. What follows the last key
of a map, and is indented at least as much as its keys, stays the end of the map whatever moves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from callwright.compiler.comments import nodes_of
from callwright.compiler.nodes import Entry, Node
from callwright.compiler.source import Source

Route = tuple[str | int, ...]
SortKeys = Callable[[Node, Route, Sequence[str]], list[str]]
_KEEPS = re.compile(r"[|>][0-9]?\+")
STEP = 2
"""Blanks by which what belongs to a key or a dash is indented."""


class OddLayoutError(Exception):
    """The file is written in a way that lines cannot be told apart in; it is left as it is."""


class Layout:
    """Writes one file anew. ``comments`` are the lines (from 1) that hold nothing but a comment."""

    def __init__(self, root: Node, comments: set[int], sort_keys: SortKeys) -> None:
        self.root = root
        self.source: Source = root.source
        self.lines = root.source.lines
        self.comments = comments
        self.sort_keys = sort_keys
        self.kept = self._kept()

    def written(self) -> str:
        """The text of the file, its lines ended by ``\\n``."""
        first = self._line(self.root.start)
        head, lead = self._head(first)
        tail = self._between(self._last_line(self.root), len(self.lines) + 1)
        out = [*head, *self._map(self.root, (), 0, lead, tail)]
        while out and not out[-1].strip():
            out.pop()
        while out and not out[0].strip():
            out.pop(0)
        return "\n".join(out) + "\n"

    # Maps and lists.

    def _map(self, node: Node, route: Route, column: int, lead: list[str], tail: list[str]) -> list[str]:
        """The lines of a map in block style whose keys begin at ``column`` (from 0) from now on.

        ``lead`` are the comments and empty lines above it, ``tail`` those below it that are its own.
        """
        old = self._column(node.start)
        names = list(node.entries)
        runs: dict[str, list[str]] = {}
        leads: dict[str, list[str]] = {names[0]: lead}
        own_tail: list[str] = []
        for place, name in enumerate(names):
            entry = node.entries[name]
            if self._column(entry.key.start) != old or not self._begins(entry.key.start, old, first=place == 0):
                raise OddLayoutError
            last = self._entry_end(entry)
            if place + 1 < len(names):
                below = self._line(node.entries[names[place + 1]].key.start)
                if below <= last:
                    raise OddLayoutError
                inner, leads[names[place + 1]] = _split(self._between(last, below), old)
            else:
                inner, own_tail = _split(tail, old)
            runs[name] = self._entry(entry, (*route, name), column, old, inner)
        out: list[str] = []
        sorted_names = self.sort_keys(self.root, route, names)
        moved = sorted_names != names
        for place, name in enumerate(sorted_names):
            above = self._moved(leads[name], column - old, old, column)
            if moved and not route and out and (len(runs[name]) > 1 or _ends_block(out)) and not _has_gap(above):
                above = ["", *above]
            out += (above if place or not moved else _without_gap(above)) + runs[name]
        return out + self._moved(own_tail, column - old, old, column)

    def _entry(self, entry: Entry, route: Route, column: int, old: int, tail: list[str]) -> list[str]:
        """The lines of one key with its value, and the comments ``tail`` that end it."""
        key, value = entry
        first, last = self._line(key.start), self._entry_end(entry)
        own = " " * old + self.lines[first - 1][old:]
        if self._block(value) and not self._alias(entry):
            below = self._line(value.start)
            if below == first:
                raise OddLayoutError
            head = _shifted(own, column - old).rstrip()
            try:
                lead = self._between(first, below)
                return [head, *self._collection(value, route, column + STEP, lead, tail)]
            except OddLayoutError:
                return [head, *self._as_it_is(first + 1, last, column - old, tail, column)]
        body = self._raw(own, first, last, column - old, None if self._alias(entry) else value, route)
        return body + self._moved(tail, column - old, old, column)

    def _as_it_is(self, first: int, last: int, shift: int, tail: list[str], column: int) -> list[str]:
        """Lines that cannot be told apart, moved all alike."""
        lines = [_shifted(line, shift) for line in self.lines[first - 1 : last]]
        return lines + self._moved(tail, shift, column - shift, column)

    def _collection(self, node: Node, route: Route, column: int, lead: list[str], tail: list[str]) -> list[str]:
        write = self._map if node.kind == "map" else self._list
        return write(node, route, column, lead, tail)

    def _list(self, node: Node, route: Route, column: int, lead: list[str], tail: list[str]) -> list[str]:
        """The lines of a list in block style whose dashes stand at ``column`` from now on."""
        old = self._column(node.start)
        dashes = self._dashes(node, old)
        out: list[str] = []
        own_tail: list[str] = []
        for place, (item, first) in enumerate(zip(node.items, dashes, strict=True)):
            last = first if self._foreign(item, node) else max(first, self._last_line(item))
            out += self._moved(lead, column - old, old, column)
            if place + 1 < len(dashes):
                inner, lead = _split(self._between(last, dashes[place + 1]), old)
            else:
                inner, own_tail = _split(tail, old)
            out += self._item(item, node, (*route, place), (first, last), (old, column), inner)
        return out + self._moved(own_tail, column - old, old, column)

    def _item(
        self, item: Node, of: Node, route: Route, lines: tuple[int, int], columns: tuple[int, int], tail: list[str]
    ) -> list[str]:
        first, last = lines
        old, column = columns
        behind = self.lines[first - 1][old + 1 :].strip()
        own = f"{' ' * old}- {behind}" if behind else f"{' ' * old}-"
        if self._foreign(item, of) or not self._block(item):
            value = None if self._foreign(item, of) else item
            if value is not None and self._line(value.start) == first:
                own = " " * old + "- " + self.lines[first - 1][old + 1 :].lstrip()
            body = self._raw(own, first, last, column - old, value, route)
            return body + self._moved(tail, column - old, old, column)
        begins = self._line(item.start)
        try:
            if begins != first and behind:
                raise OddLayoutError  # an anchor, or a comment behind the dash
            above = self._between(first, begins)
            return self._dashed(self._collection(item, route, column + STEP, above, tail), column)
        except OddLayoutError:
            own = " " * column + self.lines[first - 1][old:]
            return [own, *self._as_it_is(first + 1, last, column - old, tail, column)]

    def _foreign(self, item: Node, of: Node) -> bool:
        """Whether an item is repeated from elsewhere."""
        return not of.start <= item.start <= of.end

    def _dashed(self, body: list[str], column: int) -> list[str]:
        """Put the dash before the first key; comments above that are then above the dash."""
        first = next(place for place, line in enumerate(body) if line.strip() and not line.lstrip().startswith("#"))
        above = [" " * column + line.lstrip() if line.strip() else "" for line in body[:first]]
        return [*above, " " * column + "- " + body[first].lstrip(), *body[first + 1 :]]

    # Lines.

    def _raw(self, own: str, first: int, last: int, shift: int, value: Node | None, route: Route) -> list[str]:
        """Lines as they are, but for their indentation; keys in ``{ }`` on one line are sorted.

        ``own`` is the first of them, without what belongs to others.
        """
        if value is not None and value.kind != "scalar" and first == last == self._line(value.start):
            written = self.source.text[value.start : value.end]
            if own.count(written) == 1:
                own = own.replace(written, self._sorted_flow(value, route))
        if value is not None and value.kind == "scalar" and not value.plain and self.source.text[value.start] in "|>":
            # Blanks at the end of a line of a block text may be meant.
            return [_shifted(own, shift).rstrip(), *(_shifted(line, shift) for line in self.lines[first:last])]
        return [_shifted(line, shift).rstrip() for line in (own, *self.lines[first:last])]

    def _sorted_flow(self, node: Node, route: Route) -> str:
        """What stands in ``[ ]`` and ``{ }``, with the keys of the language in its order."""
        text = self.source.text
        if node.kind == "scalar" or not node.end > node.start:
            return text[node.start : node.end]
        parts: list[tuple[int, int, str]] = []
        if node.kind == "list":
            for place, item in enumerate(node.items):
                if node.start <= item.start <= node.end:
                    parts.append((item.start, item.end, self._sorted_flow(item, (*route, place))))
        else:
            names = list(node.entries)
            places: list[tuple[int, int]] = []
            written: dict[str, str] = {}
            for name, (key, value) in node.entries.items():
                if not key.start <= value.start <= node.end:
                    return text[node.start : node.end]  # a repeated value: where it ends is not known
                end = max(key.end, value.end)
                places.append((key.start, end))
                inner = text[key.end : end] if value.end <= key.end else text[key.end : value.start]
                inner += self._sorted_flow(value, (*route, name)) if value.end > key.end else ""
                written[name] = text[key.start : key.end] + inner
            for (start, end), name in zip(places, self.sort_keys(self.root, route, names), strict=True):
                parts.append((start, end, written[name]))
        out, at = "", node.start
        for start, end, new in sorted(parts):
            out += text[at:start] + new
            at = end
        return out + text[at : node.end]

    def _moved(self, lines: list[str], shift: int, old: int, column: int) -> list[str]:
        """Comments and empty lines, indented anew: those of the map's own column or left of it to its new one."""
        out = []
        for line in lines:
            blanks = len(line) - len(line.lstrip())
            out.append("" if not line.strip() else " " * (column if blanks <= old else blanks + shift) + line.strip())
        return _without_doubles(out)

    def _head(self, first: int) -> tuple[list[str], list[str]]:
        """What stands above the first key: the head of the file, up to an empty line, and what is that key's own."""
        above = [line.rstrip() for line in self.lines[: first - 1]]
        start = max([0, *(place + 1 for place, line in enumerate(above) if line.startswith("---"))])
        gap = next((place for place in range(start, len(above)) if not above[place]), len(above))
        rest = _without_gap(above[gap:])
        head = above[:gap]
        return _without_gap(head) + ([""] if head and gap < len(above) else []), rest

    def _between(self, last: int, below: int) -> list[str]:
        """The lines after ``last`` and before ``below``, all of which must be empty or comments."""
        for line in range(last + 1, below):
            if self.lines[line - 1].strip() and line not in self.comments:
                raise OddLayoutError
        return list(self.lines[last : below - 1])

    def _entry_end(self, entry: Entry) -> int:
        first = self._line(entry.key.start)
        return first if self._alias(entry) else max(first, self._last_line(entry.value))

    def _kept(self) -> dict[int, int]:
        """By the last line of a block text that keeps the empty lines below it: the last of those."""
        text, kept = self.source.text, {}
        for node in nodes_of(self.root):
            if node.kind == "scalar" and not node.plain and _KEEPS.match(text, node.start):
                last = below = self._line(max(node.start, node.end - 1))
                while below < len(self.lines) and not self.lines[below].strip():
                    below += 1
                kept[last] = below
        return kept

    def _alias(self, entry: Entry) -> bool:
        return entry.value.start < entry.key.end

    def _block(self, node: Node) -> bool:
        """Whether this is a map or a list in block style."""
        return node.kind != "scalar" and bool(node.end > node.start) and self.source.text[node.start] not in "[{"

    def _dashes(self, node: Node, column: int) -> list[int]:
        """The line of each dash of a list."""
        first, last = self._line(node.start), self._last_line(node)
        inside = {
            line
            for item in node.items
            if node.start <= item.start <= node.end
            for line in range(self._line(item.start) + 1, self._last_line(item) + 1)
        }
        found = []
        for line in range(first, last + 1):
            text = self.lines[line - 1]
            mark = text[column : column + 2]
            if line not in inside and mark in ("-", "- ") and (line == first or not text[:column].strip()):
                found.append(line)
        if len(found) != len(node.items):
            raise OddLayoutError
        return found

    def _begins(self, start: int, column: int, *, first: bool) -> bool:
        """Whether nothing but blanks stands before a key; before the first of an item also its dash."""
        before = self.lines[self._line(start) - 1][:column]
        return not (before.replace("-", " ") if first else before).strip()

    def _line(self, index: int) -> int:
        return self.source.line_of(index)

    def _last_line(self, node: Node) -> int:
        """The last line of a value; the empty lines that a block text with a ``+`` keeps are a part of it."""
        last = self._line(max(node.start, node.end - 1))
        return self.kept.get(last, last)

    def _column(self, index: int) -> int:
        return index - self.source.start_of(self._line(index))


def _shifted(line: str, shift: int) -> str:
    """The line moved to the right, or to the left as far as it has blanks."""
    if shift >= 0:
        return " " * shift + line if line.strip() else line
    blanks = len(line) - len(line.lstrip(" "))
    return line[min(-shift, blanks) :]


def _without_doubles(lines: list[str]) -> list[str]:
    return [line for place, line in enumerate(lines) if line or place == 0 or lines[place - 1]]


def _without_gap(lines: list[str]) -> list[str]:
    first = next((place for place, line in enumerate(lines) if line), len(lines))
    return lines[first:]


def _split(lines: list[str], column: int) -> tuple[list[str], list[str]]:
    """What of the lines below a key, of a map at ``column``, is indented more and so ends that key; and the rest."""
    deep = 0
    for place, line in enumerate(lines):
        if line.strip():
            if len(line) - len(line.lstrip()) <= column:
                break
            deep = place + 1
    return lines[:deep], lines[deep:]


def _has_gap(lines: list[str]) -> bool:
    return bool(lines) and not lines[0]


def _ends_block(lines: list[str]) -> bool:
    return bool(lines) and lines[-1][:1] in (" ", "")
