"""The shop whose menu, form and ladders the tests of the dialogue call."""

from __future__ import annotations

from tests.core.calls import Call

MENU = """
    flow: menu
    title: The shop
    language: en-US
    intents:
      billing:
        - billing
        - my bill
      sales:
        - sales
      hours:
        - opening hours
    anytime:
      operator: operator
      goodbye: bye
      hours: hours
    states:
      menu:
        prompts:
          - text: Welcome.
            once: true
          - Billing or sales?
        transitions:
          billing: order
          sales:
            - when: called.number == '+49211556677'
              prompts: You called the main number.
              go_to: survey
            - go_to: bye
        keys:
          1: order
          star: survey
        no_match:
          - Pardon? Billing or sales?
          - prompts: Let me put it another way.
            reprompt: help
          - go_to: operator
        no_input:
          - prompts: Are you there?
            reprompt: question
        help: Say billing for a question about money, or sales to buy something.
      order:
        collect:
          slot: order_number
          type: digits
          length: 6
          prompts: Your order number, please.
          confirm: I heard {{ order_number | say }}. Is that right?
          check:
            - when: order_number == '000000'
              prompts: There is no order {{ order_number | say }}.
        on_cancel: bye
        go_to: done
      done:
        prompts: Thank you, {{ order_number | say }}.
        go_to: survey
      survey:
        prompts: Are you happy with us?
        transitions:
          yes: bye
          no: operator
      hours:
        prompts: We are open from nine to five.
        go_to: menu
      operator:
        prompts:
          text: I am putting you through.
          barge_in: none
        transfer:
          to: 0211 5566770
          timeout: 20s
        if_fails: busy
      busy:
        prompts: Nobody is free.
        go_to: bye
      bye:
        prompts:
          text: Goodbye.
          barge_in: none
        hangup: true
"""


def at_menu() -> Call:
    """A call whose menu has been spoken."""
    call = Call(MENU)
    call.listens()
    return call
