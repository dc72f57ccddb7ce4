"""Where only the built-in ending stops a ladder, a silence or a wrong key."""

from __future__ import annotations

import pytest

from callwright.diagnostics.model import Severity
from tests.compiler.checks.telling import BYE, places, told


def _notes(ladder: str, anytime: str = "") -> list[tuple[Severity, str]]:
    written = f"{anytime}states:\n  a:\n    transitions: {{yes: b}}\n    {ladder}\n  b: {{hangup: yes}}\n"
    return [(found.severity, found.message) for found in told("built-in-ending", written)]


@pytest.mark.parametrize(
    ("ladder", "anytime", "ends"),
    [
        (
            "no_match: [What?, Pardon?]",
            "",
            'is not understood after this either, the call ends with a farewell: "Thank you for calling. Goodbye."',
        ),
        ("no_match: What?", "language: de-DE\n", 'the call ends with a farewell: "Vielen Dank für Ihren Anruf'),
        ("no_input: What?", "anytime: {operator: b}\n", "says nothing after this either, the caller goes to the op"),
    ],
)
def test_what_follows_is_said(ladder: str, anytime: str, ends: str) -> None:
    """A ladder that never leads away is a note that says what the caller hears then."""
    ((severity, message),) = _notes(ladder, anytime)
    assert severity is Severity.INFO
    assert ends in message


def test_a_ladder_that_leads_away_is_silent() -> None:
    """A rung with ``go_to`` ends a ladder as its author wants."""
    assert _notes("no_match: [What?, {go_to: b}]\n    no_input: [Hello?, {go_to: b}]") == []


def test_an_inherited_ladder_is_told_once() -> None:
    """However many states inherit a ladder of the flow, its end is told once."""
    states = "".join(f"  s{n}: {{transitions: {{yes: s{n + 1}}}}}\n" for n in range(5))
    text = f"defaults:\n  no_match: What?\nstates:\n{states}  s5: {{hangup: yes}}\n"
    assert places("built-in-ending", text) == ["What?"]


def test_the_other_ladder_is_missed() -> None:
    """Who wrote what follows words that are not understood, but nothing for silence, is told what follows that."""
    (note,) = _notes("no_match: [What?, {go_to: b}]")
    assert note[1].startswith('A caller who stays silent at "a" is asked twice more, then the call ends')
    (note,) = _notes("no_input: [Hello?, {go_to: b}]")
    assert note[1].startswith('A caller who is not understood, or presses a wrong key, at "a" is asked twice more')


def test_with_an_operator_nothing_is_missed() -> None:
    """Where the built-in ending is a person, half a ladder is enough."""
    assert _notes("no_match: [What?, {go_to: b}]", "anytime: {operator: b}\n") == []


def test_a_missing_ladder_is_told_once_for_all_questions() -> None:
    """A large flow is not flooded: the first question stands for the others."""
    states = "".join(
        f"  s{n}: {{transitions: {{yes: s{n + 1}}}, no_match: [What?, {{go_to: s4}}]}}\n" for n in range(4)
    )
    (found,) = told("built-in-ending", f"states:\n{states}  s4: {{hangup: yes}}\n")
    assert 'at "s0" (and at 3 more)' in found.message


def test_a_slot_is_named() -> None:
    """In a form it is the slot whose silence has no answer."""
    text = (
        "states:\n  a:\n    collect: {slot: code, type: digits, prompts: Code?, no_match: [What?, {go_to: bye}]}\n"
        f"    go_to: bye\n{BYE}"
    )
    assert places("built-in-ending", text) == ["code"]
