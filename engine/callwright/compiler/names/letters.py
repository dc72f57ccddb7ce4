"""From a place in a text to its place in the file: through quotes, escapes, folded lines and block scalars.

YAML moves blanks and line ends about, but every other letter of a text stands in the file in the same order, as itself
or as an escape. So a place is found by walking both along, blanks left out; where the two do not agree, there is none.
"""

from __future__ import annotations

import re

from callwright.compiler.nodes import Node

_SINGLE = re.compile(r"''|\S")
_DOUBLE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)|\S", re.DOTALL)
_PLAIN = re.compile(r"\S")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\n")
_CODED = {"x", "u", "U"}
_STANDS_FOR = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", '"': '"', "/": "/", "\\": "\\"}
_BLANK_ESCAPES = frozenset("ntrvf \t\nN_LP")


class Letters:
    """Where the letters of a scalar's ``raw`` text stand in its file."""

    __slots__ = ("_node", "_places", "_shift")

    def __init__(self, node: Node) -> None:
        self._node = node
        self._shift = _shift(node)
        self._places: dict[int, tuple[int, int]] | None = None

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """The characters of the file that are ``raw[start:end]``, a word; ``None`` where they are not letter by
        letter the same."""
        if self._shift is not None:
            return start + self._shift, end + self._shift
        if self._places is None:
            self._places = _places(self._node)
        first, last = self._places.get(start), self._places.get(end - 1)
        if first is None or last is None or last[1] - first[0] != end - start:
            return None
        written = self._node.source.text[first[0] : last[1]]
        return (first[0], last[1]) if written == self._node.raw[start:end] else None


def _shift(node: Node) -> int | None:
    """How far the file is ahead of the text, where both are the same but for quotes."""
    text, raw, start = node.source.text, node.raw, node.start
    if node.plain:
        return start if node.end - start == len(raw) and text.startswith(raw, start) else None
    if node.end - start == len(raw) + 2 and text.startswith(raw, start + 1) and text[start] in "'\"":
        return start + 1
    return None


def _places(node: Node) -> dict[int, tuple[int, int]]:
    """By the position of each letter of ``raw``, from where to where it stands; empty where they do not agree."""
    raw = node.raw
    wanted = [index for index, letter in enumerate(raw) if not letter.isspace()]
    written = [one for one in _written(node) if not one[0].isspace()]
    if len(wanted) != len(written) or any(raw[index] != one[0] for index, one in zip(wanted, written, strict=True)):
        return {}
    return {index: (one[1], one[2]) for index, one in zip(wanted, written, strict=True)}


def _written(node: Node) -> list[tuple[str, int, int]]:
    """The letters as they stand, each with its place; blanks are left out."""
    text, start, end = node.source.text, node.start, node.end
    quote = text[start : start + 1]
    if not node.plain and quote in ("'", '"'):
        pattern = _SINGLE if quote == "'" else _DOUBLE
        return [
            (letter, *match.span())
            for match in pattern.finditer(text, start + 1, end - 1)
            if (letter := _meant(match[0]))
        ]
    header = None if node.plain else _HEADER.match(text, start)
    return [(match[0], *match.span()) for match in _PLAIN.finditer(text, header.end() if header else start, end)]


def _meant(written: str) -> str:
    """The letter that is meant; empty for a blank."""
    if written == "''":
        return "'"
    if len(written) == 1:
        return written
    code = written[1]
    if code in _CODED:
        letter = chr(min(int(written[2:], 16), 0x10FFFF))
        return "" if letter.isspace() else letter
    return "" if code in _BLANK_ESCAPES else _STANDS_FOR.get(code, code)
