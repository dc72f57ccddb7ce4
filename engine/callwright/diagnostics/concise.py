"""Diagnostics one a line: ``file:line:column: severity: message [code]``, as editors and grep like them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from callwright.diagnostics.levels import Silenced
from callwright.diagnostics.model import Diagnostic
from callwright.diagnostics.shown import shown


def render(
    diagnostics: Sequence[Diagnostic],
    sources: Mapping[str, Sequence[str]],  # noqa: ARG001 - every renderer takes sources
    silenced: Sequence[Silenced] = (),
) -> str:
    """One line for each diagnostic, and for each that is silenced, with the reason. ``sources`` is not needed."""
    return "".join([*(_line(one, one.severity) for one in diagnostics), *map(_silenced, silenced)])


def _line(diagnostic: Diagnostic, level: str, more: str = "") -> str:
    return f"{shown(str(diagnostic.span))}: {level}: {shown(diagnostic.message)} [{diagnostic.code}]{more}\n"


def _silenced(one: Silenced) -> str:
    return _line(one.diagnostic, "silenced", f" because {shown(one.reason)}")
