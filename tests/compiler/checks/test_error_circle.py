"""Menu, error, menu."""

from __future__ import annotations

import pytest

from tests.compiler.checks.telling import BYE, told
from tests.core.calls import Call


def _circles(ladder: str, goes: str = "go_to: menu", top: str = "") -> list[str]:
    text = (
        f"{top}states:\n  menu:\n    transitions: {{yes: bye}}\n    {ladder}\n"
        f"  error:\n    prompts: Sorry.\n    {goes}\n{BYE}"
    )
    return [found.message for found in told("error-circle", text)]


def test_what_the_caller_goes_through_is_told() -> None:
    """The states of the circle stand in the message, and how it ends."""
    (message,) = _circles("no_input: [Hello?, {go_to: error}]")
    assert message == (
        "A caller who stays silent goes round: menu → error → menu. The third time in a row, the call ends with a"
        ' farewell: "Thank you for calling. Goodbye."'
    )
    assert "not understood, or presses a wrong key" in _circles("no_match: {go_to: error}")[0]


def test_an_operator_ends_it() -> None:
    """With an operator that is where the built-in ending leads."""
    (message,) = _circles("no_input: {go_to: error}", top="anytime: {operator: bye}\n")
    assert message.endswith("The second time in a row, the caller goes to the operator.")


def test_two_questions_that_lead_to_each_other() -> None:
    """What was counted at the first question is counted on when the caller is back there."""
    text = (
        "states:\n  a: {transitions: {yes: bye}, no_input: {go_to: b}}\n"
        f"  b: {{transitions: {{yes: bye}}, no_input: {{go_to: a}}}}\n{BYE}"
    )
    (found,) = told("error-circle", text)
    assert "a → b → a. The third time in a row, the call ends" in found.message


@pytest.mark.parametrize(
    ("ladder", "goes"),
    [
        ("no_input: [Hello?, {go_to: bye}]", "go_to: menu"),
        ("no_input: {go_to: error}", "go_to: bye"),
        ("no_input: {go_to: error, set: {n: 1}}", "go_to: menu"),
        ("no_input: {go_to: error}", "set: {n: 1}\n    go_to: menu"),
        ("no_input: {go_to: error}", "choose: [{when: heard.text, go_to: menu}, {go_to: bye}]"),
        ("no_input: {go_to: error}", "transfer: +44 1\n    if_fails: menu"),
    ],
)
def test_ways_out_are_no_circle(ladder: str, goes: str) -> None:
    """A last line that leads out, a counter on the way, a decision: the caller may get away."""
    assert _circles(ladder, goes) == []


def test_no_more_than_eight_in_a_row() -> None:
    """Of however many answers, the eighth failure in a row is the last."""
    hellos = ", ".join(["Hello?"] * 9)
    (message,) = _circles(f"no_input: [{{go_to: error}}, {hellos}]")
    assert "The eighth time in a row" in message


def test_a_later_line_leads_out() -> None:
    """The second failure is answered by the second line, from wherever the caller came back."""
    assert _circles("no_input: [{go_to: error}, {go_to: bye}]") == []
    assert len(_circles("no_input: [{go_to: error}, Hello?]")) == 1


def test_what_is_told_is_what_a_call_does() -> None:
    """The failure that is named is the one at which a call ends."""
    text = (
        "states:\n  a: {prompts: A?, transitions: {yes: bye}, no_input: [A!, {go_to: b}]}\n"
        f"  b: {{prompts: B?, transitions: {{yes: bye}}, no_input: {{go_to: a}}}}\n{BYE}"
    )
    (found,) = told("error-circle", text)
    assert "a → b → a. The fourth time in a row, the call ends" in found.message
    call, heard = Call(text), []
    for _ in range(4):
        call.listens()
        call.timeout()
        heard.append(call.said)
    assert heard == ["A!", "B?", "A?", "Thank you for calling. Goodbye."]


def test_a_form_asks_its_own_slot_again() -> None:
    """The question of a form whose silence leads back into the form is asked again."""
    text = (
        "states:\n  a:\n    collect: {slot: x, type: digits, prompts: X?, no_input: {go_to: error}}\n    go_to: bye\n"
        f"  error: {{prompts: Sorry., go_to: a}}\n{BYE}"
    )
    assert len(told("error-circle", text)) == 1
