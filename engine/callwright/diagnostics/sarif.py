"""Diagnostics as SARIF 2.1.0, which code hosts and editors import.

Source: OASIS, Static Analysis Results Interchange Format, version 2.1.0.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from callwright.diagnostics.catalog import CATALOG
from callwright.diagnostics.levels import Silenced
from callwright.diagnostics.model import Diagnostic, Fix, Severity, Span

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(
    diagnostics: Sequence[Diagnostic],
    sources: Mapping[str, Sequence[str]],  # noqa: ARG001 - every renderer takes sources
    silenced: Sequence[Silenced] = (),
) -> str:
    """One run, with a rule for each code that occurs; what is silenced is suppressed. ``sources`` is not needed."""
    codes = sorted({diagnostic.code for diagnostic in (*diagnostics, *(one.diagnostic for one in silenced))})
    places = {code: index for index, code in enumerate(codes)}
    run = {
        "tool": {"driver": {"name": "callwright", "rules": [_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [
            *(_result(diagnostic, places) for diagnostic in diagnostics),
            *({**_result(one.diagnostic, places), "suppressions": [_suppression(one)]} for one in silenced),
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    entry = CATALOG.get(code)
    if entry is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": entry.explanation},
        "help": {"text": f"Instead of:\n{entry.example_bad}\nwrite:\n{entry.example_good}"},
        "defaultConfiguration": {"level": _LEVELS[entry.severity]},
    }


def _suppression(one: Silenced) -> dict[str, Any]:
    return {"kind": "inSource", "justification": one.reason, "location": {"physicalLocation": _location(one.comment)}}


def _result(diagnostic: Diagnostic, places: Mapping[str, int]) -> dict[str, Any]:
    text = f"{diagnostic.message}\n{diagnostic.help}" if diagnostic.help else diagnostic.message
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": places[diagnostic.code],
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(diagnostic.span)}],
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _location(related.span), "message": {"text": related.message}}
            for number, related in enumerate(diagnostic.related, 1)
        ]
    if diagnostic.fixes:
        result["fixes"] = [_fix(fix) for fix in diagnostic.fixes]
    return result


def _fix(fix: Fix) -> dict[str, Any]:
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in fix.edits:
        made = {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
        changes.setdefault(edit.span.file, []).append(made)
    return {
        "description": {"text": fix.title},
        "artifactChanges": [
            {"artifactLocation": _artifact(file), "replacements": made} for file, made in changes.items()
        ],
    }


def _location(span: Span) -> dict[str, Any]:
    return {"artifactLocation": _artifact(span.file), "region": _region(span)}


def _artifact(file: str) -> dict[str, Any]:
    return {"uri": quote(file.replace("\\", "/"))}


def _region(span: Span) -> dict[str, Any]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
