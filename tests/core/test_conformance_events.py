"""Events in the reverse order, lost, doubled, late, and never heard of."""

from __future__ import annotations

from pathlib import Path

from callwright.core.events import Parties, Tick
from callwright.core.interpreter import step
from tests.core.calls import Call
from tests.core.chain import CHAIN
from tests.core.menu import MENU, at_menu
from tests.core.test_prompts import call_in, write_wav


def test_session_start_after_the_first_event() -> None:
    """A session_start that comes second still tells who calls whom."""
    call = Call(MENU, begin=False, session={"id": "call-1"})
    call.event("user_speak", text="hello")
    call.envelope = {"id": "call-1", "from_phone_number": "49151", "to_phone_number": "49211556677"}
    call.event("session_start", 50)
    call.listens()
    call.says("sales")
    assert "main number" in call.said


def test_unknown_type_of_unknown_call() -> None:
    """An event of a type that nobody knows begins no call."""
    call = Call(CHAIN, begin=False)
    assert call.event("brand_new_event") == []


def test_speech_started_of_unknown_call() -> None:
    """A sound of a call that we never saw begin is not answered; what follows begins it."""
    call = Call(CHAIN, begin=False)
    assert call.event("user_speech_started") == []


def test_rule_13_persists_across_flows(tmp_path: Path) -> None:
    """An end-of-turn silence is set back when the call goes on in a flow that sets none."""
    call = call_in(
        tmp_path,
        main="""
flow: main
numbers:
  - "100"
states:
  ask:
    prompts:
      text: First?
      end_of_turn_silence: 2s
    transitions:
      yes: flow:other
""",
        other="""
flow: other
states:
  ask:
    prompts: Second?
    transitions:
      yes: ask
""",
    )
    call.listens()
    call.says("yes")
    assert call.answer[-1]["vad"] == {"end_of_turn_silence_ms": 700}


def test_noise_twice_does_not_swallow_the_question() -> None:
    """A second hesitation that cuts climbs the ladder instead of losing the question."""
    call = Call(
        """
        states:
          first:
            prompts:
              - text: Welcome to our very nice little company, we are so glad that you are calling us.
                barge_in: immediate
              - text: Do you want to talk to us today?
                barge_in: manual
            transitions:
              yes: first
        """
    )
    call.interrupts("uh", 1500)
    call.ended(10)
    call.interrupts("uh", 1500)
    assert "Do you want" in " ".join([call.said, *(s.content for s in call.state.waiting)])


def test_a_cough_over_a_notice_is_no_cut_of_the_question() -> None:
    """A cough over the notice does not make a question cut that was played to its end."""
    call = Call(CHAIN)
    call.ended()
    call.event("user_speech_started", 100)
    call.ended()
    text = call.said
    call.event("assistant_speak", 10, duration_ms=3000, speech_started_at=0, text=text)
    call.ended(3010)
    if call.open:
        call.ended()
    call.timeout()
    assert call.said == "Are you still there?"


def test_late_words_that_answer_nothing_leave_the_count() -> None:
    """Late words that mean nothing do not take back a no-match."""
    call = at_menu()
    call.says("purple elephants")
    assert call.state.streak == 1
    call.says("green giraffes and more", 300)
    assert call.state.streak == 1


def test_ignored_words_are_not_heard_text() -> None:
    """Words that are ignored do not replace those that were answered."""
    call = Call(
        """
        states:
          first:
            prompts: Your name?
            otherwise: second
          second:
            prompts:
              text: Putting you through.
              barge_in: none
            transfer:
              to: +49211
              caller_id_name: "{{ heard.text }}"
        """
    )
    call.listens()
    call.says("Mary Poppins")
    call.says("thank you", 900)
    call.ended()
    assert call.answer[0]["caller_id_name"] == "Mary Poppins"


def test_a_doubled_timeout_is_one_silence() -> None:
    """The second one finds the rung being said; it is spent, and the silence armed anew behind it."""
    call = at_menu()
    call.timeout()
    assert call.said.startswith("Are you there?")
    assert call.timeout(20) == []
    call.ended()
    assert call.kinds == ["silence"]
    assert call.state.streak == 1


def test_a_timeout_before_its_own_ended() -> None:
    """In the reverse order the silence is counted once and the call goes on."""
    call = Call(CHAIN)
    call.ended()
    call.ended()
    call.timeout(call.open[0].length_ms + 8000)
    assert call.said == "Are you still there?"
    call.ended(20)
    call.ended(1500)
    assert call.holds_on()
    call.timeout(8000)
    assert call.said == "Hello?"


def test_doubled_words_are_answered_once() -> None:
    """The same words again, right behind, do not answer the next question nor climb its ladder."""
    call = Call(CHAIN)
    call.listens()
    call.says("billing")
    assert call.says("billing", 20) == []
    assert call.state.state == "billing"
    assert call.state.streak == 0


def test_words_over_a_built_in_sentence_are_words_over_a_prompt() -> None:
    """The apology is stopped by what matches and not by what does not."""
    call = Call(CHAIN)
    call.listens()
    call.says("purple elephants")
    assert call.said.startswith("Sorry, I did not get that.")
    assert call.says("green giraffes", 1800) == []
    call.says("sales", 700)
    assert call.kinds == ["barge_in", "speak"]
    assert call.state.state == "sales"


def test_a_protected_rung_is_said_whole() -> None:
    """Words and keys over a protected rung are ignored, and the next failure is the second rung."""
    call = Call(
        MENU.replace(
            "- Pardon? Billing or sales?",
            "- prompts:\n              text: Pardon? Billing or sales?\n              barge_in: none",
        )
    )
    call.listens()
    call.says("purple elephants")
    assert call.answer[0]["barge_in"] == {"strategy": "none"}
    assert call.says("sales", 1300) == []
    assert call.key("1", 10) == []
    call.ended()
    call.says("purple elephants")
    assert call.said.startswith("Let me put it another way.")


def test_a_once_prompt_that_was_dropped_is_spoken_later() -> None:
    """What an answer made unnecessary before it was said is said when the call comes by again."""
    call = Call(
        """
        states:
          first:
            prompts:
              - text: Welcome to this line. It is good to hear from you.
                barge_in: immediate
              - text: We never sell your data.
                once: true
                barge_in: manual
              - Shall we?
            transitions:
              yes: second
          second:
            prompts: Once more?
            transitions:
              yes: first
        """
    )
    call.interrupts("yes please", 900)
    assert call.said == "Once more?"
    call.listens()
    call.says("yes")
    said = [call.said]
    for _ in range(2):
        call.ended()
        said.append(call.said)
    assert "We never sell your data." in said
    call.listens()
    call.says("yes")
    call.listens()
    call.says("yes")
    assert "We never sell your data." not in " ".join([call.said, *(s.content for s in call.state.waiting)])


def test_keys_over_the_silence_after_a_cut_are_an_answer() -> None:
    """While two seconds are given for the words that cut, a key counts at once."""
    call = Call(CHAIN)
    call.ended()
    call.ended()
    call.ended(1500)
    assert call.kinds == ["silence"]
    call.key("1", 20)
    assert call.state.state == "billing"


def test_an_interruption_over_a_later_protected_prompt_says_nothing_again() -> None:
    """Rule 9: a later prompt plays already, so the queue goes on."""
    call = Call(CHAIN)
    call.ended()
    assert call.interrupts("uh the thing", 500) == []
    call.ended()
    assert call.said.startswith("Would you like billing")
    assert call.state.streak == 0


def test_markup_and_audio_are_said_again_from_their_start(tmp_path: Path) -> None:
    """Rule 9: no sentence of markup or audio can be found, so all of it is said again."""
    write_wav(tmp_path / "q.wav", 4000)
    call = call_in(
        tmp_path,
        main="""
flow: main
states:
  first:
    prompts:
      ssml: <speak>One. Two. Three, and a little more of it.</speak>
    transitions:
      yes: second
  second:
    prompts:
      audio: q.wav
    transitions:
      yes: first
""",
    )
    whole = call.answer[0]["ssml"]
    call.interrupts("the thing", 2500)
    assert call.answer[-1]["ssml"] == whole
    call.listens()
    call.says("yes")
    assert call.kinds == ["audio"]
    call.interrupts("the thing", 2500)
    assert call.kinds == ["barge_in", "audio"]


def test_rule_10_holds_for_questions_in_audio(tmp_path: Path) -> None:
    """A recording that ended at half its length is given its words' time, then said again, once, uncounted."""
    write_wav(tmp_path / "q.wav", 4000)
    call = call_in(
        tmp_path,
        main="""
flow: main
states:
  first:
    prompts:
      audio: q.wav
      barge_in: immediate
    transitions:
      yes: first
""",
    )
    call.ended(2000)
    assert call.kinds == ["silence"]
    assert call.answer[0]["user_input_timeout_seconds"] == 8
    call.ended()
    call.timeout()
    assert call.kinds == ["audio"]
    assert call.state.streak == 0
    call.ended()
    assert call.kinds == ["silence"]


def test_a_tick_stands_for_every_event_that_was_lost() -> None:
    """Whatever was open is closed, and the silence is counted."""
    call = Call(CHAIN)
    call.ended()
    done = step(call.flow, call.state, Tick("call-1", call.at + 60_000, Parties()))
    assert [a["type"] for a in done.actions] == ["speak"]
    assert done.session.failures == {}
