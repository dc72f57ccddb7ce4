"""Where a ladder runs out."""

from __future__ import annotations

import pytest

from callwright.compiler import compile_text
from callwright.diagnostics.model import Severity


def _notes(ladder: str, anytime: str = "") -> list[tuple[Severity, str]]:
    written = f"{anytime}states:\n  a:\n    transitions: {{yes: b}}\n    no_match: {ladder}\n  b: {{hangup: yes}}\n"
    return [(found.severity, found.message) for found in compile_text(written).diagnostics]


@pytest.mark.parametrize(
    ("ladder", "anytime", "ends"),
    [
        ("[What?, Pardon?]", "", "2 times, the call ends"),
        ("What?", "anytime: {operator: b}\n", "1 time, the caller goes to the operator"),
    ],
)
def test_what_follows_is_said(ladder: str, anytime: str, ends: str) -> None:
    """A ladder that never leads away is a note that says what follows it."""
    ((severity, message),) = _notes(ladder, anytime)
    assert severity is Severity.INFO
    assert ends in message


def test_a_ladder_that_leads_away_is_silent() -> None:
    """A rung with ``go_to`` ends a ladder as its author wants."""
    assert _notes("[What?, {go_to: b}]") == []


def test_an_inherited_ladder_is_told_once() -> None:
    """However many states inherit a ladder of the flow, its end is told once."""
    states = "".join(f"  s{n}: {{transitions: {{yes: s{n + 1}}}}}\n" for n in range(5))
    made = compile_text(f"defaults:\n  no_match: What?\nstates:\n{states}  s5: {{hangup: yes}}\n")
    assert [found.code for found in made.diagnostics] == ["built-in-ending"]
