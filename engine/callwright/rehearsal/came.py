"""What came, in one plain sentence."""

from __future__ import annotations

import json
from typing import Any

from callwright.core.events import (
    AssistantSpeak,
    Button,
    InputTimeout,
    Key,
    LegacyBargeIn,
    Outside,
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
from callwright.core.hiding import HIDDEN
from callwright.core.session import Phase, Session
from callwright.rehearsal.recording import Turn

_KEYS = {"star": "*", "hash": "#"}
_KINDS = {
    "timeout": "did not answer in time",
    "unreachable": "cannot be reached",
    "unavailable": "failed too often, so it is left alone for a moment",
    "too_large": "answered with more than is taken",
    "unreadable": "answered with something that cannot be read",
    "refused": "must not be asked",
    "interrupted": "was being asked when we were restarted",
}


def came(turn: Turn, before: Session | None) -> str:
    """What happened, as one would tell it."""
    event = turn.event
    match event:
        case SessionStart():
            return "The call begins." if before is None else _again(before)
        case UserSpeak(text=text) if not text.strip():
            return "There was a noise without words."
        case UserSpeak():
            how = ", and cut the prompt" if event.barged_in else ""
            return f"The caller said “{event.text.strip()}”{how}."
        case Key():
            return f"The caller pressed {_KEYS.get(event.key, event.key)}."
        case SpeechStarted():
            return "The caller began to make a sound."
        case LegacyBargeIn():
            return "The caller interrupted, and the prompt stopped."
        case SpeechEnded():
            return "A prompt ended."
        case AssistantSpeak():
            lasts = "" if event.duration_ms is None else f", and lasts {event.duration_ms / 1000:.1f} s"
            return f"A prompt is being said{lasts}."
        case InputTimeout():
            return "The caller said nothing for as long as we waited."
        case SmsFailed():
            return f"A text message did not arrive{f' ({event.reason})' if event.reason else ''}."
        case SessionEnd():
            return "The platform said that the call is over."
        case Tick():
            return "Nothing at all came for too long, so we went on by ourselves."
        case Outside():
            body = f" {_data(event.body)}" if event.body else ""
            return f"From outside came “{event.name}”{HIDDEN if turn.hidden else body}.{_unreachable(event.reachable)}"
        case Button():
            force = ", with force" if event.force else ""
            return f"Somebody pressed the button that stops the prompt{force}.{_unreachable(event.reachable)}"
        case Response():
            return _response(event, before, hidden=turn.hidden)
        case StillAsking():
            return "The service has not answered yet."
        case Undelivered():
            return "The platform did not take our last answer."
        case Unknown(type="dtmf_received"):
            return f"The caller pressed {HIDDEN if turn.hidden else 'a key that there is not'}."
        case Unknown():
            return f"The platform sent “{event.type}”, which means nothing to us."
    return type(event).__name__


def _again(before: Session) -> str:
    if before.phase is Phase.TRANSFERRED:
        return "The caller is back: the transfer did not work."
    return "The platform began the same call once more."


def _unreachable(reachable: bool) -> str:
    return "" if reachable else " The call could not be reached, so it waited for the next answer."


def _response(event: Response, before: Session | None, *, hidden: bool) -> str:
    inquiry = None if before is None else before.inquiry
    name = f"The service {inquiry.service}" if inquiry is not None else "A service"
    if event.kind:
        return f"{name} {_KINDS.get(event.kind, event.kind)}."
    took = "" if inquiry is None else f" after {(event.at - inquiry.at) / 1000:.1f} s"
    told = HIDDEN if hidden else _data(event.json if event.json is not None else event.text)
    return f"{name} answered {event.status}{took}: {told}"


def _data(value: Any, longest: int = 160) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= longest else text[: longest - 1] + "…"
