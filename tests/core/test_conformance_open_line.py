"""Sentences of the language about the line and the record that the core does not keep yet; each test states the one it breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.core.playback import Fate
from callwright.platform.wire import check_answer
from tests.core.calls import Call
from tests.core.test_dialogue import MENU, at_menu
from tests.core.test_line import CHAIN
from tests.core.test_prompts import call_in


def breaks(sentence: str) -> pytest.MarkDecorator:
    """The sentence of the design that the core breaks."""
    return pytest.mark.xfail(strict=True, reason=sentence)


def faults(call: Call) -> list[str]:
    """What the platform's strict reader says against the last answer."""
    return [str(f) for f in check_answer(call.answer, "call-1")[1]]


PIN = """
    states:
      pin:
        prompts: Hello.
        collect:
          slot: pin
          type: digits
          min: 3
          max: 6
          prompts: Your number, please.
        go_to: done
      done:
        prompts: Thank you, {{ pin }}.
        hangup: yes
"""


@breaks("3.4: when key_pause runs out the keys so far are the value")
def test_keys_typed_while_a_silent_speak_is_open() -> None:
    """Keys over a silent speak that waits for words are a value when the silence is told."""
    call = Call(PIN)
    call.listens()
    call.says("")
    assert call.kinds == ["silence"]
    for digit in "1234":
        call.key(digit, 10)
    call.ended(100)
    call.timeout(8000)
    assert call.said == "Thank you, 1234."


@breaks("5 rule 5: the record says what was never spoken")
def test_dropped_prompts_are_in_the_record() -> None:
    """What an answer made unnecessary is recorded as never spoken."""
    call = Call(CHAIN)
    call.interrupts("sales", 1000)
    assert ("menu", Fate.NEVER) in [(h.name, h.fate) for h in call.state.ledger]


@breaks("5 rule 5: exact for protected prompts, and never heard when in doubt")
def test_hang_up_in_a_protected_prompt() -> None:
    """A notice that ended far too early, since the caller hung up, was not heard."""
    call = Call(CHAIN)
    call.ended()
    call.event("assistant_speak", 20, duration_ms=4000, speech_started_at=0, text="This call is recorded.")
    call.event("assistant_speech_ended", 600)
    call.event("session_end", 0)
    assert all(h.fate is not Fate.HEARD for h in call.state.ledger if h.name == "notice")


@breaks("5 rules 5 and 11: never heard when in doubt")
def test_doubled_ended_makes_no_notice_heard() -> None:
    """An ended 20 ms after a notice was sent does not prove that it was heard."""
    call = Call(CHAIN)
    call.ended()
    call.ended(20)
    assert all(h.fate is not Fate.HEARD for h in call.state.ledger if h.name == "notice")


@breaks("5 rule 5: never heard when in doubt; the protocol allows assistant_speak behind the ended")
def test_late_length_of_markup() -> None:
    """A length that comes late is not taken for that of the next prompt."""
    call = Call(
        """
        states:
          first:
            prompts:
              - ssml: <speak>Hi.</speak>
              - text: This is a long sentence that nobody would ever say in one second, and it goes on and on.
                name: long
                barge_in: immediate
            transitions:
              yes: first
        """
    )
    call.ended(900)
    call.event("assistant_speak", 0, duration_ms=900, speech_started_at=0, ssml="<speak>Hi.</speak>")
    call.ended(1000)
    assert all(h.fate is Fate.CUT for h in call.state.ledger if h.name == "long")


@breaks("principle 6: nobody is left on a silent line; the platform refuses the whole answer")
def test_sms_to_a_hidden_number() -> None:
    """A text message to a hidden number does not take the words with it."""
    call = Call(
        """
        states:
          first:
            send_sms:
              to: "{{ caller.number }}"
              message: Hello.
            prompts: Hello. Are you there?
            transitions:
              yes: first
        """,
        session={"id": "call-1", "from_phone_number": "", "to_phone_number": "49211556677"},
    )
    assert faults(call) == []


@breaks("3.5: the ids default to the title and the dialled number, which only some events carry")
def test_transfer_without_our_own_number() -> None:
    """A transfer without a known number of ours is still one that the platform takes."""
    call = Call(CHAIN, session={"id": "call-1"})
    call.listens()
    call.says("operator")
    call.ended()
    assert call.kinds == ["transfer"]
    assert faults(call) == []


@breaks("4: what cannot be done as written goes to on_error, never silence")
def test_transfer_to_nowhere() -> None:
    """A transfer whose number is empty goes to on_error."""
    call = Call(
        """
        variables:
          desk: ""
        states:
          first:
            prompts: One moment.
            transfer:
              to: "{{ desk }}"
            on_error: last
          last:
            prompts: Nobody there.
            hangup: yes
        """
    )
    call.ended()
    assert call.said == "Nobody there."


@breaks("4: caller.number and called.number are in scope; protocol 5: remember them from session_start")
def test_session_start_after_the_first_event() -> None:
    """A session_start that comes second still tells who calls whom."""
    call = Call(MENU, begin=False, session={"id": "call-1"})
    call.event("user_speak", text="hello")
    call.envelope = {"id": "call-1", "from_phone_number": "49151", "to_phone_number": "49211556677"}
    call.event("session_start", 50)
    call.listens()
    call.says("sales")
    assert "main number" in call.said


@breaks("5 rule 13 and principle 5: a policy never leaks to the rest of the call")
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


@breaks("5 rule 9: not held against the caller the first time; the second is a no-match")
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


@breaks("5 rule 10: only an ended before 80 % of the question's length is a stop")
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


@breaks("5 rule 8: the rung is not counted where the late words answer the question")
def test_late_words_that_answer_nothing_leave_the_count() -> None:
    """Late words that mean nothing do not take back a no-match."""
    call = at_menu()
    call.says("purple elephants")
    assert call.state.streak == 1
    call.says("green giraffes and more", 300)
    assert call.state.streak == 1


@breaks("5 rule 5: never heard when in doubt")
def test_legacy_after_the_ended() -> None:
    """The old platform's user_barge_in behind the ended shows a cut."""
    call = Call(
        """
        states:
          first:
            prompts:
              text: Would you like to talk to somebody in our company right now?
              name: q
            transitions:
              yes: first
        """
    )
    call.ended(int(call.open[0].length_ms * 0.9))
    call.event("user_barge_in", 10, text="purp")
    call.says("purple elephants", 900)
    assert all(h.fate is not Fate.HEARD for h in call.state.ledger if h.name == "q")


@breaks("protocol 13: an unknown type is answered 204")
def test_unknown_type_of_unknown_call() -> None:
    """An event of a type that nobody knows begins no call."""
    call = Call(CHAIN, begin=False)
    assert call.event("brand_new_event") == []


@breaks("principle 6: the answer to user_speech_started is dropped by the platform, so the start is lost")
def test_speech_started_of_unknown_call() -> None:
    """A sound of a call that we never saw begin is not answered; what follows begins it."""
    call = Call(CHAIN, begin=False)
    assert call.event("user_speech_started") == []
