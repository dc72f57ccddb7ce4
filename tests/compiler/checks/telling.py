"""What one rule tells of a flow."""

from __future__ import annotations

from callwright.compiler import compile_text
from callwright.diagnostics.model import Diagnostic

BYE = "  bye: {prompts: Goodbye., hangup: yes}\n"


def told(code: str, text: str) -> list[Diagnostic]:
    """The findings of one code; a flow with an error is no fit subject."""
    made = compile_text(text)
    errors = [one.message for one in made.diagnostics if one.severity == "error" and one.code != code]
    assert errors == []
    return [one for one in made.diagnostics if one.code == code]


def places(code: str, text: str) -> list[str]:
    """The words of the text that the findings of one code point at."""
    lines = text.split("\n")
    return [
        lines[one.span.line - 1][one.span.column - 1 : one.span.end_column - 1]
        if one.span.line == one.span.end_line
        else "…"
        for one in told(code, text)
    ]


def mended(text: str, found: Diagnostic) -> str:
    """The text with the first mend of a finding made."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for edit in sorted(found.fixes[0].edits, key=lambda edit: edit.span, reverse=True):
        span = edit.span
        begin, end = starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1
        text = text[:begin] + edit.text + text[end:]
    return text
