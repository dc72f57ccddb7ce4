"""What a YAML parser said when it could go no further, with the line it said it about."""

from __future__ import annotations

from typing import Any, NamedTuple

from ruamel.yaml.error import YAMLError

from callwright.compiler.mend import replaced, requoted, value_in, write
from callwright.compiler.source import Source
from callwright.compiler.yaml_events import tokens
from callwright.diagnostics.catalog import finding
from callwright.diagnostics.model import Diagnostic, Edit, Fix, Related


class Complaint(NamedTuple):
    """A parser's words and place.

    ``problem`` and ``context`` are the parser's own words; ``at`` and ``context_at`` count characters of the
    source; ``line`` (from 1) holds ``at``, ``text`` is that line and ``offset`` where it begins.
    """

    source: Source
    problem: str
    context: str
    at: int
    context_at: int
    line: int
    text: str
    offset: int

    @classmethod
    def of(cls, source: Source, error: YAMLError) -> Complaint:
        """The complaint that ``error`` makes about ``source``; its places are kept inside the text."""
        mark, context_mark = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        size = len(source.text)
        context_at = min(context_mark.index, size) if context_mark is not None else 0
        at = min(mark.index, size) if mark is not None else context_at
        line = source.line_of(at)
        problem, context = str(getattr(error, "problem", None) or error), str(getattr(error, "context", None) or "")
        return cls(source, problem, context, at, context_at, line, source.line_text(line), source.start_of(line))

    @property
    def column(self) -> int:
        """Characters in front of the place in its line."""
        return self.at - self.offset

    @property
    def value(self) -> tuple[int, int]:
        """Where the value of the line begins and ends."""
        return value_in(self.text)

    @property
    def value_text(self) -> str:
        """The value of the line."""
        start, end = self.value
        return self.text[start:end]

    def value_quoted(self) -> str:
        """The help that shows the line with its value in quotes."""
        start, end = self.value
        return write(replaced(self.source, self.offset + start, self.offset + end, requoted(self.value_text)))

    def quote_value(self, *, safe: bool = False) -> Fix:
        """The mend that does what ``value_quoted`` shows."""
        start, end = self.value
        at = self.source.span(self.offset + start, self.offset + end)
        return Fix("Put the text in quotes", (Edit(at, requoted(self.value_text)),), safe)

    def tell(
        self,
        code: str,
        message: str,
        start: int,
        end: int,
        help: str,
        *related: Related,
        fixes: tuple[Fix, ...] = (),
    ) -> Diagnostic:
        """A finding about the characters from ``start`` to ``end`` of the source, at least one."""
        return finding(code, message, self.source.span(start, max(end, start + 1)), help, related, fixes)

    def line_above(self) -> int:
        """The number of the nearest line above that holds more than a comment; 0 for none."""
        for line in range(self.line - 1, 0, -1):
            text = self.source.line_text(line).strip()
            if text and not text.startswith("#"):
                return line
        return 0

    def holds_more(self, line: int, column: int) -> bool:
        """Whether the line below one begins further to the right than ``column`` (from 0), so that it belongs to it."""
        below = (text for text in self.source.lines[line + 1 - self.source.first_line :] if text.strip())
        return indent_of(next(below, "")) > column

    def quote_before(self) -> tuple[int, int] | None:
        """Where the quoted text begins and ends that stands directly before the place of the complaint."""
        if "expected" not in self.problem and "mapping values" not in self.problem:
            return None
        last: Any = None
        for token in tokens(self.source.text):
            if token.start_mark.index >= self.at:
                break
            if token.end_mark.index > token.start_mark.index:
                last = token
        if getattr(last, "style", None) not in ("'", '"') or "\n" in self.source.text[last.end_mark.index : self.at]:
            return None
        return last.start_mark.index, last.end_mark.index


def indent_of(text: str) -> int:
    """The blanks at the beginning of a line."""
    return len(text) - len(text.lstrip())
