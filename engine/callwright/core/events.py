"""What the platform tells us, decoded. Every event carries ``at``: when it arrived, Unix time in ms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Parties:
    """The session's fields as far as this event carried them; numbers as the wire wrote them, "" if absent."""

    caller: str = ""
    called: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """What all events share. ``session`` is the platform's opaque id of the call."""

    session: str
    at: int
    parties: Parties


@dataclass(frozen=True, slots=True)
class SessionStart(Event):
    """The call begins, or the caller is back from a transfer that failed.

    ``variables`` are what a call that we dialled begins with, by name; the wire has no such thing.
    """

    variables: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SpeechStarted(Event):
    """Somebody began to make a sound (WebSocket only)."""


@dataclass(frozen=True, slots=True)
class UserSpeak(Event):
    """One utterance. ``text`` may be blank, which is noise."""

    text: str
    barged_in: bool = False


@dataclass(frozen=True, slots=True)
class LegacyBargeIn(Event):
    """``user_barge_in`` of an old platform: playback stopped, the words follow."""


@dataclass(frozen=True, slots=True)
class Key(Event):
    """One key of the telephone: ``0`` to ``9``, ``star`` or ``hash``."""

    key: str


@dataclass(frozen=True, slots=True)
class AssistantSpeak(Event):
    """A ``speak`` is (or was) audible for ``duration_ms``; never needed, sometimes helpful."""

    duration_ms: int | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class SpeechEnded(Event):
    """One playback ended, whole or cut: the wire does not say which."""


@dataclass(frozen=True, slots=True)
class InputTimeout(Event):
    """The caller said nothing for as long as the last ``speak`` asked for."""


@dataclass(frozen=True, slots=True)
class SmsFailed(Event):
    """A text message did not go out."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class SessionEnd(Event):
    """The call is over."""


@dataclass(frozen=True, slots=True)
class Tick(Event):
    """From our own dispatcher: longer without any event than all that was pending."""


@dataclass(frozen=True, slots=True)
class Outside(Event):
    """Something happened in the world outside the call (``events:``, language 6). ``body`` is a JSON object.

    ``reachable``: whether what is answered can go out now. Where it cannot, it goes out with the next answer.
    """

    name: str
    body: Mapping[str, Any]
    reachable: bool = False


@dataclass(frozen=True, slots=True)
class Button(Event):
    """Somebody pressed the button that stops the playing prompt. ``force``: even a protected one."""

    force: bool = False
    reachable: bool = False


@dataclass(frozen=True, slots=True)
class Undelivered(Event):
    """From our own dispatcher: the ``actions`` of the step at ``sent_at`` never reached the platform."""

    sent_at: int
    actions: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Response(Event):
    """From our own dispatcher: what came of the inquiry ``key``.

    ``status`` and the body where an HTTP answer came, whatever it says; else ``kind`` says what went wrong:
    ``timeout``, ``unreachable``, ``unavailable``, ``too_large``, ``unreadable``, ``refused`` or ``interrupted``.
    ``json`` is the decoded body, ``None`` where it is no JSON. ``reachable``: what is answered can go out now.
    """

    key: str
    status: int = 0
    kind: str = ""
    json: Any = None
    text: str = ""
    reachable: bool = False


@dataclass(frozen=True, slots=True)
class StillAsking(Event):
    """From our own dispatcher: the inquiry ``key`` takes long, and the caller has waited enough for a word."""

    key: str
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class Unknown(Event):
    """A type that we do not know, or a known one whose fields cannot be used."""

    type: str
