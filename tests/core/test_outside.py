"""Language 6: the world outside interrupts, or waits for its turn."""

from __future__ import annotations

import pytest

from callwright.core.events import Outside, Parties
from callwright.core.interpreter import Refusal, pending, refuses
from callwright.core.playback import Fate
from tests.core.calls import SESSION, Call
from tests.core.desk import DESK, at_menu


def refusal(call: Call, name: str) -> Refusal | None:
    """Why an event of that name is not taken now."""
    return refuses(call.flow, call.state, Outside(SESSION["id"], call.at, Parties(), name, {}, True))


def test_an_interrupting_event_stops_the_prompt_and_is_said_at_once() -> None:
    """``barge_in`` and then the event's prompts, in one array, with the event's body in them."""
    call = Call(DESK)
    call.outside("ready", 800, order="47")
    assert call.kinds == ["barge_in", "speak"]
    assert call.said == "This call is recorded."
    call.ended(20)
    call.ended()
    assert call.said == "Your order 47 is ready."
    assert [h.name for h in call.state.ledger if h.fate is Fate.NEVER] == ["menu"]


def test_an_interrupting_event_waits_for_a_protected_prompt_to_end() -> None:
    """The notice is not stopped; what waited behind it is dropped; the event comes on its ended."""
    call = Call(DESK)
    call.ended()
    assert call.outside("ready", 300, order="47") == []
    call.ended()
    assert call.said == "Your order 47 is ready."
    assert [(h.name, h.fate) for h in call.state.ledger if h.name == "notice"] == [("notice", Fate.HEARD)]


def test_an_event_that_does_not_interrupt_waits_for_the_end_of_what_is_said() -> None:
    """It is said when the whole queue was spoken, and the same question waits again."""
    call = Call(DESK)
    assert call.outside("tip", 300, town="Kiel") == []
    call.ended()
    call.ended()
    assert call.said == "Billing or sales? Please tell me what you need, dear caller."
    call.ended()
    assert call.said == "By the way, we also have a shop in Kiel."
    call.ended()
    call.says("billing")
    assert call.state.state == "billing"


def test_an_event_in_the_caller_s_silence_is_said_at_once() -> None:
    """Where nobody speaks there is nothing to wait for."""
    call = at_menu()
    call.outside("closing", 1000)
    assert call.kinds == ["speak"]
    assert call.said == "Thank you for calling. Goodbye."


def test_an_event_waits_for_a_caller_who_is_talking() -> None:
    """On a WebSocket we know that somebody speaks: their words are answered first, then the event follows."""
    call = at_menu()
    call.event("user_speech_started", 500)
    assert call.outside("tip", 200, town="Kiel") == []
    call.says("billing", 900)
    assert call.said == "This is billing. What is it about?"
    call.ended()
    assert call.said == "By the way, we also have a shop in Kiel."


def test_a_caller_who_types_is_not_interrupted_by_what_can_wait() -> None:
    """The keys so far are kept, and the event comes behind the number."""
    call = at_menu()
    call.says("sales")
    call.listens()
    call.key("4")
    assert call.outside("tip", 100, town="Kiel") == []
    for digit in "711":
        call.key(digit)
    assert call.state.values["number"] == "4711"


def test_over_a_plain_webhook_the_next_answer_carries_it() -> None:
    """Nothing can be sent at once: the step says nothing, and the next event's answer has ``[barge_in, speak]``."""
    call = at_menu()
    call.outside("colleague_free", 1000, now=False)
    assert call.answer == []
    assert pending(call.state)
    call.timeout()
    assert call.said == "A colleague is free for you now."
    assert not pending(call.state)


def test_a_timeout_that_carries_an_event_is_not_counted() -> None:
    """The caller was not asked whether they are still there, nor will the next silence be the second."""
    call = at_menu()
    call.outside("ready", 1000, now=False, order="47")
    call.timeout()
    assert call.said == "Your order 47 is ready."
    assert call.state.failures == {}
    call.ended()
    call.timeout()
    assert call.said == "Are you there?"


def test_words_that_carry_an_event_are_answered_if_they_match() -> None:
    """The answer is spoken whole, then the event."""
    call = at_menu()
    call.outside("colleague_free", 1000, now=False)
    call.says("billing")
    assert call.said == "This is billing. What is it about?"
    call.ended()
    assert call.said == "A colleague is free for you now."


def test_words_that_carry_an_event_and_match_nothing_are_dropped() -> None:
    """They are no no-match: the event is the answer."""
    call = at_menu()
    call.outside("colleague_free", 1000, now=False)
    call.says("purple elephants")
    assert call.said == "A colleague is free for you now."
    assert call.state.failures == {}


@pytest.mark.parametrize(("key", "said"), [("1", "This is billing. What is it about?"), ("7", "A colleague is free")])
def test_keys_that_carry_an_event_are_answered_if_they_match(key: str, said: str) -> None:
    """A key that nothing listens for gives way to the event."""
    call = at_menu()
    call.outside("colleague_free", 1000, now=False)
    call.key(key)
    assert call.said.startswith(said)
    assert call.state.failures == {}


def test_two_events_are_said_one_after_the_other() -> None:
    """The second does not cut the first, although it interrupts."""
    call = at_menu()
    call.outside("ready", 500, now=False, order="1")
    call.outside("ready", 500, now=False, order="2")
    call.timeout()
    assert call.said == "Your order 1 is ready."
    assert call.event("assistant_speak", 100, duration_ms=1500) == []
    call.ended()
    assert call.said == "Your order 2 is ready."


def test_an_event_in_the_goodbye_is_taken_instead_of_the_hangup() -> None:
    """As long as we have not hung up the call is there for it."""
    call = at_menu()
    call.outside("closing", 500)
    assert call.outside("colleague_free", 500) == []
    call.ended()
    assert call.said == "A colleague is free for you now."


def test_an_event_whose_conditions_do_not_hold_changes_nothing() -> None:
    """It is noted and forgotten."""
    call = at_menu()
    assert call.outside("nobody", 500, town="Kiel") == []
    assert not pending(call.state)
    assert call.holds_on()


def test_an_event_that_fails_in_a_template_is_rescued_and_gone() -> None:
    """The caller hears the apology, and the event does not come again."""
    call = at_menu()
    call.outside("tip", 500)
    assert call.said != ""
    assert not pending(call.state)


def test_a_failed_text_message_is_an_event_from_outside() -> None:
    """``sms_failed`` of the platform is taken like any other, in its own answer."""
    call = Call(DESK.replace("closing: bye", "sms_failed:\n          prompts: It did not go out."))
    call.listens()
    call.event("sms_failed", 500, reason="unknown number")
    assert call.said == "It did not go out."
    assert call.state.event == {"reason": "unknown number"}


def test_what_is_refused_says_why() -> None:
    """A name of no state, a name of another state, a call that is over, a call with too much waiting."""
    call = at_menu()
    assert refusal(call, "ready") is None
    assert refusal(call, "raedy") == Refusal("unknown", ("closing", "colleague_free", "nobody", "ready", "tip"))
    call.says("billing")
    assert refusal(call, "ready") == Refusal("unheard", ("closing", "colleague_free", "nobody", "tip"))
    for _ in range(8):
        call.outside("tip", now=False, town="Kiel")
    assert refusal(call, "tip") == Refusal("full")
    call.event("session_end")
    assert refusal(call, "tip") == Refusal("over")


def test_what_is_refused_changes_nothing_if_it_is_stepped_all_the_same() -> None:
    """The core does not rely on being asked first."""
    call = at_menu()
    before = call.state
    assert call.outside("raedy") == []
    assert call.state == before
