"""Diagnostics as a JSON list, for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from callwright.diagnostics.levels import Silenced
from callwright.diagnostics.model import Diagnostic, Fix, Span


def render(
    diagnostics: Sequence[Diagnostic],
    sources: Mapping[str, Sequence[str]],  # noqa: ARG001 - every renderer takes sources
    silenced: Sequence[Silenced] = (),
) -> str:
    """A list of ``{code, severity, message, file, line, column, end_line, end_column, help, related, fixes}``.

    Lines and columns count from 1, ends are exclusive; ``related`` holds ``{message}`` and the same five of
    place, ``fixes`` holds ``{title, safe, edits}``, each edit ``{text}`` and the same five. What is ``silenced`` comes
    last, each with the reason under ``silenced``. ASCII only, so that no pipe can break it. ``sources`` is not needed.
    """
    listed = [_one(diagnostic) for diagnostic in diagnostics]
    listed += [{**_one(one.diagnostic), "silenced": one.reason} for one in silenced]
    return json.dumps(listed, indent=2) + "\n"


def _one(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        **_place(diagnostic.span),
        "help": diagnostic.help,
        "related": [{"message": related.message, **_place(related.span)} for related in diagnostic.related],
        "fixes": [_fix(fix) for fix in diagnostic.fixes],
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [{"text": edit.text, **_place(edit.span)} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def _place(span: Span) -> dict[str, Any]:
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
