"""An author's bytes as text: decoded, with line ends made equal, and with a place for every character.

Everything after this file counts in characters of ``Source.text``; ``Source.span`` turns two such counts into
a ``Span`` with lines and columns as an editor shows them. A byte order mark is taken off and every kind of
line end becomes ``\\n``, neither of which moves a column.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from callwright.diagnostics.model import Span


class Source:
    """The text of one file.

    ``file`` is the name that diagnostics show, ``text`` the decoded text with ``\\n`` line ends. ``first_line`` is the
    number of its first line: more than 1 for a part of a file, whose places are told as those of the whole.
    """

    def __init__(self, file: str, text: str, first_line: int = 1) -> None:
        self.file = file
        self.text = text
        self.first_line = first_line

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends."""
        return tuple(self.text.split("\n"))

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.lines)][:-1]

    def line_of(self, index: int) -> int:
        """The line that holds the character at ``index``."""
        return bisect_right(self._starts, index) + self.first_line - 1

    def start_of(self, line: int) -> int:
        """The index of the first character of ``line``."""
        return self._starts[line - self.first_line]

    def stretch_of(self, span: Span) -> tuple[int, int] | None:
        """The characters that a span covers, as two indices; ``None`` where it is not all in this text."""
        first, last = span.line - self.first_line, span.end_line - self.first_line
        if span.file != self.file or first < 0 or last >= len(self._starts):
            return None
        return self._starts[first] + span.column - 1, self._starts[last] + span.end_column - 1

    def line_text(self, line: int) -> str:
        """The text of ``line``, without its end; empty for one before the first."""
        return self.lines[line - self.first_line] if line >= self.first_line else ""

    def span(self, start: int, end: int) -> Span:
        """The place of the characters from ``start`` up to but without ``end``, kept inside the file."""
        start = min(max(start, 0), len(self.text))
        end = min(max(end, start), len(self.text))
        line, end_line = bisect_right(self._starts, start), bisect_right(self._starts, end)
        column, end_column = start - self._starts[line - 1] + 1, end - self._starts[end_line - 1] + 1
        before = self.first_line - 1
        return Span(self.file, line + before, column, end_line + before, end_column)
