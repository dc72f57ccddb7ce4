"""Farewells after which the call goes on."""

from __future__ import annotations

import pytest

from tests.compiler.checks.speech import flow, told

CODE = "farewell-and-on"
_YES = "transitions: {yes: bye, no: bye}\n"


@pytest.mark.parametrize("farewell", ["Goodbye.", "Thank you, good bye!", "Auf Wiederhören.", "Au revoir.", "Adiós."])
def test_a_rung_that_says_goodbye_and_stays(farewell: str) -> None:
    """A rung without a way on leaves the line open."""
    text = flow(f"prompts: Is it you?\n{_YES}no_input:\n  - Are you there?\n  - {farewell}\n")
    assert told(CODE, text) == [farewell]


def test_a_state_that_says_goodbye_and_asks() -> None:
    """Where a farewell leads on to a question, it is told at its sentence."""
    more = f"  ask:\n    prompts: Is it you?\n    {_YES}"
    assert told(CODE, flow("prompts: Thank you. Goodbye.\ngo_to: ask\n", more=more)) == ["Goodbye."]


@pytest.mark.parametrize(
    "welcome",
    [
        f"prompts: Is it you?\n{_YES}no_input:\n  - {{prompts: Goodbye., go_to: bye}}\n",
        f"prompts: Is it you?\n{_YES}help: If you are done, just say goodbye.\n",
        "prompts: Goodbye.\nhangup: yes\n",
        "prompts: Goodbye.\ngo_to: bye\n",
        f"prompts: Goodbye is what you say. Is it you?\n{_YES}",
        f"prompts: Is it you?\n{_YES}no_match:\n  - Say by all means what it is, or by.\n  - go_to: bye\n",
    ],
    ids=["it leads away", "it is a word", "it hangs up", "what follows hangs up", "not at its end", "another word"],
)
def test_what_is_no_farewell_too_early(welcome: str) -> None:
    """Nothing is told where the call ends, or where the word is named and not said."""
    assert told(CODE, flow(welcome)) == []
