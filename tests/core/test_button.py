"""Language 6: the button, and what never reached the platform."""

from __future__ import annotations

from callwright.core import codec
from callwright.core.events import Button, Parties
from callwright.core.interpreter import Refusal, pending, refuses
from callwright.core.playback import Fate
from callwright.core.session import Phase
from tests.core.calls import SESSION, Call
from tests.core.desk import DESK, at_menu


def test_the_button_stops_the_prompt_and_drops_what_may_be_dropped() -> None:
    """The greeting stops, the menu is never said, the notice comes whole."""
    call = Call(DESK)
    call.button(700)
    assert call.kinds == ["barge_in", "speak"]
    assert call.said == "This call is recorded."
    call.ended(20)
    call.ended()
    assert call.answer == []
    assert call.state.armed
    fates = {h.name: (h.fate, h.about) for h in call.state.ledger}
    assert fates["hello"][0] is Fate.CUT
    assert fates["notice"] == (Fate.HEARD, False)
    assert fates["menu"] == (Fate.NEVER, False)


def test_the_button_over_a_question_lets_the_state_wait() -> None:
    """The silent speak carries the question's timeout, and words are an answer."""
    call = at_menu()
    call.says("billing")
    call.button(500)
    assert call.kinds == ["barge_in", "silence"]
    assert call.answer[1]["user_input_timeout_seconds"] == 8
    call.ended(20)
    call.ended()
    call.says("sales")
    assert call.state.state == "sales"


def test_the_button_over_a_protected_prompt_needs_force() -> None:
    """Without it nothing happens; with it the record says that the notice was not heard."""
    call = Call(DESK)
    call.ended()
    button = Button(SESSION["id"], call.at, Parties(), False, True)
    assert refuses(call.flow, call.state, button) == Refusal("protected")
    assert call.button(500) == []
    assert call.open[0].cut_ms is None
    call.button(500, force=True)
    assert call.kinds[0] == "barge_in"
    call.ended(20)
    assert [(h.name, h.fate, h.ms) for h in call.state.ledger if h.name == "notice"] == [("notice", Fate.CUT, 1020)]
    assert not any(h.name == "notice" and h.fate is Fate.HEARD for h in call.state.ledger)


def test_the_button_over_a_plain_webhook_stops_that_prompt_and_no_other() -> None:
    """With the next answer, if the prompt still plays by then; else there is nothing left to stop."""
    call = at_menu()
    call.says("billing")
    assert call.button(300, now=False) == []
    assert pending(call.state)
    call.event("assistant_speak", 50, duration_ms=2500)
    assert call.kinds == ["barge_in", "silence"]
    other = at_menu()
    other.says("billing")
    other.button(300, now=False)
    other.ended()
    assert other.answer == []
    assert not pending(other.state)


def test_the_button_with_nothing_to_stop_is_no_error() -> None:
    """The caller's time to answer goes on."""
    call = at_menu()
    before = call.state.armed
    assert call.button(500) == []
    assert call.state.armed == before


# what never arrived


def test_what_could_not_be_delivered_goes_out_with_the_next_answer() -> None:
    """The prompt that was to be stopped plays on; the next answer stops it and says what was to be said."""
    call = at_menu()
    call.says("billing")
    call.outside("colleague_free", 500)
    assert call.kinds == ["barge_in", "speak"]
    assert call.undelivered(900) == []
    assert [(p.spoken[0].content, p.cut_ms) for p in call.open] == [("This is billing. What is it about?", None)]
    assert pending(call.state)
    call.event("assistant_speak", 10, duration_ms=2500)
    assert call.kinds == ["barge_in", "speak"]
    assert call.said == "A colleague is free for you now."


def test_a_hangup_that_could_not_be_delivered_is_sent_again() -> None:
    """The call is ours until the platform has it."""
    call = at_menu()
    call.outside("closing", 500)
    call.event("assistant_speech_ended", 2500)
    assert call.kinds == ["hangup"]
    call.undelivered()
    assert call.state.phase is Phase.TALK
    call.says("hello?", 3000)
    assert call.kinds == ["hangup"]


def test_what_waits_survives_storage() -> None:
    """Pending events and the button are in the stored form."""
    call = Call(DESK)
    call.outside("ready", 300, now=False, order="47")
    call.button(300, now=False)
    assert codec.load(codec.dump(call.state)) == call.state
