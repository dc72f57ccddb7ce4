"""Between bytes and values: the wire's events and actions, and a session as it is stored.

On the wire only ``type`` and ``session.id`` are needed; everything else degrades (an unknown type, or a known one
whose fields cannot be used, is an ``Unknown`` that nothing answers). What is refused says where, what was found and
what would be allowed. The stored form carries its version, so that a later release can read it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from callwright.core.actions import Action
from callwright.core.events import (
    AssistantSpeak,
    Event,
    InputTimeout,
    Key,
    LegacyBargeIn,
    Parties,
    SessionEnd,
    SessionStart,
    SmsFailed,
    SpeechEnded,
    SpeechStarted,
    Unknown,
    UserSpeak,
)
from callwright.core.session import Session

MAX_DEPTH = 64
MAX_ID = 128


class WireError(Exception):
    """Something that is no event. ``path`` is a JSON path; ``allowed`` says what would be."""

    def __init__(self, path: str, found: str, allowed: str) -> None:
        super().__init__(f"{path}: found {found}; allowed: {allowed}")
        self.path = path
        self.found = found
        self.allowed = allowed


# bytes to JSON


def loads_json(body: bytes | str) -> dict[str, Any]:
    """One JSON object, strictly: no NaN, no key twice, no lone surrogate, no deep nesting. Raises ``WireError``.

    Nearly every body is plain and is read by the quick decoder. Whatever that refuses, and whatever might be odd in a
    way that it forgives, is read thoroughly, which also finds the words for what is wrong.
    """
    raw = body if type(body) is bytes else _bytes(body)
    if b"\\u" in raw or raw.count(b"[") > MAX_DEPTH:
        return _thoroughly(body)
    try:
        data = _DECODE(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _thoroughly(body)
    if type(data) is not dict:
        return _thoroughly(body)
    keys = len(data)
    for value in data.values():
        if type(value) is dict:
            keys += len(value)
    # More colons than keys: words with colons in them, deeper data, or a key that stands twice.
    return data if raw.count(b":") == keys else _thoroughly(body)


def _bytes(body: bytes | str) -> bytes:
    return body.encode("utf-8", "surrogatepass") if isinstance(body, str) else bytes(body)


_DECODE = msgspec.json.Decoder().decode


def _thoroughly(body: bytes | str) -> dict[str, Any]:
    try:
        text = body if isinstance(body, str) else body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise WireError("$", f"bytes that are not UTF-8 (at byte {error.start})", "JSON in UTF-8") from error
    _bound_depth(text)
    data = _parse(text)
    if not isinstance(data, dict):
        raise WireError("$", _kind(data), "one JSON object")
    if "\\u" in text or not isinstance(body, bytes):
        _refuse_surrogates(data)
    return data


def _parse(text: str) -> Any:
    try:
        return _JSON.decode(text)
    except _RepeatedKeyError as error:
        raise WireError("$", f"the key {error.args[0]!r} twice", "each key once") from error
    except ValueError as error:
        raise WireError("$", f"text that is not JSON ({error})"[:200], "one JSON object") from error
    except RecursionError as error:
        raise WireError("$", "JSON nested too deep", f"at most {MAX_DEPTH} levels") from error


class _RepeatedKeyError(ValueError):
    pass


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _RepeatedKeyError(key)
            seen.add(key)
    return data


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


_JSON = json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=_no_constant)


def _bound_depth(text: str) -> None:
    """Refuse deep nesting before the decoder recurses into it; brackets in strings only make it stricter to count."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth, quoted, escaped = 0, False, False
    for c in text:
        if quoted:
            if escaped:
                escaped = False
            elif c == "\\":
                escaped = True
            elif c == '"':
                quoted = False
        elif c == '"':
            quoted = True
        elif c in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise WireError("$", "JSON nested too deep", f"at most {MAX_DEPTH} levels")
        elif c in "]}":
            depth -= 1


def _refuse_surrogates(data: Any) -> None:
    try:
        json.dumps(data, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise WireError("$", "half of a character (a lone surrogate)", "whole characters") from error


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "an array", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


# JSON to events


def decode(data: Mapping[str, Any], at: int) -> Event:
    """The event that arrived ``at`` (Unix ms). Raises ``WireError`` only for an unusable ``type`` or ``session.id``."""
    kind = data.get("type")
    if not isinstance(kind, str) or not kind:
        raise WireError("$.type", "nothing" if kind is None else _kind(kind), "the event's name, such as 'user_speak'")
    session = data.get("session")
    if type(session) is not dict and not isinstance(session, Mapping):
        raise WireError("$.session", "nothing" if session is None else _kind(session), "an object with an 'id'")
    call = session.get("id")
    if not isinstance(call, str) or not call.strip():
        raise WireError("$.session.id", "nothing" if call is None else _kind(call), "the call's id, a string")
    if len(call) > MAX_ID:
        raise WireError("$.session.id", f"{len(call)} characters", f"at most {MAX_ID}")
    parties = _parties(session) if len(session) > 1 else _NOBODY
    bare = _BARE.get(kind)
    if bare is not None:
        return bare(call, at, parties)
    make = _EVENTS.get(kind)
    return Unknown(call, at, parties, kind[:64]) if make is None else make(data, call, at, parties)


_NOBODY = Parties()


def _parties(session: Mapping[str, Any]) -> Parties:
    get = session.get
    caller, called, ours, direction = (
        get("from_phone_number"),
        get("to_phone_number"),
        get("phone_number"),
        get("direction"),
    )
    return Parties(
        _number(caller) if caller else "",
        (_number(called) if called else "") or (_number(ours) if ours else ""),
        direction if direction in ("inbound", "outbound") else "",
    )


def _number(value: Any) -> str:
    return value.strip()[:64] if isinstance(value, str) else ""


def _user_speak(data: Mapping[str, Any], call: str, at: int, parties: Parties) -> Event:
    text = data.get("text")
    if not isinstance(text, str):
        text = data.get("transcript")
    return UserSpeak(call, at, parties, text if isinstance(text, str) else "", data.get("barged_in") is True)


def _key(data: Mapping[str, Any], call: str, at: int, parties: Parties) -> Event:
    digit = data.get("digit")
    digit = str(digit) if isinstance(digit, int) and not isinstance(digit, bool) else digit
    key = _KEYS.get(digit) if isinstance(digit, str) else None
    return Key(call, at, parties, key) if key else Unknown(call, at, parties, "dtmf_received")


_KEYS = {str(n): str(n) for n in range(10)} | {"*": "star", "#": "hash"}


def _assistant_speak(data: Mapping[str, Any], call: str, at: int, parties: Parties) -> Event:
    duration = data.get("duration_ms")
    text = data.get("text") or data.get("ssml")
    return AssistantSpeak(call, at, parties, _length(duration), text if isinstance(text, str) else "")


def _length(value: Any) -> int | None:
    usable = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e9
    return int(value) if usable else None


def _sms_failed(data: Mapping[str, Any], call: str, at: int, parties: Parties) -> Event:
    reason = data.get("reason")
    return SmsFailed(call, at, parties, reason[:200] if isinstance(reason, str) else "")


_EVENTS: Mapping[str, Callable[[Mapping[str, Any], str, int, Parties], Event]] = {
    "user_speak": _user_speak,
    "dtmf_received": _key,
    "assistant_speak": _assistant_speak,
    "sms_failed": _sms_failed,
}

_BARE: Mapping[str, Callable[[str, int, Parties], Event]] = {
    "session_start": SessionStart,
    "user_speech_started": SpeechStarted,
    "user_barge_in": LegacyBargeIn,
    "assistant_speech_ended": SpeechEnded,
    "user_input_timeout": InputTimeout,
    "session_end": SessionEnd,
}
"""Those that tell nothing but that they came."""


# actions to bytes

_ENCODE = msgspec.json.Encoder().encode


def encode(actions: Sequence[Action]) -> bytes | None:
    """The answer's body: one object, an array of several, or ``None`` where there is nothing to do (204)."""
    if not actions:
        return None
    answer = actions[0] if len(actions) == 1 else actions
    try:
        return _ENCODE(answer)
    except UnicodeEncodeError:
        return _in_full(answer).encode("utf-8", "replace")


def encode_text(text: str) -> bytes:
    """A text as JSON, with its quotes."""
    try:
        return _ENCODE(text)
    except UnicodeEncodeError:
        return _in_full(text).encode("utf-8", "replace")


def _in_full(value: Any) -> str:
    """JSON of what the quick encoder does not take: halves of characters."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def decode_answer(body: bytes) -> tuple[Action, ...]:
    """The actions that ``encode`` made a body of."""
    answer = json.loads(body)
    return tuple(answer) if isinstance(answer, list) else (answer,)


# a session as it is stored

_LOAD = msgspec.json.Decoder(Session).decode


def dump(session: Session) -> bytes:
    """A session, compact: what is as in a new session is left out. Named tuples are lists there, enums their values."""
    try:
        return _ENCODE(session)
    except UnicodeEncodeError:
        return _in_full(msgspec.to_builtins(session)).encode("utf-8", "surrogatepass")


def load(stored: bytes) -> Session:
    """The session that ``dump`` wrote. Raises ``ValueError`` for a form that this release cannot read."""
    try:
        return _LOAD(stored)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        try:
            return msgspec.convert(json.loads(stored), Session)
        except (msgspec.ValidationError, RecursionError) as error:
            raise ValueError(f"this call was stored by another release of callwright: {error}") from error
