"""What was heard, and what was asked for: the two ends of hearing a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Heard:
    """The value that an utterance says."""

    value: Any
    """As JSON has it; None where it cannot be told and has to be asked back."""
    why: str
    """One plain sentence: what was heard as what, or what could not be told."""
    where: tuple[int, int] | None = None
    """The place of the value in the text, from and up to; known of what can stand among other values."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the question asks for."""

    region: str = ""
    """Of the language's tag, in capitals: "GB"."""
    now: datetime | None = None
    """The moment of the call, where the caller is; without it "tomorrow" cannot be told."""
    shortest: int = 1
    longest: int = 64
    """How many digits or letters."""
    minimum: Any = None
    maximum: Any = None
    """As values are written: a number, "2026-11-20", "09:00"."""
    past: bool = False
    future: bool = False
    currency: str = ""
    """What is meant where none is said."""
    checksum: str = ""
    pattern: str = ""
    """A regular expression that the whole value fits."""
    options: Mapping[str, Sequence[str]] = field(default_factory=dict)
    among: bool = False
    """Values of other types may stand in the same words, so that only what is marked as one of this type is one."""


@dataclass(frozen=True, slots=True)
class Impossible:
    """Words that say a value which there is not: 31 February."""

    why: str
    settled: bool = False
    """Whatever else the same words may be read as, they cannot be told: "in acht Tagen" is a week or eight days."""


UNTOLD = Impossible("People mean different things by these words.", settled=True)


@dataclass(frozen=True, slots=True)
class Place:
    """The tokens from ``start`` up to ``end`` say ``value``."""

    start: int
    end: int
    value: Any
