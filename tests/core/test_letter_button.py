"""Language 6 held to the letter: the button in every phase of a call, and what never reached the platform."""

from __future__ import annotations

import pytest

from callwright.core.playback import Fate
from tests.core.calls import Call
from tests.core.house import (
    Phases,
    announcing,
    greeting,
    leaving,
    patience,
    protected,
    question,
    silence,
    typing,
    words,
)


@pytest.mark.parametrize("phase", [silence, typing, patience])
def test_the_button_in_the_caller_s_time_changes_no_clock(phase: Phases) -> None:
    """There is nothing to stop."""
    call = phase()
    armed = call.state.armed
    assert call.button() == []
    assert (call.state.armed, call.holds_on()) == (armed, True)


@pytest.mark.parametrize("now", [True, False])
def test_the_button_while_we_wait_for_words_goes_on_with_what_is_protected(*, now: bool) -> None:
    """The rest of the greeting and the question are dropped; the notice is said and carries the question's own time."""
    call = words()
    call.button(100, now=now)
    if not now:
        assert call.answer == []
        call.timeout(2000)
    assert call.said == "This is recorded, as you know."
    assert call.answer[-1]["user_input_timeout_seconds"] == 5
    assert call.state.waiting == ()


def test_a_forced_button_before_a_transfer_lets_the_transfer_follow() -> None:
    """The announcement is on the record as cut."""
    call = announcing()
    call.button(force=True)
    assert call.kinds == ["barge_in", "transfer"]
    call.ended(20)
    assert not any(h.fate is Fate.HEARD for h in call.state.ledger if h.name == "announcement")


def test_the_button_in_the_goodbye_hangs_up() -> None:
    """The state goes on: behind its words there is only the hang-up."""
    call = leaving()
    call.button()
    assert call.kinds == ["barge_in", "hangup"]


def test_what_the_button_drops_over_a_protected_prompt_leaves_the_question_its_own_time() -> None:
    """The watchdog of the notice is not the question's silence."""
    call = protected()
    call.button(force=True)
    assert call.kinds == ["barge_in", "silence"]
    assert call.answer[-1]["user_input_timeout_seconds"] == 5


# what never arrived


NEXT = ("ended", "timeout", "billing", "nonsense", "key")


def follow(call: Call, kind: str) -> None:
    """The platform's next event."""
    if kind == "ended":
        call.event("assistant_speech_ended", 2500)
    elif kind == "timeout":
        call.timeout(20_000)
    elif kind == "key":
        call.key("4", 300)
    else:
        call.says("billing" if kind == "billing" else "purple elephants", 1500)


@pytest.mark.parametrize("kind", NEXT)
@pytest.mark.parametrize("name", ["ask", "urgent", "connect", "again"])
@pytest.mark.parametrize("phase", [greeting, protected, question, silence, words, typing, leaving])
def test_what_never_arrived_is_as_if_nobody_could_have_been_reached(phase: Phases, name: str, kind: str) -> None:
    """The next answer is the one that a plain webhook would have given."""
    lost, web = phase(), phase()
    if lost.outside(name):
        lost.undelivered()
        assert lost.answer == []
    web.outside(name, now=False)
    follow(lost, kind)
    follow(web, kind)
    assert lost.answer == web.answer
    assert (lost.state.state, lost.state.failures) == (web.state.state, web.state.failures)


ABROAD = """
    flow: abroad
    languages: [en-US, de-DE]
    intents:
      billing:
        - billing
    anytime:
      events:
        german:
          go_to: german
          interrupt: yes
    states:
      menu:
        prompts: Do you want billing?
        transitions:
          billing: menu
      german:
        set_language: de-DE
        background: stop
        send_sms:
          to: "+4915111"
          message: Guten Tag
        prompts: Hier geht es weiter.
        transitions:
          billing: menu
"""


def test_what_a_state_does_beside_speaking_is_done_once_although_it_never_arrived() -> None:
    """The recogniser's language, the background and the text message go out with the next answer, and not again."""
    call = Call(ABROAD)
    call.listens()
    call.outside("german", 300)
    kinds = call.kinds
    assert kinds == ["configure_transcription", "mix_audio", "send_sms", "speak"]
    call.undelivered()
    call.timeout()
    assert call.kinds == kinds
    call.ended()
    call.timeout()
    assert "send_sms" not in call.kinds
