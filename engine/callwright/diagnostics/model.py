"""A diagnostic: one thing to tell the author, and its place.

Theory of operation: whoever finds a fault makes a ``Diagnostic`` and nothing else; sorting, printing and
exit codes live elsewhere. There is one total order (file, line, column, code, message), so that output is
the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an author's file. Lines and columns count from 1; the end is exclusive.

    Columns count characters (Unicode code points) as an editor shows them, not bytes.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Severity(StrEnum):
    """How much it matters. Only an error stops a flow from being served."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to a finding, such as the first of two equal keys."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Put ``text`` where ``span`` is; an empty span inserts, an empty text removes."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A mend that a machine can make: ``title`` says what it does, in words for a menu ("Write “billing”").

    ``edits`` are all of one file or of several, never overlap, and leave a file that YAML can read. ``safe``: there is
    only this mend and it cannot change what the author meant, so that ``check --fix`` makes it without asking; the
    others are offered in the editor alone.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: what was found in the author's words, where, and how to mend it.

    ``code`` is stable and kebab-case, and stands in ``catalog.CATALOG``. ``message`` is one sentence that says
    what was found and what it means; ``help`` says what would be allowed and the mend, empty if nothing helps.
    ``fixes`` are the mends that a machine can make, the likeliest first.
    """

    code: str
    severity: Severity
    message: str
    span: Span
    help: str = ""
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()

    def sort_key(self) -> tuple[Span, str, str]:
        """The one total order of diagnostics."""
        return (self.span, self.code, self.message)


def in_order(diagnostics: list[Diagnostic] | tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """The findings in the one total order, each only once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=Diagnostic.sort_key))


def has_errors(diagnostics: list[Diagnostic] | tuple[Diagnostic, ...]) -> bool:
    """Whether any finding stops the flow from being served."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
