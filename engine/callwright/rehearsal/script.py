"""A test script: conversations as an author writes them down, to be played against a flow or a service.

Every step keeps its ``span``, so that a difference is shown at the line that the author wrote. What a script may
say is listed in ``reader``; here is what it means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from callwright.diagnostics.model import Diagnostic, Span
from callwright.platform.behaviour import WAITING, Moment
from callwright.platform.envelope import Outcome
from callwright.platform.services import Replies


@dataclass(frozen=True, slots=True)
class Assistant:
    """The assistant says something with ``contains`` in it, or exactly ``exactly``.

    ``lacks`` is what it must not say in the same breath. ``strategy``, ``minimum_characters`` and
    ``allow_after_ms`` are how it may be interrupted, each only compared where it is given. ``audio``: a recording.
    """

    span: Span
    contains: str = ""
    exactly: str = ""
    lacks: str = ""
    audio: bool = False
    strategy: str = ""
    minimum_characters: int | None = None
    allow_after_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Says:
    """The caller says ``words``; ``cuts`` is whether that has to cut the assistant short (None: either way)."""

    span: Span
    words: str
    moment: Moment = WAITING
    cuts: bool | None = None


@dataclass(frozen=True, slots=True)
class Presses:
    """The caller presses ``keys`` (digits, ``*``, ``#``), one after the other."""

    span: Span
    keys: str
    moment: Moment = WAITING
    cuts: bool | None = None


@dataclass(frozen=True, slots=True)
class Noise:
    """Something is loud on the caller's side for ``lasts_ms`` but nobody speaks."""

    span: Span
    lasts_ms: int
    moment: Moment = WAITING
    cuts: bool | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """The caller says nothing for ``ms``, or (None) until the assistant is told that nobody speaks."""

    span: Span
    ms: int | None = None


@dataclass(frozen=True, slots=True)
class CallerHangsUp:
    """The caller ends the call."""

    span: Span
    moment: Moment = WAITING


@dataclass(frozen=True, slots=True)
class Happens:
    """In the world outside the call ``name`` happens, with ``body``; ``refused``: nobody may be listening for it."""

    span: Span
    name: str
    body: Mapping[str, Any]
    moment: Moment = WAITING
    cuts: bool | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class PushesButton:
    """Somebody presses the button that stops the playing prompt; ``refused``: it may not be stopped."""

    span: Span
    force: bool = False
    moment: Moment = WAITING
    cuts: bool | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Transfers:
    """The assistant puts the caller through to ``to`` (empty: anywhere), and this is how that goes."""

    span: Span
    to: str = ""
    outcome: Outcome = "answered"


@dataclass(frozen=True, slots=True)
class SendsSms:
    """The assistant sends a text message to ``to`` (empty: anywhere) with ``contains`` in it."""

    span: Span
    to: str = ""
    contains: str = ""


@dataclass(frozen=True, slots=True)
class HangsUp:
    """The assistant ends the call."""

    span: Span


@dataclass(frozen=True, slots=True)
class HandsOver:
    """The flow hands the call over to the platform's talking model, with ``contains`` in its instructions."""

    span: Span
    contains: str = ""


Step = (
    Assistant
    | Says
    | Presses
    | Noise
    | Silence
    | CallerHangsUp
    | Happens
    | PushesButton
    | Transfers
    | SendsSms
    | HangsUp
    | HandsOver
)


@dataclass(frozen=True, slots=True)
class CallFacts:
    """Who calls whom and when, as far as the script says; ``at`` without an offset is where the flow's call is."""

    from_number: str | None = None
    to_number: str | None = None
    at: datetime | None = None
    outbound: bool = False
    sms_fails: bool = False
    variables: Mapping[str, Any] = field(default_factory=dict)
    """What a call that we dial begins with, as it is written."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """One test: a call and its steps. ``services`` are what the flow's services answer meanwhile."""

    name: str
    span: Span
    steps: tuple[Step, ...]
    call: CallFacts = CallFacts()
    services: Replies = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of the flow that a script writes: ``what`` is ``flow``, ``service``, ``event`` or ``variable``."""

    what: Literal["flow", "service", "event", "variable"]
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Script:
    """One file of tests. ``flow`` is the flow it is for, empty where it does not say.

    ``mentions`` are the names of the flow that stand in it, for ``against``, which knows whether there are such.
    """

    file: str
    flow: str = ""
    rehearsals: tuple[Rehearsal, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    lines: tuple[str, ...] = field(default=(), repr=False)
    mentions: tuple[Mention, ...] = ()
