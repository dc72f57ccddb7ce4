"""Parts of ``result`` that no sub-flow gives back."""

from __future__ import annotations

from tests.compiler.checks.telling import BYE, places, told


def _text(said: str, back: str = "member: Ann") -> str:
    return (
        f'states:\n  a: {{call: sub, go_to: b}}\n  b:\n    prompts: "{said}"\n    go_to: bye\n'
        f"  sub:\n    return:\n      {back}\n{BYE}"
    )


def test_a_part_that_nothing_gives() -> None:
    """The part is pointed at, and what comes back is listed."""
    text = _text("Hello {{ result.membr }}.")
    (found,) = told("unknown-result", text)
    assert found.message == 'No sub-flow gives back "membr". Did you mean "member"?'
    assert places("unknown-result", text) == ["result.membr"]


def test_parts_that_come_back() -> None:
    """What a return gives is known, and whether it failed."""
    assert told("unknown-result", _text("{{ result.member }}")) == []
    assert told("unknown-result", _text("{{ result.failed }}", "failed: never")) == []


def test_what_save_takes_is_told_by_the_language() -> None:
    """The same mistake in ``save`` is an error already, and told once."""
    text = (
        "states:\n  a: {call: sub, save: {x: '{{ result.membr }}'}, go_to: bye}\n"
        f"  sub: {{return: {{member: Ann}}}}\n{BYE}"
    )
    assert told("unknown-name", text)
    assert told("unknown-result", text.replace("membr", "member")) == []
