"""What only a hard look found: orders of events, failures and returns that callers and platforms produce."""

from __future__ import annotations

from pathlib import Path

from callwright.core.playback import Fate
from tests.core.calls import Call
from tests.core.chain import CHAIN
from tests.core.menu import MENU, at_menu
from tests.core.test_prompts import call_in, write_wav

SHORT = """
    states:
      first:
        prompts: Name?
        otherwise: second
      second:
        prompts: Thank you for telling me your name, dear caller.
        go_to: third
      third:
        prompts:
          text: And your street?
          barge_in: immediate
        otherwise: second
"""


TWOC = """
    states:
      pre:
        prompts: Shall we?
        transitions:
          yes: form
      form:
        collect:
          - slot: a
            type: digits
            length: 3
            prompts: First number?
            confirm: "{{ a | say }}?"
        go_to: after
      after:
        prompts: All good?
        transitions:
          yes: pre
"""


def test_long_words_over_a_short_prompt_before_their_ended() -> None:
    """A long answer over a short question: the ended behind the words is the question's."""
    call = Call(SHORT)
    call.interrupts("My name is Maria Magdalena von Hohenberg and I live in the house on the hill", 7000)
    assert call.said.startswith("Thank you")
    call.ended(0)
    assert call.answer == []
    assert [p.cut_ms is None for p in call.open] == [True]


def test_back_from_a_farewell() -> None:
    """Over a farewell ``back`` is the question that led there, and no hang-up."""
    text = MENU.replace("text: Goodbye.\n          barge_in: none", "text: Goodbye and thank you for calling us.")
    call = Call(text)
    call.listens()
    call.says("goodbye")
    call.interrupts("go back", 900)
    assert "Billing or sales?" in call.said


def test_cough_during_the_question() -> None:
    """A cough that did not cut the question does not make it cut."""
    call = Call(CHAIN)
    call.ended()
    call.ended()
    call.event("assistant_speak", 10, duration_ms=3000, speech_started_at=0, text=call.open[0].spoken[0].content)
    call.event("user_speech_started", 1000)
    call.ended(2000)
    if call.open:
        call.ended()
    call.timeout()
    assert call.said == "Are you still there?"


def test_set_stays_when_words_fail() -> None:
    """What was set before the words failed stays set."""
    call = Call("""
        variables:
          name:
            type: digits
            value:
          topic: nothing
        states:
          first:
            prompts: Hi?
            transitions:
              yes: second
          second:
            set:
              topic: bills
            prompts: Hello {{ name }}.
            on_error: last
            go_to: last
          last:
            prompts: It was about {{ topic }}.
            hangup: true
    """)
    call.listens()
    call.says("yes")
    assert call.said == "It was about bills."


def test_language_and_recogniser_after_failure() -> None:
    """When words fail after ``set_language``, voice and recogniser still agree."""
    call = Call("""
        languages:
          - en-US
          - de-DE
        variables:
          name:
            type: digits
            value:
        states:
          first:
            prompts: Hi?
            transitions:
              yes: second
          second:
            set_language: de-DE
            prompts: Hallo {{ name }}.
            on_error: last
            go_to: last
          last:
            prompts: Ja?
            transitions:
              yes: first
    """)
    call.listens()
    call.says("yes")
    heard = [a["languages"][0] for a in call.answer if a["type"] == "configure_transcription"]
    assert call.state.language == (heard[-1] if heard else "en-US")


def test_audio_length_after(tmp_path: Path) -> None:
    """The late length of a recording is not taken for that of the next prompt."""
    write_wav(tmp_path / "jingle.wav", 600)
    call = call_in(
        tmp_path,
        jingle="""
flow: jingle
states:
  first:
    prompts:
      - audio: jingle.wav
      - text: This is a rather long sentence that takes its time, would you not say so, dear caller?
        name: long
        barge_in: immediate
    transitions:
      yes: first
""",
    )
    call.ended(620)
    call.event("assistant_speak", 0, duration_ms=600, speech_started_at=0)
    call.ended(900)
    assert all(h.fate is Fate.CUT for h in call.state.ledger if h.name == "long")


def test_back_after_a_denied_value() -> None:
    """After a value was denied ``back`` leaves the slot instead of asking it again."""
    call = Call(TWOC)
    call.listens()
    call.says("yes")
    call.listens()
    call.says("123")
    call.listens()
    call.says("no")
    assert call.said == "First number?"
    call.listens()
    call.says("go back")
    assert call.said == "Shall we?"


def test_back_language(tmp_path: Path) -> None:
    """Back in a form of the flow that we came from its language is spoken again."""
    call = call_in(
        tmp_path,
        main="""
flow: main
numbers:
  - "100"
language: en-US
states:
  form:
    collect:
      slot: a
      type: digits
      length: 3
      prompts: First number?
    go_to: flow:other
""",
        other="""
flow: other
language: de-DE
states:
  zweite:
    prompts: Alles gut?
    transitions:
      yes: zweite
""",
    )
    call.listens()
    call.says("123")
    call.listens()
    call.says("zurück")
    assert call.said == "First number?"
    assert call.state.language == "en-US"


def test_patience_ends_with_a_failure() -> None:
    """A no-match ends the time that ``wait`` gave."""
    call = at_menu()
    call.says("one moment please")
    call.interrupts("purple elephants", 300)
    call.ended(10)
    call.interrupts("purple elephants", 400)
    assert call.said.startswith("Pardon")
    assert call.answer[-1]["user_input_timeout_seconds"] == 8


def test_never_is_recorded_once() -> None:
    """A prompt that was dropped in a turn that failed is in the record once."""
    call = Call("""
        variables:
          name:
            type: digits
            value:
        states:
          first:
            prompts:
              - text: Welcome to us. It is good to hear from you today.
                barge_in: immediate
              - text: Shall we?
                name: ask
                barge_in: manual
            transitions:
              yes: second
          second:
            prompts: Hello {{ name }}.
            on_error: first
            go_to: first
    """)
    call.interrupts("yes please", 900)
    assert [h.fate for h in call.state.ledger if h.name == "ask"] == [Fate.NEVER]


def notice(ended_after: int, told: int | None) -> list[Fate]:
    """What the record says of a protected notice that ended so many ms after it was sent."""
    call = Call(CHAIN)
    call.ended()
    if told is not None:
        call.event("assistant_speak", 0, duration_ms=told, speech_started_at=0, text="This call is recorded.")
    call.event("assistant_speech_ended", ended_after)
    call.event("session_end", 20)
    return [h.fate for h in call.state.ledger if h.name == "notice"]


def test_a_notice_that_ended_before_its_told_length_was_not_heard() -> None:
    """At 90 % of the length that the platform told, somebody hung up: cut, or at least not heard."""
    assert notice(3600, 4000) != [Fate.HEARD]


def test_a_notice_that_ended_at_once_was_not_heard() -> None:
    """Without a told length, a fifth of the estimate is not enough."""
    assert notice(300, None) != [Fate.HEARD]


def test_a_notice_that_ended_with_the_call_was_not_heard_for_certain() -> None:
    """Without a told length, an ended that comes together with the end of the call proves nothing."""
    assert notice(1000, None) != [Fate.HEARD]
