"""A question: one place where the caller may speak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from callwright.core.prompt import Prompt
from callwright.core.target import Help, Ladder, Targets
from callwright.diagnostics.model import Span


class Asks(StrEnum):
    """What kind of answer a question waits for."""

    INTENT = "intent"
    VALUE = "value"
    CONFIRM_SLOT = "confirm_slot"
    CONFIRM_FORM = "confirm_form"


@dataclass(frozen=True, slots=True)
class Question:
    """One place where the caller may speak.

    ``id`` is unique in the flow: ``welcome``, ``billing/order_number``, ``billing/order_number/confirm``,
    ``billing/confirm``. ``listening`` is every intent that may win here, the state's own and those of ``anytime``;
    ``own`` are the state's own, which win at equal score. ``yes_no`` is true where a bare "mhm" is an answer.
    """

    id: str
    state: str
    span: Span
    prompts: tuple[Prompt, ...]
    asks: Asks = Asks.INTENT
    slot: str = ""
    transitions: Mapping[str, Targets] = field(default_factory=dict)
    otherwise: Targets | None = None
    keys: Mapping[str, Targets] = field(default_factory=dict)
    no_match: Ladder = None
    no_input: Ladder = None
    help: Help | None = None
    no_input_after: int = 8000
    end_of_turn_silence: int | None = None
    yes_no: bool = False
    own: frozenset[str] = frozenset()
    listening: frozenset[str] = frozenset()
