"""The text of a file to be changed, with its bytes' ways: their encoding, their mark, and how lines end.

Laws: ``TextFile.of(data).data == data``; an edit changes nothing outside its span, and what it writes ends its lines
as the file does.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from callwright.diagnostics.model import Edit, Span

_LINE_END = re.compile(r"\r\n|\r|\n")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class TextFile:
    """``text`` is what stands in the file, with its own line ends and without its mark."""

    text: str
    encoding: str = "utf-8"
    mark: bytes = b""

    @staticmethod
    def of(data: bytes) -> TextFile | None:
        """The text of these bytes; ``None`` where they are no text that could be written back."""
        mark, encoding = next(((m, name) for m, name in _MARKS if data.startswith(m)), (b"", "utf-8"))
        try:
            text = data[len(mark) :].decode(encoding)
        except UnicodeDecodeError:
            return None
        return TextFile(text, encoding, mark)

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.mark + self.text.encode(self.encoding, "surrogatepass")

    @property
    def line_end(self) -> str:
        """How its lines end: as the first one does."""
        found = _LINE_END.search(self.text)
        return found.group() if found else "\n"

    @property
    def plain(self) -> str:
        """The text as the compiler counts in it: every line ends with ``\\n``."""
        return _LINE_END.sub("\n", self.text)

    def with_plain(self, text: str) -> TextFile:
        """The same file with another text; its lines end with ``\\n``, and are given the file's ends."""
        return replace(self, text=text.replace("\n", self.line_end))

    def edited(self, edits: Iterable[Edit]) -> TextFile:
        """The text with edits made, which must not overlap. Raises ``ValueError`` where one is not in the text."""
        starts = [0, *(found.end() for found in _LINE_END.finditer(self.text))]
        ends = [*(found.start() for found in _LINE_END.finditer(self.text)), len(self.text)]
        made = []
        for edit in edits:
            span = edit.span
            start = _place(starts, ends, span.line, span.column)
            end = _place(starts, ends, span.end_line, span.end_column)
            if start > end:
                raise ValueError(f"{span} ends before it begins")
            made.append((start, end, edit.text.replace("\n", self.line_end)))
        text, before = self.text, len(self.text)
        for start, end, new in sorted(made, key=lambda one: one[:2], reverse=True):
            if end > before:
                raise ValueError("two edits overlap")
            text, before = text[:start] + new + text[end:], start
        return replace(self, text=text)


def _place(starts: list[int], ends: list[int], line: int, column: int) -> int:
    if not 1 <= line <= len(starts) or not 1 <= column <= ends[line - 1] - starts[line - 1] + 1:
        raise ValueError(f"there is no line {line}, column {column}")
    return starts[line - 1] + column - 1


def overlap(one: Span, other: Span) -> bool:
    """Whether edits of the two places could not both be made in one go, or not in a certain order."""
    first, second = sorted((one, other))
    return (second.line, second.column) < (first.end_line, first.end_column) or (first.line, first.column) == (
        second.line,
        second.column,
    )
