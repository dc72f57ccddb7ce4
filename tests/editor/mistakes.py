"""Mistakes as authors make them. Each is a small file; the line that is wrong begins with ▸, which is no part of it."""

from __future__ import annotations

from typing import NamedTuple

MARK = "▸"


class Mistake(NamedTuple):
    """A file with one mistake, and the line of it, which counts from 1."""

    name: str
    text: str
    line: int


def _mistakes(table: str) -> list[Mistake]:
    found = []
    for block in table.split("\n=== ")[1:]:
        name, _, text = block.partition("\n")
        assert text.count(MARK) == 1, name
        line = text[: text.index(MARK)].count("\n") + 1
        found.append(Mistake(name, text.replace(MARK, "") + "\n", line))
    return found


IN_FLOWS = _mistakes("""
=== a key of the file misspelt
flow: shop
▸lanuage: en-US
states:
  a:
    hangup: yes
=== a key of the file that there is not
flow: shop
▸version: 2
states:
  a:
    hangup: yes
=== blanks in the name of the flow
▸flow: my shop
states:
  a:
    hangup: yes
=== a language in words
▸language: English
states:
  a:
    hangup: yes
=== one language where a list goes
▸languages: de-DE
states:
  a:
    hangup: yes
=== no language in the list
▸languages: []
states:
  a:
    hangup: yes
=== five languages
▸languages: [de-DE, en-US, fr-FR, es-ES, it-IT]
states:
  a:
    hangup: yes
=== answers something
▸answers: all
states:
  a:
    hangup: yes
=== states as a list
states:
▸  - welcome:
      hangup: yes
=== a blank in the name of a state
states:
▸  say goodbye:
    hangup: yes
=== a state that is a sentence
states:
▸  welcome: Hello there.
=== a state without anything below it
states:
▸  welcome:
  bye:
    hangup: yes
=== a key of a state misspelt
states:
  welcome:
▸    promts: Hello.
    hangup: yes
=== a key of a prompt misspelt
states:
  welcome:
    prompts:
      text: Hello.
▸      bargein: none
    hangup: yes
=== a key of a prompt in a list misspelt
states:
  welcome:
    prompts:
      - text: Hello.
        barge_in: none
      - text: How are you?
▸        onse: yes
    hangup: yes
=== a strategy that there is not
states:
  welcome:
    prompts:
      text: Hello.
▸      barge_in: never
    hangup: yes
=== a strategy in full that there is not
states:
  welcome:
    prompts:
      text: Hello.
      barge_in:
▸        strategy: fast
    hangup: yes
=== an option of barge-in misspelt
states:
  welcome:
    prompts:
      text: Hello.
      barge_in:
        strategy: immediate
▸        allow_after: 500
    hangup: yes
=== too many characters
states:
  welcome:
    prompts:
      text: Hello.
      barge_in:
        strategy: minimum_characters
▸        minimum_characters: 300
    hangup: yes
=== milliseconds with a unit
states:
  welcome:
    prompts:
      text: Hello.
      barge_in:
        strategy: immediate
▸        allow_after_ms: 500ms
    hangup: yes
=== a time without a unit
defaults:
▸  no_input_after: 8
states:
  a:
    hangup: yes
=== a time in words
defaults:
▸  end_of_turn_silence: half a second
states:
  a:
    hangup: yes
=== defaults in one word
▸defaults: immediate
states:
  a:
    hangup: yes
=== a key that is no default
defaults:
▸  transitions: menu
states:
  a:
    hangup: yes
=== a voice without its provider
states:
  a:
▸    voice:
      voice: en-US-JennyNeural
    hangup: yes
=== a voice of a provider that there is not
defaults:
  voice:
▸    provider: google
states:
  a:
    hangup: yes
=== a voice in one word
defaults:
▸  voice: Jenny
states:
  a:
    hangup: yes
=== transitions as a list
states:
  a:
    prompts: Yes or no?
    transitions:
▸      - yes
=== transitions as a sentence
states:
  a:
    prompts: Yes or no?
▸    transitions: billing
=== a key of a target misspelt
states:
  a:
    prompts: Yes or no?
    transitions:
      yes:
▸        goto: b
=== a key on the telephone that there is not
states:
  a:
    prompts: Press one.
    keys:
▸      12: b
=== keys as a list
states:
  a:
    prompts: Press one.
    keys:
▸      - b
=== a rung that says it twice
states:
  a:
    prompts: Yes or no?
    no_match:
      - prompts: Sorry?
▸        reprompt: twice
=== a key of a rung misspelt
states:
  a:
    prompts: Yes or no?
    no_input:
      - Sorry?
▸      - gotto: bye
=== no rung at all
states:
  a:
    prompts: Yes or no?
▸    no_match: []
=== a slot without its type
states:
  a:
▸    collect:
      slot: order_number
      prompts: Which number?
=== a slot without its name
states:
  a:
▸    collect:
      type: digits
      prompts: Which number?
=== a type that there is not
states:
  a:
    collect:
      slot: order_number
▸      type: integer
      prompts: Which number?
=== a blank in the name of a slot
states:
  a:
    collect:
▸      slot: order number
      type: digits
      prompts: Which number?
=== a length in words
states:
  a:
    collect:
      slot: order_number
      type: digits
▸      length: six
      prompts: Which number?
=== a checksum that there is not
states:
  a:
    collect:
      slot: order_number
      type: digits
▸      checksum: md5
      prompts: Which number?
=== a key of a slot in a list misspelt
states:
  a:
    collect:
      - slot: day
        type: date
        prompts: Which day?
      - slot: time
        type: time
▸        prompt: What time?
=== a check without a sentence
states:
  a:
    collect:
      slot: order_number
      type: digits
      prompts: Which number?
▸      check:
        when: order_number == '1'
=== a currency in words
states:
  a:
    collect:
      slot: amount
      type: money
▸      currency: Euro
      prompts: How much?
=== an end key that there is not
states:
  a:
    collect:
      slot: order_number
      type: digits
▸      end_key: pound
      prompts: Which number?
=== a request without its service
states:
  a:
▸    request:
      path: /orders
    go_to: b
=== a key of a request misspelt
states:
  a:
    request:
      service: orders
▸      url: /orders
    go_to: b
=== a method that there is not
states:
  a:
    request:
      service: orders
▸      method: SEND
    go_to: b
=== a service without its address
services:
▸  orders:
    timeout: 3s
states:
  a:
    hangup: yes
=== a service in one word
services:
▸  orders: https://orders.example
states:
  a:
    hangup: yes
=== headers as a list
services:
  orders:
    url: https://orders.example
    headers:
▸      - X-Api-Key
states:
  a:
    hangup: yes
=== a transfer without a number
states:
  a:
▸    transfer:
      timeout: 30s
=== a key of a transfer misspelt
states:
  a:
    transfer:
      to: +49 211 5566770
▸      time_out: 30s
=== hung up in German
states:
  a:
▸    hangup: ja
=== a message without words
states:
  a:
▸    send_sms:
      to: +49 211 5566770
    hangup: yes
=== a sound too loud
states:
  a:
    background:
      audio: sounds/office.wav
▸      volume: 5
    hangup: yes
=== a model too free
states:
  a:
    hand_over:
      system_prompt: You are friendly.
▸      temperature: 3
=== opening hours without a week
hours:
▸  office:
    holidays: DE-NW
states:
  a:
    hangup: yes
=== a week as a list
hours:
  office:
    weekly:
▸      - mon-fri
states:
  a:
    hangup: yes
=== an intent with a key that there is not
intents:
  billing:
▸    phrase: my bill
states:
  a:
    hangup: yes
=== intents as a list
intents:
▸  - billing
states:
  a:
    hangup: yes
=== a blank in the name of a variable
variables:
▸  order number: 0
states:
  a:
    hangup: yes
=== an event's target with a key that there is not
states:
  a:
    prompts: Please wait.
    events:
      ready:
        go_to: b
▸        interrupts: yes
=== a list where a sentence goes
▸title: [a, b]
states:
  a:
    hangup: yes
=== a colon in a sentence
states:
  a:
▸    prompts: Choose: billing or sales?
    hangup: yes
=== a colon forgotten
states:
  a:
    prompts: Hello.
▸    hangup
=== indented too little
states:
  a:
    prompts: Hello.
▸   hangup: yes
=== a tab
states:
  a:
    prompts: Hello.
▸	hangup: yes
=== a key twice
states:
  a:
    prompts: Hello.
▸    prompts: Good morning.
    hangup: yes
=== a quote around one word alone
states:
  a:
▸    prompts: "Hello" she said.
    hangup: yes""")


IN_TESTS = _mistakes("""
=== tests forgotten
▸flow: shop
=== tests misspelt
flow: shop
▸test:
  - steps: [silence]
=== tests without dashes
tests:
▸  name: A caller
  steps: [silence]
=== a test without steps
tests:
▸  - name: A caller
=== a key of a test misspelt
tests:
  - name: A caller
▸    step: [silence]
    steps: [silence]
=== steps without dashes
tests:
  - steps:
▸      caller: hello
=== a step that there is not
tests:
  - steps:
      - caller: hello
▸      - asistant: hello
=== a word that there is not
tests:
  - steps:
      - caller: hello
▸      - wait
=== two steps in one
tests:
  - steps:
▸      - caller: hello
        assistant: hello
=== what may not stand beside
tests:
  - steps:
      - assistant: hello
▸        cuts: yes
=== the assistant says nothing
tests:
  - steps:
▸      - assistant: ""
      - caller: hello
=== a key of assistant misspelt
tests:
  - steps:
      - assistant:
▸          contain: hello
=== a strategy that there is not
tests:
  - steps:
      - assistant:
          contains: hello
▸          barge_in: never
=== keys that cannot be pressed
tests:
  - steps:
▸      - keys: abc
=== a time without a unit
tests:
  - steps:
      - caller: hello
▸        interrupts_after: 2
=== noise without a unit
tests:
  - steps:
▸      - noise: loud
=== a number with letters
tests:
  - steps:
▸      - transfer: the office
=== an outcome that there is not
tests:
  - steps:
      - transfer:
          to: +49 211 5566770
▸          outcome: engaged
=== a date in words
tests:
  - call:
▸      at: tomorrow at ten
    steps: [silence]
=== a key of the call misspelt
tests:
  - call:
▸      form: +49 211 5566770
    steps: [silence]
=== a service that answers and fails
tests:
  - services:
      orders:
        /orders:
▸          {status: 200, fails: timeout}
    steps: [silence]
=== a path without its slash
tests:
  - services:
      orders:
▸        orders: {status: 404}
    steps: [silence]
=== a failure that there is not
tests:
  - services:
      orders:
        /orders:
▸          fails: broken
    steps: [silence]
=== a body in one word
tests:
  - steps:
      - event: ready
▸        body: order""")
