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

    ``file`` is the name that diagnostics show, ``text`` the decoded text with ``\\n`` line ends.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends."""
        return tuple(self.text.split("\n"))

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.lines)][:-1]

    def line_of(self, index: int) -> int:
        """The line, from 1, that holds the character at ``index``."""
        return bisect_right(self._starts, index)

    def start_of(self, line: int) -> int:
        """The index of the first character of ``line`` (from 1)."""
        return self._starts[line - 1]

    def line_text(self, line: int) -> str:
        """The text of ``line`` (from 1), without its end."""
        return self.lines[line - 1]

    def span(self, start: int, end: int) -> Span:
        """The place of the characters from ``start`` up to but without ``end``, kept inside the file."""
        start = min(max(start, 0), len(self.text))
        end = min(max(end, start), len(self.text))
        line, end_line = self.line_of(start), self.line_of(end)
        return Span(self.file, line, start - self._starts[line - 1] + 1, end_line, end - self._starts[end_line - 1] + 1)
