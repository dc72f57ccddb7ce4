"""Prompts of every kind, and flows that lead to other flows."""

from __future__ import annotations

import base64
import wave
from pathlib import Path

import pytest

from callwright.compiler import compile_path
from callwright.core.playback import Fate
from tests.core.calls import Call


def write_wav(path: Path, ms: int = 1000) -> None:
    """A silent recording as a telephone system would make one."""
    with wave.open(str(path), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(8000)
        wav.writeframes(b"\0\0" * (8 * ms))


def call_in(folder: Path, **files: str) -> Call:
    """A call to the entry of the flows of a folder."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    compiled = compile_path(folder)
    assert compiled.project is not None, compiled.diagnostics
    return Call(compiled.project.entry())


JINGLE = """
flow: jingle
states:
  first:
    prompts:
      - audio: jingle.wav
        name: jingle
        barge_in: none
      - audio: question.wav
        end_of_turn_silence: 900ms
    no_input_after: 5s
    transitions:
      yes: first
"""


@pytest.fixture
def jingle(tmp_path: Path) -> Call:
    """A call that begins with two recordings."""
    write_wav(tmp_path / "jingle.wav")
    write_wav(tmp_path / "question.wav", 2000)
    return call_in(tmp_path, jingle=JINGLE)


def test_audio_goes_out_as_the_wire_wants_it(jingle: Call) -> None:
    """A whole WAV file in base64, 16 kHz, with its policy and no timeout."""
    (speak,) = [a for a in jingle.answer if a["type"] == "audio"]
    data = base64.b64decode(speak["audio"], validate=True)
    assert data[:4] == b"RIFF"
    assert int.from_bytes(data[24:28], "little") == 16_000
    assert speak["barge_in"] == {"strategy": "none"}
    assert set(speak) == {"type", "session_id", "audio", "barge_in"}


def test_a_question_that_ends_in_audio_gets_its_timeout_from_a_silent_speak(jingle: Call) -> None:
    """Audio carries none, so its ended is answered by the silence that does."""
    jingle.ended()
    jingle.ended()
    assert jingle.kinds == ["silence"]
    assert jingle.answer[0]["user_input_timeout_seconds"] == 5
    assert jingle.ended(60) == []
    jingle.timeout(5000)
    assert "not hear" in jingle.said or jingle.kinds[0] in ("speak", "audio")


def test_end_of_turn_silence_goes_before_audio_as_a_setting(jingle: Call) -> None:
    """``audio`` has no ``vad``; a ``configure_transcription`` in front of it carries it."""
    assert jingle.kinds == ["configure_transcription", "audio"]
    assert jingle.answer[0]["vad"] == {"end_of_turn_silence_ms": 700}
    jingle.ended()
    assert jingle.answer[0]["vad"] == {"end_of_turn_silence_ms": 900}


def test_a_protected_recording_was_heard_when_it_ended(jingle: Call) -> None:
    """The ledger knows audio by its name too."""
    jingle.ended()
    assert [(h.name, h.fate) for h in jingle.state.ledger] == [("jingle", Fate.HEARD)]


def test_markup_is_sent_as_markup_with_values_escaped() -> None:
    """``ssml`` goes out in its own field; a value cannot add tags."""
    call = Call(
        """
        intents:
          order:
            - order <number:digits>
        states:
          first:
            prompts: Which order?
            transitions:
              otherwise: second
          second:
            prompts:
              ssml: <speak>You said <emphasis>{{ heard.text }}</emphasis></speak>
            hangup: true
        """
    )
    call.listens()
    call.says("</speak><audio src='x'/>")
    assert (
        call.answer[0]["ssml"]
        == "<speak>You said <emphasis>&lt;/speak&gt;&lt;audio src=&#39;x&#39;/&gt;</emphasis></speak>"
    )


def test_a_voice_goes_with_its_prompt() -> None:
    """The flow's voice speaks everything, built-in sentences and silences too, a prompt's own only that prompt."""
    call = Call(
        """
        language: en-US
        defaults:
          voice:
            provider: azure
            voice: en-US-GuyNeural
            language: en-US
        states:
          first:
            prompts:
              - Hello.
              - text: I am somebody else. Are you there?
                voice:
                  provider: eleven_labs
                  voice: EXAVITQu4vr4xnSDxMaL
            transitions:
              yes: first
        """
    )
    assert call.answer[0]["tts"] == {"provider": "azure", "language": "en-US", "voice": "en-US-GuyNeural"}
    assert call.ended()[0]["tts"] == {"provider": "eleven_labs", "voice": "EXAVITQu4vr4xnSDxMaL"}
    call.ended()
    call.says("mhm what", 4000)
    assert call.answer[0]["tts"]["voice"] == "en-US-GuyNeural"


def test_a_prompt_is_spoken_only_when_its_condition_holds() -> None:
    """``when`` on a prompt leaves it out."""
    call = Call(
        """
        states:
          first:
            prompts:
              - text: You call from a hidden number.
                when: not caller.number
              - What is it?
            transitions:
              yes: first
        """
    )
    assert call.said == "What is it?"


def test_words_fill_the_slot_of_their_phrase_and_the_form_skips_it() -> None:
    """A value in the sentence that led here is put in after ``forget``, so it is not asked for."""
    call = Call(
        """
        language: en-US
        intents:
          track:
            - where is order <order_number:digits>
            - my order
        states:
          first:
            prompts: How can I help?
            transitions:
              track: order
          order:
            forget:
              - order_number
            collect:
              slot: order_number
              type: digits
              length: 4
              prompts: Which order?
            go_to: told
          told:
            prompts: Order {{ order_number }} is on its way. Anything else?
            transitions:
              track: order
        """
    )
    call.listens()
    call.says("where is order 4 5 6 7 please")
    assert call.said == "Order 4567 is on its way. Anything else?"
    call.listens()
    call.says("my order")
    assert call.said == "Which order?"


def test_a_flow_goes_to_another_and_listens_with_its_words(tmp_path: Path) -> None:
    """``go_to: flow:other/state`` stands in the other flow: its states, intents and defaults."""
    call = call_in(
        tmp_path,
        main="""
flow: main
numbers:
  - "100"
states:
  first:
    prompts: Hello.
    go_to: flow:other/second
""",
        other="""
flow: other
defaults:
  barge_in: immediate
intents:
  tea:
    - a cup of tea
states:
  unused:
    prompts: Never.
    hangup: true
  second:
    prompts: Tea?
    transitions:
      tea: done
      yes: unused
  done:
    prompts: Here you are.
    hangup: true
""",
    )
    assert call.said == "Hello."
    call.ended()
    assert call.answer[0]["barge_in"]["strategy"] == "immediate"
    call.listens()
    call.says("a cup of tea, please")
    assert call.said == "Here you are."
    assert call.state.flow == "other"


def test_what_was_heard_decides() -> None:
    """``was_heard`` is true only after the prompt was played to its end."""
    text = """
        states:
          first:
            prompts:
              - text: This is recorded.
                name: notice
                barge_in: none
              - What is it?
            transitions:
              yes: next
          next:
            choose:
              - when: was_heard('notice')
                go_to: heard
              - go_to: unheard
          heard:
            prompts: You know.
            hangup: true
          unheard:
            prompts: You do not know.
            hangup: true
    """
    call = Call(text)
    call.listens()
    call.says("yes")
    assert call.said == "You know."
