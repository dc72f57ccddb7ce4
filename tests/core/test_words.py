"""Rules 7 to 13 of language 5: what words, keys, noise and repeated events do."""

from __future__ import annotations

from callwright.core.session import Phase
from tests.core.calls import Call
from tests.core.chain import CHAIN


def test_rule_7_words_over_a_protected_prompt_are_neither_answer_nor_failure() -> None:
    """They are not answered, and no ladder is climbed."""
    call = Call(CHAIN)
    call.ended()
    assert call.says("sales", 1300) == []
    assert call.state.failures == {}
    assert call.state.state == "welcome"


def test_rule_7_words_that_did_not_stop_a_prompt_count_only_if_they_match() -> None:
    """Over the menu, "sales" stops it and is answered; "lovely weather" is ignored."""
    call = Call(CHAIN)
    call.ended()
    call.ended()
    assert call.says("lovely weather", 2600) == []
    call.says("sales", 500)
    assert call.kinds == ["barge_in", "speak"]
    assert call.said == "Goodbye from sales."


def test_rule_7_a_key_over_a_protected_prompt_is_ignored_and_over_another_stops_it() -> None:
    """The key goes with a ``barge_in`` action first."""
    call = Call(CHAIN)
    call.ended()
    assert call.key("1") == []
    call.ended()
    call.key("1")
    assert call.kinds == ["barge_in", "speak"]
    assert call.state.state == "billing"


def test_rule_7_a_manual_prompt_is_stopped_by_words_that_match_and_no_others() -> None:
    """Under ``manual`` the voice alone does nothing."""
    text = CHAIN.replace("strategy: minimum_characters\n              minimum_characters: 5", "strategy: manual")
    call = Call(text)
    call.ended()
    call.ended()
    assert call.answer[0]["barge_in"] == {"strategy": "manual"}
    assert call.says("well well well", 2600) == []
    call.says("sales", 500)
    assert call.kinds == ["barge_in", "speak"]


def test_rule_8_a_late_yes_is_not_taken_for_the_next_question() -> None:
    """After the call moved on, a bare "yes" that began before the new question belongs to the old one."""
    call = Call(CHAIN)
    call.listens()
    call.says("billing")
    assert call.says("yes", 300) == []
    assert call.state.state == "billing"
    call.ended()
    call.says("yes", 3000)
    assert call.state.state == "sales"


def test_rule_8_words_on_their_way_take_the_silence_back() -> None:
    """An answer that began before the rung was sent answers the question, and the rung is not counted."""
    call = Call(CHAIN)
    call.listens()
    call.timeout()
    assert call.said == "Are you still there?"
    call.says("billing please", 400)
    assert call.kinds == ["barge_in", "speak"]
    assert call.state.state == "billing"
    assert call.state.streak == 0


def test_rule_9_an_interruption_that_matches_nothing_is_forgiven_once() -> None:
    """The rest is spoken again from the cut sentence; the second time it is a no-match."""
    call = Call(CHAIN)
    call.ended()
    call.ended()
    sent = call.at
    call.ended(2300)
    call.interrupts("uh the thing", 900)
    assert call.said == "Please tell me what you need."
    assert call.state.failures == {}
    call.ended(700)
    call.interrupts("the thing", 900)
    assert call.said.startswith("Sorry")
    assert call.state.streak == 1
    assert call.at > sent


def test_rule_9_a_backchannel_that_cut_is_forgiven_twice() -> None:
    """The third "mhm" that cuts the question is a no-match."""
    call = Call(CHAIN)
    call.ended()
    call.ended()
    for _ in range(2):
        call.ended(2300)
        call.interrupts("mhm", 900)
        assert call.kinds[-1] == "speak"
        assert call.state.streak == 0
    call.ended(900)
    call.interrupts("mhm", 900)
    assert call.state.streak == 1


def test_rule_10_a_stop_without_words_cannot_stall_the_call() -> None:
    """An ended before half of the question is answered by a silent speak; no words: the rest, once, uncounted."""
    call = Call(CHAIN)
    call.ended()
    call.ended()
    call.ended(1500)
    assert call.kinds == ["silence"]
    assert call.answer[0]["user_input_timeout_seconds"] == 8
    call.ended(60)
    call.timeout()
    assert call.said == "Would you like billing or sales? Please tell me what you need."
    assert call.state.streak == 0
    call.ended(1500)
    call.ended(60)
    call.timeout()
    assert call.said == "Are you still there?"


def test_rule_11_an_ended_at_once_proves_nothing() -> None:
    """Under 150 ms after its speak an ended is no cut: the queue goes on."""
    call = Call(CHAIN)
    call.ended(100)
    assert call.said == "This call is recorded."


def test_rule_11_words_that_would_have_begun_before_the_call_are_not_late() -> None:
    """Right after the start a long sentence is taken as said now."""
    call = Call(CHAIN)
    call.listens()
    assert call.state.started_at <= call.at
    call.says("billing", 10)
    assert call.state.state == "billing"


def test_rule_12_a_repeated_start_says_again_what_should_be_playing() -> None:
    """``[barge_in, speak]`` with the same prompt; the talk does not begin anew."""
    call = Call(CHAIN)
    call.ended()
    call.event("session_start", 500)
    assert call.kinds == ["barge_in", "speak"]
    assert call.said == "This call is recorded."


def test_rule_12_after_the_end_nothing_is_answered() -> None:
    """Anything after ``session_end`` is ignored, a second one too."""
    call = Call(CHAIN)
    call.event("session_end", 100)
    for kind in ("user_speak", "session_start", "assistant_speech_ended", "session_end"):
        assert call.event(kind, 10, text="billing") == []
    assert call.state.phase is Phase.OVER


def test_rule_12_an_unknown_call_starts_with_a_word_of_apology() -> None:
    """An event of a call that we never saw begin starts the flow and says that we were interrupted."""
    call = Call(CHAIN, begin=False)
    call.event("user_speak", text="sales")
    assert "interrupted" in call.said
    assert call.state.state == "welcome"


def test_rule_13_end_of_turn_silence_is_sent_always_once_any_prompt_sets_it() -> None:
    """Since it persists on the platform, every speak of such a flow sends one: 700 ms where nothing is said."""
    text = CHAIN.replace("once: true", "once: true\n            end_of_turn_silence: 1200ms")
    call = Call(text)
    sent = [call.answer[0]["vad"], call.ended()[0]["vad"], call.ended()[0]["vad"]]
    assert [v["end_of_turn_silence_ms"] for v in sent] == [700, 1200, 700]
    assert "vad" not in Call(CHAIN).answer[0]


def test_noise_on_the_websocket_keeps_the_call_alive_by_a_tick() -> None:
    """A sound that cancels the clock is not answered; the tick that follows counts as the silence."""
    call = Call(CHAIN)
    call.listens()
    assert call.event("user_speech_started", 500) == []
    assert not call.holds_on()
    from callwright.core.events import Parties, Tick
    from callwright.core.interpreter import step

    done = step(call.flow, call.state, Tick("call-1", call.at + 30_000, Parties()))
    assert done.actions[0]["text"] == "Are you still there?"


HOURS = """
    flow: hours
    language: en-US
    intents:
      billing:
        - billing
    states:
      hours:
        prompts: We are here from Monday to Friday, from eight in the morning to eight at night.
        go_to: more
      more:
        prompts: Is there anything else that I can do for you?
        transitions:
          yes: hours
          no: bye
      bye:
        prompts:
          text: Goodbye.
          barge_in: none
        hangup: true
"""


def test_rule_9_a_backchannel_before_the_question_is_no_yes_to_it() -> None:
    """Who says "mhm" while they listen to the hours has not agreed to a question that they have not heard."""
    call = Call(HOURS)
    call.ended(1500)
    call.interrupts("mhm", 900)
    assert call.said.startswith("We are here")
    assert call.state.state == "more"


def test_rule_9_a_backchannel_over_a_yes_no_question_is_a_yes() -> None:
    """As soon as something of the question itself was said."""
    call = Call(HOURS)
    call.ended(7000)
    call.interrupts("mhm", 900)
    assert call.state.question == "more"
    assert call.said.startswith("We are here")
    assert "take" in call.rules
