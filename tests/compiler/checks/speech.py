"""What the tests of the rules about speech have in common."""

from __future__ import annotations

from textwrap import indent

from callwright.compiler import compile_text
from callwright.diagnostics.model import Diagnostic, Fix, Severity


def flow(welcome: str, *, head: str = "", more: str = "") -> str:
    """A flow whose first state holds ``welcome``; ``bye`` hangs up."""
    state = indent(welcome.rstrip("\n"), "    ")
    return f"flow: test\n{head}states:\n  welcome:\n{state}\n{more}  bye:\n    prompts: Thank you.\n    hangup: yes\n"


def found(code: str, text: str) -> list[Diagnostic]:
    """What one rule tells about a flow that has no error."""
    made = compile_text(text)
    errors = [one for one in made.diagnostics if one.severity is Severity.ERROR]
    assert errors == [], errors
    return [one for one in made.diagnostics if one.code == code]


def under(text: str, diagnostic: Diagnostic) -> str:
    """What stands at the place of a finding."""
    start, end = (
        _index(text, diagnostic.span.line, diagnostic.span.column),
        _index(text, diagnostic.span.end_line, diagnostic.span.end_column),
    )
    return text[start:end]


def told(code: str, text: str) -> list[str]:
    """What stands at the places of the findings of one rule."""
    return [under(text, one) for one in found(code, text)]


def mended(code: str, text: str) -> str:
    """The flow with the first mend of the first finding; the rule has nothing to say about it any more."""
    fix = found(code, text)[0].fixes[0]
    result = applied(text, fix)
    assert found(code, result) == []
    return result


def applied(text: str, fix: Fix) -> str:
    """A text with the edits of a mend."""
    for edit in sorted(fix.edits, key=lambda edit: edit.span, reverse=True):
        start = _index(text, edit.span.line, edit.span.column)
        end = _index(text, edit.span.end_line, edit.span.end_column)
        text = text[:start] + edit.text + text[end:]
    return text


def _index(text: str, line: int, column: int) -> int:
    return sum(len(one) + 1 for one in text.split("\n")[: line - 1]) + column - 1
