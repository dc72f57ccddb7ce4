"""Variables that hold the text "no"."""

from __future__ import annotations

import pytest

from tests.compiler.checks.speech import flow, mended, told

CODE = "text-as-condition"


def _asks(condition: str, value: str = "no", more: str = "") -> str:
    return flow(
        f"choose:\n  - when: {condition}\n    go_to: bye\n  - go_to: bye\n",
        head=f"variables:\n  member: {value}\n  other: 0\n",
        more=more,
    )


@pytest.mark.parametrize(
    "condition", ["member", "not member", "member and other == 0", "other == 0 or not member", "(not member)"]
)
def test_a_no_that_is_asked(condition: str) -> None:
    """It is told where it is written, whatever stands around it in the condition."""
    assert told(CODE, _asks(condition)) == ["no"]
    assert "member: false" in mended(CODE, _asks(condition))


def test_a_no_that_is_set() -> None:
    """It is the same in ``set``; the mend changes every place."""
    text = _asks("member", "yes", "  out:\n    set: {member: no}\n    go_to: bye\n")
    assert told(CODE, text) == ["no"]
    result = mended(CODE, text)
    assert "member: true" in result
    assert "{member: false}" in result


def test_a_no_in_a_sentence() -> None:
    """A template asks in the same way."""
    text = flow(
        "prompts: \"{{ 'Welcome back' if member else 'Welcome' }}.\"\ngo_to: bye\n", head="variables: {member: off}\n"
    )
    assert told(CODE, text) == ["off"]


@pytest.mark.parametrize(
    ("condition", "value"),
    [
        ("member == 'no'", "no"),
        ("member", "false"),
        ("member", "{type: yes_no, value: no}"),
        ("member", "yes"),
        ("member", "none"),
        ("other == 0", "no"),
        ("member | length > 2", "no"),
    ],
)
def test_what_is_no_trap(condition: str, value: str) -> None:
    """A comparison, a real false, a type, and texts that mean nothing else."""
    assert told(CODE, _asks(condition, value)) == []
