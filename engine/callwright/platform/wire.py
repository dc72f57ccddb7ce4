"""The reader of an application's answers: what may be sent to the platform, field by field.

Theory of operation: ``FIELDS`` says for each action which fields there are and which rule each must keep. A rule
is a function of the value that says nothing when all is well and otherwise what would be allowed. Rules that tie
two fields together stand below in ``_together``. Read strictly, one bad entry refuses its whole answer; read
leniently, what can be mended is (``lenient``), and a bad entry is left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from xml.parsers import expat

from callwright.platform import lenient as lenience
from callwright.platform.fault import Fault, shown
from callwright.platform.voice import read_wav

__all__ = ["FIELDS", "STRATEGIES", "Fault", "check_answer", "shown"]

Rule = Callable[[object], str | None]

STRATEGIES = ("none", "manual", "minimum_characters", "immediate")
AUDIO_ALLOWED = "padded standard base64 of a whole WAV file, PCM, 16 kHz, mono, 16 bit"

_PHONE = re.compile(r"\+?[1-9][0-9]{1,14}")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def check_answer(
    answer: object, session_id: str, *, lenient: bool = False
) -> tuple[list[Mapping[str, object]], list[Fault]]:
    """The actions of one answer that are to be performed, and everything that is wrong with it.

    ``answer`` is decoded JSON: one action or an array of them. There are no actions when there is a fault that is
    not a mere warning; read leniently, only the action that has it is missing.
    """
    if isinstance(answer, Mapping):
        entries, paths = [answer], ["action"]
    elif not isinstance(answer, list | tuple):
        return [], [Fault("answer", shown(answer), "one action, an array of actions, or 204 without a body")]
    elif not answer:
        return [], [Fault("answer", "an empty array", "204 without a body", warning=True)]
    else:
        entries, paths = list(answer), [f"actions[{place}]" for place in range(len(answer))]
    good: list[Mapping[str, object]] = []
    faults: list[Fault] = []
    for entry, path in zip(entries, paths, strict=True):
        action, found = _read(entry, path, session_id, lenient)
        faults += found
        if action is not None:
            good.append(action)
    if len(good) < len(entries) and not lenient:
        return [], faults
    if len(good) > 1:
        _check_order(good, faults)
    return good, faults


def _read(entry: object, path: str, session_id: str, lenient: bool) -> tuple[Mapping[str, object] | None, list[Fault]]:
    """One action, if it is to be performed, and what is wrong with it."""
    faults: list[Fault] = []
    if not isinstance(entry, Mapping):
        return None, [Fault(path, shown(entry), "an action, which is an object")]
    kind = entry.get("type")
    if lenient and isinstance(kind, str) and kind in FIELDS:
        action, warnings = lenience.mend(entry, path, FIELDS[kind])
        _check_action(action, path, session_id, faults)
        faults = warnings + [lenience.takes(fault, action) for fault in faults]
    else:
        action = entry
        _check_action(action, path, session_id, faults)
    good = not faults or all(fault.warning for fault in faults)
    return (action if good else None), faults


def _check_action(action: Mapping[str, object], path: str, session_id: str, faults: list[Fault]) -> None:
    kind = action.get("type")
    fields = FIELDS.get(kind) if isinstance(kind, str) else None
    if fields is None:
        found = shown(kind) if "type" in action else f"no type in {shown(dict(action))}"
        faults.append(Fault(f"{path}.type", found, ", ".join(sorted(FIELDS))))
        return
    if action.get("session_id") != session_id:
        found = shown(action["session_id"]) if "session_id" in action else "missing"
        faults.append(Fault(f"{path}.session_id", found, f"{shown(session_id)}, the session of this call"))
    _check_fields(action, fields, path, faults)
    together = _TOGETHER.get(str(kind))
    if together is not None:
        together(action, path, faults)


def _check_fields(value: Mapping[str, object], fields: Mapping[str, Rule], path: str, faults: list[Fault]) -> None:
    for name, inner in value.items():
        rule = fields.get(name)
        if rule is None:
            faults.append(Fault(f"{path}.{name}", "an unknown field", ", ".join(sorted(fields))))
        elif rule is _barge_in:
            _check_barge_in(inner, f"{path}.{name}", faults)
        else:
            allowed = rule(inner)
            if allowed is not None:
                faults.append(Fault(f"{path}.{name}", shown(inner), allowed, warning=rule is _vad))


def _check_barge_in(value: object, path: str, faults: list[Fault]) -> None:
    if not isinstance(value, Mapping):
        faults.append(Fault(path, shown(value), "an object with a strategy"))
        return
    _check_fields(value, BARGE_IN_FIELDS, path, faults)
    if "strategy" not in value:
        faults.append(Fault(f"{path}.strategy", "missing", ", ".join(STRATEGIES)))
    elif "minimum_characters" in value and value["strategy"] != "minimum_characters":
        found = f"given with the strategy {shown(value['strategy'])}"
        faults.append(Fault(f"{path}.minimum_characters", found, "only with the strategy minimum_characters"))


def _check_order(actions: list[Mapping[str, object]], faults: list[Fault]) -> None:
    speaking = None
    for place, action in enumerate(actions):
        kind = action["type"]
        if kind == "barge_in":
            speaking = None
        elif speaking is not None and kind in ("hangup", "transfer"):
            found = f"{kind} behind a {speaking} in one array, which may cut it off"
            allowed = f"{kind} as the answer to assistant_speech_ended"
            faults.append(Fault(f"actions[{place}]", found, allowed, warning=True))
        elif kind in ("speak", "audio"):
            if speaking is not None:
                found = f"a second playback ({kind}) in one array"
                allowed = "one speak or audio at a time, the next as the answer to assistant_speech_ended"
                faults.append(Fault(f"actions[{place}]", found, allowed, warning=True))
            speaking = str(kind)


# What a value may be. Each rule gives None, or what would be allowed.


def _any(_: object) -> str | None:
    return None


def _string(value: object) -> str | None:
    return None if isinstance(value, str) else "a text"


def _words(value: object) -> str | None:
    return None if isinstance(value, str) and value.strip() else "a text that is not empty"


def _ssml(value: object) -> str | None:
    return None if isinstance(value, str) and _well_formed(value) else "well-formed markup: <speak>…</speak>"


def _true_false(value: object) -> str | None:
    return None if isinstance(value, bool) else "true or false"


def _phone(value: object) -> str | None:
    good = isinstance(value, str) and _PHONE.fullmatch(value)
    return None if good else "a phone number of 2 to 15 digits with the country first, such as 492115566770"


def _whole(low: int, high: int) -> Rule:
    def rule(value: object) -> str | None:
        good = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
        return None if good else f"a whole number from {low} to {high}"

    return rule


def _number(low: float, high: float) -> Rule:
    def rule(value: object) -> str | None:
        return None if _is_number(value) and low <= float(str(value)) <= high else f"a number from {low:g} to {high:g}"

    return rule


def _seconds(value: object) -> str | None:
    return None if _is_number(value) and float(str(value)) > 0 else "a number of seconds above 0"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _one_of(*choices: str) -> Rule:
    def rule(value: object) -> str | None:
        return None if value in choices else ", ".join(choices)

    return rule


def _wav(value: object) -> str | None:
    wav = read_wav(value) if isinstance(value, str) else None
    good = wav is not None and (wav.format, wav.channels, wav.rate, wav.bits) == (1, 1, 16000, 16)
    return None if good else AUDIO_ALLOWED


def _languages(value: object) -> str | None:
    good = isinstance(value, list | tuple) and 1 <= len(value) <= 4
    good = good and all(isinstance(tag, str) and _TAG.fullmatch(tag) for tag in value)  # type: ignore[attr-defined]
    return None if good else "1 to 4 language tags such as de-DE"


def _vocabulary(value: object) -> str | None:
    good = isinstance(value, list | tuple) and len(value) <= 100
    good = good and all(isinstance(word, str) and len(word) <= 200 for word in value)  # type: ignore[attr-defined]
    return None if good else "up to 100 texts of up to 200 characters"


def _vad(value: object) -> str | None:
    good = isinstance(value, Mapping) and set(value) <= {"end_of_turn_silence_ms"}
    silence = value.get("end_of_turn_silence_ms", 700) if isinstance(value, Mapping) else None
    good = good and isinstance(silence, int) and not isinstance(silence, bool) and 150 <= silence <= 2000
    return None if good else "{end_of_turn_silence_ms: a whole number from 150 to 2000}; anything else is ignored"


def _tts(value: object) -> str | None:
    if not isinstance(value, Mapping) or value.get("provider") not in ("azure", "eleven_labs"):
        return "{provider: azure or eleven_labs, voice, language}"
    good = set(value) <= {"provider", "voice", "language"} and all(isinstance(v, str) for v in value.values())
    return None if good else "provider, voice and language, each a text"


def _barge_in(_: object) -> str | None:
    return None  # looked into by _check_barge_in, which knows the path of each inner field


@lru_cache(maxsize=1024)
def _well_formed(ssml: str) -> bool:
    names: list[str] = []
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise ValueError("markup declares entities")

    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda name, _: names.append(name)
    try:
        parser.Parse(ssml.encode("utf-8", "strict"), True)
    except (expat.ExpatError, ValueError):
        return False
    return names[0] == "speak"


# What two fields say of one another.


def _speak(action: Mapping[str, object], path: str, faults: list[Fault]) -> None:
    if ("text" in action) == ("ssml" in action):
        found = "both text and ssml" if "text" in action else "neither text nor ssml"
        faults.append(Fault(path, found, "exactly one of text and ssml"))


def _mix(action: Mapping[str, object], path: str, faults: list[Fault]) -> None:
    if "audio" not in action and action.get("stop") is not True:
        faults.append(Fault(f"{path}.audio", "missing", f"{AUDIO_ALLOWED}, or stop: true"))


def _needs(*names: str) -> Callable[[Mapping[str, object], str, list[Fault]], None]:
    def together(action: Mapping[str, object], path: str, faults: list[Fault]) -> None:
        for name in names:
            if name not in action:
                allowed = FIELDS[str(action["type"])][name](None) or "a value"
                faults.append(Fault(f"{path}.{name}", "missing", allowed))

    return together


_COMMON: dict[str, Rule] = {"type": _any, "session_id": _any}

BARGE_IN_FIELDS: Mapping[str, Rule] = {
    "strategy": _one_of(*STRATEGIES),
    "minimum_characters": _whole(1, 100),
    "allow_after_ms": _whole(0, 10000),
}

FIELDS: Mapping[str, Mapping[str, Rule]] = {
    "speak": {
        **_COMMON,
        "text": _words,
        "ssml": _ssml,
        "tts": _tts,
        "barge_in": _barge_in,
        "user_input_timeout_seconds": _seconds,
        "vad": _vad,
    },
    "audio": {**_COMMON, "audio": _wav, "barge_in": _barge_in},
    "mix_audio": {**_COMMON, "audio": _wav, "volume": _number(0, 1), "stop": _true_false},
    "hangup": _COMMON,
    "transfer": {
        **_COMMON,
        "target_phone_number": _phone,
        "caller_id_name": _string,
        "caller_id_number": _phone,
        "timeout": _whole(5, 120),
    },
    "barge_in": _COMMON,
    "configure_transcription": {
        **_COMMON,
        "provider": _one_of("AZURE", "DEEPGRAM", "ELEVEN_LABS"),
        "languages": _languages,
        "custom_vocabulary": _vocabulary,
        "vad": _vad,
    },
    "configure_voice_to_voice": {
        **_COMMON,
        "system_prompt": _words,
        "greeting": _string,
        "temperature": _number(0, 2),
        "language": _string,
    },
    "send_sms": {**_COMMON, "phone_number": _phone, "message": _words},
}

_TOGETHER: Mapping[str, Callable[[Mapping[str, object], str, list[Fault]], None]] = {
    "speak": _speak,
    "audio": _needs("audio"),
    "mix_audio": _mix,
    "transfer": _needs("target_phone_number", "caller_id_name", "caller_id_number"),
    "configure_voice_to_voice": _needs("system_prompt"),
    "send_sms": _needs("phone_number", "message"),
}
