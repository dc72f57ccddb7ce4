"""Language 6 held to the letter: every kind of event from outside in every phase of a call."""

from __future__ import annotations

import pytest

from callwright.core.events import Button, Parties
from callwright.core.interpreter import pending, refuses
from callwright.core.playback import Fate
from tests.core.calls import Call
from tests.core.house import (
    HOUSE,
    TALKS,
    Phases,
    announcing,
    greeting,
    hung_up,
    leaving,
    patience,
    protected,
    question,
    refused,
    silence,
    spoken,
    talking,
    transferred,
    typing,
    words,
)


@pytest.mark.parametrize("phase", TALKS)
def test_an_interrupting_event_leads_away_from_every_phase(phase: Phases) -> None:
    """Protected words are said to their end, what could be cut is not, and the event's question waits."""
    call = phase()
    playing = [p for p in call.open if p.cut_ms is None]
    call.outside("ask")
    kinds = call.kinds
    said = spoken(call)
    assert call.state.question == "other"
    assert "Do you want billing? Please say so now." not in said
    assert [p.protected or not p.audible for p in playing] == [("barge_in" not in kinds) for _ in playing]
    assert said[-1].endswith("Other question here, yes or no?")
    assert call.holds_on()


@pytest.mark.parametrize("phase", TALKS)
def test_over_a_plain_webhook_the_step_says_nothing_in_any_phase(phase: Phases) -> None:
    """Not even a barge_in; it waits, and the next answer has it."""
    call = phase()
    assert call.outside("ask", now=False) == []
    assert pending(call.state)
    if call.open:
        call.ended()
    else:
        call.timeout(20_000)
    assert call.state.question == "other"
    assert call.state.failures == {}


@pytest.mark.parametrize("phase", [greeting, protected, question, talking, typing, words, announcing, leaving])
def test_an_event_that_does_not_interrupt_says_nothing_while_somebody_is_busy(phase: Phases) -> None:
    """We speak, or the caller speaks, or types, or has cut something."""
    call = phase()
    assert call.outside("tip", town="Kiel") == []
    assert pending(call.state)


@pytest.mark.parametrize(("phase", "last"), [(announcing, "transfer"), (leaving, "hangup")])
def test_a_message_before_a_transfer_or_hangup_is_said_before_it(phase: Phases, last: str) -> None:
    """It waits for the last words, and the transfer or the hang-up waits for it."""
    call = phase()
    call.outside("tip", town="Kiel")
    call.ended()
    assert call.said == "A tip for you in Kiel."
    call.ended()
    assert call.kinds == [last]


@pytest.mark.parametrize("phase", [silence, patience])
def test_an_event_that_only_sets_leaves_the_caller_s_silence_as_it_is(phase: Phases) -> None:
    """Nothing is said and no clock begins anew."""
    call = phase()
    armed = call.state.armed
    assert call.outside("sets") == []
    assert call.state.values["seen"] == "true"
    assert call.state.armed == armed


@pytest.mark.parametrize("phase", TALKS)
def test_an_event_that_transfers_does_so_behind_its_announcement(phase: Phases) -> None:
    """From every phase, also from the announcement of a transfer."""
    call = phase()
    call.outside("connect")
    spoken(call)
    assert call.kinds == ["transfer"]
    assert [h.fate for h in call.state.ledger if h.name == "announcement"][-1] is Fate.HEARD


@pytest.mark.parametrize(("way", "said"), [("out", "Goodbye and thank you."), ("in", "Never mind.")])
def test_the_first_target_whose_condition_holds_is_taken(way: str, said: str) -> None:
    """With the body of what came in scope."""
    call = silence()
    call.outside("maybe", way=way)
    assert call.said == said


def test_an_event_that_leads_to_the_same_state_asks_it_anew_without_what_is_said_once() -> None:
    """And the digits typed so far are not another question's."""
    call = typing()
    call.outside("again")
    assert "This is recorded, as you know." not in spoken(call)
    assert (call.state.question, call.state.keys) == ("menu", "")


def test_a_form_that_was_left_half_filled_by_an_event_is_asked_again_from_its_beginning() -> None:
    """Two of four digits are no value."""
    call = typing()
    call.outside("ask")
    call.listens()
    call.says("no")
    call.listens()
    call.says("billing")
    assert call.said == "Your pin, please."


def test_keys_typed_so_far_have_their_own_pause_behind_an_interrupting_message() -> None:
    """The message carries the key pause, not the question's eight seconds."""
    call = typing()
    call.outside("urgent")
    assert call.answer[-1]["user_input_timeout_seconds"] == 3
    call.ended()
    for digit in "11":
        call.key(digit)
    assert call.state.values["pin"] == "4711"


@pytest.mark.parametrize("phase", [hung_up, transferred])
def test_after_a_hangup_or_transfer_everything_from_outside_is_refused(phase: Phases) -> None:
    """And a step with it changes nothing."""
    call = phase()
    assert refused(call, "ask") == "over"
    found = refuses(call.flow, call.state, Button(call.state.id, call.at, Parties(), True, True))
    assert found is not None
    assert found.reason == "over"
    assert call.outside("ask", 100) == []
    assert call.button(100, force=True) == []
    assert not pending(call.state)


@pytest.mark.parametrize("phase", [hung_up, transferred])
def test_a_text_message_that_fails_after_the_end_is_not_answered(phase: Phases) -> None:
    """It came too late for anybody to hear of it."""
    call = phase()
    assert call.event("sms_failed", 100, reason="x") == []


def test_a_text_message_that_fails_over_a_prompt_is_told_behind_it() -> None:
    """Like any event that does not interrupt; its reason may be missing."""
    call = greeting()
    assert call.event("sms_failed", 100) == []
    assert spoken(call)[-1] == "It did not go out."


def test_a_timeout_behind_a_noise_carries_the_event_and_is_not_counted() -> None:
    """Nobody talks after all: the event is said in place of the rung."""
    call = talking()
    assert call.outside("tip", town="Kiel") == []
    call.timeout()
    assert call.said == "A tip for you in Kiel."
    assert call.state.failures == {}


def test_words_that_carry_an_event_and_cut_a_prompt_cut_it_when_they_began() -> None:
    """Not when they arrived; and that is a guess."""
    call = Call(HOUSE)
    call.event("assistant_speak", 0, duration_ms=4000, text=call.open[0].text)
    call.outside("urgent", 300, now=False)
    call.interrupts("purple elephants in the garden", 2900)
    call.ended(20)
    (hello,) = [h for h in call.state.ledger if h.name == "hello"]
    assert (hello.fate, hello.about) == (Fate.CUT, True)
    assert hello.ms < 1500


def test_two_interrupting_events_over_a_protected_prompt_are_both_said() -> None:
    """One after the other, in the order in which they came."""
    call = protected()
    call.outside("urgent", 100)
    call.outside("maybe", 100, way="out")
    said = spoken(call)
    assert said == ["Urgent news.", "Goodbye and thank you."]


def test_an_event_that_fails_does_not_take_the_next_one_with_it() -> None:
    """The first has no town to name: an apology; the second is not forgotten."""
    call = silence()
    call.outside("tip", now=False)
    call.outside("ask", 100, now=False)
    call.timeout()
    assert call.said.startswith("I am sorry, something went wrong")
    assert "Other question here, yes or no?" in spoken(call)
