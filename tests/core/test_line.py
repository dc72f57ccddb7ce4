"""The rules of language 5, one by one: what the caller hears, in time."""

from __future__ import annotations

from callwright.core.playback import Fate
from callwright.core.session import Phase
from tests.core.calls import Call

CHAIN = """
    flow: chain
    language: en-US
    intents:
      billing:
        - billing
      sales:
        - sales
    anytime:
      operator: operator
    states:
      welcome:
        prompts:
          - text: Hello and welcome to our little company. We are glad that you are calling us today.
            name: greeting
            barge_in: immediate
          - text: This call is recorded.
            name: notice
            barge_in: none
            once: true
          - text: Would you like billing or sales? Please tell me what you need.
            name: menu
            barge_in:
              strategy: minimum_characters
              minimum_characters: 5
        transitions:
          billing: billing
          sales: sales
        keys:
          1: billing
        no_input:
          - Are you still there?
          - Hello?
      billing:
        prompts: This is billing. What is it about?
        transitions:
          sales: sales
          yes: sales
      sales:
        prompts:
          text: Goodbye from sales.
          barge_in: none
        hangup: true
      operator:
        prompts:
          text: One moment.
          barge_in: none
        transfer:
          to: +49 211 5566770
"""


def strategy(action: dict[str, object]) -> object:
    """The strategy of a speak."""
    policy = action["barge_in"]
    assert isinstance(policy, dict)
    return policy["strategy"]


def test_rule_1_each_ended_closes_the_oldest_open_playback() -> None:
    """With the words before the ended, the ended that follows closes the prompt that was cut, not the answer."""
    call = Call(CHAIN)
    call.ended()
    call.ended()
    call.interrupts("billing", after=2500)
    assert call.kinds == ["barge_in", "speak"]
    assert [p.cut_ms is not None for p in call.open] == [True, False]
    assert call.ended(50) == []
    assert len(call.open) == 1
    assert call.open[0].spoken[0].content == "This is billing. What is it about?"


def test_rule_1_an_ended_with_nothing_open_is_ignored() -> None:
    """A spare ended changes nothing."""
    call = Call(CHAIN)
    call.listens()
    before = call.state
    assert call.ended(100) == []
    assert call.state == before


def test_rule_1_order_of_ended_and_words_makes_the_same_call() -> None:
    """Words before or after the ended of what they cut lead to the same place and the same words."""
    first, second = Call(CHAIN), Call(CHAIN)
    for call in (first, second):
        call.ended()
        call.ended()
    first.ended(1000)
    first.interrupts("billing", after=1000)
    second.interrupts("billing", after=2000)
    said = second.said
    second.ended(20)
    assert first.said == said
    assert first.state.state == second.state.state == "billing"


def test_rule_2_every_speak_carries_a_timeout() -> None:
    """The question carries its own time, everything else ten seconds."""
    call = Call(CHAIN)
    assert [a["user_input_timeout_seconds"] for a in call.answer] == [10]
    assert [a["user_input_timeout_seconds"] for a in call.ended()] == [10]
    assert [a["user_input_timeout_seconds"] for a in call.ended()] == [8]


def test_rule_2_a_lost_ended_cannot_stall_the_call() -> None:
    """A timeout long after the prompt closes it, and counts as the question's silence."""
    call = Call(CHAIN)
    call.ended()
    call.ended()
    call.timeout(20_000)
    assert call.said == "Are you still there?"


def test_rule_2_a_lost_ended_in_the_queue_moves_on() -> None:
    """The watchdog of a prompt in the queue sends the next prompt and is no silence of the caller's."""
    call = Call(CHAIN)
    call.timeout(20_000)
    assert call.said == "This call is recorded."
    assert call.state.failures == {}


def test_rule_2_an_early_timeout_is_ignored_but_spent() -> None:
    """A timeout while the prompt still plays is of an earlier one; the ended is then answered by a silent speak."""
    call = Call(CHAIN)
    call.ended()
    call.ended()
    assert call.timeout(500) == []
    call.ended(3000)
    assert call.kinds == ["silence"]
    assert call.answer[0]["user_input_timeout_seconds"] == 8


def test_rule_3_a_policy_holds_at_the_seams() -> None:
    """Protected and interruptible prompts of one chain go out one by one, each with its own policy."""
    call = Call(CHAIN)
    policies = [call.answer[0]["barge_in"]]
    policies += [call.ended()[0]["barge_in"], call.ended()[0]["barge_in"]]
    assert policies == [
        {"strategy": "immediate", "allow_after_ms": 0},
        {"strategy": "none"},
        {"strategy": "minimum_characters", "minimum_characters": 5, "allow_after_ms": 0},
    ]


def test_rule_4_words_that_cut_belong_to_the_last_prompt_that_could_be_cut() -> None:
    """With the notice already playing, the answer waits behind it, and the greeting counts as cut."""
    call = Call(CHAIN)
    call.ended()
    assert call.says("sales", 600, barged_in=True) == []
    assert [p.protected for p in call.open] == [True]
    assert next(h for h in call.state.ledger if h.name == "greeting").fate is Fate.CUT
    call.ended()
    assert call.said == "Goodbye from sales."


def test_rule_4_a_protected_prompt_that_waited_is_spoken_before_the_answer() -> None:
    """An interruption of the greeting drops the menu, not the notice."""
    call = Call(CHAIN)
    call.interrupts("sales", 1000)
    assert call.said == "This call is recorded. Goodbye from sales."
    assert call.answer[1]["barge_in"] == {"strategy": "none"}
    assert call.state.waiting == ()


def test_rule_4_a_cut_that_shows_waits_for_its_words() -> None:
    """An ended far too early is answered by two silent seconds for the words that cut."""
    call = Call(CHAIN)
    call.ended(800)
    assert call.kinds == ["silence"]
    assert call.answer[0]["user_input_timeout_seconds"] == 2
    call.ended(80)
    call.interrupts("sales", 900)
    assert call.said == "This call is recorded. Goodbye from sales."


def test_rule_4_an_ended_that_shows_no_cut_moves_on_at_once() -> None:
    """At its full length an interruptible prompt with more behind it is followed at once."""
    call = Call(CHAIN)
    call.ended()
    assert call.said == "This call is recorded."


def test_rule_4_the_platforms_own_length_decides() -> None:
    """With ``duration_ms`` known, 70 % of it is a cut although our own estimate says otherwise."""
    call = Call(CHAIN)
    call.event("assistant_speak", 10, duration_ms=9000, speech_started_at=0)
    call.ended(6300)
    assert call.kinds == ["silence"]


def test_rule_5_was_heard_only_when_played_to_its_end() -> None:
    """A protected prompt that ended was heard; a prompt that was cut was not."""
    call = Call(CHAIN)
    call.interrupts("billing", 1000)
    call.ended(20)
    call.ended()
    fates = {h.name: h.fate for h in call.state.ledger}
    assert fates["greeting"] is Fate.CUT
    assert fates["notice"] is Fate.HEARD


def test_rule_5_what_was_never_spoken_is_in_the_record() -> None:
    """When the caller hangs up, what waited is recorded as never spoken and what played as cut."""
    call = Call(CHAIN)
    call.event("session_end", 700)
    fates = {h.name: h.fate for h in call.state.ledger}
    assert fates == {"greeting": Fate.CUT, "notice": Fate.NEVER, "menu": Fate.NEVER}


def test_rule_6_hangup_comes_on_the_ended_of_the_last_word() -> None:
    """The goodbye is sent alone; the hang-up is the answer to its ended."""
    call = Call(CHAIN)
    call.listens()
    call.says("sales")
    assert call.kinds == ["speak"]
    call.ended()
    assert call.kinds == ["hangup"]


def test_rule_6_after_a_hangup_there_is_nothing_but_another_hangup() -> None:
    """Events after a hang-up are not answered; words five seconds later hang up again."""
    call = Call(CHAIN)
    call.listens()
    call.says("sales")
    call.ended()
    assert call.says("hello?", 1000) == []
    assert call.timeout(1000) == []
    call.says("hello?", 5000)
    assert call.kinds == ["hangup"]


def test_rule_6_transfer_comes_after_the_announcement_and_back_by_session_start() -> None:
    """The transfer carries its ring time; only the session's start, or words long after, mean the caller is back."""
    call = Call(CHAIN)
    call.listens()
    call.says("operator please")
    assert call.kinds == ["speak"]
    (transfer,) = call.ended()
    assert transfer["target_phone_number"] == "492115566770"
    assert transfer["timeout"] == 30
    assert call.says("hello", 5000) == []
    call.event("session_start", 100)
    assert "nobody is free" in call.said


def test_rule_6_words_long_after_a_transfer_mean_that_the_caller_is_back() -> None:
    """Once the ring time and five seconds have gone by, words count as the return."""
    call = Call(CHAIN)
    call.listens()
    call.says("operator")
    call.ended()
    call.says("hello", 36_000)
    assert "nobody is free" in call.said


def test_rule_7_words_over_a_protected_prompt_are_neither_answer_nor_failure() -> None:
    """They are not answered, and no ladder is climbed."""
    call = Call(CHAIN)
    call.ended()
    assert call.says("sales", 900) == []
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


def test_neighbours_with_the_same_policy_go_out_as_one_speak() -> None:
    """Two text prompts in a row with nothing different are one ``speak``."""
    call = Call(
        """
        states:
          first:
            prompts:
              - Hello.
              - How are you?
            go_to: second
          second:
            prompts: Tell me.
            transitions:
              yes: first
        """
    )
    assert [a["text"] for a in call.answer] == ["Hello. How are you? Tell me."]


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
