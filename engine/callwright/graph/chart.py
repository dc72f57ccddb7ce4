"""What a picture of a flow shows, before anything is drawn: its boxes, and the ways from one to the other.

Laws:
1. Every state of the flow is exactly one box; its key is ``state:`` and its name.
2. Whatever leads from one state to another by the author's word is a way, and ways that leave one box for the same
   other one in the same manner are one way with several labels.
3. Every way begins and ends at a box of the chart. The same flow always makes the same chart.

Words in it are the author's own and may be anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from callwright.core.prompt import BargeIn
from callwright.diagnostics.model import Span


class Kind(StrEnum):
    """What a box is: what a state does after its prompts, or what is no state of this flow. As the legend says it."""

    ASKS = "asks"
    COLLECTS = "collects"
    DECIDES = "decides"
    REQUESTS = "asks a service"
    CALLS = "calls"
    PASSES = "goes on"
    TRANSFERS = "transfers"
    HANDS_OVER = "hands over"
    HANGS_UP = "hangs up"
    RETURNS = "returns"
    FLOW = "another flow"
    ANYTIME = "at any time"


ENDINGS = frozenset({Kind.TRANSFERS, Kind.HANDS_OVER, Kind.HANGS_UP, Kind.RETURNS})
"""Where a call, or a sub-flow, ends unless something fails."""


class Manner(StrEnum):
    """How one box leads to another."""

    WAY = "way"
    LADDER = "ladder"
    """A rung: after words that were not understood, or after silence."""
    FAILURE = "failure"
    EVENT = "event"
    CALL = "call"
    """Into a sub-flow, from which the call comes back."""
    STAY = "stay"
    """Something is said, and the same question waits again."""


@dataclass(frozen=True, slots=True)
class Said:
    """A prompt: its words in one line (a recording's begin with a note), and how it may be cut.

    ``asked`` is the slot that it asks for, if it does.
    """

    words: str
    barge_in: BargeIn
    span: Span
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """One box. ``notes`` are short facts beside what is said; ``reached`` is false where no call ever comes."""

    key: str
    name: str
    kind: Kind
    span: Span
    said: tuple[Said, ...] = ()
    notes: tuple[str, ...] = ()
    reached: bool = True
    start: bool = False

    @property
    def ending(self) -> bool:
        """Whether a call, or a sub-flow, ends here."""
        return self.kind in ENDINGS


@dataclass(frozen=True, slots=True)
class Way:
    """From the box ``source`` to the box ``target`` (their keys). ``spans`` are the author's places behind it."""

    source: str
    target: str
    manner: Manner
    labels: tuple[str, ...]
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Walked:
    """A call's path over a chart: which ways it took at which of its steps (from 1), in ``ways``'s order.

    ``boxes`` maps the key of each box that it came to, to its first step (0 for where it began); ``cut`` and ``heard``
    map a prompt's place (file and line) to what became of it.
    """

    title: str
    ways: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    boxes: Mapping[str, int] = field(default_factory=dict)
    fates: Mapping[Span, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole flow. ``numbers`` are what is dialled to come to its start."""

    flow: str
    title: str
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    numbers: tuple[str, ...] = ()

    def box(self, key: str) -> Box:
        """The box of this key. Raises ``KeyError`` for one that is not in the chart."""
        for box in self.boxes:
            if box.key == key:
                return box
        raise KeyError(key)
