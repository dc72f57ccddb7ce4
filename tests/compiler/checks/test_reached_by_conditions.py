"""States that only a condition leads to, or only another state that nobody comes to."""

from __future__ import annotations

from tests.compiler.checks.telling import BYE, told


def _text(lines: str) -> str:
    return f"variables: {{n: 0}}\nstates:\n{lines}{BYE}"


def test_behind_a_condition_that_never_holds() -> None:
    """The line that is never taken is shown beside the state."""
    text = _text("  a:\n    choose: [{when: n == 1 and n == 2, go_to: b}, {go_to: bye}]\n  b: {go_to: bye}\n")
    (found,) = told("unreachable-state", text)
    assert found.message == 'No caller gets to the state "b": the only line that leads to it is never taken.'
    assert [related.span.line for related in found.related] == [4]


def test_behind_a_line_without_a_condition() -> None:
    """After a line that is always taken nothing else is."""
    text = _text("  a:\n    choose: [{go_to: bye}, {when: n == 1, go_to: b}]\n  b: {go_to: bye}\n")
    assert [found.span.line for found in told("unreachable-state", text)] == [5]


def test_behind_another_state_that_nobody_comes_to() -> None:
    """Only the first of them is said to have nothing that leads to it."""
    text = _text("  a: {go_to: bye}\n  b: {go_to: c}\n  c: {go_to: bye}\n")
    one, other = told("unreachable-state", text)
    assert one.message == 'Nothing leads to the state "b".'
    assert other.message == 'No caller gets to the state "c": only "b" leads to it, where no caller gets either.'


def test_a_condition_that_may_hold_leads_there() -> None:
    """What depends on the call counts as a way."""
    text = _text("  a:\n    choose: [{when: n == 1, go_to: b}, {go_to: bye}]\n  b: {go_to: bye}\n")
    assert told("unreachable-state", text) == []
