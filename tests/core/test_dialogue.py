"""The walk through states: guards, transfers, errors, languages, effects."""

from __future__ import annotations

from tests.core.calls import Call
from tests.core.menu import at_menu


def test_a_guard_chooses_among_targets() -> None:
    """The first target whose condition holds is taken, with its words."""
    call = at_menu()
    call.says("sales")
    assert call.said == "You called the main number. Are you happy with us?"


def test_a_failed_transfer_goes_where_the_flow_says() -> None:
    """``if_fails`` is taken when the call comes back."""
    call = at_menu()
    call.says("operator")
    call.ended()
    assert call.kinds == ["transfer"]
    call.event("session_start", 21_000)
    assert call.said == "Nobody is free."


def test_a_template_without_its_value_never_ends_in_silence() -> None:
    """``on_error`` is taken; without one an apology and the goodbye."""
    broken = """
        variables:
          name:
            type: digits
            value:
        states:
          first:
            prompts: Hello {{ name }}.
            {on_error}
            go_to: last
          last:
            prompts: Goodbye.
            hangup: true
    """
    call = Call(broken.replace("{on_error}", "on_error: last"))
    assert call.said == "Goodbye."
    call = Call(broken.replace("            {on_error}\n", ""))
    assert "something went wrong" in call.said
    failed = next(t for t in call.steps[-1].trace if t.rule == "failed")
    assert failed.span is not None
    assert failed.span.line > 1


def test_the_language_follows_set_language() -> None:
    """Prompts, voice and recognition change together."""
    call = Call(
        """
        languages:
          - en-US
          - de-DE
        intents:
          german:
            - german
            - deutsch
        states:
          first:
            prompts: English or German?
            transitions:
              german: german
          german:
            set_language: de-DE
            prompts:
              text:
                en: You chose German.
                de: Sie haben Deutsch gewählt. Stimmt das?
            transitions:
              yes: first
        """
    )
    call.listens()
    call.says("German, please")
    assert call.kinds == ["configure_transcription", "speak"]
    assert call.answer[0]["languages"] == ["de-DE"]
    assert call.said.startswith("Sie haben Deutsch")
    assert call.answer[1]["tts"]["language"] == "de-DE"
    call.listens()
    call.says("ja genau")
    assert call.state.state == "first"


def test_effects_go_out_before_the_words() -> None:
    """Background, SMS and transcription are sent as the state is entered."""
    call = Call(
        """
        states:
          first:
            background: stop
            send_sms:
              to: "{{ caller.number }}"
              message: Thank you for calling.
            transcription:
              provider: deepgram
              languages:
                - en-US
              vocabulary:
                - callwright
            prompts: Hello. Are you there?
            transitions:
              yes: first
        """
    )
    assert call.kinds == ["configure_transcription", "mix_audio", "send_sms", "speak"]
    assert call.answer[2]["phone_number"] == "4915120304050"


def test_hand_over_ends_our_part_of_the_talk() -> None:
    """After it words are not answered."""
    call = Call(
        """
        states:
          first:
            prompts: Our assistant takes over.
            hand_over:
              system_prompt: You are friendly.
              temperature: 0.4
        """
    )
    call.ended()
    assert call.kinds == ["configure_voice_to_voice"]
    assert call.says("hello") == []


def test_one_of_takes_its_sentences_in_turn() -> None:
    """A repeated prompt does not sound like a robot."""
    call = Call(
        """
        states:
          first:
            prompts:
              text:
                one_of:
                  - What is it?
                  - Yes?
            transitions:
              yes: first
        """
    )
    said = [call.said]
    for _ in range(2):
        call.listens()
        call.says("yes")
        said.append(call.said)
    assert said == ["What is it?", "Yes?", "What is it?"]


def test_otherwise_takes_any_words() -> None:
    """Their text is in ``heard.text``."""
    call = Call(
        """
        states:
          first:
            prompts: What is your name?
            transitions:
              otherwise: second
          second:
            prompts: Hello {{ heard.text }}.
            hangup: true
        """
    )
    call.listens()
    call.says("Mary Poppins")
    assert call.said == "Hello Mary Poppins."
