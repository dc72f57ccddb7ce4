"""Language 5, rules 5, 6, 11 and 12, held to the letter: was_heard, old platforms, starts that repeat, and ticks."""

from __future__ import annotations

import pytest

from callwright.core.events import Parties, Tick
from callwright.core.interpreter import step
from callwright.core.playback import Fate
from callwright.core.session import Phase
from tests.core.calls import Call
from tests.core.chain import CHAIN
from tests.core.test_letter_words import SHOP, at_menu

HEARD = """
    flow: heard
    intents:
      billing:
        - billing
    states:
      menu:
        prompts:
          - text: Hello and welcome to our company. It is nice that you call us today.
            barge_in: {strategy}
            name: hello
          - text: Do you want billing? Please say so now.
            barge_in: manual
        transitions:
          billing: told
        keys:
          1: told
      told:
        prompts:
          - text: You heard it.
            when: was_heard('hello')
          - text: You did not hear it.
            when: not was_heard('hello')
        transitions:
          billing: told
"""


def tick(call: Call, after: int = 60_000) -> list[str]:
    """Nothing came for so long; what is said to it."""
    call.at += after
    done = step(call.flow, call.state, Tick(call.state.id, call.at, Parties()))
    call.session, call.answer = done.session, list(done.actions)
    call.steps.append(done)
    return call.kinds


@pytest.mark.parametrize(
    ("strategy", "told", "after", "heard"),
    [
        ("none", None, None, True),
        ("manual", None, None, True),
        ("immediate", None, None, False),
        ("none", 4000, 3500, False),
        ("immediate", 4000, 4000, True),
        ("minimum_characters", 4000, 4000, True),
        ("immediate", 4000, 3500, False),
        ("none", None, 60, False),
        ("minimum_characters", None, 60, False),
    ],
)
def test_was_heard_is_true_only_when_it_played_to_its_end(
    strategy: str, told: int | None, after: int | None, *, heard: bool
) -> None:
    """In conditions: by the platform's figures, or because no voice can cut it."""
    call = Call(HEARD.replace("{strategy}", strategy))
    if told is not None:
        call.event("assistant_speak", 0, duration_ms=told, text=call.open[0].text)
    call.ended(after)
    call.listens()
    call.key("1")
    assert call.said == ("You heard it." if heard else "You did not hear it.")


def test_was_heard_is_false_of_what_the_button_stopped_and_true_when_it_is_said_again() -> None:
    """A repeated start says it from its beginning."""
    call = Call(HEARD.replace("{strategy}", "none"))
    call.button(500, force=True)
    call.ended(20)
    call.listens()
    call.key("1")
    assert call.said == "You did not hear it."
    call = Call(HEARD.replace("{strategy}", "none"))
    call.event("session_start", 1500)
    call.ended(20)
    call.listens()
    call.key("1")
    assert call.said == "You heard it."


def test_rule_11_an_ended_at_once_is_not_put_right_by_a_silence() -> None:
    """A prompt whose speech failed was not heard, whatever comes next."""
    call = Call(SHOP)
    call.ended(60)
    call.timeout()
    assert [h.fate for h in call.state.ledger] == [Fate.ENDED]


def test_rule_5_a_length_told_late_keeps_a_short_playback_in_doubt() -> None:
    """Sixty per cent of it were played; that no words came does not make it whole."""
    call = Call(SHOP)
    text = call.open[0].text
    call.ended(2400)
    call.event("assistant_speak", 10, duration_ms=4000, text=text)
    call.timeout()
    assert call.state.ledger[0].fate is not Fate.HEARD


def test_rule_5_how_long_a_prompt_played_whose_ended_was_lost_is_a_guess() -> None:
    """Nobody told, and the watchdog's time is not the prompt's."""
    call = Call(CHAIN)
    call.ended()
    length = call.open[0].length_ms
    call.timeout(30_000)
    (notice,) = [h for h in call.state.ledger if h.name == "notice"]
    assert (notice.ms, notice.about) == (length, True)


# old platforms


@pytest.mark.parametrize("order", ["before", "after"])
def test_an_old_platforms_barge_in_and_its_words_are_one_interruption(order: str) -> None:
    """Early in the question: the words are answered once, or the rest is said again, uncounted."""
    for words, said in (("billing", "This is billing."), ("purple elephants", "Would you like billing")):
        call = Call(CHAIN)
        call.ended()
        call.ended()
        if order == "before":
            assert call.event("user_barge_in", 900, text=words) == []
            call.ended(20)
        else:
            call.ended(900)
            assert call.event("user_barge_in", 20, text=words) == []
        call.says(words, 900)
        assert call.said.startswith(said)
        assert call.state.failures == {}


@pytest.mark.parametrize("order", ["before", "after"])
def test_an_old_platforms_barge_in_in_the_last_fifth_is_a_cut_too(order: str) -> None:
    """The platform said that it stopped: not heard, and the first words that mean nothing are forgiven."""
    call = Call(CHAIN)
    call.ended()
    call.ended()
    if order == "before":
        call.event("user_barge_in", 3300)
        call.ended(20)
    else:
        call.ended(3300)
        call.event("user_barge_in", 20)
    call.says("purple elephants", 900)
    assert [h.fate for h in call.state.ledger if h.name == "menu"] == [Fate.CUT]
    assert call.state.failures == {}


# rule 6 and 12: phases


def test_rule_12_a_repeated_start_in_the_caller_s_silence_begins_the_silence_again() -> None:
    """Nothing should be playing, so nothing is said; the question's own time is armed anew."""
    call = at_menu()
    call.event("session_start", 2000)
    assert call.kinds == ["barge_in", "silence"]
    assert call.answer[1]["user_input_timeout_seconds"] == 8


def test_rule_12_a_repeated_start_in_the_announcement_says_it_again_before_the_transfer() -> None:
    """The transfer is not under way yet."""
    call = at_menu()
    call.says("operator")
    call.event("session_start", 500)
    assert call.kinds == ["barge_in", "speak"]
    call.ended(20)
    call.ended()
    assert call.kinds == ["transfer"]


def test_rule_12_a_repeated_start_while_we_wait_for_words_says_what_was_cut() -> None:
    """That is what should be playing."""
    call = Call(CHAIN)
    call.ended(800)
    call.event("session_start", 500)
    assert call.said.startswith("Hello and welcome")
    call.listens()
    assert call.state.failures == {}


def test_rule_6_a_start_after_the_hangup_and_a_tick_after_the_transfer_say_nothing() -> None:
    """The one is a late event of a call that is over; the other may be a talk between two others."""
    call = Call(CHAIN)
    call.listens()
    call.says("sales")
    call.ended()
    assert call.event("session_start", 300) == []
    assert call.state.phase is Phase.HUNG_UP
    call = at_menu()
    call.says("operator")
    call.ended()
    assert tick(call) == []
    assert call.state.phase is Phase.TRANSFERRED


def test_a_tick_in_each_phase_goes_on_as_if_the_silence_had_been_told() -> None:
    """In the queue, in the words' time, in the question, in the announcement, before the hang-up."""
    call = Call(CHAIN)
    assert tick(call) == ["speak"]
    call = Call(CHAIN)
    call.ended(800)
    tick(call)
    assert call.said.startswith("Hello and welcome")
    call = at_menu()
    tick(call)
    assert call.said == "Are you still there?"
    call = at_menu()
    call.says("operator")
    assert tick(call) == ["transfer"]
    call = Call(CHAIN)
    call.listens()
    call.says("sales")
    assert tick(call) == ["hangup"]
