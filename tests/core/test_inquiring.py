"""Services: when they are asked, what is said meanwhile, and what their answers do."""

from __future__ import annotations

import pytest

from callwright.core import codec
from callwright.core.events import Parties, Response
from callwright.core.interpreter import step
from callwright.core.session import Phase
from tests.core.calls import Call

ORDERS = """
    language: en-US
    timezone: America/New_York
    services:
      orders:
        url: https://orders.example/api
        headers:
          Authorization: Bearer {{ env.TOKEN }}
    intents:
      lost: [I give up]
      opening: [opening hours]
    anytime:
      lost: goodbye
      opening:
        prompts: We are open all day.
    start: ask
    states:
      ask:
        collect:
          slot: order
          type: digits
          length: 6
          prompts: Which order?
        go_to: look_up
      look_up:
        prompts: Let me see.
        request:
          service: orders
          method: POST
          path: /orders/{{ order }}
          query:
            key: "{{ env.KEY }}"
            full: yes
            none: "{{ unset }}"
          body:
            order: "{{ order }}"
            tags: [a, "{{ order }}"]
          filler:
            - One moment.
            - Just a little longer.
          save:
            status: "{{ response.json.status }}"
        if_fails:
          404: unknown
          5xx: down
          timeout:
            go_to: sorry
            prompts: Nobody answers there.
          any: sorry
        go_to: tell
      tell:
        prompts: It is {{ status }}.
        go_to: goodbye
      unknown:
        forget: order
        prompts: There is no such order.
        go_to: ask
      down:
        prompts: They have trouble.
        go_to: goodbye
      sorry:
        prompts: That did not work.
        go_to: goodbye
      goodbye:
        prompts:
          text: Goodbye.
          barge_in: none
        hangup: yes
    variables:
      unset:
"""


def asking() -> Call:
    """A call whose service has just been asked."""
    call = Call(ORDERS)
    call.listens()
    call.says("1 2 3 4 5 6")
    assert call.state.inquiry is None
    call.ended()
    return call


def test_it_is_asked_when_the_prompts_before_it_have_ended() -> None:
    """Not before: and then nothing is said, since somebody waits a moment for the response."""
    call = asking()
    inquiry = call.state.inquiry
    assert inquiry is not None
    assert (inquiry.service, inquiry.method, inquiry.path) == ("orders", "POST", "/orders/123456")
    assert inquiry.key == "call-1/1"
    assert call.answer == []
    assert call.steps[-1].awaits


def test_secrets_stay_marks_and_what_has_no_value_is_left_out() -> None:
    """The query and the body keep types; a secret is only a mark in what is stored."""
    call = asking()
    inquiry = call.state.inquiry
    assert inquiry is not None
    query = dict(inquiry.query)
    assert "KEY" in query["key"] != "KEY"
    assert set(query) == {"key", "full"}
    assert inquiry.body == {"order": "123456", "tags": ["a", "123456"]}


def test_a_response_leads_on() -> None:
    """Its values are saved, and the next state speaks of them."""
    call = asking()
    call.responds(json={"status": "shipped"})
    assert call.said == "It is shipped."
    assert call.state.inquiry is None
    assert not call.steps[-1].awaits


@pytest.mark.parametrize(
    ("status", "kind", "said"),
    [
        (404, "", "There is no such order. | Which order?"),
        (503, "", "They have trouble."),
        (0, "timeout", "Nobody answers there. That did not work."),
        (0, "unreachable", "That did not work."),
        (418, "", "That did not work."),
        (302, "", "That did not work."),
    ],
)
def test_failures_go_where_the_author_says(status: int, kind: str, said: str) -> None:
    """By status, by class, by kind, and else by any."""
    call = asking()
    call.responds(status, kind=kind)
    assert call.said.replace(" | ", " ") == said.replace(" | ", " ")


def test_fillers_one_after_the_other_then_silences() -> None:
    """Each is the answer to the ended of the one before; then silences of two seconds keep the line."""
    call = asking()
    call.waits()
    assert call.said == "One moment."
    call.ended()
    assert (call.answer, call.steps[-1].awaits) == ([], True)
    call.waits()
    assert call.said == "Just a little longer."
    for _ in range(3):
        call.ended()
        assert call.steps[-1].awaits
        call.waits()
        assert call.kinds == ["silence"]
        assert '<break time="2000ms"/>' in call.answer[0]["ssml"]
    call.responds(json={"status": "lost"}, after=100)
    assert call.kinds == ["barge_in", "speak"]


def test_a_response_during_a_filler_waits_for_its_end() -> None:
    """It is taken at once, and spoken as the answer to the filler's ended."""
    call = asking()
    call.waits()
    call.responds(json={"status": "shipped"})
    assert call.answer == []
    call.ended()
    assert call.said == "It is shipped."


def test_a_response_that_nobody_can_be_told_of_now() -> None:
    """Over a plain webhook what follows is spoken with the next answer."""
    call = asking()
    for _ in range(3):
        call.waits()
        call.ended()
    call.waits()
    assert call.kinds == ["silence"]
    call.responds(json={"status": "shipped"}, now=False)
    assert call.answer == []
    call.ended(1500)
    assert call.said == "It is shipped."


def test_other_words_are_ignored_while_it_is_asked() -> None:
    """Neither a failure nor an answer: only what is listened for at any time counts."""
    call = asking()
    call.waits()
    call.says("are you still there", 300)
    assert call.kinds in ([], ["silence"])
    assert call.state.streak == 0
    call.says("opening hours", 700)
    assert call.said == "We are open all day."
    assert call.state.inquiry is not None


def test_where_anytime_leads_away_the_result_is_dropped() -> None:
    """A response that comes later belongs to nobody."""
    call = asking()
    call.waits()
    key = call.state.inquiry
    assert key is not None
    call.says("I give up", 300)
    assert call.said == "Goodbye."
    assert call.state.inquiry is None
    late = step(call.flow, call.state, Response("call-1", call.at, Parties(), key.key, 200, "", {"status": "x"}))
    assert late.actions == ()
    assert late.session.values == call.state.values


def test_it_survives_the_store() -> None:
    """An inquiry is stored with the call, as it is."""
    call = asking()
    assert codec.load(codec.dump(call.state)) == call.state


def test_a_value_that_is_missing_goes_the_way_of_errors() -> None:
    """What the service left out is no value: its sentence is not spoken, and nobody is left in silence."""
    call = asking()
    call.responds(json={"other": 1})
    assert "technical" in call.said or "Sorry" in call.said or "sorry" in call.said
    assert call.state.phase is Phase.TALK


CHECKED = """
    language: en-US
    services:
      bank:
        url: https://bank.example
    states:
      ask:
        collect:
          - slot: account
            type: digits
            length: 4
            prompts: Which account?
            check:
              - request:
                  service: bank
                  path: /accounts/{{ account }}
                prompts: There is no account {{ account | say }}.
          - slot: pin
            type: digits
            length: 2
            prompts: And your code?
        if_fails: down
        go_to: done
      down:
        prompts: The bank does not answer.
        hangup: yes
      done:
        prompts: Thank you.
        hangup: yes
"""


def test_a_check_by_a_service() -> None:
    """What the service takes goes on, what it refuses is asked again, and each value is asked about once."""
    call = Call(CHECKED)
    call.listens()
    call.says("1 2 3 4")
    assert call.state.inquiry is not None
    assert call.state.inquiry.path == "/accounts/1234"
    call.responds(404)
    assert call.said.startswith("There is no account 1 2 3 4")
    assert "Which account?" in call.said
    call.listens()
    call.says("1 2 3 5")
    call.responds(200)
    assert call.said == "And your code?"
    assert call.state.values["account"] == "1235"
    call.listens()
    call.says("7 7")
    assert call.state.asked == 2


def test_three_refusals_in_a_row_are_the_end() -> None:
    """The third one goes on to the built-in ending."""
    call = Call(CHECKED)
    for _ in range(3):
        call.listens()
        call.says("1 2 3 4")
        call.responds(422)
    assert "Which account?" not in call.said
    call.listens()
    assert call.state.phase is Phase.HUNG_UP


def test_a_check_that_cannot_be_asked() -> None:
    """Any other failure of the service goes where the state says."""
    call = Call(CHECKED)
    call.listens()
    call.says("1 2 3 4")
    call.responds(kind="unreachable", status=0)
    assert call.said == "The bank does not answer."


BACK = """
    language: en-US
    services:
      shop:
        url: https://shop.example
    intents:
      time: [what time is it]
    anytime:
      time:
        call: tell_time
    states:
      ask:
        collect:
          - slot: a
            type: digits
            length: 2
            prompts: First number?
          - slot: b
            type: digits
            length: 2
            prompts: Second number?
        go_to: order
      order:
        request:
          service: shop
          method: {method}
          path: /orders
        if_fails:
          interrupted: unsure
          any: sorry
        go_to: done
      tell_time:
        prompts: It is late.
        return: yes
      unsure:
        prompts: Please ask a colleague whether it was done.
        hangup: yes
      sorry:
        prompts: Sorry.
        hangup: yes
      done:
        prompts: Done.
        hangup: yes
"""


def ordering(method: str) -> Call:
    """A call whose order is under way, and takes long."""
    call = Call(BACK.format(method=method))
    for words in ("1 2", "3 4"):
        call.listens()
        call.says(words)
    call.waits()
    assert call.kinds == ["silence"]
    return call


def test_who_goes_back_asks_nothing_any_more() -> None:
    """The request is dropped with its result, and the question waits as any other."""
    call = ordering("GET")
    call.says("back", 300)
    assert call.said == "Second number?"
    assert call.state.inquiry is None
    assert not call.steps[-1].awaits


def test_after_a_small_task_what_only_reads_is_asked_again() -> None:
    """The result of the first was dropped when the call was led away."""
    call = ordering("GET")
    call.says("what time is it", 300)
    assert call.said == "It is late."
    call.listens()
    assert call.state.inquiry is not None
    assert call.state.inquiry.key == "call-1/2"


def test_after_a_small_task_nothing_is_changed_twice() -> None:
    """An order that may have been taken is not placed again: it counts as interrupted."""
    call = ordering("POST")
    call.says("what time is it", 300)
    assert call.said.replace(" | ", " ") == "It is late. Please ask a colleague whether it was done."


def test_services_that_are_asked_in_a_circle() -> None:
    """A request that leads to itself ends in the apology, and nobody is asked thousands of times."""
    call = Call("""
        language: en-US
        services:
          shop:
            url: https://shop.example
        states:
          one:
            request:
              service: shop
              path: /x
            if_fails: two
            go_to: end
          two:
            request:
              service: shop
              path: /y
            if_fails: one
            go_to: end
          end:
            hangup: yes
    """)
    for _ in range(100):
        if call.state.inquiry is None:
            break
        call.responds(503)
    assert call.state.asked == 20
    call.listens()
    assert call.state.phase is Phase.HUNG_UP
