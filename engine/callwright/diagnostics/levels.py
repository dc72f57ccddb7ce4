"""The levels that a rule can have, which rules have one that can be set, and what a comment silences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from callwright.diagnostics.entry import Entry
from callwright.diagnostics.model import Diagnostic, Severity, Span

LEVELS: Mapping[str, Severity | None] = MappingProxyType(
    {"off": None, "info": Severity.INFO, "warning": Severity.WARNING, "error": Severity.ERROR}
)
"""By the word that an author writes; ``off``: nothing is told."""


def settable(entry: Entry) -> bool:
    """Whether the level of a rule can be set, and a comment with a reason silences it.

    So it is for rules of good dialogue, and for whatever is told as a warning or a note: that may be what the author
    means. What the language cannot read is an error, whoever means it.
    """
    return (entry.craft or entry.severity is not Severity.ERROR) and not about_these(entry.code)


def about_these(code: str) -> bool:
    """Whether a code tells of levels and silencing comments; such a finding cannot be silenced itself."""
    return code.startswith(("allow-", "settings-", "rule-not-settable", "unknown-rule"))


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that a comment silences: with its reason, and where the comment names the rule."""

    diagnostic: Diagnostic
    reason: str
    comment: Span
