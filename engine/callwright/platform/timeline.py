"""What happened on the line, as somebody would swear to it who had listened in.

Each thing is one small record with its time (``at``, ms since the call began). A playback is written down when
it starts and completed when it stops; everything else is written once. Tests compare this with what the
application says was heard.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Self

from callwright.platform.wire import Fault

CutBy = Literal["caller", "noise", "action", "replaced", "hangup", "transfer"]


class Settled:
    """A record that never changes, so that copies of a call share it."""

    __slots__ = ()

    def __deepcopy__(self, _: dict[int, object]) -> Self:
        return self


@dataclass(slots=True)
class Playback:
    """One ``speak`` or ``audio`` on the line, waiting, playing or over.

    ``at`` is when it began to play (-1 while it waits), ``length_ms`` how long it lasts uncut, ``stopped_at``
    when it fell silent; ``cut_by`` stays None where it was heard whole.
    """

    type: Literal["speak", "audio"]
    words: str
    length_ms: int
    strategy: str
    minimum_characters: int
    allow_after_ms: int
    timeout_ms: int
    action: Mapping[str, Any] = field(repr=False)
    at: int = -1
    stopped_at: int | None = None
    cut_by: CutBy | None = None

    def __deepcopy__(self, _: dict[int, object]) -> Playback:
        """A copy that goes its own way; the action never changes."""
        return copy.copy(self)

    @property
    def played_ms(self) -> int | None:
        """How much of it was heard, in ms; None while it plays or waits."""
        return None if self.stopped_at is None else self.stopped_at - self.at


@dataclass(slots=True)
class Spoken:
    """The caller made themselves heard from ``at`` to ``until``; no ``words`` means noise."""

    at: int
    until: int
    words: str


@dataclass(frozen=True, slots=True)
class Understood(Settled):
    """A caller's turn was over and its words went out as ``user_speak``."""

    at: int
    words: str
    barged_in: bool


@dataclass(frozen=True, slots=True)
class Pressed(Settled):
    """The caller pressed a key."""

    at: int
    digit: str


@dataclass(frozen=True, slots=True)
class TimedOut(Settled):
    """The caller was silent for as long as the last ``speak`` allowed (``waited_ms``)."""

    at: int
    waited_ms: int


@dataclass(frozen=True, slots=True)
class TransferBegun(Settled):
    """The application sent the caller elsewhere."""

    at: int
    to: str
    caller_id_name: str
    caller_id_number: str
    timeout: int | None


@dataclass(frozen=True, slots=True)
class TransferOver(Settled):
    """How the transfer went."""

    at: int
    outcome: str
    back: bool


@dataclass(frozen=True, slots=True)
class HungUp(Settled):
    """The call is over; ``by`` whom."""

    at: int
    by: Literal["assistant", "caller", "platform"]


@dataclass(frozen=True, slots=True)
class TextMessage(Settled):
    """A ``send_sms`` and whether it went out."""

    at: int
    to: str
    message: str
    sent: bool


@dataclass(frozen=True, slots=True)
class Setting(Settled):
    """Any other action that took effect: background sound, transcription, voice-to-voice."""

    at: int
    type: str
    says: str


@dataclass(frozen=True, slots=True)
class Outside(Settled):
    """Something happened in the world outside: the event ``name`` with its ``body``, or the button (no name).

    ``taken`` is ``now``, ``next_answer``, or why it was refused (the reasons of ``core.outside.Refusal``).
    """

    at: int
    name: str
    body: Mapping[str, Any]
    taken: str


@dataclass(frozen=True, slots=True)
class Flaw(Settled):
    """An answer of the application was wrong in some way."""

    at: int
    fault: Fault


Entry = (
    Playback
    | Spoken
    | Understood
    | Pressed
    | TimedOut
    | TransferBegun
    | TransferOver
    | HungUp
    | TextMessage
    | Setting
    | Outside
    | Flaw
)


def to_data(entries: list[Entry]) -> list[dict[str, Any]]:
    """The timeline as plain data for JSON: each record with its kind first."""
    data = []
    for entry in entries:
        record = {"kind": _KINDS[type(entry)], **asdict(entry)}
        record.pop("action", None)
        data.append(record)
    return data


_KINDS: dict[type, str] = {
    Playback: "playback",
    Spoken: "spoken",
    Understood: "understood",
    Pressed: "pressed",
    TimedOut: "timed_out",
    TransferBegun: "transfer_begun",
    TransferOver: "transfer_over",
    HungUp: "hung_up",
    TextMessage: "text_message",
    Setting: "setting",
    Outside: "outside",
    Flaw: "flaw",
}
