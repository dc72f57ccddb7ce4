"""Flows that collect values, and callers who say them."""

from __future__ import annotations

from tests.core.calls import Call

TABLE = """
    language: en-US
    timezone: America/New_York
    intents:
      change_people: [make it <people> people, change the number of people]
      opening: [opening hours]
      party: [a table for <people:number> people]
    anytime:
      opening:
        prompts: We are open all day.
      operator: operator
    states:
      first:
        prompts: How can I help?
        transitions:
          party: book
      book:
        collect:
          - slot: name
            type: name
            prompts: What is your name?
          - slot: day
            type: date
            future: yes
            prompts: On which day?
          - slot: at
            type: time
            min: "11:00"
            max: "22:00"
            prompts: At what time?
          - slot: people
            type: number
            min: 1
            max: 8
            prompts: For how many people?
        confirm: A table for {{ people | say }} on {{ day | say }} at {{ at | say }}, {{ name }}. Is that right?
        corrections:
          on: [change_people]
        go_to: done
      done:
        prompts: Thank you, {{ name }}.
        hangup: yes
      operator:
        prompts: A colleague.
        hangup: yes
"""


def said(flow: str, *words: str) -> Call:
    """A call in which the caller has said these, each when they were asked."""
    call = Call(flow)
    for one in words:
        call.listens()
        call.says(one)
    return call


def at_table(*words: str) -> Call:
    """A call that books a table."""
    return said(TABLE.replace("states:\n      first", "start: book\n    states:\n      first"), *words)


ALL = ("my name is James Miller", "this friday", "eight", "four")


NUMBER = """
    language: en-US
    states:
      ask:
        collect:
          slot: number
          type: digits
          length: 8
          {more}
          prompts: Your number, please.
          confirm: I heard {{{{ number | say }}}}. Is that right?
        go_to: done
      done:
        prompts: Thank you.
        hangup: yes
"""
PLAIN = NUMBER.format(more="key_pause: 3s")


BOAT = """
    language: en-US
    timezone: America/New_York
    services:
      harbour:
        url: https://harbour.example
    states:
      rent:
        collect:
          - slot: boat
            type: choice
            options:
              rowing: [a rowing boat, rowing boat]
              sailing: [a sailing boat, sailing boat]
            prompts: Which boat?
          - slot: day
            type: date
            future: yes
            prompts: On which day?
          - slot: start
            type: time
            prompts: At what time?
            check:
              request:
                service: harbour
                path: /days/{{ day }}/times/{{ start }}
                save:
                  free_at: "{{ response.json.free_at }}"
              prompts: There is nothing at {{ start | say }}. The next one is at {{ free_at | time }}.
        confirm: Is {{ day | say }} at {{ start | say }} right?
        if_fails: sorry
        go_to: sorry
      sorry:
        hangup: yes
    variables:
      free_at:
"""
