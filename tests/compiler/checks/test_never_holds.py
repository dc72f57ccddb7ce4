"""Conditions that decide nothing."""

from __future__ import annotations

import pytest

from tests.compiler.checks.telling import BYE, places, told


def _choose(when: str) -> str:
    lines = f"      - {{when: {when}, go_to: b}}\n      - go_to: bye\n"
    return f"variables: {{n: 0}}\nstates:\n  a:\n    choose:\n{lines}  b: {{go_to: bye}}\n{BYE}"


def test_a_line_that_is_never_taken_is_told_with_its_state() -> None:
    """The condition is pointed at, with the state that no caller gets to by it."""
    (found,) = told("never-holds", _choose("n > 5 and n < 3"))
    assert found.message == '"n > 5 and n < 3" can never hold, so no caller gets from here to "b".'
    assert places("never-holds", _choose("n > 5 and n < 3")) == ["n > 5 and n < 3"]


def test_what_stands_below_a_condition_that_always_holds_is_told() -> None:
    """A fixed true closes the lines below it."""
    (found,) = told("never-taken", _choose("true"))
    assert found.message == '"true" always holds. What stands below is never taken.'


@pytest.mark.parametrize(
    ("prompt", "code"), [("n > 5 and n < 3", "never-holds"), ("true or n", "always-holds"), ("n > 3", "")]
)
def test_prompts_are_looked_at(prompt: str, code: str) -> None:
    """A sentence that is never said is told, and one whose condition could be left out."""
    text = f"variables: {{n: 0}}\nstates:\n  a:\n    prompts: {{text: Hello., when: {prompt}}}\n    go_to: bye\n{BYE}"
    assert [one for one in ("never-holds", "always-holds") if told(one, text)] == ([code] if code else [])


def test_anytime_is_looked_at() -> None:
    """What may be said anywhere has conditions too."""
    anytime = "anytime:\n  goodbye: [{when: false, go_to: bye}, bye]\n"
    text = f"{anytime}states:\n  a: {{transitions: {{yes: bye}}}}\n{BYE}"
    assert places("never-holds", text) == ["false"]
