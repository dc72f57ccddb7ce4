"""Diagnostics as workflow commands, which GitHub shows beside the changed lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from callwright.diagnostics.levels import Silenced
from callwright.diagnostics.model import Diagnostic, Severity
from callwright.diagnostics.shown import shown

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(
    diagnostics: Sequence[Diagnostic],
    sources: Mapping[str, Sequence[str]],  # noqa: ARG001 - every renderer takes sources
    silenced: Sequence[Silenced] = (),  # noqa: ARG001 - beside changed lines nothing is shown of what is silenced
) -> str:
    """One command for each diagnostic. Neither ``sources`` nor ``silenced`` is needed."""
    return "".join(_one(diagnostic) for diagnostic in diagnostics)


def _one(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    where = f"file={_property(span.file)},line={span.line},endLine={span.end_line}"
    if span.line == span.end_line:
        # Columns are refused by GitHub where a finding goes over several lines; its end column is inclusive.
        where += f",col={span.column},endColumn={max(span.column, span.end_column - 1)}"
    text = [diagnostic.message, *(f"{r.span}: {r.message}" for r in diagnostic.related)]
    if diagnostic.help:
        text += diagnostic.help.split("\n")
    message = "\n".join(shown(line) for line in text)
    return f"::{_COMMANDS[diagnostic.severity]} {where},title={_property(diagnostic.code)}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(shown(text)).replace(":", "%3A").replace(",", "%2C")
