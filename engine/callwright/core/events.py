"""What the platform tells us, decoded. Every event carries ``at``: when it arrived, Unix time in ms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec


class Parties(msgspec.Struct, frozen=True, gc=False):
    """The session's fields as far as this event carried them; numbers as the wire wrote them, "" if absent."""

    caller: str = ""
    called: str = ""
    direction: str = ""


class Event(msgspec.Struct, frozen=True, gc=False):
    """What all events share. ``session`` is the platform's opaque id of the call."""

    session: str
    at: int
    parties: Parties


class SessionStart(Event, frozen=True):
    """The call begins, or the caller is back from a transfer that failed.

    ``variables`` are what a call that we dialled begins with, by name; the wire has no such thing.
    """

    variables: Mapping[str, Any] = msgspec.field(default_factory=dict)


class SpeechStarted(Event, frozen=True):
    """Somebody began to make a sound (WebSocket only)."""


class UserSpeak(Event, frozen=True):
    """One utterance. ``text`` may be blank, which is noise."""

    text: str
    barged_in: bool = False


class LegacyBargeIn(Event, frozen=True):
    """``user_barge_in`` of an old platform: playback stopped, the words follow."""


class Key(Event, frozen=True):
    """One key of the telephone: ``0`` to ``9``, ``star`` or ``hash``."""

    key: str


class AssistantSpeak(Event, frozen=True):
    """A ``speak`` is (or was) audible for ``duration_ms``; never needed, sometimes helpful."""

    duration_ms: int | None
    text: str = ""


class SpeechEnded(Event, frozen=True):
    """One playback ended, whole or cut: the wire does not say which."""


class InputTimeout(Event, frozen=True):
    """The caller said nothing for as long as the last ``speak`` asked for."""


class SmsFailed(Event, frozen=True):
    """A text message did not go out."""

    reason: str = ""


class SessionEnd(Event, frozen=True):
    """The call is over."""


class Tick(Event, frozen=True):
    """From our own dispatcher: longer without any event than all that was pending."""


class Outside(Event, frozen=True):
    """Something happened in the world outside the call (``events:``, language 6). ``body`` is a JSON object.

    ``reachable``: whether what is answered can go out now. Where it cannot, it goes out with the next answer.
    """

    name: str
    body: Mapping[str, Any]
    reachable: bool = False


class Button(Event, frozen=True):
    """Somebody pressed the button that stops the playing prompt. ``force``: even a protected one."""

    force: bool = False
    reachable: bool = False


class Undelivered(Event, frozen=True):
    """From our own dispatcher: the ``actions`` of the step at ``sent_at`` never reached the platform."""

    sent_at: int
    actions: tuple[Mapping[str, Any], ...] = ()


class Response(Event, frozen=True):
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


class StillAsking(Event, frozen=True):
    """From our own dispatcher: the inquiry ``key`` takes long, and the caller has waited enough for a word."""

    key: str
    reachable: bool = True


class Unknown(Event, frozen=True):
    """A type that we do not know, or a known one whose fields cannot be used."""

    type: str
