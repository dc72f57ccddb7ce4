"""Language 5, rules 4 and 8 to 10, held to the letter: late words, interruptions, what is said once, repeat."""

from __future__ import annotations

import pytest

from tests.core.calls import Call

SHOP = """
    flow: shop
    intents:
      billing:
        - billing
      sales:
        - sales
        - i would like to talk to the sales people please
    anytime:
      operator: operator
    states:
      menu:
        prompts: Would you like billing or sales? Please tell me.
        help:
          text: This is the help that lasts for quite some time.
          barge_in: none
        transitions:
          billing: bill
          sales: sale
        keys:
          1: bill
        no_input:
          - Are you still there?
          - prompts: Then let us see.
            go_to: bill
      bill:
        prompts: You are in billing. Shall I send you the bill?
        transitions:
          yes: sale
          no: menu
          sales: sale
      sale:
        prompts:
          - text: Thank you for being with sales today.
            barge_in: immediate
          - text: Goodbye and come again soon.
            barge_in: manual
        hangup: true
      operator:
        prompts:
          text: I am putting you through to somebody who can help you.
          barge_in: immediate
        transfer:
          to: +49 211 5566770
          timeout: 20s
"""

ONCE = """
    flow: once
    intents:
      billing:
        - billing
    states:
      menu:
        prompts:
          - text: Hello and welcome to our company. Nice that you call us.
            once: true
            name: hello
            barge_in: immediate
          - text: A note that is said once only.
            once: true
            name: note
          - text:
              one_of:
                - First variant of the question
                - Second variant of the question
            barge_in: manual
        help: You can say billing. It is easy to do.
        transitions:
          billing: menu
        no_match:
          - Pardon?
          - prompts: Once more.
            reprompt: help
"""


def at_menu(text: str = SHOP) -> Call:
    """A call that waits for the caller's choice."""
    call = Call(text)
    call.listens()
    return call


# rule 8


@pytest.mark.parametrize("words", ["yes", "no", "mhm", "okay", "four", "four seven", "no thanks", ""])
def test_rule_8_bare_words_that_began_before_the_question_are_not_its_answer(words: str) -> None:
    """After a turn that moved on they belong to the question before."""
    call = at_menu()
    call.says("billing")
    assert call.says(words, 200) == []
    assert (call.state.state, dict(call.state.failures)) == ("bill", {})


@pytest.mark.parametrize("words", ["sales", "I would like to talk to the sales people please"])
def test_rule_8_late_words_that_are_not_bare_count_if_they_match(words: str) -> None:
    """A caller who corrects themselves at once is understood."""
    call = at_menu()
    call.says("billing")
    call.says(words, 200)
    assert call.kinds == ["barge_in", "speak"]
    assert call.state.state == "sale"


def test_rule_8_late_words_that_match_nothing_are_no_failure() -> None:
    """The question that they could not answer plays on."""
    call = at_menu()
    call.says("billing")
    assert call.says("purple elephants in the garden", 200) == []
    assert call.state.failures == {}


def test_rule_8_a_sentence_in_two_breaths_is_one_answer() -> None:
    """What was not understood of the first half is taken back by the second."""
    call = at_menu()
    call.says("I would like to have")
    assert call.state.streak == 1
    call.says("billing", 900)
    assert call.state.state == "bill"
    assert call.state.streak == 0


def test_rule_8_a_rung_that_moved_on_is_no_question_of_the_late_words() -> None:
    """Bare words on their way when a rung led to another state are not that state's answer."""
    call = at_menu()
    call.timeout()
    call.listens()
    call.timeout()
    assert call.state.state == "bill"
    assert call.says("yes", 200) == []


def test_rule_8_words_begun_before_a_protected_help_answer_the_same_question() -> None:
    """They were not said over it, and the question has not changed; the answer waits behind the help."""
    call = at_menu()
    call.says("help")
    call.says("billing", 300)
    assert call.state.state == "bill"
    assert call.answer == []
    call.ended()
    assert call.said.startswith("You are in billing.")


# rule 9 and 10


@pytest.mark.parametrize("words", ["uh", "mhm", "purple elephants", "billing"])
def test_rule_9_an_announcement_cut_by_what_means_nothing_is_said_again(words: str) -> None:
    """Where no question waits too: then the transfer comes."""
    call = at_menu()
    call.says("operator")
    call.ended(900)
    assert call.kinds == ["silence"]
    call.ended()
    call.interrupts(words, 800)
    assert call.said == "I am putting you through to somebody who can help you."
    call.ended()
    assert call.kinds == ["transfer"]


def test_rule_4_words_over_a_farewell_that_lead_away_call_the_hangup_off() -> None:
    """The operator is asked for in the last words: no hang-up behind them."""
    call = at_menu()
    call.says("sales")
    call.interrupts("operator", 800)
    assert call.said.startswith("I am putting you through")
    call.ended(20)
    call.ended()
    assert call.kinds == ["transfer"]


# what is said once, repeat, help


def test_a_once_prompt_that_was_dropped_is_said_later_and_one_that_was_cut_is_not() -> None:
    """Who cut the greeting has had it; the note that never came is said when the call comes by again."""
    call = Call(ONCE)
    call.ended(900)
    call.interrupts("billing", 900)
    assert call.said == "A note that is said once only."
    call.listens()
    call.says("billing")
    assert call.said == "Second variant of the question"


def test_a_variant_that_was_dropped_is_the_next_one_said() -> None:
    """The first variant was never heard, so it is not the second's turn."""
    call = Call(ONCE)
    call.ended(900)
    call.interrupts("repeat", 900)
    assert call.said == "First variant of the question"


def test_repeat_over_a_help_that_it_cut_says_the_help_and_over_a_rung_the_question() -> None:
    """Never an apology; and after a rung that said the help, the help alone."""
    call = at_menu(ONCE)
    call.says("help")
    call.ended(900)
    call.interrupts("repeat", 900)
    assert call.said == "You can say billing. It is easy to do."
    call.listens()
    call.says("purple elephants")
    call.ended(200)
    call.interrupts("repeat", 900)
    assert call.said == "Second variant of the question"
    call.listens()
    call.says("purple elephants")
    assert call.said == "Once more. You can say billing. It is easy to do."
    call.ended(900)
    call.interrupts("repeat", 900)
    assert call.said == "You can say billing. It is easy to do."


def test_wait_over_a_prompt_stops_it_and_gives_thirty_seconds() -> None:
    """The short sentence carries them, and what waited is dropped."""
    call = Call(ONCE)
    call.ended(900)
    call.interrupts("one moment please", 900)
    assert (call.said, call.answer[-1]["user_input_timeout_seconds"]) == ("Take your time.", 30)
    assert call.state.waiting == ()


def test_a_yes_into_a_question_that_was_asked_before_is_an_answer() -> None:
    """Who has heard the question to its end may agree to it before it has been repeated."""
    call = Call("""
        language: en-US
        states:
          ask:
            prompts: Shall I send it to you today by post, with everything that belongs to it?
            transitions:
              yes: done
              no: done
          done:
            prompts: Thank you.
            hangup: yes
    """)
    call.listens()
    call.says("purple elephants")
    call.interrupts("yes", 1500)
    assert call.said == "Thank you."
