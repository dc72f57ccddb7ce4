"""Rules 1 to 6 of language 5: what plays, what waits, and what an ended means."""

from __future__ import annotations

from callwright.core.playback import Fate
from tests.core.calls import Call
from tests.core.chain import CHAIN
from tests.core.menu import MENU


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


def test_rule_2_an_ended_that_comes_after_it_was_presumed_closes_nothing_else() -> None:
    """A platform may hold the ended of a cut prompt back; when it comes, the prompt that plays by then goes on."""
    call = Call(MENU)
    call.key("1", 7000)
    assert call.said == "Your order number, please."
    assert call.ended(100) == []
    assert [p.spoken[0].content for p in call.open] == ["Your order number, please."]
    assert call.ended() == []
    assert call.open == ()
    assert call.state.armed


def test_rule_2_an_ended_that_never_came_is_forgotten_with_the_next_one() -> None:
    """If the held-back ended was lost for good, the next prompt's own ended still counts for that prompt."""
    call = Call(MENU)
    call.key("1", 7000)
    assert call.ended() == []
    assert call.open == ()
    assert call.state.armed


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
