"""Authors' text as it may be shown: on one line, with nothing in it that a terminal or a log would obey."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from callwright.diagnostics.model import Diagnostic, Span

# Beside the control characters: line ends of old, marks that turn the direction of text, and the invisible.
_UNSHOWN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"

_SECRET = frozenset({"plain-secret"})
"""Findings that lie on something which no log may hold."""
_MASK = "*"


def shown(text: str) -> str:
    """``text`` with control and invisible characters written out (``\\x07``, ``\\u200b``); joiners of emoji stay."""
    if text.isprintable():
        return text
    return "".join(_escape(c) if _unshown(c) else c for c in text)


def excerpt(text: str) -> str:
    """A source line for printing above carets: each character keeps its one column, and a tab can be seen."""
    if text.isprintable():
        return text
    return "".join("→" if c == "\t" else "\ufffd" if _unshown(c) else c for c in text)


def without_secrets(
    sources: Mapping[str, Sequence[str]], diagnostics: Iterable[Diagnostic]
) -> Mapping[str, Sequence[str]]:
    """The lines of the files as they may be printed: where a finding lies on a secret, each sign of it is a ``*``.

    It is masked for all findings alike, since another one may be about the same line.
    """
    masked: dict[str, list[str]] = {}
    for found in diagnostics:
        file = found.span.file
        if found.code in _SECRET and file in sources:
            lines = masked.setdefault(file, list(sources[file]))
            for number in range(found.span.line, min(found.span.end_line, len(lines)) + 1):
                lines[number - 1] = _masked(lines[number - 1], number, found.span)
    return {**sources, **masked} if masked else sources


def _masked(line: str, number: int, span: Span) -> str:
    start = span.column - 1 if number == span.line else len(line) - len(line.lstrip())
    end = span.end_column - 1 if number == span.end_line else len(line)
    return line[:start] + _MASK * len(line[start:end]) + line[end:]


def _unshown(character: str) -> bool:
    return unicodedata.category(character) in _UNSHOWN_CATEGORIES and character not in _JOINERS


def _escape(character: str) -> str:
    number = ord(character)
    if character in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[character]
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
