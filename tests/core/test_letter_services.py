"""The letter of services: what may be said and done while one is asked, and what becomes of its answer."""

from __future__ import annotations

from typing import Any

import pytest

from callwright.core.session import Phase
from tests.core.calls import Call

MONEY = """
    language: en-US
    timezone: America/New_York
    services:
      bank:
        url: https://bank.example
    intents:
      joke: [tell me a joke]
      stop: [I have no time]
      small: [the small thing]
    anytime:
      joke:
        prompts: Two cows stand in a field.
      stop: stopped
      small:
        call: small
      operator: operator
      events:
        taxi:
          interrupt: true
          prompts: Your taxi is here.
        rain:
          prompts: It rains.
        over:
          interrupt: true
          go_to: stopped
    variables:
      due:
        type: date
      balance:
        type: money
      note:
    start: menu
    states:
      menu:
        prompts: What now?
        transitions:
          yes: form
      form:
        collect:
          - slot: a
            type: digits
            length: 4
            prompts: First number?
          - slot: b
            type: digits
            length: 4
            prompts: Second number?
        go_to: ask
      ask:
        request:
          service: bank
          path: /x/{{ b }}
          filler:
            - text: One moment.
            - text: It takes just a little longer than I thought that it would, please stay with me.
              barge_in: none
          save:
            due: "{{ response.json.due }}"
            balance: "{{ response.json.balance }}"
            note: "{{ response.json.note }}"
        if_fails:
          404:
            - when: response.json.why == 'closed'
              prompts: That account is closed.
              go_to: stopped
            - go_to: menu
          any: stopped
        on_error: oops
        go_to: tell
      tell:
        prompts: You have {{ balance | say }} until {{ due | say }}. {{ note }}
        go_to: menu
      small:
        request:
          service: bank
          path: /small
          filler: A small moment.
        if_fails:
          any: small_end
        go_to: small_end
      small_end:
        prompts: That was the small thing.
        return: yes
      oops:
        prompts: That is no answer.
        go_to: stopped
      stopped:
        prompts: We stop here.
        hangup: yes
      operator:
        prompts: A colleague.
        hangup: yes
"""
GOOD = {"due": "2027-02-01", "balance": {"amount": 12.5, "currency": "USD"}, "note": "Bye {{ 7 * 7 }}."}


def asking(*words: str) -> Call:
    """A call in which the service has just been asked, and what was said before."""
    call = Call(MONEY)
    for one in words or ("yes", "1234", "5678"):
        call.listens()
        call.says(one)
    return call


def slow() -> Call:
    """The same, while the first filler plays."""
    call = asking()
    call.waits()
    return call


def test_words_that_need_no_prompt_ask_at_once() -> None:
    """A state without prompts asks in the answer to the words, which waits for it."""
    call = asking()
    assert call.answer == []
    assert call.steps[-1].awaits
    assert call.state.inquiry is not None


def test_what_came_is_of_the_variables_types() -> None:
    """A date and a sum are kept as such; text of a service is text, whatever braces stand in it."""
    call = asking()
    call.responds(json=GOOD)
    assert (
        call.said
        == "You have 12 dollars and 50 cents until Monday, February 1st. Bye {{ 7 * 7 }}. | What now?".replace(
            " | ", " "
        )
    )


@pytest.mark.parametrize(
    "bad",
    [
        {**GOOD, "due": "2027-02-31"},
        {**GOOD, "due": ["2027-02-01"]},
        {**GOOD, "balance": "a lot"},
        {**GOOD, "balance": {"amount": "x", "currency": "USD"}},
    ],
)
def test_a_value_of_another_type_goes_the_way_of_errors(bad: dict[str, Any]) -> None:
    """What is no date or no sum is never kept: ``on_error`` follows."""
    call = asking()
    call.responds(json=bad)
    assert call.said == "That is no answer. We stop here."
    assert "2027-02-31" not in str(call.state.values)


def test_what_a_failure_says_may_choose_the_way() -> None:
    """``if_fails`` takes a list, whose conditions see the response."""
    call = asking()
    call.responds(404, {"why": "closed"})
    assert call.said == "That account is closed. We stop here."
    call = asking()
    call.responds(404, {"why": "unknown"})
    assert call.said == "What now?"


@pytest.mark.parametrize("words", ["yes", "help", "repeat", "one moment please", "1 2 3 4", "what"])
def test_only_anytime_is_listened_for(words: str) -> None:
    """Other words, universals of a question among them, are ignored while it is asked, and no failure."""
    call = slow()
    inquiry = call.state.inquiry
    call.says(words, 300)
    assert call.answer == []
    assert call.state.inquiry == inquiry
    assert call.state.streak == 0


def test_a_key_is_ignored_while_it_is_asked() -> None:
    """Over a filler and in the silence behind it."""
    call = slow()
    call.key("1", 200)
    assert call.answer == []
    call.ended()
    call.waits()
    call.ended()
    call.waits()
    call.key("1", 200)
    assert call.answer == []
    assert call.state.streak == 0


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("main menu", "What now?"),
        ("cancel", "What now?"),
        ("I have no time", "We stop here."),
        ("operator", "A colleague."),
    ],
)
def test_what_leads_away_drops_it(words: str, answer: str) -> None:
    """The filler stops, the way is taken, and the response belongs to nobody."""
    call = slow()
    call.says(words, 300)
    assert call.kinds == ["barge_in", "speak"]
    assert call.said == answer
    assert call.state.inquiry is None


def test_back_leads_to_the_question_before() -> None:
    """The last slot is asked again, and nothing is asked of the service any more."""
    call = slow()
    call.says("back", 300)
    assert call.said == "Second number?"
    assert call.state.inquiry is None
    call.listens()
    assert not call.steps[-1].awaits
    call.says("9999")
    assert call.state.inquiry is not None
    assert call.state.inquiry.path == "/x/9999"


def test_cancel_in_a_small_task_that_asks() -> None:
    """The small task is given up with its request; the open question waits as before."""
    call = asking("yes", "1234", "the small thing")
    call.waits()
    call.says("cancel", 300)
    assert call.said == "Second number?"
    assert call.state.inquiry is None
    call.listens()
    call.timeout()
    assert call.said == "Sorry, I did not hear anything. Second number?"


def test_a_small_task_may_ask() -> None:
    """A digression with a request comes back to the open question with what the service said."""
    call = asking("yes", "1234", "the small thing")
    call.responds(json={})
    assert call.said == "That was the small thing. Second number?"


def test_a_protected_filler_is_heard_whole() -> None:
    """Words over a protected filler are no answer, not even those of anytime."""
    call = slow()
    call.ended()
    call.waits()
    assert call.said.startswith("It takes just a little longer")
    call.says("I have no time", 3000)
    assert call.answer == []
    assert call.state.inquiry is not None


def test_noise_over_a_filler_repeats_what_was_cut_and_goes_on() -> None:
    """A cough that cut the filler costs nothing; the response is told as if it had not been."""
    call = slow()
    call.interrupts("uh", 500)
    call.ended(50)
    assert call.state.inquiry is not None
    call.responds(json=GOOD)
    call.listens()
    assert call.state.question == "menu"
    assert call.state.streak == 0


def test_a_repeated_start_while_it_is_asked() -> None:
    """What should be playing is said again, and nothing is asked twice."""
    call = slow()
    inquiry = call.state.inquiry
    call.event("session_start", 300)
    assert call.kinds == ["barge_in", "speak"]
    assert call.said == "One moment."
    assert call.state.inquiry is not None
    assert inquiry is not None
    assert call.state.inquiry.key == inquiry.key


@pytest.mark.parametrize("moment", ["asked", "filler", "silence"])
@pytest.mark.parametrize(("name", "answer"), [("taxi", "Your taxi is here."), ("over", "We stop here.")])
def test_something_comes_from_outside_meanwhile(moment: str, name: str, answer: str) -> None:
    """It is said at once; what only says something lets the service go on, what leads away drops it."""
    call = asking() if moment == "asked" else slow()
    if moment == "silence":
        for _ in range(2):
            call.ended()
            call.waits()
    call.outside(name, 300)
    assert call.said == answer
    assert (call.state.inquiry is None) == (name == "over")


def test_an_event_that_may_wait_is_said_behind_the_filler() -> None:
    """Without ``interrupt`` the filler is heard to its end, and the service is still asked."""
    call = slow()
    assert call.outside("rain", 300) == []
    call.ended()
    assert call.said == "It rains."
    assert call.state.inquiry is not None


def test_the_caller_hangs_up_while_it_is_asked() -> None:
    """The call is over, and what comes afterwards is nobody's."""
    call = slow()
    call.event("session_end", 300)
    assert call.state.phase is Phase.OVER
    assert call.answer == []
    assert not call.steps[-1].awaits


@pytest.mark.parametrize("steps", [1, 3, 8])
def test_somebody_is_always_on_the_line(steps: int) -> None:
    """However long it takes: after each answer something plays or a word is due."""
    call = asking()
    assert call.holds_on()
    for _ in range(steps):
        call.waits()
        assert call.holds_on()
        assert call.open
        call.ended()
        assert call.holds_on()
    call.responds(json=GOOD)
    assert call.holds_on()


SECRET = """
    language: en-US
    services:
      bank:
        url: https://bank.example
    variables:
      code:
        type: digits
        secret: true
    states:
      ask:
        request:
          service: bank
          path: /code
          save:
            code: "{{ response.json.code }}"
        if_fails: bye
        go_to: bye
      bye:
        hangup: yes
"""


def test_a_secret_that_is_none_stands_in_no_trace() -> None:
    """A bad value for a secret variable is told without the value."""
    call = Call(SECRET)
    call.responds(json={"code": "47x11"})
    assert "failed" in call.rules
    assert "47x11" not in str([str(trace) for trace in call.steps[-1].trace])


PAY = """
    language: en-US
    services:
      bank:
        url: https://bank.example
    intents:
      small: [the small thing]
    anytime:
      small:
        call: small
    states:
      pay:
        call: paying
        if_fails:
          gone: gone
          any: bye
        go_to: done
      paying:
        request:
          service: bank
          method: {method}
          path: /pay
          filler: One moment.
        if_fails:
          404:
            prompts: They do not know you.
            return:
              failed: gone
          interrupted:
            prompts: Nobody knows whether it was paid.
            return:
              failed: unclear
          any:
            return:
              failed: other
        go_to: paid
      paid:
        return: yes
      small:
        prompts: The small thing.
        return: yes
      gone:
        prompts: So we stop.
        hangup: yes
      done:
        prompts: It is paid.
        hangup: yes
      bye:
        prompts: Bye.
        hangup: yes
"""


def test_a_request_in_a_sub_flow_may_fail_it() -> None:
    """``return`` in its ``if_fails``: the sentence is said, and the caller's own ``if_fails`` is taken."""
    call = Call(PAY.format(method="POST"))
    call.responds(404)
    assert call.said == "They do not know you. So we stop."
    assert call.state.stack == ()


def test_a_request_in_a_sub_flow_goes_on_there() -> None:
    """What worked comes back like anything else."""
    call = Call(PAY.format(method="POST"))
    call.responds(200)
    assert call.said == "It is paid."


def test_what_changes_something_is_never_asked_twice() -> None:
    """A small task in the middle of a payment: afterwards nobody knows, which has a name."""
    call = Call(PAY.format(method="POST"))
    call.waits()
    call.says("the small thing", 300)
    assert call.said == "The small thing. Nobody knows whether it was paid. Bye."
    assert call.state.inquiry is None


def test_what_only_reads_is_asked_again_after_a_small_task() -> None:
    """With a key of its own, so that the answer to the first one is nobody's."""
    call = Call(PAY.format(method="GET"))
    call.waits()
    first = call.state.inquiry
    call.says("the small thing", 300)
    call.listens()
    second = call.state.inquiry
    assert first is not None
    assert second is not None
    assert first.key != second.key


ASIDE = """
    language: en-US
    intents:
      pay: [pay <amount:money>]
    states:
      ask:
        collect:
          slot: number
          type: digits
          length: 4
          prompts: Number?
        transitions:
          pay:
            - when: amount > 100
              go_to: much
        go_to: bye
      much:
        prompts: "{{ amount | say }} is too much."
        go_to: bye
      bye:
        hangup: yes
"""


def test_a_condition_beside_a_form_sees_the_values_of_the_words() -> None:
    """The phrase's value decides; it is not taken for the beginning of a number."""
    call = Call(ASIDE)
    call.listens()
    call.says("pay 200 dollars")
    assert call.said == "200 dollars is too much."


CIRCLE = """
    language: en-US
    services:
      bank:
        url: https://bank.example
    states:
      ask:
        request:
          service: bank
          path: /x
        if_fails: ask
        go_to: done
      done:
        hangup: yes
"""


def test_a_service_is_not_asked_for_ever() -> None:
    """States that ask and ask again without the caller saying anything come to an end, in the apology."""
    call = Call(CIRCLE)
    for _ in range(60):
        if call.state.inquiry is None:
            break
        call.responds(500, after=20)
    assert call.state.inquiry is None
    assert "went wrong" in call.said
