"""All that is remembered of one call between two events.

A session is a value: ``step`` makes a new one (``fork``) and nobody writes to one that it was given. Its containers
are tuples, frozensets and dictionaries that are replaced, never changed. It holds no text of the flow that the flow
can give again, so that ten thousand waiting calls are cheap.

It is a ``msgspec.Struct``: copied, written and read (``codec``) by the library, at the price of one dictionary. Nothing
that a session holds can ever hold the session, so the garbage collector need not look for that (``gc=False``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec

from callwright.core.inquiry import Inquiry
from callwright.core.playback import Heard, Playback, Spoken


class Phase(StrEnum):
    """Where the call is in its life."""

    TALK = "talk"
    HUNG_UP = "hung_up"
    """We sent ``hangup``."""
    TRANSFERRED = "transferred"
    """We sent ``transfer``; the caller may come back."""
    HANDED_OVER = "handed_over"
    """The platform's model talks."""
    OVER = "over"
    """The platform said ``session_end``."""


class After(StrEnum):
    """What follows the last word of the queue."""

    LISTEN = "listen"
    ASK = "ask"
    """A service is asked."""
    HANG_UP = "hang_up"
    TRANSFER = "transfer"
    HAND_OVER = "hand_over"


class Last(StrEnum):
    """What ``repeat`` says."""

    QUESTION = "question"
    HELP = "help"


class Pending(NamedTuple):
    """Something from outside that waits to be taken. ``home`` is the ``flow:state`` in which it came.

    ``waits`` means that it stops nothing: something else was taken, or answered, before it.
    """

    name: str
    body: Mapping[str, Any]
    home: str
    waits: bool = False


class Frame(NamedTuple):
    """What waits for a sub-flow to end: where it was called, and with what.

    ``question`` is the open one for a digression, which is asked again afterwards. ``language`` is the one to go back
    to where the sub-flow does not speak it, else empty. ``unsure``: a service was asked to change something when the
    call was led away, and nobody heard what came of it. ``to`` is what was called, as in ``flow:state``.
    """

    flow: str
    state: str
    question: str
    digression: bool
    values: Mapping[str, Any]
    confirmed: tuple[str, ...]
    history: tuple[str, ...]
    language: str = ""
    unsure: bool = False
    to: str = ""


STORED_VERSION = 1
"""Of the form in which a session is stored; it stands there as ``v``."""


class Session(msgspec.Struct, omit_defaults=True, tag_field="v", tag=STORED_VERSION, gc=False):
    """One call. See the fields' groups; times are Unix ms, durations ms."""

    id: str
    flow: str
    version: str
    started_at: int
    caller: str = ""
    called: str = ""
    direction: str = "inbound"
    language: str = ""

    # where the dialogue stands
    phase: Phase = Phase.TALK
    state: str = ""
    question: str = ""
    values: Mapping[str, Any] = msgspec.field(default_factory=dict)
    confirmed: frozenset[str] = frozenset()
    history: tuple[str, ...] = ()
    stack: tuple[Frame, ...] = ()
    """Who waits for the sub-flow that we are in, the outermost first."""
    result: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """What the last sub-flow gave back."""
    said: Mapping[str, int] = msgspec.field(default_factory=dict)
    """How often a prompt was sent; only those with ``once`` or variants."""

    # the line
    open: tuple[Playback, ...] = ()
    """Sent, ended not yet come, in the order sent."""
    waiting: tuple[Spoken, ...] = ()
    after: After = After.LISTEN
    armed: int = 0
    """How many ms of silence the platform counts now, untouched by speech; 0 if it counts none."""
    counted: int = 0
    """The timeout of what ended last, which some platforms let run on under the next prompt."""
    listen_ms: int = 0
    """The present question's own time for silence."""
    sent_at: int = 0
    """When the last prompt was sent."""
    closed: Playback | None = None
    """The last audible playback that ended, for words that turn out to have cut it."""
    closed_at: int = 0
    untold_at: int = 0
    """When the last playback ended, if nobody had told us its length by then; else 0."""
    cut: tuple[Spoken, ...] | None = None
    """While we listen for the words that cut a prompt, or seem to: what is left of it, from the cut sentence on."""
    noise_resumed: bool = False
    speech_at: int = 0
    """When the caller began to make a sound of which no words have come; 0 if none."""
    moved_at: int = 0
    """When the present question began to be asked; words begun before belong to the one before."""
    paces: Mapping[str, float] = msgspec.field(default_factory=dict)
    """Measured ms a character by the name of the voice, as soon as the platform told us a length."""
    vad: int = 0
    """The end-of-turn silence last sent, 0 if none was."""
    phase_at: int = 0
    ring_ms: int = 0

    # how well we understand each other
    failures: Mapping[str, int] = msgspec.field(default_factory=dict)
    streak: int = 0
    forgiven: int = 0
    waits: int = 0
    patient: bool = False
    """The caller asked us to wait."""
    refusals: int = 0
    refused: str = ""
    """The question whose answer was refused last."""
    asked_which: int = 0
    offered: tuple[str, ...] = ()
    """The intents that the caller was asked to choose among, in the order in which they were named."""
    ending: int = 0
    """How often the built-in ending was taken since the caller was last understood."""
    last_failure: str = ""
    """The failure counted last, which is taken back if an answer was already on its way."""
    last: Last = Last.QUESTION
    keys: str = ""
    """The keys typed so far."""
    pieces: tuple[str, ...] = ()
    """The utterances, and the typed keys before them, that are the beginning of a value."""
    piece_ms: int = 0
    """How long to wait for the next piece of a value, where that is less than its slot says; else 0."""
    typed_at: int = 0
    """When the last key of a number of known length was typed; the fingers may go on for a moment."""

    # what templates see
    text: str = ""
    intent: str = ""
    barged_in: bool = False

    event: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """What came with the last event from outside."""

    # services
    inquiry: Inquiry | None = None
    """What a service is asked now."""
    checking: str = ""
    """The slot whose value is about to be checked by a service, and the number of the check: ``account/0``."""
    in_a_row: int = 0
    """How many inquiries there were since the caller was last asked anything."""
    asked: int = 0
    """How many inquiries there were."""

    # the world outside
    pending: tuple[Pending, ...] = ()
    taken_at: int = 0
    """When the last one was taken."""
    halt: int = 0
    """When the playback was sent that the button is to stop, 0 if none."""
    unsent: tuple[Mapping[str, Any], ...] = ()
    """Actions that never reached the platform and go before the next answer: settings, sounds, text messages."""

    ledger: tuple[Heard, ...] = ()

    def fork(self) -> Session:
        """A copy that its maker may write to until it hands it on."""
        return _copy(self)


_copy: Callable[[Session], Session] = getattr(Session, "__copy__")  # noqa: B009  its stub does not know it
"""What ``copy.copy`` would find after looking around."""
