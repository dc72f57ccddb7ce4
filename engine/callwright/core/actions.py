"""What we tell the platform: one constructor an action, in the newest shapes of the wire and no others.

Telephone numbers go out as digits without a leading ``+``. Options that a strategy does not have are never sent.
"""

from __future__ import annotations

from typing import Any

from callwright.core.model import Background, Transcription
from callwright.core.prompt import Audio, BargeIn, Voice

Action = dict[str, Any]


def _policy(barge_in: BargeIn) -> dict[str, Any]:
    policy: dict[str, Any] = {"strategy": barge_in.strategy._value_}
    if barge_in.minimum_characters is not None:
        policy["minimum_characters"] = barge_in.minimum_characters
    if barge_in.allow_after_ms is not None:
        policy["allow_after_ms"] = barge_in.allow_after_ms
    return policy


def _tts(voice: Voice) -> dict[str, Any]:
    tts: dict[str, Any] = {"provider": voice.provider}
    if voice.language:
        tts["language"] = voice.language
    if voice.voice:
        tts["voice"] = voice.voice
    return tts


def bare(number: str) -> str:
    """A telephone number as the wire wants it: digits only, no ``+``, no international ``00``."""
    digits = "".join(c for c in number if c in "0123456789")
    return digits[2:] if digits.startswith("00") and not number.lstrip().startswith("+") else digits


def speak(
    session: str,
    content: str,
    barge_in: BargeIn,
    timeout_ms: int,
    *,
    markup: bool = False,
    voice: Voice | None = None,
    end_of_turn_silence: int | None = None,
) -> Action:
    """``speak``: text or markup, always with its policy and its timeout (in ms; the wire counts seconds)."""
    seconds = timeout_ms / 1000
    action: Action = {
        "type": "speak",
        "session_id": session,
        "ssml" if markup else "text": content,
        "barge_in": _policy(barge_in),
        "user_input_timeout_seconds": int(seconds) if seconds == int(seconds) else seconds,
    }
    if voice:
        action["tts"] = _tts(voice)
    if end_of_turn_silence is not None:
        action["vad"] = {"end_of_turn_silence_ms": end_of_turn_silence}
    return action


def audio(session: str, clip: Audio, barge_in: BargeIn) -> Action:
    """``audio``: a whole WAV file. It can carry no timeout."""
    return {"type": "audio", "session_id": session, "audio": clip.base64, "barge_in": _policy(barge_in)}


def barge_in(session: str) -> Action:
    """``barge_in``: stops whatever plays, now."""
    return {"type": "barge_in", "session_id": session}


def hangup(session: str) -> Action:
    """``hangup``: the call ends."""
    return {"type": "hangup", "session_id": session}


def transfer(session: str, to: str, name: str, number: str, timeout: int) -> Action:
    """``transfer``: always with a ring time in seconds, since that is what brings a caller back."""
    return {
        "type": "transfer",
        "session_id": session,
        "target_phone_number": bare(to),
        "caller_id_name": name,
        "caller_id_number": bare(number),
        "timeout": timeout,
    }


def send_sms(session: str, to: str, message: str) -> Action:
    """``send_sms``: a text message; nobody tells us that it arrived."""
    return {"type": "send_sms", "session_id": session, "phone_number": bare(to), "message": message}


def mix_audio(session: str, background: Background) -> Action:
    """``mix_audio``: a loop under the call, or its end."""
    if background.audio is None:
        return {"type": "mix_audio", "session_id": session, "stop": True}
    return {
        "type": "mix_audio",
        "session_id": session,
        "audio": background.audio.base64,
        "volume": background.volume,
    }


def configure_transcription(
    session: str, transcription: Transcription, end_of_turn_silence: int | None = None
) -> Action:
    """``configure_transcription``: how the recogniser listens."""
    action: Action = {"type": "configure_transcription", "session_id": session}
    if transcription.provider:
        action["provider"] = transcription.provider
    if transcription.languages:
        action["languages"] = list(transcription.languages)
    if transcription.vocabulary:
        action["custom_vocabulary"] = list(transcription.vocabulary)
    if end_of_turn_silence is not None:
        action["vad"] = {"end_of_turn_silence_ms": end_of_turn_silence}
    return action


def configure_voice_to_voice(
    session: str,
    system_prompt: str,
    greeting: str | None,
    temperature: float | None,
    language: str | None,
) -> Action:
    """``configure_voice_to_voice``: the platform's model talks from here on."""
    action: Action = {
        "type": "configure_voice_to_voice",
        "session_id": session,
        "system_prompt": system_prompt,
    }
    if greeting:
        action["greeting"] = greeting
    if temperature is not None:
        action["temperature"] = temperature
    if language:
        action["language"] = language
    return action
