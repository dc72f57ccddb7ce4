"""Flows that the compiler's tests start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from callwright.compiler import compile_text
from callwright.core.model import Flow
from callwright.core.templates import Condition, Template, Value
from callwright.diagnostics import concise
from callwright.diagnostics.codes_craft_speech import CRAFT_SPEECH_CODES
from callwright.diagnostics.codes_craft_ways import CRAFT_WAYS_CODES

HOTLINE = """\
# yaml-language-server: $schema=../schemas/flow.schema.json
flow: acme-hotline
title: ACME customer hotline
language: en-US
start: welcome

intents:
  billing:
    - billing
    - my bill
    - a question about (my|the) (last)? invoice
  opening_hours:
    - opening hours
    - when are you open

anytime:
  operator: operator
  goodbye: farewell

states:
  welcome:
    prompts:
      - text: This call may be recorded for quality assurance.
        name: recording_notice
        barge_in: none
        once: true
      - text: Would you like billing, or our opening hours?
        barge_in:
          strategy: immediate
          allow_after_ms: 500
    transitions:
      billing: billing
      opening_hours: hours
    keys:
      1: billing
      2: hours
    no_match:
      - Sorry, I did not get that. Billing or opening hours?
      - prompts: Let me put it another way.
        reprompt: help
      - go_to: operator
    no_input:
      - Are you still there?
      - go_to: farewell
    help: You can ask about a bill, or when we are open. Say operator to speak to somebody.

  hours:
    prompts: We are open Monday to Friday, nine to six.
    go_to: welcome

  billing:
    collect:
      slot: order_number
      type: digits
      length: 6
      prompts: Please tell me the six digits of your order number.
      confirm: I heard {{ order_number | say }}. Is that right?
    go_to: operator

  operator:
    prompts:
      text: I am putting you through to a colleague.
      barge_in: none
    transfer:
      to: +49 211 5566770
      timeout: 30s
    if_fails: all_busy

  all_busy:
    prompts: All colleagues are busy. Please call again later.
    go_to: farewell

  farewell:
    prompts:
      text: Thank you for calling. Goodbye.
      barge_in: none
    hangup: true
"""
"""The flow of the language's first page."""

EVERYTHING = """\
flow: everything
title: Everything
description: One of each.
languages:
  - en-US
  - de-DE
numbers:
  - +49 211 5566770
  - 0049 211 5566771
answers: everything
start: welcome
defaults:
  barge_in:
    strategy: minimum_characters
    minimum_characters: 4
  no_input_after: 9s
  end_of_turn_silence: 800ms
  voice:
    provider: azure
    voice: en-US-JennyNeural
    language: en-US
  transcription:
    provider: deepgram
    languages: [en-US, de-DE]
    vocabulary: [ACME]
  no_match: Pardon?
  no_input:
    - Hello?
    - go_to: bye
variables:
  tries: 0
  pin:
    type: digits
    value: 0211
    secret: yes
  agreed:
    type: yes_no
    value: no
  names: [Ann, Bob]
intents:
  billing:
    phrases:
      - (my|the) bill
      - order <order_number>
    description: A bill.
    examples:
      - I have a question about what you charged
  hours: when are you open?
anytime:
  operator: office
  goodbye: bye
  wait: off
  events:
    closing: bye
  hours:
    - when: tries > 3
      go_to: bye
    - prompts: From nine to six.
prompts:
  notice:
    text: This call may be recorded.
    barge_in: none
    once: yes
states:
  welcome:
    set:
      tries: "{{ tries + 1 }}"
      topic: none
    set_language: de-DE
    transcription:
      languages: [de-DE]
    background: stop
    prompts:
      - use: notice
      - text:
          en: Hello {{ caller.number }}.
          de:
            one_of:
              - Hallo.
              - Guten Tag.
        when: not was_heard('notice')
        voice:
          provider: eleven_labs
          voice: abc
      - ssml: <speak>Yes <break time="1s"/> or no?</speak>
        name: question
        no_input_after: 12s
        end_of_turn_silence: 300ms
        barge_in:
          allow_after_ms: 100
    transitions:
      "yes": forms
      billing:
        - when: order_number == '123456'
          go_to: flow:everything/office
        - go_to: forms
          set:
            topic: billing
          prompts: Certainly.
    otherwise: decide
    keys:
      0: office
      star: bye
      "#": {prompts: Hash.}
    events:
      order_ready:
        - when: event.order == order_number
          go_to: forms
          set:
            topic: "{{ event.order }}"
          prompts: Order {{ event.order }} is ready.
          interrupt: yes
        - go_to: decide
      sms_failed:
        prompts: Your message did not go out.
        interrupt: off
    no_match:
      - Sorry?
      - prompts: Again.
        reprompt: question
        set:
          tries: 0
      - go_to: bye
    help:
      prompts: Say yes.
      reprompt: question
    on_error: bye
    x-note: a note
  forms:
    prompts: I need two things.
    collect:
      - slot: order_number
        type: digits
        min: 4
        max: 8
        checksum: luhn
        end_key: "#"
        key_pause: 3s
        prompts: Your order number?
        confirm: "{{ order_number | say }}?"
        check:
          - when: order_number == '0000'
            prompts: Not {{ order_number }}.
            reprompt: none
        keys:
          star: office
        help: It is on the bill.
        sensitive: yes
        barge_in: immediate
      - slot: agreed
        type: yes_no
        prompts: Do you agree?
        no_match: Yes or no?
    transitions:
      hours: decide
    confirm: Is all of that right?
    on_no: forms
    on_cancel: bye
    keep: [order_number]
    go_to: decide
  decide:
    forget: order_number
    send_sms:
      to: "{{ caller.number }}"
      message: Thank you.
    choose:
      - when: agreed and tries < 3
        go_to: talk
      - go_to: office
  talk:
    hand_over:
      system_prompt: Be kind.
      greeting: Hello.
      temperature: 0.5
      language: en-US
  office:
    barge_in: none
    prompts: One moment.
    transfer:
      to: +49 211 5566770
      caller_id_name: ACME
      caller_id_number: +49 211 5566771
      timeout: 20s
    if_fails:
      prompts: Nobody is there.
      go_to: bye
  bye:
    prompts: Goodbye.
    hangup: yes
"""
"""One of each thing that the language has, but for files."""

ASKING = """\
flow: asking
language: en-GB
timezone: Europe/London
answers: everything
start: route
intents:
  change_name: my name is <name:name>
  where: where is my order (<order_number>)?
anytime:
  where:
    call: tell_hours
    with:
      place: shop
hours:
  office:
    timezone: Europe/Berlin
    weekly:
      mon-wed, fri: 09:00-18:00
      thu: [09:00-12:00, 13:00-20:00]
      sat: 22:00-02:00
      sun: closed
    holidays: DE-NW
    closed: 2026-12-24
    open:
      2026-12-31: 09:00-12:00
services:
  orders:
    url: https://orders.example/api
    headers:
      Authorization: Bearer {{ env.ORDERS_TOKEN }}
    timeout: 3s
    allow_private: yes
variables:
  limit: {type: money, value: 523.18 USD}
  place:
states:
  route:
    choose:
      - when: open('office')
        go_to: ask
      - go_to: tell_hours_first
  tell_hours_first:
    prompts: We open {{ opens_next('office') | say }}.
    call: tell_hours
    go_to: ask
  tell_hours:
    prompts: We are open in the {{ place }}.
    return: yes
  ask:
    collect:
      - slot: order_number
        type: digits
        length: 4-6
        checksum: mod11
        end_key: star
        prompts: Your order number?
        check:
          - request:
              service: orders
              path: /orders/{{ order_number }}/exists
            prompts: There is none. {{ response.status }}
      - slot: treatment
        type: choice
        options:
          cut: [a haircut, cut]
          dye: (colour|dye)
        prompts: What shall we do?
        keys:
          1:
            set:
              treatment: cut
      - slot: day
        type: date
        future: yes
        max: 2027-12-31
        prompts: Which day?
      - slot: price
        type: money
        currency: eur
        min: 10
        prompts: How much?
      - slot: code
        type: spelling
        pattern: "[A-Z]{3}[0-9]"
        prompts: Your code?
      - slot: name
        type: name
        prompts: Your name?
        corrections: ask
    confirm: Is that right?
    corrections:
      mode: accept
      on: change_name
    on_cancel: bye
    if_fails: bye
    go_to: order
  order:
    prompts: I am asking.
    request:
      service: orders
      method: POST
      path: /orders/{{ order_number }}
      query:
        key: "{{ env.ORDERS_KEY }}"
      body:
        days: ["{{ day }}", other]
        price: "{{ price }}"
        note:
          text: For {{ name }}.
      filler:
        - One moment.
        - text: Just a little longer.
          barge_in: none
      save:
        status: "{{ response.json.status }}"
    if_fails:
      404:
        prompts: There is none, {{ response.text }}.
        go_to: ask
      5xx: bye
      any: bye
    go_to: sub
  sub:
    call: identify
    with:
      place: "{{ treatment }}"
    save:
      who: "{{ result.who }}"
    keep: code
    on_cancel: bye
    if_fails:
      unknown: bye
      cancelled: bye
      any: bye
    go_to: bye
  identify:
    prompts: Do you come from the {{ place }}?
    transitions:
      yes:
        return:
          who: "{{ name }}"
      no:
        return: {failed: unknown}
    no_match:
      - return: {failed: unknown}
  bye:
    prompts: Goodbye.
    hangup: yes
"""
"""Opening hours, services, values of many types, sub-flows."""

MENU = """\
states:
  welcome:
    prompts: Hello.
    hangup: yes
"""
"""The smallest flow."""


def compiled(text: str) -> Flow:
    """The only flow of a text that must compile without an error."""
    made = compile_text(text)
    assert made.project is not None, concise.render(made.diagnostics, made.sources)
    return made.project.entry()


ADVICE = frozenset(entry.code for entry in (*CRAFT_WAYS_CODES, *CRAFT_SPEECH_CODES))
"""Codes about the craft, which small flows that stand for one thing need not heed."""


def found(text: str) -> list[tuple[str, int]]:
    """Code and line of every finding about a text, but for those about the craft."""
    return [(one.code, one.span.line) for one in compile_text(text).diagnostics if one.code not in ADVICE]


def advised(text: str) -> list[tuple[str, int]]:
    """Code and line of every finding about the craft in a text."""
    return [(one.code, one.span.line) for one in compile_text(text).diagnostics if one.code in ADVICE]


def plain(value: Any) -> Any:
    """A compiled value as data that can be compared: without places, and templates as their source."""
    if isinstance(value, Flow):
        left_out = {"family", "lexicons", "span", "version"}
        return {f.name: plain(getattr(value, f.name)) for f in fields(value) if f.name not in left_out}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value) if f.name != "span"}
    if isinstance(value, Template | Condition):
        return value.source
    if isinstance(value, Value):
        return (sorted(value.names), value.value({}) if not value.names else None)
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value
