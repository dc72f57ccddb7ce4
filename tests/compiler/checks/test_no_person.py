"""Lines on which nobody reaches a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.compiler import compile_path
from tests.compiler.checks.telling import BYE, told

ASKS = "states:\n  a: {transitions: {yes: bye}}\n"


@pytest.mark.parametrize("top", ["answers: everything\n", "numbers: +44 20 7946 0200\n"])
def test_a_line_that_asks_and_never_puts_through(top: str) -> None:
    """What the caller says and what they hear in the end stand in the message."""
    (found,) = told("no-way-to-a-person", top + ASKS + BYE)
    assert found.message == (
        'Nobody reaches a person here: a caller who says "operator" is not understood, and in the end the call ends'
        ' with a farewell: "Thank you for calling. Goodbye."'
    )


def test_ladders_make_a_line_of_a_draft() -> None:
    """Who writes what follows silence has callers in mind, whatever the numbers are."""
    text = f"states:\n  a: {{transitions: {{yes: bye}}, no_input: [Hello?, {{go_to: bye}}]}}\n{BYE}"
    assert len(told("no-way-to-a-person", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"{ASKS}{BYE}",
        "answers: everything\nstates:\n  a: {prompts: We are closed., hangup: yes}\n",
        f"answers: everything\n{ASKS}{BYE}  o: {{transfer: +44 1}}\n",
        f"answers: everything\n{ASKS}{BYE}  o: {{hand_over: Be kind.}}\n",
        f"answers: everything\nanytime: {{operator: bye}}\n{ASKS}{BYE}",
    ],
)
def test_drafts_announcements_and_lines_with_somebody_are_silent(text: str) -> None:
    """The smallest flow, one that only speaks, and any way to somebody."""
    assert told("no-way-to-a-person", text) == []


def test_the_person_may_be_in_another_flow(tmp_path: Path) -> None:
    """A flow that leads to one with a transfer reaches somebody; a sub-flow need not."""
    (tmp_path / "one.yaml").write_text(
        "answers: everything\nstates:\n  a: {transitions: {yes: 'flow:two', no: {call: 'flow:three'}}}\n"
    )
    (tmp_path / "two.yaml").write_text("states:\n  b: {transfer: +44 20 7946 0200}\n")
    (tmp_path / "three.yaml").write_text("states:\n  c: {transitions: {yes: {return: yes}}, no_input: {return: yes}}\n")
    for file in ("", "one.yaml", "three.yaml"):
        codes = {found.code for found in compile_path(tmp_path / file).diagnostics}
        assert "no-way-to-a-person" not in codes
