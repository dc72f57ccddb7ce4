"""A prompt: what is said, in whose voice, and how the caller may cut it short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from callwright.core.templates import Condition, Template
from callwright.diagnostics.model import Span


class Strategy(StrEnum):
    """How a caller may cut a prompt short, in the platform's own words."""

    NONE = "none"
    MANUAL = "manual"
    MINIMUM_CHARACTERS = "minimum_characters"
    IMMEDIATE = "immediate"


class BargeIn(NamedTuple):
    """A prompt's barge-in policy. An option that the strategy does not have is ``None``."""

    strategy: Strategy = Strategy.MINIMUM_CHARACTERS
    minimum_characters: int | None = 3
    allow_after_ms: int | None = 0

    @property
    def protected(self) -> bool:
        """Whether the caller never cuts it and nothing ever drops it."""
        return self.strategy is Strategy.NONE


PROTECTED = BargeIn(Strategy.NONE, None, None)
MANUAL = BargeIn(Strategy.MANUAL, None, None)
DEFAULT_BARGE_IN = BargeIn()


class Voice(NamedTuple):
    """Who speaks: ``provider`` is ``azure`` or ``eleven_labs``; ``language`` only with azure."""

    provider: str
    voice: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Audio:
    """A WAV file, already 16 kHz, mono, 16-bit, as the wire wants it."""

    file: str
    base64: str
    duration_ms: int


class Kind(StrEnum):
    """What a prompt is made of."""

    TEXT = "text"
    SSML = "ssml"
    AUDIO = "audio"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is said, with its policy.

    ``id`` is unique in the flow and stable between runs (``welcome/prompts/0``). ``texts`` maps a language tag
    to the sentences that are taken in turn; the key ``""`` serves every language. ``no_input_after`` is set only
    where the author set it on this prompt; ``end_of_turn_silence`` and ``voice`` are the effective ones.
    ``own_voice``: the voice stands at this prompt, so that it is meant whatever language the call is in.
    """

    id: str
    kind: Kind
    span: Span
    texts: Mapping[str, tuple[Template, ...]] = field(default_factory=dict)
    audio: Audio | None = None
    barge_in: BargeIn = DEFAULT_BARGE_IN
    name: str | None = None
    when: Condition | None = None
    once: bool = False
    voice: Voice | None = None
    own_voice: bool = False
    no_input_after: int | None = None
    end_of_turn_silence: int | None = None
