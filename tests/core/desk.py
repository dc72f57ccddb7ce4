"""A desk where something may happen outside while a caller is on the line."""

from __future__ import annotations

from tests.core.calls import Call

DESK = """
    flow: desk
    language: en-US
    intents:
      billing:
        - billing
      sales:
        - sales
    anytime:
      goodbye: bye
      events:
        colleague_free:
          go_to: colleague
          interrupt: yes
        closing: bye
        tip:
          prompts: By the way, we also have a shop in {{ event.town }}.
        nobody:
          go_to: bye
          when: event.town == 'Atlantis'
    states:
      welcome:
        prompts:
          - text: Hello, this is the desk, and we are glad that you call.
            name: hello
            barge_in: immediate
          - text: This call is recorded.
            name: notice
            barge_in: none
          - text: Billing or sales? Please tell me what you need, dear caller.
            name: menu
            barge_in: manual
        transitions:
          billing: billing
          sales: sales
        keys:
          1: billing
        events:
          ready:
            prompts: Your order {{ event.order }} is ready.
            interrupt: yes
        no_input:
          - Are you there?
          - go_to: bye
      billing:
        prompts: This is billing. What is it about?
        transitions:
          sales: sales
      sales:
        collect:
          slot: number
          type: digits
          length: 4
          prompts: Your customer number, please.
        go_to: bye
      colleague:
        prompts:
          text: A colleague is free for you now.
          barge_in: none
        transfer: +49 211 5566770
      bye:
        prompts:
          text: Thank you for calling. Goodbye.
          barge_in: none
        hangup: true
"""


def at_menu() -> Call:
    """A call that waits for the caller's choice."""
    call = Call(DESK)
    call.listens()
    return call
