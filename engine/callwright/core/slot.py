"""What is collected: slots with their limits, checks and confirmations, and the form that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from callwright.core.prompt import Prompt
from callwright.core.question import Question
from callwright.core.service import Request
from callwright.core.target import Reprompt, Targets
from callwright.core.templates import Condition
from callwright.diagnostics.model import Span


@dataclass(frozen=True, slots=True)
class Check:
    """``check: {when | request, prompts, reprompt}``: where ``when`` holds, or the service refuses (4xx), the value is
    refused. Exactly one of ``when`` and ``request``."""

    prompts: tuple[Prompt, ...]
    span: Span
    when: Condition | None = None
    request: Request | None = None
    reprompt: Reprompt = Reprompt.QUESTION


@dataclass(frozen=True, slots=True)
class Corrections:
    """``corrections``: how a later sentence mends an earlier value.

    ``accept``: a new value is taken at once, as if confirmed; else it waits for the caller's yes. ``on``: intents that
    correct, beside "no, …".
    """

    accept: bool = False
    on: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Slot:
    """A named value collected from the caller. ``options`` are those of ``understanding.hearing.hear``, without
    ``language`` and ``now``; of digits, spellings and phone numbers ``length`` is (fewest, most)."""

    name: str
    type: str
    question: Question
    span: Span
    options: Mapping[str, Any] = field(default_factory=dict)
    end_key: str | None = None
    key_pause: int = 4000
    checks: tuple[Check, ...] = ()
    confirm: Question | None = None
    corrections: Corrections = Corrections()
    sensitive: bool = False

    @property
    def min_length(self) -> int:
        """How many digits or letters there are at least."""
        return int(self.options.get("length", (1, 64))[0])

    @property
    def max_length(self) -> int:
        """How many digits or letters there are at most."""
        return int(self.options.get("length", (1, 64))[1])


@dataclass(frozen=True, slots=True)
class Form:
    """``collect``: slots asked for in order, those already known skipped."""

    slots: tuple[Slot, ...]
    confirm: Question | None = None
    on_no: Targets | None = None
    on_cancel: Targets | None = None
    keep: frozenset[str] = frozenset()
    corrections: Corrections = Corrections()
