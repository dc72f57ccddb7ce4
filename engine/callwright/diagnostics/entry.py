"""One entry of the catalogue of diagnostics."""

from __future__ import annotations

from dataclasses import dataclass

from callwright.diagnostics.model import Severity


@dataclass(frozen=True, slots=True)
class Entry:
    """What one code means, for people: shown by ``callwright explain``, in SARIF rules and in the docs.

    ``title`` is a short phrase, ``explanation`` a few plain sentences; ``example_bad`` is a piece of a file that
    brings the diagnostic about, ``example_good`` the same piece mended. ``craft``: a rule of good dialogue, not of the
    language: its level can be set in ``callwright.toml``, and a comment with a reason silences it at one place.
    """

    code: str
    title: str
    explanation: str
    example_bad: str
    example_good: str
    severity: Severity = Severity.ERROR
    craft: bool = False
