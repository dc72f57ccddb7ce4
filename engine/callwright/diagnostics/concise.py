"""Diagnostics one a line: ``file:line:column: severity: message [code]``, as editors and grep like them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from callwright.diagnostics.model import Diagnostic
from callwright.diagnostics.shown import shown


def render(diagnostics: Sequence[Diagnostic], sources: Mapping[str, Sequence[str]]) -> str:  # noqa: ARG001 - every renderer takes sources
    """One line for each diagnostic. ``sources`` is not needed."""
    return "".join(f"{shown(str(d.span))}: {d.severity}: {shown(d.message)} [{d.code}]\n" for d in diagnostics)
