"""Greetings that are said again."""

from __future__ import annotations

import pytest

from tests.compiler.checks.speech import flow, mended, told

CODE = "repeated-greeting"
_AGAIN = "transitions: {yes: bye, no: bye}\nno_match:\n  - reprompt: question\n  - go_to: bye\n"


@pytest.mark.parametrize(
    "greeting",
    ["Welcome to ACME.", "Guten Tag, hier ist ACME.", "Bonjour, vous êtes bien chez ACME.", "Calls are recorded."],
)
def test_a_greeting_before_a_question_that_comes_again(greeting: str) -> None:
    """A greeting, or a notice, without once: is told, and its mend adds it."""
    text = flow(f"prompts:\n  - {greeting}\n  - Is it you?\n{_AGAIN}")
    assert told(CODE, text) == [greeting]
    assert "once: yes" in mended(CODE, text)


def test_a_greeting_in_the_question_itself_is_split() -> None:
    """Which sentence is the greeting is for the author to say."""
    text = flow(f"prompts: Welcome to ACME. Is it you?\n{_AGAIN}")
    assert told(CODE, text) == ["Welcome to ACME. Is it you?"]


@pytest.mark.parametrize(
    "welcome",
    [
        f"prompts:\n  - {{text: Welcome to ACME., once: yes}}\n  - Is it you?\n{_AGAIN}",
        "prompts: Welcome to ACME. Is it you?\ntransitions: {yes: bye}\nno_match:\n  - Is it?\n  - go_to: bye\n",
        f"prompts: Are you welcome to ACME?\n{_AGAIN}",
        "prompts: Welcome to ACME.\ncollect: {slot: n, type: digits, prompts: Which number?, no_match: "
        "[{reprompt: question}, {go_to: bye}]}\ngo_to: bye\n",
    ],
    ids=["once", "a rung of its own words", "no greeting", "before a form"],
)
def test_what_is_said_once(welcome: str) -> None:
    """Nothing is told of a greeting that is not said again."""
    assert told(CODE, flow(welcome)) == []
