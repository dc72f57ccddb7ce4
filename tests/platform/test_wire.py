"""The strict reading of answers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.platform.wire import FIELDS, check_answer
from tests.platform.applications import act, speak
from tests.platform.test_voice import wav

S = "s-1"

GOOD: list[dict[str, Any]] = [
    speak(S, "Hello"),
    {"type": "speak", "session_id": S, "ssml": "<speak>Hi <break time='1s'/></speak>"},
    speak(S, "Hello", {"strategy": "minimum_characters", "minimum_characters": 100, "allow_after_ms": 10000}),
    speak(S, "Hello", user_input_timeout_seconds=2.5, vad={"end_of_turn_silence_ms": 150}),
    speak(S, "Hello", tts={"provider": "azure", "voice": "de-DE-KatjaNeural", "language": "de-DE"}),
    act(S, "audio", audio=wav(0.1), barge_in={"strategy": "none"}),
    act(S, "mix_audio", audio=wav(0.1), volume=0),
    act(S, "mix_audio", stop=True),
    act(S, "hangup"),
    act(S, "transfer", target_phone_number="492115566770", caller_id_name="", caller_id_number="+49211", timeout=5),
    act(S, "barge_in"),
    act(S, "configure_transcription", provider="AZURE", languages=["de-DE", "en"], custom_vocabulary=["ACME"]),
    act(S, "configure_transcription"),
    act(S, "configure_voice_to_voice", system_prompt="Be kind.", temperature=2),
    act(S, "send_sms", phone_number="4915120304050", message="Hi"),
]

BAD: list[tuple[object, str, str]] = [
    ("Hello", "answer", "one action"),
    ({"success": True}, "action.type", "barge_in"),
    ({"type": "say", "session_id": S}, "action.type", "speak"),
    ({"type": "hangup"}, "action.session_id", S),
    (act("other", "hangup"), "action.session_id", S),
    (act(S, "hangup", reason="x"), "action.reason", "session_id, type"),
    ([act(S, "hangup"), 4], "actions[1]", "object"),
    (act(S, "speak"), "action", "exactly one of text and ssml"),
    (act(S, "speak", text="a", ssml="<speak>a</speak>"), "action", "exactly one of text and ssml"),
    (speak(S, " "), "action.text", "not empty"),
    (act(S, "speak", ssml="<speak>a"), "action.ssml", "well-formed"),
    (act(S, "speak", ssml='<!DOCTYPE a [<!ENTITY b "c">]><speak>&b;</speak>'), "action.ssml", "well-formed"),
    (speak(S, "a", {}), "action.barge_in.strategy", "immediate"),
    (speak(S, "a", "loud"), "action.barge_in.strategy", "immediate"),
    (act(S, "speak", text="a", barge_in="none"), "action.barge_in", "an object"),
    (speak(S, "a", {"strategy": "immediate", "allow_after_ms": 10001}), "action.barge_in.allow_after_ms", "10000"),
    (speak(S, "a", {"strategy": "immediate", "allow_after_ms": True}), "action.barge_in.allow_after_ms", "whole"),
    (
        speak(S, "a", {"strategy": "minimum_characters", "minimum_characters": 0}),
        "action.barge_in.minimum_characters",
        "1 to 100",
    ),
    (
        speak(S, "a", {"strategy": "immediate", "minimum_characters": 3}),
        "action.barge_in.minimum_characters",
        "only with the strategy minimum_characters",
    ),
    (speak(S, "a", user_input_timeout_seconds=0), "action.user_input_timeout_seconds", "above 0"),
    (speak(S, "a", user_input_timeout_seconds=float("inf")), "action.user_input_timeout_seconds", "above 0"),
    (speak(S, "a", tts={"provider": "acme"}), "action.tts", "azure or eleven_labs"),
    (act(S, "audio"), "action.audio", "16 kHz"),
    (act(S, "audio", audio=wav(0.1, rate=8000)), "action.audio", "16 kHz"),
    (act(S, "audio", audio=wav(0.1, channels=2)), "action.audio", "mono"),
    (act(S, "audio", audio=wav(0.1), vad={}), "action.vad", "audio, barge_in, session_id, type"),
    (act(S, "mix_audio"), "action.audio", "stop: true"),
    (act(S, "mix_audio", audio=wav(0.1), volume=1.1), "action.volume", "0 to 1"),
    (
        act(S, "transfer", target_phone_number="1", caller_id_name="A", caller_id_number="49211"),
        "action.target_phone_number",
        "digits",
    ),
    (
        act(S, "transfer", target_phone_number="49211", caller_id_number="49211"),
        "action.caller_id_name",
        "a text",
    ),
    (
        act(S, "transfer", target_phone_number="49211", caller_id_number="49211", caller_id_name="A", timeout=4),
        "action.timeout",
        "5 to 120",
    ),
    (act(S, "configure_transcription", provider="azure"), "action.provider", "AZURE"),
    (act(S, "configure_transcription", languages=[]), "action.languages", "1 to 4"),
    (act(S, "configure_transcription", languages=["de_DE"]), "action.languages", "de-DE"),
    (act(S, "configure_transcription", custom_vocabulary=["a"] * 101), "action.custom_vocabulary", "100"),
    (act(S, "configure_voice_to_voice"), "action.system_prompt", "a text"),
    (act(S, "send_sms", phone_number="0151", message="x"), "action.phone_number", "country first"),
]


@pytest.mark.parametrize("action", GOOD, ids=lambda a: str(a["type"]))
def test_good(action: dict[str, Any]) -> None:
    """Each shape that the platform documents is taken, alone and in an array, without a word."""
    assert check_answer(action, S) == ([action], [])
    assert check_answer([action], S) == ([action], [])


@pytest.mark.parametrize(("answer", "path", "allowed"), BAD, ids=lambda v: v if isinstance(v, str) else "")
def test_bad(answer: object, path: str, allowed: str) -> None:
    """Each mistake is found at its path with what would be allowed, and nothing of the answer is performed."""
    actions, faults = check_answer(answer, S)
    assert actions == []
    assert [(fault.path, allowed in fault.allowed, fault.warning) for fault in faults] == [(path, True, False)]


def test_one_bad_entry_refuses_all() -> None:
    """One bad entry refuses its whole array."""
    assert check_answer([speak(S, "Hello"), act(S, "hang_up")], S)[0] == []


@pytest.mark.parametrize("vad", [{"end_of_turn_silence_ms": 0}, {"end_of_turn_silence_ms": "700"}, 5, {"x": 1}])
def test_vad_is_lenient(vad: object) -> None:
    """A bad vad is a warning: the platform promises to ignore it and to perform the action."""
    actions, faults = check_answer(speak(S, "Hello", vad=vad), S)
    assert len(actions) == 1
    assert [(fault.path, fault.warning) for fault in faults] == [("action.vad", True)]


@pytest.mark.parametrize("kind", ["hangup", "speak"])
def test_behind_a_speak(kind: str) -> None:
    """A hang-up or a second speak behind a speak in one array is performed, with a warning."""
    second = act(S, "hangup") if kind == "hangup" else speak(S, "b")
    actions, faults = check_answer([speak(S, "a"), second], S)
    assert len(actions) == 2
    assert [fault.warning for fault in faults] == [True]


def test_replacing_is_no_second_speak() -> None:
    """[barge_in, speak] is the idiom for replacing and no cause for a warning."""
    assert check_answer([act(S, "barge_in"), speak(S, "b")], S)[1] == []


def test_empty_array_is_a_warning() -> None:
    """An empty array asks for nothing and should have been 204."""
    actions, faults = check_answer([], S)
    assert (actions, faults[0].warning, faults[0].allowed) == ([], True, "204 without a body")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.sampled_from(sorted(FIELDS)), st.data())
def test_never_raises(kind: str, data: st.DataObject) -> None:
    """Whatever stands in the fields of an action, checking it says what is wrong and raises nothing."""
    names = st.sampled_from(sorted(FIELDS[kind]))
    action = data.draw(st.dictionaries(names, JSON)) | {"type": kind}
    actions, faults = check_answer([action], S)
    assert actions or faults
    assert all(fault.found and fault.allowed for fault in faults)
