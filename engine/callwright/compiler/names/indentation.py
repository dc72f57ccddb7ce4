"""The lines of a half-written file: what stands above a place and beside it, told from indentation alone.

Laws: nothing raises, whatever the text; only lines above decide what a place belongs to.

Theory of operation: going up from a line, a key further to the left is a parent, and so is a dash. A list may stand
as far to the left as the key that it belongs to. A block scalar among the parents makes everything below it text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_LINE = re.compile(
    r"""(?P<indent>[ ]*)(?P<dashes>(?:-(?:[ ]+|$))*)
    (?:(?P<key>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'{\[#,|>&*!%@`](?:[^:#]|:(?!\s|$)|(?<!\s)\#)*?)
       [ ]*:(?=\s|$)(?P<rest>.*))?""",
    re.VERBOSE,
)
_BLOCK = re.compile(r"\s*(?:[&!]\S+\s+)*([|>])[-+0-9]*\s*(?:#.*)?$")
_OPEN_MARK = re.compile(r"<[^<>]*$")
"""The slot of a phrase, half written: the colon behind it is no key's."""

_NOTHING = re.compile(r"\s*(?:[&!]\S+\s*)*(?:#.*)?$")


class Line(NamedTuple):
    """One line: the columns (from 0) of its dashes, and its key with what stands behind the colon.

    ``key`` is ``None`` where the line has no key; ``column`` is that of the key, or of whatever stands there.
    """

    dashes: tuple[int, ...]
    column: int
    key: str | None
    rest: str
    rest_column: int

    @property
    def first(self) -> int:
        """The column of the first thing on the line."""
        return self.dashes[0] if self.dashes else self.column


class Parent(NamedTuple):
    """A key or a list item (``key`` is ``None``) that a place is below; ``at`` counts lines from 0."""

    key: str | None
    at: int
    column: int
    text: str
    """What stands behind the key or the dash on its line."""


class Above(NamedTuple):
    """What is above a place: its parents from the outside, and the sign of the block scalar that it is in, if any.

    ``text_from`` is the line from which on there is only text, where the place is within a text of several lines.
    """

    parents: tuple[Parent, ...]
    block: str = ""
    text_from: int | None = None


def read_line(line: str) -> Line:
    """What stands on a line."""
    match = _LINE.match(line)
    assert match is not None
    dashes = tuple(place.start() for place in re.finditer("-", line[: match.end("dashes")]))
    column = match.end("dashes")
    if match["key"] is None or (not match["rest"] and _OPEN_MARK.search(match["key"])):
        return Line(dashes, column, None, line[column:], column)
    return Line(dashes, column, _bare(match["key"]), match["rest"], match.start("rest"))


def above(lines: Sequence[str], index: int, column: int, *, dash: bool) -> Above:
    """What is above a place in line ``index``: of the first thing there, at ``column``, which may be a dash."""
    parents: list[Parent] = []
    for at in range(index - 1, -1, -1):
        if column == 0 and not dash:
            break
        written = lines[at]
        content = written.lstrip(" ")
        indent = len(written) - len(content)
        if indent > column or (indent == column and not dash) or not content.strip() or content[0] == "#":
            continue
        line = read_line(written)
        if line.column < column or (dash and line.column == column and not line.dashes):
            if line.key is not None:
                parents.append(Parent(line.key, at, line.column, line.rest))
                column, dash = line.column, False
            elif not line.dashes:
                column, dash = line.column, False  # a text that goes on
        for place in reversed(line.dashes):
            if place < column:
                text = line.rest if line.key is None and place == line.dashes[-1] else ""
                parents.append(Parent(None, at, place, text))
                column, dash = place, True
    parents.reverse()
    for depth, parent in enumerate(parents):
        if (block := _BLOCK.match(parent.text)) is not None:
            return Above(tuple(parents[: depth + 1]), block[1], parent.at)
        if depth == len(parents) - 1 and not _NOTHING.match(parent.text) and parent.text.lstrip()[:1] not in "{[":
            return Above(tuple(parents), "", parent.at)
    return Above(tuple(parents))


def beside(lines: Sequence[str], index: int, column: int) -> dict[str, str]:
    """The other keys of the map that has a key at ``column`` of line ``index``, with what stands behind each."""
    found: dict[str, str] = {}
    upwards = range(index - 1, -1, -1) if not read_line(lines[index]).dashes else range(0)
    for way in (upwards, range(index + 1, len(lines))):
        down = way.step > 0
        for at in way:
            content = lines[at].lstrip(" ")
            if len(lines[at]) - len(content) > column or not content.strip() or content[0] == "#":
                continue
            line = read_line(lines[at])
            if down and line.first < column:
                break
            if line.column == column and line.key is not None:
                found[line.key] = line.rest.strip()
            if line.first < column:
                break
    return found


def _bare(key: str) -> str:
    return key[1:-1] if key[:1] in ("'", '"') and len(key) > 1 else key.rstrip()
