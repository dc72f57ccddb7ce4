"""A house whose calls can be met in every phase, for events from outside."""

from __future__ import annotations

from collections.abc import Callable

from callwright.core.events import Outside, Parties
from callwright.core.interpreter import refuses
from callwright.core.session import Phase
from tests.core.calls import Call

HOUSE = """
    flow: house
    intents:
      billing:
        - billing
    anytime:
      operator: operator
      goodbye: bye
      events:
        ask:
          go_to: other
          interrupt: yes
        tip:
          prompts: A tip for you in {{ event.town }}.
        urgent:
          prompts: Urgent news.
          interrupt: yes
        sets:
          set:
            seen: 'true'
        connect:
          go_to: operator
          interrupt: yes
        maybe:
          - go_to: bye
            when: event.way == 'out'
            interrupt: yes
          - prompts: Never mind.
        again:
          go_to: menu
          interrupt: yes
        sms_failed:
          prompts: It did not go out.
    variables:
      seen: ''
    states:
      menu:
        prompts:
          - text: Hello and welcome to our company, nice that you call.
            barge_in: immediate
            name: hello
          - text: This is recorded, as you know.
            barge_in: none
            name: notice
            once: true
          - text: Do you want billing? Please say so now.
            name: menu
        no_input_after: 5s
        transitions:
          billing: pin
          yes: other
      other:
        prompts: Other question here, yes or no?
        transitions:
          yes: bye
          no: menu
      pin:
        collect:
          slot: pin
          type: digits
          length: 4
          key_pause: 3s
          prompts: Your pin, please.
        go_to: other
      operator:
        prompts:
          text: I put you through.
          barge_in: none
          name: announcement
        transfer:
          to: +49 211 5566770
          timeout: 20s
        if_fails: menu
      bye:
        prompts:
          text: Goodbye and thank you.
          barge_in: immediate
        hangup: true
"""


def greeting() -> Call:
    """A prompt plays that can be cut, a protected one and the question wait."""
    call = Call(HOUSE)
    call.at += 800
    return call


def protected() -> Call:
    """The protected one plays."""
    call = Call(HOUSE)
    call.ended()
    call.at += 300
    return call


def question() -> Call:
    """The question plays."""
    call = protected()
    call.ended()
    call.at += 300
    return call


def silence() -> Call:
    """The caller's turn."""
    call = Call(HOUSE)
    call.listens()
    call.at += 500
    return call


def talking() -> Call:
    """The caller speaks."""
    call = silence()
    call.event("user_speech_started", 200)
    return call


def typing() -> Call:
    """Two of four digits are typed."""
    call = silence()
    call.says("billing")
    call.listens()
    call.key("4")
    call.key("7", 50)
    call.ended()
    return call


def words() -> Call:
    """The greeting was cut; two seconds for the words."""
    call = Call(HOUSE)
    call.ended(600)
    call.ended()
    return call


def patience() -> Call:
    """The caller asked us to wait."""
    call = silence()
    call.says("one moment please")
    call.listens()
    return call


def announcing() -> Call:
    """The protected words before a transfer are said."""
    call = silence()
    call.says("operator")
    call.at += 300
    return call


def leaving() -> Call:
    """The words before a hang-up are said."""
    call = silence()
    call.says("goodbye")
    call.at += 300
    return call


def hung_up() -> Call:
    """We hung up."""
    call = leaving()
    call.ended()
    return call


def transferred() -> Call:
    """The transfer is under way."""
    call = announcing()
    call.ended()
    return call


TALKS = (greeting, protected, question, silence, talking, typing, words, patience, announcing, leaving)
Phases = Callable[[], Call]


def spoken(call: Call) -> list[str]:
    """All that is said until the call listens or is over, the last answer included."""
    every = [call.said]
    while call.open and call.state.phase is Phase.TALK:
        call.ended()
        every.append(call.said)
    return [text for text in every if text]


def refused(call: Call, name: str) -> str:
    """Why an event of that name is not taken, empty if it is."""
    found = refuses(call.flow, call.state, Outside(call.state.id, call.at, Parties(), name, {}, True))
    return found.reason if found else ""
