"""What lengths, times and sounds prove about the prompts of a call, and what they do not."""

from __future__ import annotations

from callwright.core.interpreter import quiet_after
from callwright.core.playback import Fate
from tests.core.calls import Call
from tests.core.chain import CHAIN
from tests.core.menu import MENU, at_menu

TWO = """
    flow: two
    languages: [de-DE, en-US]
    intents:
      english:
        - english
    states:
      welcome:
        prompts:
          - text: Guten Tag, hier spricht der Empfang. Wir freuen uns sehr über Ihren Anruf.
            name: greeting
            barge_in: minimum_characters
          - text: Dieser Anruf wird aufgezeichnet.
            name: notice
            barge_in: none
        go_to: english
      english:
        set_language: en-US
        prompts:
          - text: You may say English, or ask for anything else that you need today.
            barge_in: manual
        transitions:
          english: english
"""


def fates(call: Call) -> dict[str, tuple[Fate, bool]]:
    """What became of the named prompts, and whether it is a guess."""
    return {h.name: (h.fate, h.about) for h in call.state.ledger}


def test_a_protected_prompt_of_unknown_length_was_heard_for_as_long_as_it_took() -> None:
    """The estimate is no figure for the record once the prompt's own end has come."""
    call = Call(CHAIN)
    call.ended()
    call.ended(1815)
    assert [(h.fate, h.ms, h.about) for h in call.state.ledger if h.name == "notice"] == [(Fate.HEARD, 1815, False)]


def test_a_sound_over_a_prompt_that_played_to_its_end_does_not_say_it_again() -> None:
    """The platform's figures show that nothing was cut: we listen for words, and go on when none come."""
    call = Call(CHAIN)
    call.event("assistant_speak", 0, duration_ms=5000, text=call.open[0].text)
    call.event("user_speech_started", 2000)
    call.ended(3010)
    assert call.kinds == ["silence"]
    assert fates(call)["greeting"] == (Fate.HEARD, False)
    call.ended(100)
    call.timeout(2000)
    assert call.said == "This call is recorded."


def test_words_after_a_sound_over_a_prompt_that_played_to_its_end_count_if_they_match() -> None:
    """Beside the point they are ignored, as over any prompt that they did not stop."""
    for words in ("sales", "purple elephants"):
        call = Call(CHAIN)
        call.event("assistant_speak", 0, duration_ms=5000, text=call.open[0].text)
        call.event("user_speech_started", 4500)
        call.ended(510)
        call.says(words, 900)
        assert call.said.startswith("This call is recorded.")
        assert call.state.failures == {}
        assert call.state.state == ("sales" if words == "sales" else "welcome")


def test_a_prompt_is_spoken_in_the_voice_of_its_own_language() -> None:
    """A German notice that waits keeps its voice, although the state behind it speaks English."""
    call = Call(TWO)
    call.ended()
    assert call.said == "Dieser Anruf wird aufgezeichnet."
    assert "tts" not in call.answer[0]
    call.ended()
    assert call.answer[0]["tts"]["language"] == "en-US"


def test_a_key_that_nothing_takes_leaves_no_silent_line() -> None:
    """Whatever the platform does to its clock on a key press: a timeout is pending after the answer."""
    call = at_menu()
    call.says("billing")
    call.listens()
    for digit in "4123456":
        call.key(digit, 200)
    call.listens()
    call.key("7", 10)
    assert call.holds_on()


def test_rule_9_words_that_cut_a_prompt_long_past_are_not_held_against_the_caller() -> None:
    """The protected prompt behind it has been played since: the first time nothing is counted."""
    call = Call(CHAIN)
    call.ended(100)
    call.ended()
    call.interrupts("purple elephants", 100)
    assert call.state.failures == {}
    assert call.holds_on()


def test_a_length_without_words_is_not_taken_for_that_of_the_next_prompt() -> None:
    """We stopped a prompt; its length, told behind its ended, would make the protected one behind it seem over."""
    call = Call(CHAIN)
    call.ended()
    call.ended()
    call.interrupts("sales", 1100)
    call.ended(20)
    call.event("assistant_speak", 0, duration_ms=4100)
    assert call.open[0].duration_ms is None
    call.says("sales", 2500)
    assert call.answer == []


def test_a_stop_behind_the_end_is_no_cut() -> None:
    """The platform's figures say that it was over; its ended is only late."""
    call = Call(CHAIN)
    call.ended()
    call.event("assistant_speak", 0, duration_ms=1500, text="This call is recorded.")
    call.button(1600, force=True)
    call.ended(20)
    assert fates(call)["notice"] == (Fate.HEARD, False)


def test_what_is_surely_over_is_not_spoken_over() -> None:
    """Words half a second after the end that the platform's figures name are an answer, although no ended came."""
    call = Call(MENU)
    call.event("assistant_speak", 0, duration_ms=1700, text=call.open[0].text)
    call.says("nonsense of some length", 4000)
    assert call.said == "Pardon? Billing or sales?"


def test_a_caller_who_asked_us_to_wait_is_given_the_whole_time() -> None:
    """The tick comes behind the thirty seconds, not behind the question's own."""
    call = at_menu()
    call.says("one moment please")
    call.listens()
    due = quiet_after(call.state)
    assert due is not None
    assert due > 30_000


def test_words_before_the_ended_of_what_they_cut_cut_it_when_they_began() -> None:
    """Not when they arrived; and that is a guess."""
    call = Call(CHAIN)
    call.event("assistant_speak", 0, duration_ms=5000, text=call.open[0].text)
    call.interrupts("purple elephants in the garden", 4500)
    call.ended(20)
    (greeting, *_) = [h for h in call.state.ledger if h.name == "greeting"]
    assert (greeting.fate, greeting.about) == (Fate.CUT, True)
    assert 1800 < greeting.ms < 2600


def test_a_prompt_that_a_voice_can_cut_and_that_ended_with_the_call_is_in_doubt() -> None:
    """A platform may hold back the ended of a cut until the caller hangs up."""
    call = Call(CHAIN)
    call.event("assistant_speak", 0, duration_ms=900, text=call.open[0].text)
    call.ended(905)
    assert fates(call)["greeting"] == (Fate.HEARD, False)
    call.event("session_end", 10)
    assert fates(call)["greeting"] == (Fate.ENDED, True)


def test_a_length_told_after_the_end_puts_the_record_right() -> None:
    """A notice of nine seconds that ended after five was not heard: the caller has hung up."""
    call = Call(CHAIN)
    call.ended()
    call.ended(2000)
    assert fates(call)["notice"] == (Fate.HEARD, False)
    call.event("assistant_speak", 0, duration_ms=9000, text="This call is recorded.")
    assert fates(call)["notice"] == (Fate.ENDED, True)


def test_words_do_not_rewrite_the_record_of_what_was_dropped() -> None:
    """What was never sent stays never, whatever is cut later."""
    call = Call(CHAIN)
    call.ended()
    call.ended()
    call.key("1", 3000)
    call.ended(20)
    call.interrupts("purple elephants", 2500)
    assert [h.fate for h in call.state.ledger if h.name == "menu"] == [Fate.CUT]


def test_a_cut_is_exact_where_the_platform_told_us_when_it_began_and_how_long_it_lasts() -> None:
    """And a guess where it did not; words that confirm it change nothing about that."""
    for told in (True, False):
        call = Call(CHAIN)
        if told:
            call.event("assistant_speak", 100, duration_ms=5000, text=call.open[0].text)
        call.ended(1400 - 100 * told)
        call.interrupts("purple elephants", 900)
        (greeting, *_) = [h for h in call.state.ledger if h.name == "greeting"]
        assert (greeting.fate, greeting.ms, greeting.about) == (Fate.CUT, 1300 if told else 1400, not told)


def test_rule_8_words_begun_before_a_protected_prompt_answer_the_same_question() -> None:
    """They cannot have been said over it; the answer waits behind it."""
    call = Call(CHAIN)
    call.ended()
    call.says("sales", 600)
    assert call.state.state == "sales"
    assert call.answer == []
    call.ended(1500)
    assert call.said == "Goodbye from sales."


def test_an_ended_that_never_came_leaves_a_guess_behind() -> None:
    """Nobody told an end nor a length: the silence that follows proves nothing about the question."""
    call = at_menu()
    call.says("billing")
    call.timeout(30_000)
    assert [(h.fate, h.about) for h in call.state.ledger][-1] == (Fate.ENDED, True)


def test_a_protected_prompt_that_waits_and_is_asked_for_anew_is_said_once() -> None:
    """The caller does not hear the same notice twice in a row."""
    call = Call(
        """
        states:
          welcome:
            prompts:
              - Hello and welcome to our little company, we are glad that you are calling us.
              - text: This call is recorded.
                barge_in: none
              - Shall we begin?
            transitions:
              yes: welcome
        """
    )
    call.interrupts("main menu", 2500)
    said = [call.said]
    while call.open:
        call.ended()
        said.append(call.said)
    assert [text for text in said if text] == [
        "This call is recorded.",
        "Hello and welcome to our little company, we are glad that you are calling us. Shall we begin?",
    ]
