"""Questions that no answer leads on from."""

from __future__ import annotations

import pytest

from tests.compiler.checks.telling import BYE, places, told


def test_answers_that_only_speak() -> None:
    """Whatever the caller says, the same question waits again."""
    text = "states:\n  a:\n    transitions: {yes: {prompts: Good.}, no: a}\n"
    (found,) = told("no-way-on", text)
    assert 'Nothing that a caller says in "a" leads on' in found.message
    assert places("no-way-on", text) == ["a"]


@pytest.mark.parametrize(
    ("state", "top"),
    [
        ("transitions: {yes: {prompts: Good.}, no: bye}", ""),
        ("transitions: {yes: a}, keys: {1: bye}", ""),
        ("transitions: {yes: a}, no_input: [Hello?, {go_to: bye}]", ""),
        ("transitions: {yes: a}", "anytime: {goodbye: bye}\n"),
        ("transitions: {yes: a}, events: {done: bye}", ""),
        ("transitions: {yes: a}", "anytime: {events: {done: bye}}\n"),
    ],
)
def test_one_way_on_is_enough(state: str, top: str) -> None:
    """A key, a rung, an event or something that may be said anywhere leads on."""
    assert told("no-way-on", f"{top}states:\n  a: {{{state}}}\n{BYE}") == []
