"""A flow, compiled: what the compiler makes of the author's files and the interpreter walks.

Everything here is a value: frozen, shared between all calls, complete (every default is folded in, every name
is resolved, every template and phrase is compiled). Times are milliseconds. ``span`` is the author's place.

    Flow ── State ── Prompt, Target
              └─ act: Question (waits) | Form (collects) | Choose | Request (asks a service) | Call (a sub-flow)
                      | Return | Transfer | HangUp | HandOver | None (go_to)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from callwright.core.hours import Hours
from callwright.core.prompt import DEFAULT_BARGE_IN, Audio, BargeIn, Prompt, Voice
from callwright.core.question import Asks, Question
from callwright.core.service import Body, Request, Service
from callwright.core.slot import Check, Corrections, Form, Slot
from callwright.core.target import (
    Assignment,
    Call,
    Destination,
    Failures,
    Help,
    Ladder,
    Reprompt,
    Return,
    Rung,
    Target,
    Targets,
)
from callwright.core.templates import Template
from callwright.diagnostics.model import Span
from callwright.understanding.matcher import Lexicon
from callwright.understanding.phrases import Phrase

__all__ = [
    "Act", "Asks", "Assignment", "Background", "Body", "Call", "Check", "Choose", "Corrections", "Destination",
    "Failures", "Flow", "Form", "HandOver", "HangUp", "Help", "Hours", "Intent", "Ladder", "Question", "Reprompt",
    "Request", "Return", "Rung", "Service", "Slot", "Sms", "State", "Target", "Targets", "Transcription", "Transfer",
    "Variable",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choose:
    """``choose``: the first target whose ``when`` holds is taken."""

    targets: Targets


@dataclass(frozen=True, slots=True)
class Transfer:
    """``transfer``: numbers are templates; ``timeout`` is in whole seconds, 5 to 120."""

    to: Template
    caller_id_name: Template
    caller_id_number: Template | None
    timeout: int
    span: Span


@dataclass(frozen=True, slots=True)
class HangUp:
    """``hangup: true``: the call ends after the last word."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """``hand_over``: the platform's voice-to-voice model talks from here on."""

    system_prompt: Template
    span: Span
    greeting: Template | None = None
    temperature: float | None = None
    language: str | None = None


Act = Question | Form | Choose | Request | Call | Return | Transfer | HangUp | HandOver | None


@dataclass(frozen=True, slots=True)
class Transcription:
    """``transcription``: how the recogniser listens. ``provider`` as the wire spells it (upper case)."""

    provider: str | None = None
    languages: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Background:
    """``background``: a loop under the call; ``audio`` is ``None`` for ``stop``. ``volume`` is 0 to 1."""

    audio: Audio | None
    volume: float = 0.5


@dataclass(frozen=True, slots=True)
class Sms:
    """``send_sms``: sent on entering the state."""

    to: Template
    message: Template
    span: Span


@dataclass(frozen=True, slots=True)
class State:
    """Where the dialogue speaks, waits or decides. See language 3 for the order on entering."""

    name: str
    span: Span
    prompts: tuple[Prompt, ...] = ()
    act: Act = None
    go_to: Destination | None = None
    sets: tuple[Assignment, ...] = ()
    forget: tuple[str, ...] = ()
    set_language: str | None = None
    transcription: Transcription | None = None
    background: Background | None = None
    send_sms: Sms | None = None
    if_fails: Failures = field(default_factory=dict)
    on_error: Targets | None = None
    events: Mapping[str, Targets] = field(default_factory=dict)
    """What may come from outside while the call stands here, by name."""


@dataclass(frozen=True, slots=True)
class Variable:
    """``variables: {name: …}``. ``type`` is one of language 3.4 or empty; ``value`` is the initial one.

    ``given``: whoever dials a call of this flow has to give its value.
    """

    name: str
    value: Any
    span: Span
    type: str = ""
    secret: bool = False
    given: bool = False


@dataclass(frozen=True, slots=True)
class Intent:
    """What an utterance means. ``phrases`` hold the author's and, for a built-in name, nothing else."""

    name: str
    phrases: tuple[Phrase, ...]
    span: Span
    description: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """One dialogue, compiled.

    ``family`` holds every flow of the project by name, this one among them, so that ``flow:other`` can be walked;
    ``version`` is a hash of every file that it was made from. ``lexicons`` holds one per language of the flow.
    ``anytime`` maps an intent to where it leads from every state; ``universals`` are the built-ins that are switched
    on. ``services`` and ``hours`` are by name; ``timezone`` (IANA) is where the call takes place: what ``now`` and
    "tomorrow" are. ``events`` maps the name of what may come from outside at any time to where it leads. ``types`` maps
    every slot and typed variable to its type, ``wanted`` to the options that it is heard with, and ``labels`` the
    options of a choice to how they are said. ``barge_in``, ``voice``, ``no_input_after`` and ``end_of_turn_silence``
    are the flow's defaults, which built-in sentences use. ``sends_vad`` is true where any prompt sets
    ``end_of_turn_silence`` (language 5, rule 13).
    """

    name: str
    version: str
    span: Span
    title: str
    languages: tuple[str, ...]
    start: str
    states: Mapping[str, State]
    questions: Mapping[str, Question]
    prompts: Mapping[str, Prompt]
    lexicons: Mapping[str, Lexicon]
    family: Mapping[str, Flow]
    numbers: tuple[str, ...] = ()
    answers_everything: bool = False
    variables: Mapping[str, Variable] = field(default_factory=dict)
    intents: Mapping[str, Intent] = field(default_factory=dict)
    anytime: Mapping[str, Targets] = field(default_factory=dict)
    universals: frozenset[str] = frozenset()
    events: Mapping[str, Targets] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    wanted: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    services: Mapping[str, Service] = field(default_factory=dict)
    hours: Mapping[str, Hours] = field(default_factory=dict)
    timezone: str = "UTC"
    secrets: frozenset[str] = frozenset()
    barge_in: BargeIn = DEFAULT_BARGE_IN
    voice: Voice | None = None
    no_input_after: int = 8000
    end_of_turn_silence: int | None = None
    transcription: Transcription | None = None
    sends_vad: bool = False

    @property
    def language(self) -> str:
        """The language a call begins in."""
        return self.languages[0]

    def slot_of(self, question: Question) -> Slot | None:
        """The slot that a question of a form asks for or confirms."""
        form = self.states[question.state].act
        if isinstance(form, Form):
            for slot in form.slots:
                if slot.name == question.slot:
                    return slot
        return None
