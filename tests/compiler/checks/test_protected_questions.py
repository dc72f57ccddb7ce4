"""Questions that are protected."""

from __future__ import annotations

import pytest

from callwright.diagnostics.model import Severity
from tests.compiler.checks.speech import flow, found, mended, told

_YES = "transitions: {yes: bye, no: bye}\n"
CODE = "protected-question"


@pytest.mark.parametrize(
    "text",
    [
        flow(f"prompts:\n  text: Is it you?\n  barge_in: none\n{_YES}"),
        flow(f"prompts: Is it you?\nbarge_in: none\n{_YES}"),
        flow(f"prompts: Is it you?\n{_YES}", head="defaults: {barge_in: none}\n"),
        flow(f"prompts: Is it you?\n{_YES}", head="defaults: {barge_in: {strategy: none}}\n"),
        flow(f"prompts:\n  use: ask\n{_YES}", head="prompts: {ask: {text: Is it you?, barge_in: none}}\n"),
        flow(f"prompts:\n  use: ask\n  barge_in: none\n{_YES}", head="prompts: {ask: Is it you?}\n"),
        flow("collect:\n  slot: n\n  type: digits\n  barge_in: none\n  prompts: Which number?\ngo_to: bye\n"),
    ],
    ids=["prompt", "state", "flow", "flow, written out", "named prompt", "where it is used", "slot"],
)
def test_the_policy_is_told_where_it_is_written(text: str) -> None:
    """The strategy is told once, at the prompt, the slot, the state, the named prompt or the flow's defaults."""
    assert told(CODE, text) == ["none"]
    assert found(CODE, text)[0].severity is Severity.WARNING
    assert "minimum_characters" in mended(CODE, text)


def test_a_rung_that_asks_again_is_a_question() -> None:
    """Callers answer a rung as they answer the question."""
    rung = "no_match:\n  - prompts: {text: Is it you?, barge_in: none}\n  - go_to: bye\n"
    assert told(CODE, flow(f"prompts: Is it you?\n{_YES}{rung}")) == ["none"]


def test_a_notice_behind_the_question() -> None:
    """A protected prompt that follows the question is said over the answers."""
    text = flow(f"prompts:\n  - Is it you?\n  - {{text: Calls are recorded., barge_in: none}}\n{_YES}")
    assert told(CODE, text) == ["none"]
    assert "before the question" in found(CODE, text)[0].help


@pytest.mark.parametrize(
    "welcome",
    [
        f"prompts:\n  - {{text: Calls are recorded., barge_in: none}}\n  - Is it you?\n{_YES}",
        "prompts: {text: I put you through., barge_in: none}\ntransfer: +49 211 5566770\nif_fails: bye\n",
        "prompts: {text: One moment., barge_in: none}\ngo_to: bye\n",
        f"prompts: Is it you?\n{_YES}no_match:\n  - {{prompts: {{text: Then not., barge_in: none}}, go_to: bye}}\n",
        f"prompts: Is it you?\n{_YES}no_match:\n  - prompts: {{text: Listen., barge_in: none}}\n"
        "    reprompt: question\n  - go_to: bye\n",
    ],
    ids=["before it", "transfer", "passing", "leading away", "the question follows"],
)
def test_what_is_no_question(welcome: str) -> None:
    """Words before the question and words that lead away may be protected."""
    assert told(CODE, flow(welcome)) == []
