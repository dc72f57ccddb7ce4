"""Values beside intents: which of them wins, and what a sentence says before the form has asked."""

from __future__ import annotations

import pytest

from tests.core.collected import TABLE, at_table, said

FIRST = TABLE.replace("- a table for <people:number> people", "- a table").replace(
    "party: [a table for <people:number> people]", "party: [a table, book a table]"
)


def test_the_first_sentence_fills_the_form_that_it_leads_to() -> None:
    """ "I'd like a table for four people on Friday at eight": what was said already is not asked for."""
    call = said(FIRST, "I'd like to book a table for four people on friday at eight please")
    assert call.state.values == {"people": 4, "day": "2027-01-22", "at": "20:00"}
    assert call.said == "What is your name?"


FREE = """
    language: en-US
    intents:
      german: [German, I would like to speak German]
    states:
      ask:
        collect:
          slot: comment
          type: text
          prompts: What did you like best?
        transitions:
          german: german
          no: thanks
        go_to: thanks
      german:
        prompts: Auf Deutsch.
        hangup: yes
      thanks:
        prompts: Thank you.
        hangup: yes
"""


@pytest.mark.parametrize("comment", ["she spoke very good German with us", "no complaints at all it was wonderful"])
def test_free_words_are_what_was_asked_for(comment: str) -> None:
    """A word that is listened for in the middle of a free answer leads nowhere."""
    call = said(FREE, comment)
    assert call.state.values == {"comment": comment}


def test_an_intent_said_alone_is_no_free_answer() -> None:
    """Who says hardly anything else means it."""
    assert said(FREE, "German please").said == "Auf Deutsch."
    assert said(FREE, "I would like to speak German").said == "Auf Deutsch."
    assert said(FREE, "no").state.values == {}


GUARDED = """
    language: en-US
    intents:
      fine: [fine, suits me]
    states:
      ask:
        collect:
          slot: at
          type: time
          prompts: At what time?
        transitions:
          fine:
            when: offer
            go_to: thanks
        go_to: thanks
      thanks:
        prompts: Thank you.
        hangup: yes
    variables:
      offer:
"""


def test_an_intent_whose_condition_does_not_hold_loses_against_the_value() -> None:
    """ "Nine suits me" is a time where nothing was offered that could suit."""
    assert said(GUARDED, "nine suits me").state.values == {"at": "09:00"}


PAYING = """
    language: en-US
    intents:
      pay: [pay <amount:money>]
    states:
      first:
        prompts: How can I help?
        transitions:
          pay:
            - when: amount > 500
              prompts: You cannot pay {{ amount | say }} by telephone.
            - go_to: check
              set:
                half: "{{ amount }}"
              prompts: You want to pay {{ amount | say }}.
      check:
        prompts: That is {{ half | say }}.
        hangup: yes
    variables:
      half:
"""


def test_the_values_of_the_words_are_known_to_the_target() -> None:
    """Its condition, its ``set`` and its sentences see what was said."""
    assert said(PAYING, "pay 20 dollars").said == "You want to pay 20 dollars. That is 20 dollars."
    assert said(PAYING, "pay 600 dollars").said == "You cannot pay 600 dollars by telephone."


def test_an_intent_wins_over_what_may_be_anything() -> None:
    """ "Operator" is no name, and help for the form is no name either."""
    assert at_table("operator").said == "A colleague."
    assert at_table("opening hours").said == "We are open all day."
