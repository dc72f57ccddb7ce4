"""Events as JSON: our own, and the platform's as far as we understood them.

Laws, each held by a test:

1. ``own(as_own(event), ...)`` is the same event, for every event of ours.
2. ``decode(as_wire(event), ...)`` is the same event, for every event that ``decode`` can make.

A record keeps what the platform sent as it came; ``as_wire`` is for what nobody kept, was too long, or had to be
masked. Our own events have a name and their fields; what is as usual is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from callwright.core.events import (
    AssistantSpeak,
    Button,
    Event,
    InputTimeout,
    Key,
    LegacyBargeIn,
    Outside,
    Parties,
    Response,
    SessionEnd,
    SessionStart,
    SmsFailed,
    SpeechEnded,
    SpeechStarted,
    StillAsking,
    Tick,
    Undelivered,
    Unknown,
    UserSpeak,
)

OURS = frozenset({Outside, Button, Response, StillAsking, Tick, Undelivered})
"""The events that the platform never sends."""

_NOBODY = Parties()


def as_own(event: Event) -> dict[str, Any]:
    """An event of ours as JSON, without its call and its time."""
    match event:
        case Outside():
            fields: dict[str, Any] = {"is": "outside", "name": event.name, "body": event.body}
        case Button():
            fields = {"is": "button", "force": event.force}
        case Response():
            fields = _response(event)
        case StillAsking():
            return {"is": "still_asking", "key": event.key, "reachable": event.reachable}
        case Tick():
            return {"is": "tick"}
        case Undelivered():
            return {"is": "undelivered", "sent_at": event.sent_at, "actions": list(event.actions)}
        case _:
            raise TypeError(f"{type(event).__name__} is no event of ours")
    return fields | {"reachable": event.reachable}


def _response(event: Response) -> dict[str, Any]:
    """What came of an inquiry; JSON that its text says as well is not written twice."""
    fields: dict[str, Any] = {"is": "response", "key": event.key}
    if event.kind:
        fields["kind"] = event.kind
    if event.status:
        fields["status"] = event.status
    if event.text:
        fields["text"] = event.text
    if not _says(event.text, event.json):
        fields["json"] = event.json
    return fields


def _says(text: str, data: Any) -> bool:
    """Whether a text is just this, written as JSON."""
    try:
        return json.dumps(_read(text)) == json.dumps(data)
    except (ValueError, RecursionError):
        return False


def _read(text: str) -> Any:
    return json.loads(text) if text else None


def own(fields: Mapping[str, Any], call: str, at: int) -> Event:
    """The event that ``as_own`` wrote. Raises ``ValueError`` or ``KeyError`` for anything else."""
    make = _OWN.get(fields["is"])
    if make is None:
        raise ValueError(f"an event of our own of an unknown kind: {fields['is']}")
    return make(fields, call, at)


_OWN: Mapping[str, Callable[[Mapping[str, Any], str, int], Event]] = {
    "outside": lambda f, call, at: Outside(call, at, _NOBODY, f["name"], f["body"], f["reachable"]),
    "button": lambda f, call, at: Button(call, at, _NOBODY, f["force"], f["reachable"]),
    "response": lambda f, call, at: Response(
        call,
        at,
        _NOBODY,
        f["key"],
        f.get("status", 0),
        f.get("kind", ""),
        f["json"] if "json" in f else _read(f.get("text", "")),
        f.get("text", ""),
        f["reachable"],
    ),
    "still_asking": lambda f, call, at: StillAsking(call, at, _NOBODY, f["key"], f["reachable"]),
    "tick": lambda _, call, at: Tick(call, at, _NOBODY),
    "undelivered": lambda f, call, at: Undelivered(call, at, _NOBODY, f["sent_at"], tuple(f["actions"])),
}


# the platform's

_NAMES: Mapping[type[Event], str] = {
    SessionStart: "session_start",
    SpeechStarted: "user_speech_started",
    UserSpeak: "user_speak",
    LegacyBargeIn: "user_barge_in",
    Key: "dtmf_received",
    AssistantSpeak: "assistant_speak",
    SpeechEnded: "assistant_speech_ended",
    InputTimeout: "user_input_timeout",
    SmsFailed: "sms_failed",
    SessionEnd: "session_end",
}


def as_wire(event: Event) -> dict[str, Any]:
    """An event of the platform as it could have sent it. What the wire never carries is not in it."""
    wire: dict[str, Any] = {"type": event.type if isinstance(event, Unknown) else _NAMES[type(event)]}
    wire["session"] = _session(event)
    match event:
        case UserSpeak():
            wire["text"] = event.text
            if event.barged_in:
                wire["barged_in"] = True
        case Key():
            wire["digit"] = {"star": "*", "hash": "#"}.get(event.key, event.key)
        case AssistantSpeak():
            if event.duration_ms is not None:
                wire["duration_ms"] = event.duration_ms
            if event.text:
                wire["text"] = event.text
        case SmsFailed():
            wire["reason"] = event.reason
    return wire


def _session(event: Event) -> dict[str, Any]:
    parties = event.parties
    session = {
        "id": event.session,
        "from_phone_number": parties.caller,
        "to_phone_number": parties.called,
        "direction": parties.direction,
    }
    return {name: value for name, value in session.items() if value}
