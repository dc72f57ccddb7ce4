"""An open document, counted as its editor counts.

An editor counts lines from 0 and characters in units of an encoding that it chose: bytes, UTF-16 units or code points.
We count lines and columns from 1, and columns in code points. Both end a line at LF, CR LF and CR and nowhere else. A
byte order mark is a character to the editor and none to us.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property
from itertools import accumulate

_END = re.compile(r"\r\n|\n|\r")
_MARK = "\ufeff"


class Encoding(StrEnum):
    """What an editor counts characters in; the values are the protocol's."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"

    def units(self, text: str) -> int:
        """How long a text is in this encoding."""
        if self is Encoding.UTF32 or text.isascii():
            return len(text)
        if self is Encoding.UTF16:
            return len(text) + sum(character > "\uffff" for character in text)
        return len(text.encode("utf-8", "surrogatepass"))


class Text:
    """The text of a document. Never changes: an edit makes another one."""

    def __init__(self, text: str, encoding: Encoding) -> None:
        self.text = text
        self.encoding = encoding

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        """Where each line begins, and where it ends before its line end."""
        ends = list(_END.finditer(self.text))
        return [0, *(end.end() for end in ends)], [*(end.start() for end in ends), len(self.text)]

    @property
    def lines(self) -> int:
        """How many lines there are; a text that ends with a line end has an empty last one."""
        return len(self._bounds[0])

    def line(self, number: int) -> str:
        """A line from 1, without its end and without a byte order mark."""
        starts, ends = self._bounds
        return self.text[starts[number - 1] : ends[number - 1]].removeprefix(_MARK if number == 1 else "")

    @cached_property
    def normal(self) -> str:
        """The text as we count it: without a byte order mark, and every line end LF."""
        return "\n".join(map(self.line, range(1, self.lines + 1)))

    def place(self, line: int, character: int) -> tuple[int, int]:
        """Our line and column for the editor's. What lies outside of the text is moved to its nearest place in it."""
        if line >= self.lines:
            return self.lines, len(self.line(self.lines)) + 1
        row = self.line(line + 1)
        before = character - self._mark_units(line + 1)
        if self.encoding is Encoding.UTF32 or row.isascii():
            return line + 1, min(max(before, 0), len(row)) + 1
        for column, reached in enumerate(accumulate(map(self.encoding.units, row)), 1):
            if reached > before:
                return line + 1, column
        return line + 1, len(row) + 1

    def position(self, line: int, column: int) -> tuple[int, int]:
        """The editor's line and character for ours, moved into the text where they lie outside."""
        if line > self.lines:
            line, column = self.lines, len(self.line(self.lines)) + 1
        row = self.line(max(line, 1))
        return max(line, 1) - 1, self._mark_units(line) + self.encoding.units(row[: max(column, 1) - 1])

    def edited(self, start: tuple[int, int], end: tuple[int, int], put: str) -> Text:
        """The text with what lies between two of the editor's places replaced."""
        first, last = sorted((self._index(*start), self._index(*end)))
        return Text(self.text[:first] + put + self.text[last:], self.encoding)

    def _index(self, line: int, character: int) -> int:
        if line == 0 and character == 0:
            return 0  # before a byte order mark, which our columns leave out
        row, column = self.place(line, character)
        mark = row == 1 and self.text.startswith(_MARK)
        return self._bounds[0][row - 1] + column - 1 + mark

    def _mark_units(self, line: int) -> int:
        return self.encoding.units(_MARK) if line == 1 and self.text.startswith(_MARK) else 0
