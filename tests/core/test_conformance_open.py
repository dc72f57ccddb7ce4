"""Sentences of the language about the dialogue that the core does not keep yet; each test states the one it breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.calls import Call
from tests.core.test_dialogue import MENU, at_menu
from tests.core.test_prompts import call_in


def breaks(sentence: str) -> pytest.MarkDecorator:
    """The sentence of the design that the core breaks."""
    return pytest.mark.xfail(strict=True, reason=sentence)


TRACK = """
    language: en-US
    intents:
      track:
        - where is order <order_number:digits>
        - my order
    anytime:
      operator: operator
    states:
      first:
        prompts: How can I help?
        transitions:
          track: order
      order:
        collect:
          slot: order_number
          type: digits
          length: 4
          prompts: Which order?
          check:
            when: order_number[0] == '9'
            prompts: There is no order {{ order_number | say }}.
          confirm: Order {{ order_number | say }}, right?
        go_to: told
      told:
        prompts: Order {{ order_number }} is on its way. Anything else?
        transitions:
          track: order
          yes: first
      operator:
        prompts: Putting you through.
        hangup: yes
"""


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


@breaks("3.4: limits and check run on every value, wherever it came from, before the form goes on")
def test_check_runs_on_values_of_phrases() -> None:
    """A value that came in the sentence is checked like one that was asked for."""
    call = Call(TRACK)
    call.listens()
    call.says("where is order 9 1 2 3")
    assert call.said.startswith("There is no order")
    assert call.said.endswith("Which order?")
    assert "order_number" not in call.state.values


@breaks("3.4: the third refusal in a row goes on to the built-in ending")
def test_three_refused_values_of_phrases_end() -> None:
    """Values that come in sentences are refused three times at most."""
    call = Call(TRACK)
    for _ in range(3):
        call.listens()
        call.says("where is order 9 1 2 3")
    assert "Putting you through" in call.said


@breaks("3.4: confirm asks about the value; what was confirmed was another one")
def test_a_new_value_is_confirmed_anew() -> None:
    """A slot that was confirmed and then gets another value is confirmed again."""
    call = Call(TRACK)
    call.listens()
    call.says("where is order 1 2 3 4")
    assert "right?" in call.said
    call.listens()
    call.says("yes")
    assert "on its way" in call.said
    call.listens()
    call.says("where is order 5 6 7 8")
    assert "right?" in call.said


@breaks("3.4: a refused value is asked again; the caller has just denied the one before")
def test_a_refused_correction_does_not_bring_the_denied_value_back() -> None:
    """After a correction that is refused the slot is asked for, not the value that was denied."""
    call = Call(TRACK)
    call.listens()
    call.says("where is order 1 2 3 4")
    call.listens()
    call.says("no, it is 9 9 9 9")
    assert call.said.startswith("There is no order")
    assert call.said.endswith("Which order?")


@breaks("3.4: values are heard as digits in pieces over several turns")
def test_digits_in_pieces() -> None:
    """Three digits and then three more are six digits."""
    call = at_menu()
    call.says("billing")
    call.listens()
    call.says("one two three")
    assert "I need" not in call.said
    call.listens()
    call.says("four five six")
    assert call.said.startswith("I heard ")


@breaks("3.4: 'no, the last two are 4 7' corrects")
def test_correction_of_the_last_digits() -> None:
    """The end of a number can be corrected by itself."""
    call = at_menu()
    call.says("billing")
    call.listens()
    call.says("123456")
    call.listens()
    call.says("no, the last two are 4 7")
    assert call.state.values["order_number"] == "123447"


@breaks("3.2: back goes to the question before")
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


@breaks("3.2: a third wait for the same question is a no-input; this one is another question")
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


@breaks("3.2: back goes to the question before")
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


@breaks("3.2: back goes to the question before")
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


@breaks("3: where no state waits, anytime listens, of which the built-ins are a part")
def test_anytime_built_ins_over_a_farewell() -> None:
    """The built-ins of anytime are heard over a farewell too."""
    call = Call(MENU.replace("text: Goodbye.\n          barge_in: none", "text: Goodbye and thank you for calling us."))
    call.listens()
    call.says("goodbye")
    assert "Goodbye and" in call.said
    call.interrupts("main menu", 900)
    assert call.state.state == "menu"


@breaks("5 rule 7: words over a protected prompt are not an answer")
def test_ignored_words_are_not_heard_text() -> None:
    """Words that are ignored do not replace those that were answered."""
    call = Call(
        """
        states:
          first:
            prompts: Your name?
            otherwise: second
          second:
            prompts:
              text: Putting you through.
              barge_in: none
            transfer:
              to: +49211
              caller_id_name: "{{ heard.text }}"
        """
    )
    call.listens()
    call.says("Mary Poppins")
    call.says("thank you", 900)
    call.ended()
    assert call.answer[0]["caller_id_name"] == "Mary Poppins"


@breaks("3: values of the words that led here are put in after set and forget, before the effects")
def test_values_are_there_for_the_sms() -> None:
    """A text message may say what the words that led here said."""
    call = Call(
        """
        language: en-US
        intents:
          track:
            - where is order <order_number:digits>
        states:
          first:
            prompts: How can I help?
            transitions:
              track: order
          order:
            send_sms:
              to: +49 151 2345678
              message: Order {{ order_number }}.
            prompts: Sent {{ order_number }}.
            hangup: yes
        """
    )
    call.listens()
    call.says("where is order 4 5 6 7 please")
    assert call.answer[0]["message"] == "Order 4567."


@breaks("4: on_error, else the built-in apology")
def test_apology_when_the_operator_fails() -> None:
    """When the operator's own words fail the caller hears the apology."""
    call = Call(
        """
        variables:
          name:
            type: digits
            value:
        anytime:
          operator: operator
        states:
          first:
            prompts: How can I help?
            transitions:
              yes: operator
          operator:
            prompts: Hello {{ name }}.
            hangup: yes
        """
    )
    call.listens()
    call.says("operator")
    assert "something went wrong" in call.said


@breaks("3.2: wait is answered with 30 seconds")
def test_blank_words_keep_the_patience() -> None:
    """A blank utterance does not take the time away that the caller asked for."""
    call = at_menu()
    call.says("one moment please")
    call.listens()
    call.says("")
    assert call.answer[0]["user_input_timeout_seconds"] == 30


@breaks("3: more than 50 states stops with a clear error and the apology")
def test_failed_walk_does_not_pile_up_protected_prompts() -> None:
    """What a walk that failed had queued is not said again and again."""
    call = Call(
        """
        variables:
          n: 0
        states:
          first:
            prompts: Shall we?
            transitions:
              yes: a
          a:
            prompts:
              text: Please note.
              barge_in: none
            choose:
              - when: n == 1
                go_to: first
              - go_to: b
          b:
            choose:
              - when: n == 2
                go_to: first
              - go_to: a
        """
    )
    call.listens()
    call.says("yes")
    text = " ".join(a.get("text", "") for a in call.answer)
    assert text.count("Please note.") <= 2


@breaks("3.4: check runs on every value before the form goes on")
def test_a_check_that_fails_leaves_no_value() -> None:
    """A value whose check fails with an error is not kept."""
    call = Call(
        """
        variables:
          other:
            type: digits
            value:
        states:
          form:
            collect:
              slot: a
              type: digits
              length: 3
              prompts: First number?
              check:
                when: "(a | say) == (other | say)"
                prompts: No.
            on_error: last
            go_to: after
          last:
            prompts: Again?
            transitions:
              yes: form
          after:
            prompts: All good?
            transitions:
              yes: form
        """
    )
    call.listens()
    call.says("123")
    assert call.said == "Again?"
    assert "a" not in call.state.values
