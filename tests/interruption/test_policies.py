"""Policies on the wire: every strategy, every option, every kind of prompt, at every place of a chain."""

from __future__ import annotations

import shutil
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest

from callwright.compiler import compile_path
from callwright.core.model import Flow
from tests.core.calls import Call

TONE = Path(__file__).parents[2] / "flows" / "sounds" / "tone.wav"
QUESTION_S, WATCHDOG_S = 7, 10

Wire = dict[str, Any]

POLICIES: dict[str, tuple[str, Wire]] = {
    "none": ("none", {"strategy": "none"}),
    "manual": ("manual", {"strategy": "manual"}),
    "immediate": ("immediate", {"strategy": "immediate", "allow_after_ms": 0}),
    "immediate after": (
        "{strategy: immediate, allow_after_ms: 700}",
        {"strategy": "immediate", "allow_after_ms": 700},
    ),
    "minimum": (
        "minimum_characters",
        {"strategy": "minimum_characters", "minimum_characters": 3, "allow_after_ms": 0},
    ),
    "minimum 12": (
        "{strategy: minimum_characters, minimum_characters: 12}",
        {"strategy": "minimum_characters", "minimum_characters": 12, "allow_after_ms": 0},
    ),
    "minimum 12 after": (
        "{strategy: minimum_characters, minimum_characters: 12, allow_after_ms: 700}",
        {"strategy": "minimum_characters", "minimum_characters": 12, "allow_after_ms": 700},
    ),
}
"""What an author writes, and what the platform is told."""

KINDS = {
    "text": "text: The one that is looked at.",
    "ssml": 'ssml: <speak>The one that is <break time="200ms"/> looked at.</speak>',
    "audio": "audio: tone.wav",
}
NEIGHBOUR = {"strategy": "minimum_characters", "minimum_characters": 9, "allow_after_ms": 900}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(TONE, tmp_path / "tone.wav")
    return tmp_path


def _flow(folder: Path, prompts: str, *, flow: str = "", state: str = "") -> Flow:
    """A flow with one question, whose prompts are these (each line one prompt in YAML's short form)."""
    listed = "\n".join(f"      - {{{line}}}" for line in prompts.strip().splitlines())
    text = f"{flow}states:\n  menu:\n    prompts:\n{listed}\n    no_input_after: {QUESTION_S}s\n{state}"
    text += "    transitions: {yes: bye}\n  bye: {prompts: Goodbye., hangup: yes}\n"
    (folder / "flow.yaml").write_text(text, encoding="utf-8")
    compiled = compile_path(folder / "flow.yaml")
    assert compiled.project is not None, [f"{d.span}: {d.message}" for d in compiled.diagnostics]
    return compiled.project.entry()


def _sent(flow: Flow) -> list[Wire]:
    """Everything that goes out until the question waits."""
    call = Call(flow)
    sent = list(call.answer)
    for _ in range(20):
        if not call.open:
            return sent
        sent += call.ended()
    raise AssertionError("the assistant never stops")


def _playbacks(sent: list[Wire]) -> list[Wire]:
    return [action for action in sent if action["type"] in ("speak", "audio")]


def _silent(action: Wire) -> bool:
    return "<break" in action.get("ssml", "") and "looked" not in action["ssml"]


@pytest.mark.parametrize("place", [0, 1, 2, 3], ids=["alone", "first", "middle", "last"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("policy", POLICIES)
def test_a_policy_goes_out_as_written(folder: Path, policy: str, kind: str, place: int) -> None:
    """Always explicit, without an option that the strategy lacks, and its neighbours keep theirs."""
    written, wire = POLICIES[policy]
    subject = f"{KINDS[kind]}, barge_in: {written}"
    other = "text: Another one., barge_in: {strategy: minimum_characters, minimum_characters: 9, allow_after_ms: 900}"
    lines = {0: [subject], 1: [subject, other], 2: [other, subject, other], 3: [other, subject]}[place]
    sent = _playbacks(_sent(_flow(folder, "\n".join(lines))))
    prompts = [action for action in sent if not _silent(action)]
    assert [action["barge_in"] for action in prompts] == [wire if line is subject else NEIGHBOUR for line in lines]
    assert prompts[lines.index(subject)]["type"] == ("audio" if kind == "audio" else "speak")
    _assert_timeouts(sent)


def _assert_timeouts(sent: list[Wire]) -> None:
    """Every speak carries a timeout, the last the question's; where an audio is last a silent speak carries it."""
    *before, last = sent
    assert last["type"] == "speak"
    assert last["user_input_timeout_seconds"] == QUESTION_S
    for action in before:
        if action["type"] == "speak":
            assert action["user_input_timeout_seconds"] == WATCHDOG_S
        else:
            assert action.keys() == {"type", "session_id", "audio", "barge_in"}
    for action, following in pairwise(sent):
        assert not _silent(action)
        if _silent(following):
            assert action["type"] == "audio"
            assert following["barge_in"] == {"strategy": "none"}


@pytest.mark.parametrize("kinds", list(product(KINDS, repeat=3)), ids="-".join)
def test_any_mix_keeps_its_policies(folder: Path, kinds: tuple[str, ...]) -> None:
    """Protected, at once, protected again: whatever they are made of, nothing leaks over a seam."""
    written = ["none", "immediate after", "none"]
    lines = [f"{KINDS[kind]}, barge_in: {POLICIES[name][0]}" for kind, name in zip(kinds, written, strict=True)]
    sent = _playbacks(_sent(_flow(folder, "\n".join(lines))))
    assert [a["barge_in"] for a in sent if not _silent(a)] == [POLICIES[name][1] for name in written]
    _assert_timeouts(sent)


JOINED = "barge_in: {strategy: minimum_characters, minimum_characters: 5}"


@pytest.mark.parametrize(
    ("second", "joined"),
    [
        (f"text: Two., {JOINED}", True),
        ("text: Two., barge_in: {strategy: minimum_characters, minimum_characters: 6}", False),
        ("text: Two., barge_in: {strategy: minimum_characters, minimum_characters: 5, allow_after_ms: 200}", False),
        ("text: Two., barge_in: immediate", False),
        ("text: Two., barge_in: manual", False),
        ("text: Two., barge_in: none", False),
        (f"text: Two., {JOINED}, voice: {{provider: azure, voice: en-US-GuyNeural}}", False),
        (f"text: Two., {JOINED}, no_input_after: 12s", False),
        (f"text: Two., {JOINED}, end_of_turn_silence: 900ms", False),
        (f"ssml: <speak>Two.</speak>, {JOINED}", False),
        (f"audio: tone.wav, {JOINED}", False),
    ],
)
def test_neighbours_go_out_together_only_if_nothing_differs(folder: Path, second: str, joined: bool) -> None:
    """Same policy, voice and options, both text, no window of its own: one speak; else one each."""
    sent = [a for a in _playbacks(_sent(_flow(folder, f"text: One., {JOINED}\n{second}"))) if not _silent(a)]
    assert len(sent) == (1 if joined else 2)
    assert sent[0]["text"] == ("One. Two." if joined else "One.")


def test_a_window_of_the_first_serves_the_whole_speak(folder: Path) -> None:
    """The first may have a window, the ones behind it have none, and one policy goes out for all."""
    first = "text: One., barge_in: {strategy: immediate, allow_after_ms: 400}"
    (only,) = _playbacks(_sent(_flow(folder, f"{first}\ntext: Two., barge_in: {{strategy: immediate}}")))
    assert only["text"] == "One. Two."
    assert only["barge_in"] == {"strategy": "immediate", "allow_after_ms": 400}


DEFAULTS = "defaults: {barge_in: {strategy: minimum_characters, minimum_characters: 8, allow_after_ms: 250}}\n"


@pytest.mark.parametrize(
    ("state", "prompt", "wire"),
    [
        ("", "", {"strategy": "minimum_characters", "minimum_characters": 8, "allow_after_ms": 250}),
        (
            "",
            "{minimum_characters: 4}",
            {"strategy": "minimum_characters", "minimum_characters": 4, "allow_after_ms": 250},
        ),
        ("", "immediate", {"strategy": "immediate", "allow_after_ms": 250}),
        ("", "{strategy: immediate, allow_after_ms: 0}", {"strategy": "immediate", "allow_after_ms": 0}),
        ("", "none", {"strategy": "none"}),
        ("", "manual", {"strategy": "manual"}),
        ("{allow_after_ms: 90}", "", {"strategy": "minimum_characters", "minimum_characters": 8, "allow_after_ms": 90}),
        ("immediate", "", {"strategy": "immediate", "allow_after_ms": 250}),
        ("none", "immediate", {"strategy": "immediate", "allow_after_ms": 250}),
        ("immediate", "{allow_after_ms: 70}", {"strategy": "immediate", "allow_after_ms": 70}),
    ],
)
def test_each_key_inherits_by_itself(folder: Path, state: str, prompt: str, wire: Wire) -> None:
    """From the flow's defaults to the state's to the prompt's, and what the strategy lacks is left out."""
    line = "text: One." + (f", barge_in: {prompt}" if prompt else "")
    flow = _flow(folder, line, flow=DEFAULTS, state=f"    barge_in: {state}\n" if state else "")
    (only,) = _playbacks(_sent(flow))
    assert only["barge_in"] == wire


def test_the_silence_that_ends_a_turn_is_said_with_every_speak(folder: Path) -> None:
    """It persists on the platform, so where any prompt sets it each speak sends one, 700 ms where nothing is said."""
    lines = "text: One., barge_in: none\ntext: Two., barge_in: immediate, end_of_turn_silence: 1200ms\ntext: Three."
    sent = _playbacks(_sent(_flow(folder, lines)))
    assert [action["vad"] for action in sent] == [{"end_of_turn_silence_ms": ms} for ms in (700, 1200, 700)]


def test_no_flow_says_it_where_none_of_its_prompts_does(folder: Path) -> None:
    """Without one that sets it, no speak carries it."""
    sent = _sent(_flow(folder, "text: One., barge_in: none\naudio: tone.wav\ntext: Two."))
    assert all("vad" not in action for action in sent)
    assert all(action["type"] != "configure_transcription" for action in sent)


def test_before_audio_a_setting_carries_the_silence(folder: Path) -> None:
    """An audio cannot carry it, so a ``configure_transcription`` goes first, and a silent speak keeps it after."""
    sent = _sent(_flow(folder, "text: One.\naudio: tone.wav, end_of_turn_silence: 2s, no_input_after: 7s"))
    assert [action["type"] for action in sent] == ["speak", "configure_transcription", "audio", "speak"]
    speak, setting, audio, silent = sent
    assert speak["vad"] == {"end_of_turn_silence_ms": 700}
    assert setting["vad"] == {"end_of_turn_silence_ms": 2000}
    assert "vad" not in audio
    assert silent["vad"] == {"end_of_turn_silence_ms": 2000}
    assert silent["barge_in"] == {"strategy": "none"}
    assert _silent(silent)
    assert silent["user_input_timeout_seconds"] == QUESTION_S
