"""The same mistake in several places is told once, with all its places."""

from __future__ import annotations

from callwright.compiler import compile_text
from callwright.compiler.echoes import gathered
from callwright.diagnostics.catalog import finding
from callwright.diagnostics.model import Edit, Fix, Span


def _unknown(line: int, name: str = "huors", mend: str = "hours") -> object:
    at = Span("f.yaml", line, 1, line, 6)
    return finding(
        "unknown-state", f'There is no state "{name}".', at, "", (), (Fix(f"Write {mend}", (Edit(at, mend),)),)
    )


def test_one_name_in_three_places() -> None:
    """Findings about one name become one, at the first place, with a fix that mends all of them."""
    (found,) = gathered([_unknown(7), _unknown(3), _unknown(5)])  # type: ignore[list-item]
    assert found.span.line == 3
    assert [related.span.line for related in found.related] == [5, 7]
    assert [edit.span.line for edit in found.fixes[0].edits] == [3, 5, 7]


def test_two_names() -> None:
    """Findings about two names stay two."""
    assert len(gathered([_unknown(3), _unknown(5, "byee", "bye")])) == 2  # type: ignore[list-item]


def test_what_has_no_name_is_not_joined() -> None:
    """Two places without a name of a state are two mistakes."""
    made = compile_text("states:\n  a:\n    prompts: A?\n    transitions:\n      yes:\n      no:\n")
    assert [found.span.line for found in made.diagnostics if found.code == "unknown-state"] == [5, 6]


def test_a_key_whose_line_below_went_wrong_is_not_called_empty() -> None:
    """Where the line below a key slipped to the margin, only that line is told."""
    made = compile_text("variables:\ntries: 0\nstates:\n  a:\n    prompts: A.\n    hangup: yes\n")
    assert [(found.code, found.span.line) for found in made.diagnostics] == [("unknown-key", 2)]
