"""Flows that are known by name: those that we ship, and some that exist to be difficult."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from callwright.compiler import compile_path
from callwright.core.model import Flow
from tests.core.calls import flow_of
from tests.core.chain import CHAIN

FLOWS = Path(__file__).parents[2] / "flows"

DESK = """
    flow: desk
    language: en-US
    defaults:
      end_of_turn_silence: 900ms
      no_input_after: 5s
    intents:
      track:
        - track order <order:digits>
        - track
      sales:
        - sales
        - buy something
    anytime:
      operator: operator
      goodbye: bye
      sales: sales
    states:
      hello:
        prompts:
          - text: Hello, this is the desk. Thank you for calling us on this lovely day, dear caller.
            once: true
            name: hello
            barge_in: immediate
          - ssml: <speak>Please note <break time="300ms"/> that we record calls.</speak>
            name: notice
            barge_in: none
            once: true
        go_to: menu
      menu:
        prompts:
          - text: Track or sales?
            name: menu
            barge_in:
              strategy: immediate
              allow_after_ms: 800
          - text: You may also press a key, one for tracking or two for sales.
            name: keys
            barge_in: manual
        transitions:
          track: order
        keys:
          1: order
          2: sales
          star:
            when: caller.number == 'nobody'
            go_to: bye
        no_match:
          - prompts:
              text: I am afraid I did not get that. Track or sales?
              barge_in: none
          - reprompt: question
          - go_to: operator
        no_input:
          - prompts: Still there?
            reprompt: help
          - go_to: bye
        help: Say track to hear where your order is, or sales to buy something.
      order:
        collect:
          - slot: order
            type: digits
            min: 3
            max: 6
            end_key: hash
            prompts: Please type or say your order number, it has three to six digits.
            check:
              when: order == '000'
              prompts: There is no order {{ order | say }}.
            confirm: I heard {{ order | say }}, is that right?
          - slot: express
            type: yes_no
            prompts: Is it an express order?
        confirm:
          text: Order {{ order | say }}, express {{ express | say }}. Shall I look it up?
          barge_in: none
        on_no: menu
        on_cancel: menu
        keep: order
        go_to: told
      told:
        prompts:
          text: It is on its way.
          barge_in: immediate
        go_to: menu
      sales:
        prompts: We sell everything that you can think of, and much more than that.
        choose:
          - when: was_heard('hello')
            go_to: bye
          - go_to: menu
      operator:
        prompts:
          text: Putting you through.
          barge_in: none
        transfer:
          to: +49 211 5566770
          timeout: 10s
        if_fails: menu
      bye:
        prompts: Goodbye and thank you for calling. Have a very nice day.
        hangup: true
"""

HOTEL = """
    flow: hotel
    language: en-US
    timezone: America/New_York
    services:
      rooms:
        url: https://rooms.example
    variables:
      counted: 0
      tries: 0
      purpose:
      guest:
      answered:
    intents:
      booking:
        - book a room
        - a room for <people:number> people
      bill:
        - my bill
        - the bill
      breakfast:
        - breakfast
      deeper:
        - deeper
      leave:
        - leave it
    anytime:
      leave: bye
      deeper:
        call: down_1
      goodbye: bye
      operator: bye
      breakfast:
        call: breakfast
      bill: look_up
    start: party
    states:
      party:
        collect:
          slot: people
          type: number
          max: 40
          prompts: How many are you?
        go_to: book
      menu:
        prompts: Would you like to book a room, or is it about your bill?
        transitions:
          booking: book
          breakfast: who
        keys:
          1: book
          2: who
      book:
        collect:
          - slot: day
            type: date
            future: yes
            prompts: On which day?
            confirm: On {{ day | say }}?
          - slot: people
            type: number
            min: 1
            max: 4
            prompts: For how many people?
          - slot: code
            type: digits
            length: 4
            prompts: And your four digits?
            corrections: accept
            check:
              - when: code == '4444' or code == '0000'
                prompts: "{{ code | say }} is none of ours."
              - request:
                  service: rooms
                  path: /codes/{{ code }}
                  filler:
                    - I am looking that up.
                prompts: We do not know {{ code | say }}.
        confirm: "{{ people | say }} people on {{ day | say }}, with the number {{ code | say }}. Is that right?"
        on_no: menu
        on_cancel: menu
        if_fails: menu
        go_to: reserve
      reserve:
        prompts: I reserve it.
        request:
          service: rooms
          method: POST
          path: /rooms
          body:
            people: "{{ people }}"
            day: "{{ day }}"
          filler:
            - One moment.
            - Just a little longer.
          save:
            counted: "{{ counted + 1 }}"
            answered: "{{ response.json.number }}"
        if_fails:
          4xx: menu
          any:
            prompts: It does not work just now.
            go_to: menu
        go_to: done
      done:
        prompts: You are number {{ answered }}.
        go_to: again
      again:
        prompts: Anything else?
        forget:
          - people
          - day
          - code
        transitions:
          yes: menu
          no: bye
          booking: book
          bill: who
      look_up:
        prompts: I look for your bill.
        request:
          service: rooms
          path: /bills
          filler:
            - One moment.
          save:
            counted: "{{ counted + 1 }}"
            answered: "{{ response.json.number }}"
        if_fails: menu
        go_to: again
      who:
        call: identify
        with:
          purpose: the bill
        save:
          guest: "{{ result.guest }}"
        if_fails:
          unknown: bye
          any: menu
        on_cancel: menu
        keep: code
        go_to: told
      told:
        prompts: Thank you, {{ guest }}, the bill is on its way.
        go_to: again
      identify:
        collect:
          - slot: code
            type: digits
            length: 4
            prompts: For {{ purpose }}, what are your four digits?
          - slot: people
            type: number
            prompts: And how many are you?
        go_to: known
      known:
        choose:
          - when: code == '4444'
            return:
              failed: unknown
          - return:
              guest: number {{ code }}
      breakfast:
        prompts: Breakfast is from seven to ten.
        collect:
          slot: agreed
          type: yes_no
          prompts: Shall we wake you?
        go_to: back
      back:
        return: yes
      deep:
        prompts: Still deeper?
        transitions:
          yes:
            call: down_1
          no: back
DOWN      up:
        return: yes
      bye:
        prompts: Goodbye.
        hangup: true
"""
LEVELS = 22
DOWN = "".join(
    f"      down_{n}:\n        call: {f'down_{n + 1}' if n < LEVELS else 'deep'}\n        go_to: up\n"
    for n in range(1, LEVELS + 1)
)
"""Sub-flows that call each other at once, so that a caller comes down deep with a few words."""


@cache
def known() -> dict[str, Flow]:
    """Every flow by its name."""
    project = compile_path(FLOWS).project
    assert project is not None
    return {
        flow.name: flow
        for flow in (*project.flows.values(), flow_of(CHAIN), flow_of(DESK), flow_of(HOTEL.replace("DOWN", DOWN)))
    }
