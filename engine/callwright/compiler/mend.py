"""The author's own line, mended, to be shown as help."""

from __future__ import annotations

import re

from callwright.compiler.source import Source

TYPOGRAPHIC = "“”„‟‚‘’‛«»‹›"
_LONGEST = 200
_LINE = re.compile(
    r"(?P<head>[ ]*(?:-[ \t]+)*(?:(?:\"[^\"]*\"|'[^']*'|[^\s\"'#\[\]{},&*!|>%@`][^:#]*?):[ \t]+)?)(?P<value>.*?)[ \t]*"
)


def quoted(text: str) -> str:
    """``text`` in the quotes that need the least escaping. Typographic quotes around it are taken off."""
    if len(text) > 1 and text[0] in TYPOGRAPHIC and text[-1] in TYPOGRAPHIC:
        text = text[1:-1]
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def requoted(text: str) -> str:
    """``quoted``, of a text that has one half of its quotes already, or two that do not match."""
    first, last = text[:1], text[-1:]
    template = text.lstrip("\"'").startswith("{{")
    if len(text) > 2 and first != last:
        if first in "\"'" and (last in "\"'" or first not in text[1:]):
            text = text[1:-1] if last in "\"'" else text[1:]
        elif last in "\"'" and last not in text[:-1] and (template or "{{" in text):
            text = text[:-1]
    return quoted(text)


def value_in(line: str) -> tuple[int, int]:
    """Where the value of a line ``name: value`` or ``- value`` begins and ends, as far as can be told."""
    match = _LINE.fullmatch(line)
    return match.span("value") if match else (len(line) - len(line.lstrip()), len(line.rstrip()))


def replaced(source: Source, start: int, end: int, mended: str) -> str:
    """The line that holds ``start``, with the characters up to ``end`` replaced, without its indentation."""
    line = source.line_of(start)
    text, offset = source.line_text(line), source.start_of(line)
    return cut(text[: start - offset] + mended + text[max(end - offset, start - offset) :])


def cut(line: str) -> str:
    """A line without its indentation, shortened where it is very long."""
    line = line.strip()
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"


def short(text: str, longest: int = 40) -> str:
    """An author's words for use within a sentence: one line, shortened where they are many."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def write(line: str) -> str:
    """The help that shows a mended line."""
    return f"Write: {line}"
