"""Universals: repeat, help, wait, back, cancel and the main menu, wherever they are said."""

from __future__ import annotations

from pathlib import Path

from callwright.core.session import Phase
from tests.core.calls import Call
from tests.core.chain import CHAIN
from tests.core.menu import MENU, at_menu
from tests.core.test_prompts import call_in

TWO = """
    states:
      pre:
        prompts: Shall we?
        transitions:
          yes: form
      form:
        collect:
          - slot: a
            type: digits
            length: 3
            prompts: First number?
          - slot: b
            type: digits
            length: 3
            prompts: Second number?
        go_to: after
      after:
        prompts: All good?
        transitions:
          yes: pre
"""


def test_back_across_flows(tmp_path: Path) -> None:
    """The question before may stand in the flow that we came from."""
    call = call_in(
        tmp_path,
        main="""
flow: main
numbers:
  - "100"
states:
  zero:
    prompts: Zero?
    transitions:
      yes: first
  first:
    prompts: First?
    transitions:
      yes: flow:other
""",
        other="""
flow: other
states:
  second:
    prompts: Second?
    transitions:
      yes: second
""",
    )
    call.listens()
    call.says("yes")
    call.listens()
    call.says("yes")
    assert call.said == "Second?"
    call.listens()
    call.says("go back")
    assert call.said == "First?"
    assert call.state.flow == "main"


def test_waits_count_per_question_also_between_flows(tmp_path: Path) -> None:
    """States of the same name in two flows are two questions."""
    call = call_in(
        tmp_path,
        main="""
flow: main
numbers:
  - "100"
states:
  ask:
    prompts: First?
    transitions:
      yes: flow:other
""",
        other="""
flow: other
states:
  ask:
    prompts: Second?
    transitions:
      yes: ask
""",
    )
    for _ in range(2):
        call.listens()
        call.says("wait")
    call.listens()
    call.says("yes")
    call.listens()
    call.says("wait")
    assert call.said == "Take your time."


def test_back_in_a_form() -> None:
    """In a form the question before is that of the slot before."""
    call = Call(TWO)
    call.listens()
    call.says("yes")
    call.listens()
    call.says("123")
    call.listens()
    call.says("go back")
    assert call.said == "First number?"


def test_back_to_a_complete_form() -> None:
    """Behind a form the question before is the form's last one."""
    call = Call(TWO)
    call.listens()
    call.says("yes")
    for n in ("123", "456"):
        call.listens()
        call.says(n)
    assert call.said == "All good?"
    call.listens()
    call.says("go back")
    assert call.said == "Second number?"


def test_anytime_built_ins_over_a_farewell() -> None:
    """The built-ins of anytime are heard over a farewell too."""
    call = Call(MENU.replace("text: Goodbye.\n          barge_in: none", "text: Goodbye and thank you for calling us."))
    call.listens()
    call.says("goodbye")
    assert "Goodbye and" in call.said
    call.interrupts("main menu", 900)
    assert call.state.state == "menu"


def test_blank_words_keep_the_patience() -> None:
    """A blank utterance does not take the time away that the caller asked for."""
    call = at_menu()
    call.says("one moment please")
    call.listens()
    call.says("")
    assert call.answer[0]["user_input_timeout_seconds"] == 30


def test_the_third_wait_counts_and_back_still_works_at_a_confirmation() -> None:
    """Twice thirty seconds for the same question, then the ladder; ``back`` from a confirmation asks for the slot."""
    call = at_menu()
    call.says("billing")
    call.listens()
    call.says("123456")
    call.listens()
    for _ in range(2):
        call.says("wait a moment")
        assert call.answer[0]["user_input_timeout_seconds"] == 30
        call.listens()
    call.says("wait a moment")
    assert call.answer[0]["user_input_timeout_seconds"] == 8
    assert call.state.streak == 1
    call.listens()
    call.says("go back")
    assert call.said == "Your order number, please."


def test_repeat_says_what_the_reprompt_of_a_rung_said() -> None:
    """After a rung that said the help, ``repeat`` says the help, not the apology."""
    call = at_menu()
    for _ in range(2):
        call.says("purple elephants")
        call.listens()
    call.says("repeat that")
    assert call.said.startswith("Say billing for")


def test_repeat_leaves_out_what_is_said_once() -> None:
    """A ``once`` prompt is in no repeat, nor in the question that ``main_menu`` asks again."""
    call = at_menu()
    for words in ("repeat that", "main menu"):
        call.says(words)
        assert call.said == "Billing or sales?"
        call.listens()


def test_universals_over_prompts_that_wait() -> None:
    """``help`` over the greeting: the notice that waits is said first, then what helps."""
    call = Call(CHAIN)
    call.interrupts("help", 1500)
    assert call.said == "This call is recorded."
    assert call.ended(20) == []
    call.ended()
    assert call.said.startswith("Hello and welcome")
    call.listens()
    assert call.state.state == "welcome"


def test_main_menu_over_the_announcement_of_a_transfer() -> None:
    """Words that lead away before the transfer was sent: it is never sent."""
    text = MENU.replace(
        "text: I am putting you through.\n          barge_in: none", "text: I am putting you through to Mary."
    )
    call = Call(text)
    call.listens()
    call.says("operator")
    call.interrupts("main menu", 900)
    assert call.said == "Billing or sales?"
    call.listens()
    assert call.state.phase is Phase.TALK
