"""The letter of sub-flows: called, given, returned, failed, cancelled, left, and small tasks in between."""

from __future__ import annotations

import pytest

from callwright.core.session import Phase
from tests.core.calls import Call

BANK = """
    language: en-US
    timezone: America/New_York
    intents:
      send: [send money]
      card: [what is on my card]
      rate: [the rate]
    anytime:
      card:
        prompts: The number is on your card.
      rate:
        call: rate
      operator: operator
    start: menu
    states:
      menu:
        prompts: What now?
        transitions:
          send: form
      form:
        collect:
          - slot: amount
            type: money
            currency: USD
            prompts: How much?
          - slot: to
            type: name
            prompts: To whom?
        confirm: Send {{ amount | say }} to {{ to }}?
        go_to: who
      who:
        call: identify
        with:
          purpose: "{{ amount }}"
        save:
          customer: "{{ result.customer }}"
        if_fails:
          cancelled: cancelled
          any: failed
        go_to: done
      identify:
        collect:
          - slot: number
            type: digits
            length: 4
            prompts: Your number for {{ purpose | money }}.
            help: It has four digits.
            no_match:
              - Four digits, please.
              - prompts: We stop this.
                return:
                  failed: not_understood
            no_input:
              - return:
                  failed: silence
          - slot: code
            type: digits
            length: 2
            sensitive: yes
            prompts: Your code.
        go_to: known
      known:
        return:
          customer: "{{ number }}"
      rate:
        call: which
        save:
          rate: "{{ result.rate }}"
        if_fails:
          any: no_rate
        go_to: tell_rate
      tell_rate:
        prompts: The rate is {{ rate }}.
        return: yes
      no_rate:
        prompts: There is no rate.
        return: yes
      which:
        prompts: Rate one or two?
        keys:
          1:
            return:
              rate: five
          2:
            return:
              failed: unknown
        transitions:
          otherwise: which
      cancelled:
        prompts: Cancelled.
        go_to: menu
      failed:
        prompts: Failed by {{ result.failed }}.
        go_to: menu
      done:
        prompts: Done, {{ customer }}.
        hangup: yes
      operator:
        prompts: A colleague.
        hangup: yes
"""
CONFIRMED = ("send money", "twenty dollars", "Bob", "yes")


def said(*words: str, flow: str = BANK) -> Call:
    """A call in which the caller has said these, each when they were asked."""
    call = Call(flow)
    for one in words:
        call.listens()
        call.says(one)
    return call


def inside(*words: str) -> Call:
    """A call in the sub-flow's form."""
    return said(*CONFIRMED, *words)


def test_what_it_is_given_keeps_its_type() -> None:
    """A sum that is passed on is still a sum, and can be said as one."""
    assert inside().said == "Your number for 20 dollars."


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("repeat",), "Your number for 20 dollars."),
        (("help",), "It has four digits."),
        (("help", "repeat"), "It has four digits."),
        (("one moment please",), "Take your time."),
        (("1234", "back"), "Your number for 20 dollars."),
        (("what is on my card",), "The number is on your card."),
        (("main menu",), "What now?"),
        (("operator",), "A colleague."),
    ],
)
def test_what_may_be_said_anywhere_may_be_said_in_it(words: tuple[str, ...], answer: str) -> None:
    """Universals and ``anytime`` are the same in a sub-flow as anywhere else."""
    assert inside(*words).said == answer


@pytest.mark.parametrize("words", [("cancel",), ("1234", "cancel")])
def test_cancelled_is_a_failure_of_its_own(words: tuple[str, ...]) -> None:
    """Without ``on_cancel`` ``if_fails: cancelled`` is taken, and what was collected is gone."""
    call = inside(*words)
    assert call.said.startswith("Cancelled.")
    assert call.state.stack == ()
    assert call.state.values.keys() == {"amount", "to"}


def test_a_rung_returns() -> None:
    """``return`` in a rung of no-match: its sentence is said, and the caller's ``if_fails`` is taken."""
    assert inside("green onions", "green onions").said == "We stop this. Failed by not_understood. What now?"


def test_a_rung_of_silence_returns() -> None:
    """``return`` in a rung of no-input."""
    call = inside()
    call.listens()
    call.timeout()
    assert call.said == "Failed by silence. What now?"
    assert call.state.stack == ()


def test_a_key_returns() -> None:
    """``return`` in a key's target, over two sub-flows, comes back to the open question."""
    call = inside("the rate")
    assert call.said == "Rate one or two?"
    call.listens()
    call.key("1")
    assert call.said == "The rate is five. Your number for 20 dollars."
    assert [frame.state for frame in call.state.stack] == ["who"]


def test_a_small_task_that_fails_comes_back_too() -> None:
    """Its failure is its own, and the open question is asked again."""
    call = inside("the rate")
    call.listens()
    call.key("2")
    assert call.said == "There is no rate. Your number for 20 dollars."


@pytest.mark.parametrize(
    ("before", "question"),
    [
        (("send money",), "How much?"),
        (("send money", "twenty dollars"), "To whom?"),
        (("send money", "twenty dollars", "Bob"), "Send 20 dollars to Bob?"),
        ((), "What now?"),
    ],
)
def test_a_small_task_at_any_question(before: tuple[str, ...], question: str) -> None:
    """At a slot, at the confirmation, at a menu: given up, it comes back to that question with nothing changed."""
    call = said(*before)
    values = call.state.values
    for one in ("the rate", "cancel"):
        call.listens()
        call.says(one)
    assert call.said == f"There is no rate. {question}"
    assert call.state.values == values


def test_a_confirmation_after_a_small_task_still_confirms() -> None:
    """The caller's yes afterwards is the answer to what was asked before."""
    call = said("send money", "twenty dollars", "Bob", "the rate")
    call.listens()
    call.key("1")
    call.listens()
    call.says("yes")
    assert call.said == "Your number for 20 dollars."


def test_the_result_stays() -> None:
    """After the call ``result`` holds what came back, the failure's name too."""
    assert inside("green onions", "green onions").state.result == {"failed": "not_understood"}


def test_silence_for_ever_ends_in_it_too() -> None:
    """Where nobody answers in a small task, the built-in ending follows and the call ends."""
    call = said("send money", "the rate")
    for _ in range(3):
        call.listens()
        call.timeout()
    assert call.said == "A colleague."
    call.listens()
    assert call.state.phase is Phase.HUNG_UP


TRANSFER = """
    language: en-US
    intents:
      go: [put me through]
    states:
      menu:
        prompts: What now?
        transitions:
          go: sub
      sub:
        call: inner
        if_fails:
          busy: busy
          any: any
        go_to: menu
      inner:
        prompts: One moment.
        transfer:
          to: +49 211 5566
          timeout: 20s
        if_fails:
          prompts: Nobody there.
          return:
            failed: busy
      busy:
        prompts: They are busy.
        go_to: menu
      any:
        hangup: yes
"""


def test_a_transfer_that_comes_back_into_a_sub_flow() -> None:
    """The caller is back where the transfer was, and its ``if_fails`` may return with a failure."""
    call = said("put me through", flow=TRANSFER)
    call.ended()
    assert call.kinds == ["transfer"]
    call.event("session_start", 20_000)
    assert call.said == "Nobody there. They are busy. What now?"
    assert call.state.stack == ()


def test_a_call_in_a_transition_is_a_small_task_as_well() -> None:
    """``call`` in a state's own target: afterwards that state's question is asked again."""
    flow = BANK.replace("          send: form\n", "          send: form\n          rate:\n            call: rate\n", 1)
    call = said("the rate", flow=flow)
    call.listens()
    call.key("1")
    assert call.said == "The rate is five. What now?"


SMALL = """
    language: en-US
    timezone: America/New_York
    intents:
      convert: [convert <amount:money>]
    anytime:
      convert:
        call: convert
    states:
      form:
        collect:
          - slot: amount
            type: money
            currency: USD
            prompts: How much?
          - slot: to
            type: name
            prompts: To whom?
        confirm: Send {{ amount | say }} to {{ to }}?
        go_to: done
      convert:
        prompts: "{{ amount | say }} is a lot. Shall I go on?"
        transitions:
          yes:
            return: yes
          no: done
      done:
        hangup: yes
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((), "How much?"),
        (("20 dollars",), "To whom?"),
        (("20 dollars", "Bob"), "Send 20 dollars to Bob?"),
    ],
)
def test_the_values_of_a_small_task_are_its_own(before: tuple[str, ...], after: str) -> None:
    """What the words say is told to the small task, and the large one keeps what it has."""
    call = said(*before, flow=SMALL)
    values = call.state.values
    call.listens()
    call.says("convert 50 dollars")
    assert call.said == "50 dollars is a lot. Shall I go on?"
    call.listens()
    call.says("yes")
    assert call.said == after
    assert call.state.values == values


TYPED = """
    language: en-US
    timezone: America/New_York
    variables:
      day:
        type: date
      fee:
        type: money
    states:
      menu:
        call: sub
        with:
          day: "{given}"
          fee: "20"
        on_error: wrong
        go_to: wrong
      sub:
        prompts: "{{{{ fee | say }}}}, {{{{ day | say }}}}."
        transitions:
          yes:
            return: yes
      wrong:
        prompts: That is no day.
        hangup: yes
"""


def test_what_is_given_is_of_the_types_that_it_has_there() -> None:
    """A sum without a currency has that of the language's country, and is said as a sum."""
    assert Call(TYPED.format(given="2027-02-02")).said == "20 dollars, Tuesday, February 2nd."


def test_what_is_given_and_is_none_of_its_type_goes_the_way_of_errors() -> None:
    """The sub-flow is not begun."""
    call = Call(TYPED.format(given="{{ called.number }}"))
    assert call.said == "That is no day."
    assert call.state.stack == ()


LEFT = """
    language: en-US
    intents:
      sub: [the sub one]
      out: [get out of it]
      small: [the small thing]
    anytime:
      small:
        call: small
      events:
        stop:
          interrupt: true
          go_to: stopped
    variables:
      of: the caller
    states:
      menu:
        prompts: Menu of {{ of }}.
        transitions:
          sub: call
      call:
        call: sub
        with:
          of: the other
        if_fails: menu
        go_to: menu
      sub:
        prompts: Sub of {{ of }}?
        events:
          leave:
            return: yes
        transitions:
          out: menu
          yes:
            return: yes
      small:
        prompts: Once more?
        transitions:
          yes: small
          no:
            return: yes
      stopped:
        prompts: Stopped by {{ of }}.
        hangup: yes
"""


def test_leaving_by_go_to_does_not_pile_up() -> None:
    """Thirty times in, and out by ``go_to``: those who waited wait no more."""
    call = Call(LEFT)
    for _ in range(30):
        for words in ("the sub one", "get out of it"):
            call.listens()
            call.says(words)
    assert call.said.startswith("Menu of")
    assert len(call.state.stack) <= 1


def test_an_event_of_anytime_leads_out_of_it() -> None:
    """What comes from outside leaves the sub-flow as words do, and the caller's values are there again."""
    call = said("the sub one", flow=LEFT)
    call.listens()
    call.outside("stop", 300)
    assert call.said == "Stopped by the caller."
    assert call.state.stack == ()


def test_an_event_returns() -> None:
    """``return`` in a target under ``events``."""
    call = said("the sub one", flow=LEFT)
    call.listens()
    call.outside("leave", 300)
    call.listens()
    assert call.state.question == "menu"
    assert call.state.stack == ()


def test_a_small_task_is_not_done_inside_itself() -> None:
    """Asked for once more in the middle of it, its open question is asked again, and it ends once."""
    call = said("the small thing", "the small thing", "no", flow=LEFT)
    assert call.said == "Menu of the caller."
    assert call.state.stack == ()


def test_back_leaves_it_at_its_first_question() -> None:
    """For the caller the question before is the one before it; what was given is gone."""
    call = said("the sub one", "back", flow=LEFT)
    assert call.said == "Menu of the caller."
    assert call.state.stack == ()
