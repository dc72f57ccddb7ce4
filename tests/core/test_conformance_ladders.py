"""Ladders: how failures are counted, what they lead to, and what never counts."""

from __future__ import annotations

from callwright.core.session import Phase
from tests.core.calls import Call
from tests.core.menu import MENU, at_menu

LONG = """
    language: en-US
    anytime:
      operator: operator
    defaults:
      no_match:
        - One.
        - Two.
        - Three.
        - Four.
        - Five.
        - Six.
        - Seven.
        - Eight.
        - Nine.
      no_input:
        - go_to: second
        - Still there?
        - Still there now?
    states:
      first:
        prompts: First?
        transitions:
          yes: second
      second:
        prompts: Second?
        transitions:
          yes: first
          no:
            go_to: first
      operator:
        prompts: Putting you through.
        transfer:
          to: +49 211 5566770
"""


def at_first() -> Call:
    """A call whose first question has been spoken."""
    call = Call(LONG)
    call.listens()
    return call


def test_the_eighth_failure_in_a_row_ends_whatever_its_kind_and_place() -> None:
    """Silence and misunderstanding in two states: the eighth goes to the operator although rungs are left."""
    call = at_first()
    said = []
    for act in ("purple", "", "purple", "purple", "purple", "purple", "purple", "purple"):
        if act:
            call.says(act)
        else:
            call.timeout()
        said.append(call.said)
        call.listens()
    assert said == [
        "One.",
        "Second?",
        "One.",
        "Two.",
        "Three.",
        "Four.",
        "Five.",
        "Putting you through.",
    ]


def test_counters_live_per_state_and_survive_go_to() -> None:
    """A rung that led away is not forgotten: back in the first state the next silence is its second rung."""
    call = at_first()
    call.timeout()
    assert call.said == "Second?"
    call.listens()
    call.says("go back")
    assert call.said == "First?"
    call.listens()
    call.timeout()
    assert call.said == "Still there?"


def test_help_repeat_wait_back_and_backchannels_reset_nothing() -> None:
    """Only being understood does."""
    call = at_menu()
    call.says("purple elephants")
    for words in ("help", "repeat that", "wait a moment", "go back", "mhm"):
        call.listens()
        call.says(words)
    call.listens()
    call.says("purple elephants")
    assert call.said.startswith("Let me put it another way.")


def test_a_refused_check_resets_nothing() -> None:
    """A value that a check refuses was heard, but the caller was not understood."""
    call = at_menu()
    call.says("billing")
    call.listens()
    call.says("12345678")
    assert call.state.streak == 1
    call.listens()
    call.says("000000")
    assert call.said.startswith("There is no order")
    assert call.state.streak == 1


def test_asking_which_was_meant_happens_twice_and_uses_up_rungs() -> None:
    """The third time the ladder goes on where it would stand by then."""
    call = at_menu()
    for _ in range(2):
        call.says("billing or sales")
        assert call.said == "Did you mean billing or sales?"
        call.listens()
    call.says("billing or sales")
    assert call.said == "I am putting you through."


def test_the_ending_goes_to_the_operator_once() -> None:
    """Who comes back from an operator that nobody answers, and fails again, hears a farewell."""
    call = Call(MENU.replace("if_fails: busy", "if_fails: survey"))
    call.listens()
    call.says("sales")
    for _ in range(3):
        call.listens()
        call.says("purple elephants")
    assert call.said == "I am putting you through."
    call.ended()
    call.event("session_start", 21_000)
    assert call.said == "Are you happy with us?"
    call.listens()
    call.says("purple elephants")
    assert call.said == "Thank you for calling. Goodbye."
    call.listens()
    assert call.state.phase is Phase.HUNG_UP
