"""What each action of the application does to the line.

``PERFORM`` names for each type of action the function that performs it. They are handed actions that
``wire.check_answer`` has let through and may rely on their fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

from callwright.platform.timeline import Playback, Setting, TextMessage
from callwright.platform.voice import plain, read_wav, speech_ms, ssml_ms

if TYPE_CHECKING:
    from callwright.platform.line import Line

Action = Mapping[str, Any]

DEFAULT_MINIMUM_CHARACTERS = 3


def _speak(line: Line, action: Action) -> None:
    if line.voice_to_voice:
        line.timeline.append(Setting(line.now, "speak", "passed to the model as an instruction"))
        return
    _end_of_turn(line, action)
    voice = str(action.get("tts", {}).get("voice", ""))
    if "text" in action:
        words, length = action["text"], speech_ms(action["text"], voice, line.seed)
    else:
        words, length = plain(action["ssml"]), ssml_ms(action["ssml"], voice, line.seed)
    _play(line, "speak", action, words, length)


def _audio(line: Line, action: Action) -> None:
    wav = read_wav(action["audio"])
    _play(line, "audio", action, "", wav.length_ms if wav else 0)


def _play(line: Line, kind: Literal["speak", "audio"], action: Action, words: str, length_ms: int) -> None:
    policy = action.get("barge_in") or {"strategy": line.switches.no_policy}
    line.play(
        Playback(
            type=kind,
            words=words,
            length_ms=length_ms,
            strategy=policy["strategy"],
            minimum_characters=policy.get("minimum_characters", DEFAULT_MINIMUM_CHARACTERS),
            allow_after_ms=policy.get("allow_after_ms", 0),
            timeout_ms=round(action.get("user_input_timeout_seconds", 0) * 1000),
            action=action,
        )
    )


def _mix_audio(line: Line, action: Action) -> None:
    stops = action.get("stop") is True
    said = "background stops" if stops else f"background at volume {action.get('volume', 0.5)}"
    line.timeline.append(Setting(line.now, "mix_audio", said))


def _hangup(line: Line, _: Action) -> None:
    line.end("assistant")


def _transfer(line: Line, action: Action) -> None:
    line.switchboard.transfer(
        action["target_phone_number"],
        action["caller_id_name"],
        action["caller_id_number"],
        action.get("timeout"),
    )


def _barge_in(line: Line, _: Action) -> None:
    line.stop_playback()


def _configure_transcription(line: Line, action: Action) -> None:
    _end_of_turn(line, action)
    if "provider" in action:
        # This vendor offers no voice activity: immediate waits for a first partial text.
        line.by_text = action["provider"] == "ELEVEN_LABS"
    if {"provider", "languages", "custom_vocabulary"} & action.keys():
        line.recogniser_restarts()
    line.timeline.append(Setting(line.now, "configure_transcription", ", ".join(_how_it_listens(action))))


def _how_it_listens(action: Action) -> Iterator[str]:
    if "provider" in action:
        yield f"speech is recognised by {action['provider']}"
    if "languages" in action:
        yield f"listens for {' and '.join(action['languages'])}"
    if "custom_vocabulary" in action:
        yield f"knows the words {', '.join(action['custom_vocabulary'])}"
    silence = _silence(action)
    if silence is not None:
        yield f"listens until {silence} ms of silence"


def _configure_voice_to_voice(line: Line, action: Action) -> None:
    line.voice_to_voice = True
    line.timeline.append(
        Setting(line.now, "configure_voice_to_voice", f"hands the call over: {action['system_prompt']}")
    )


def _send_sms(line: Line, action: Action) -> None:
    sent = not line.setup.sms_fails
    line.timeline.append(TextMessage(line.now, action["phone_number"], action["message"], sent))
    if not sent:
        line.sms_fails()


def _end_of_turn(line: Line, action: Action) -> None:
    silence = _silence(action)
    if silence is not None:
        line.end_of_turn_ms = silence


def _silence(action: Action) -> int | None:
    # Anything but a whole number in range is ignored, as promised.
    vad = action.get("vad")
    silence = vad.get("end_of_turn_silence_ms") if isinstance(vad, Mapping) else None
    if not isinstance(silence, int) or isinstance(silence, bool):
        return None
    return silence if 150 <= silence <= 2000 else None


PERFORM: Mapping[str, Callable[[Line, Action], None]] = {
    "speak": _speak,
    "audio": _audio,
    "mix_audio": _mix_audio,
    "hangup": _hangup,
    "transfer": _transfer,
    "barge_in": _barge_in,
    "configure_transcription": _configure_transcription,
    "configure_voice_to_voice": _configure_voice_to_voice,
    "send_sms": _send_sms,
}
