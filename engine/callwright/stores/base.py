"""What every store promises.

Theory of operation. A store keeps one record a call: the session (a value that nobody changes), a revision that
grows by one with each save, and until when the record is kept. Whoever saves names the revision that was loaded; if
another was faster the save is refused with ``Conflict`` and nothing is written, so no update is ever lost. ``step`` is
pure, so loading and stepping once more is always safe.

*Several workers.* Each process that opens a store is a worker with a name of its own, its ``owner``. Most turns need
no lock: the save decides who was first. A worker whose turn takes time between its step and its answer (a service is
asked, the platform's external API is called) *holds* the call meanwhile; another worker's save is then refused with
``Held``. A hold has an end, and is void when its worker has died; one that comes back too late finds that its revision
is old (fencing).

*Batches.* What many calls save in the same turn of the event loop is written together. ``load`` and ``save`` pause on
nothing but plain futures of the event loop (never on a timeout or a task of their own), so that they may be driven
without a task. When ``save`` returns, what was saved is there, whatever becomes of this process.

A call that is over keeps its record for a while (an empty one, ``session`` is ``None``, where we never knew it), so
that what arrives late is known to be late and revives nothing, and its account can be read.

Repeated events carry no id, so a store also remembers the answer that may not have reached the platform: one whose
connection was seen to break, or one given by a process that has died since. ``Stored.unsent`` is that answer, and is
``None`` wherever the platform must be taken to have it. What a store cannot outlive it need not keep: the memory store
keeps an answer only if the break was seen.

*Records.* With a save comes what is to be remembered of the turn: ``lines``, appended to the call's record in the same
write. A record is only ever appended to, and kept for the store's ``retention``, counted from its last line; a call
that is begun anew later than that begins a new one.

*Shelves.* Everything else is a document on a shelf: versions of flows, aliases, numbers. A document has a revision too.

Times are the store's own clock, seconds of ``time.time``; records that are past their time are as if they were gone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

import msgspec

from callwright.core.session import Phase, Session
from callwright.stores.bus import Bus

Clock = Callable[[], float]
"""Unix time in seconds."""

RETENTION_SECONDS = 30 * 86_400.0
"""How long records are kept, if nobody says otherwise."""


class Conflict(Exception):  # noqa: N818  it is not a mistake: load, step and save again
    """Somebody else saved this call since it was loaded."""


class Held(Exception):  # noqa: N818  it is not a mistake: wait, load, step and save again
    """Another worker holds this call for ``seconds`` more at most."""

    def __init__(self, call: str, seconds: float) -> None:
        super().__init__(call)
        self.seconds = seconds


class StoreError(Exception):
    """The store cannot be opened or used; the message says why and what would help."""


class Answered(msgspec.Struct, frozen=True, gc=False):
    """The answer to the last event of a call.

    ``fingerprint`` is of the event's bytes, empty where it cannot be repeated. ``body`` is what was answered
    (``None``: nothing to do). ``lost`` means that the connection was seen to break before the answer was out.
    """

    fingerprint: bytes
    body: bytes | None
    lost: bool = False


class Stored(msgspec.Struct, frozen=True, gc=False):
    """One record. ``session`` is ``None`` where only its end is known; ``unsent`` is an answer nobody may have got.

    ``holder`` is the worker on whose WebSocket the call's last event came, empty where it came over the webhook.
    """

    session: Session | None
    revision: int
    unsent: Answered | None = None
    holder: str = ""


def is_open(session: Session | None) -> bool:
    """Whether a call is not over."""
    return session is not None and session.phase is not Phase.OVER


class Recorded(NamedTuple):
    """A call that has a record: when its first line was written, and its last one."""

    call: str
    begun: float
    last: float


class Document(NamedTuple):
    """What stands on a shelf. ``at`` is when it was put there."""

    value: bytes
    revision: int
    at: float


class Store(Protocol):
    """Sessions by the platform's id. Any method may raise ``StoreError`` where the store does not work."""

    owner: str
    """This worker's name."""

    lasting: bool
    """Whether what is kept outlives this process."""

    async def load(self, call: str, *, fresh: bool = False) -> Stored | None:
        """The record of a call; ``None`` if there is none, or if its time has run out.

        It may be as this worker left it though another has saved it since: a save finds that out. ``fresh``: as it
        stands this moment, for who decides something without saving.
        """

    async def save(
        self,
        call: str,
        session: Session | None,
        expected: int | None,
        keep: float,
        answered: Answered,
        lines: bytes = b"",
        holder: str = "",
    ) -> None:
        """Write a record that is kept for ``keep`` seconds. ``expected`` is the revision that was loaded.

        ``None`` means that there was no record. ``lines`` are what is appended to the call's record, each one JSON,
        with a line break between them and none at the end; empty: nothing. Raises ``Conflict`` if ``expected`` is no
        longer so, ``Held`` if another worker holds the call. After a ``StoreError`` nobody knows whether it was saved.
        """

    async def hold(self, call: str, seconds: float) -> None:
        """Keep other workers from saving this call. Again: for so long from now. Raises ``Held`` if another does."""

    async def release(self, call: str) -> None:
        """Hold it no more; harmless if we do not."""

    async def versions(self) -> set[str]:
        """The versions of flows that waiting calls were begun with."""

    async def open_calls(self) -> int:
        """How many calls there are that are not over."""

    async def sweep(self) -> int:
        """Remove what is past its time; how many calls there were."""

    async def check(self) -> None:
        """Raise ``StoreError`` if calls could not be kept right now."""

    # records

    async def recorded(self, limit: int, before: float | None = None) -> list[Recorded]:
        """The calls that have a record, the one begun last first; only those begun ``before``."""

    async def record(self, call: str) -> list[bytes]:
        """The lines of a call's record, the oldest first; empty if there is none."""

    async def forget(self, call: str) -> bool:
        """Erase a call's record (and nothing else of it). Whether there was one."""

    # shelves

    async def put(self, shelf: str, key: str, value: bytes, expected: int | None = None) -> int:
        """Put a document there; its new revision. ``expected``: only if it still has that one (0: none is there).

        Raises ``Conflict`` if it has not.
        """

    async def take(self, shelf: str, key: str) -> Document | None:
        """The document of that key."""

    async def keys(self, shelf: str) -> list[str]:
        """The keys of a shelf, sorted."""

    async def remove(self, shelf: str, key: str) -> bool:
        """Take a document away for good. Whether there was one."""

    def bus(self) -> Bus:
        """How the workers of this store talk to each other; always the same one."""

    def close(self) -> None:
        """Leave in order: every answer that was saved is out."""
