"""Diagnostics as a JSON list, for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from callwright.diagnostics.model import Diagnostic, Span


def render(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Sequence[str]]) -> str:  # noqa: ARG001 - every renderer takes sources
    """A list of ``{code, severity, message, file, line, column, end_line, end_column, help, related}``.

    Lines and columns count from 1, ends are exclusive; ``related`` holds ``{message}`` and the same five of
    place. ASCII only, so that no pipe can break it. ``sources`` is not needed.
    """
    return json.dumps([_one(diagnostic) for diagnostic in diagnostics], indent=2) + "\n"


def _one(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        **_place(diagnostic.span),
        "help": diagnostic.help,
        "related": [{"message": related.message, **_place(related.span)} for related in diagnostic.related],
    }


def _place(span: Span) -> dict[str, Any]:
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
