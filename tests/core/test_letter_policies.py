"""Language 5 held to the letter: policies, timeouts and end-of-turn silences at the seams of a queue of every kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.core.calls import Call, flow_of
from tests.core.test_prompts import call_in, write_wav

MIXED = """
flow: mixed
languages: [en-US, de-DE]
intents:
  billing:
    - billing
  german:
    - german
states:
  menu:
    prompts:
      - text: Hello and welcome to the company.
        barge_in: immediate
      - audio: notice.wav
        barge_in: none
        end_of_turn_silence: 1500ms
      - ssml: <speak>Now hear <break time="500ms"/> this thing over there.</speak>
        barge_in: manual
      - audio: question.wav
        barge_in:
          strategy: immediate
          allow_after_ms: 400
        no_input_after: 2500ms
    transitions:
      billing: menu
      german: german
    no_input:
      - Hello?
  german:
    set_language: de-DE
    prompts: Hier ist es.
    transitions:
      billing: menu
"""

ONE = """
    flow: one
    intents:
      billing:
        - billing
    defaults:
      barge_in: {default}
    states:
      menu:
        barge_in: {state}
        prompts:
          text: What would you like?
          barge_in: {prompt}
        transitions:
          billing: menu
"""

WAITING = """
    flow: waiting
    intents:
      billing:
        - billing
    defaults:
      no_input_after: {time}
    states:
      menu:
        prompts: What would you like?
        transitions:
          billing: menu
"""

RUNG = """
    flow: rung
    intents:
      billing:
        - billing
    states:
      menu:
        prompts: What would you like?
        {place}
        transitions:
          billing: menu
"""

PROMPT = "prompts:\n            - text: Say billing.\n              end_of_turn_silence: 1s"
SETS_IT = {
    "no_match": f"no_match:\n          - {PROMPT}",
    "help": f"help:\n          {PROMPT}",
    "events": f"events:\n         x:\n          {PROMPT}",
}


@pytest.fixture
def mixed(tmp_path: Path) -> Call:
    """A queue of text, audio, markup and audio, each with a policy of its own."""
    write_wav(tmp_path / "notice.wav")
    write_wav(tmp_path / "question.wav", 3000)
    return call_in(tmp_path, mixed=MIXED)


def spoken(call: Call) -> list[dict[str, Any]]:
    """All that is played until the call listens, in order."""
    every = list(call.answer)
    while call.open:
        every += call.ended()
    return every


def test_rule_3_text_audio_and_markup_keep_their_own_policies(mixed: Call) -> None:
    """Nothing of one prompt's policy is in the next one's action, whatever its kind."""
    assert [a["barge_in"] for a in spoken(mixed) if "barge_in" in a] == [
        {"strategy": "immediate", "allow_after_ms": 0},
        {"strategy": "none"},
        {"strategy": "manual"},
        {"strategy": "immediate", "allow_after_ms": 400},
        {"strategy": "none"},
    ]


def test_rule_2_every_speak_of_a_mixed_queue_carries_its_own_time(mixed: Call) -> None:
    """Ten seconds before the question; the question's own two and a half, fraction and all, on the silent speak."""
    times = [a.get("user_input_timeout_seconds") for a in spoken(mixed) if a["type"] in ("speak", "audio")]
    assert times == [10, None, 10, None, 2.5]


def test_rule_13_a_silence_set_by_one_prompt_is_set_back_by_the_next(mixed: Call) -> None:
    """1500 ms are the notice's alone: 700 before it, 700 after it, and the audio behind needs no settings again."""
    sent = [(a["type"], a["vad"]["end_of_turn_silence_ms"]) for a in spoken(mixed) if "vad" in a]
    assert sent == [("speak", 700), ("configure_transcription", 1500), ("speak", 700), ("speak", 700)]


def test_rule_13_holds_after_a_change_of_language(mixed: Call) -> None:
    """The prompts of the other language carry it too."""
    mixed.listens()
    mixed.says("german")
    assert mixed.answer[-1]["vad"] == {"end_of_turn_silence_ms": 700}


@pytest.mark.parametrize("place", sorted(SETS_IT))
def test_rule_13_any_prompt_of_the_flow_makes_every_speak_carry_one(place: str) -> None:
    """Also one of a rung, of help, of an event from outside."""
    call = Call(RUNG.format(place=SETS_IT[place]))
    assert call.answer[0]["vad"] == {"end_of_turn_silence_ms": 700}


def test_rule_10_an_audio_question_that_a_noise_cut_is_played_again_with_its_policy(mixed: Call) -> None:
    """From its start, since no sentence of it is known; its silence is its own."""
    for _ in range(3):
        mixed.ended()
    mixed.ended(1000)
    assert mixed.kinds == ["silence"]
    assert mixed.answer[0]["user_input_timeout_seconds"] == 2.5
    mixed.ended()
    mixed.timeout(2500)
    assert [(a["type"], a["barge_in"]) for a in mixed.answer] == [
        ("audio", {"strategy": "immediate", "allow_after_ms": 400})
    ]
    assert mixed.state.failures == {}


@pytest.mark.parametrize(
    ("default", "state", "prompt", "sent"),
    [
        (
            "{strategy: minimum_characters, minimum_characters: 10, allow_after_ms: 500}",
            "{}",
            "immediate",
            {"strategy": "immediate", "allow_after_ms": 500},
        ),
        ("{strategy: immediate, allow_after_ms: 500}", "{}", "none", {"strategy": "none"}),
        ("{allow_after_ms: 400}", "{}", "manual", {"strategy": "manual"}),
        (
            "{strategy: minimum_characters, minimum_characters: 10}",
            "immediate",
            "{allow_after_ms: 100}",
            {"strategy": "immediate", "allow_after_ms": 100},
        ),
        (
            "{strategy: minimum_characters, minimum_characters: 10}",
            "immediate",
            "minimum_characters",
            {"strategy": "minimum_characters", "minimum_characters": 10, "allow_after_ms": 0},
        ),
        (
            "{strategy: immediate, allow_after_ms: 500}",
            "minimum_characters",
            "{minimum_characters: 7}",
            {"strategy": "minimum_characters", "minimum_characters": 7, "allow_after_ms": 500},
        ),
    ],
)
def test_each_key_of_a_policy_inherits_by_itself(default: str, state: str, prompt: str, sent: dict[str, Any]) -> None:
    """And none is sent that the strategy in force does not have."""
    call = Call(ONE.format(default=default, state=state, prompt=prompt))
    assert call.answer[0]["barge_in"] == sent


@pytest.mark.parametrize(("time", "seconds"), [("250ms", 0.25), ("1500ms", 1.5), ("1.5s", 1.5), ("8s", 8), ("2m", 120)])
def test_a_time_goes_out_in_seconds_whole_or_not(time: str, seconds: float) -> None:
    """The wire's number may have a fraction."""
    call = Call(flow_of(WAITING.format(time=time)))
    assert call.answer[0]["user_input_timeout_seconds"] == seconds


PAUSES = """
    flow: pauses
    intents:
      billing:
        - billing
      sales:
        - sales
    defaults:
      end_of_turn_silence: 1s
    states:
      menu:
        end_of_turn_silence: 2s
        prompts: Would you like billing or sales?
        transitions:
          billing: menu
          sales: menu
"""


@pytest.mark.parametrize("words", ["one moment please", "purple elephants", ""])
def test_our_own_sentences_keep_the_end_of_turn_silence_of_the_question(words: str) -> None:
    """Who is given two seconds to think there has them also behind a sentence that no author wrote."""
    call = Call(PAUSES)
    call.listens()
    call.says(words)
    assert call.answer
    assert [a["vad"]["end_of_turn_silence_ms"] for a in call.answer] == [2000] * len(call.answer)
