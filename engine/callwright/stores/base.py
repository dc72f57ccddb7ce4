"""What every store promises.

Theory of operation. A store keeps one record a call: the session (a value that nobody changes), a revision that
grows by one with each save, and until when the record is kept. Whoever saves names the revision that was loaded; if
another was faster the save is refused with ``Conflict`` and nothing is written, so no update is ever lost. ``step`` is
pure, so loading and stepping once more is always safe.

A call that is over keeps its record for a while (an empty one, ``session`` is ``None``, where we never knew it), so
that what arrives late is known to be late and revives nothing, and its account can be read.

Repeated events carry no id, so a store also remembers the answer that may not have reached the platform: one whose
connection was seen to break, or one given by a process that has died since. ``Stored.unsent`` is that answer, and is
``None`` wherever the platform must be taken to have it. What a store cannot outlive it need not keep: the memory store
keeps an answer only if the break was seen.

Times are the store's own clock, seconds of ``time.time``; records that are past their time are as if they were gone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from callwright.core.session import Session

Clock = Callable[[], float]
"""Unix time in seconds."""


class Conflict(Exception):  # noqa: N818  it is not a mistake: load, step and save again
    """Somebody else saved this call since it was loaded."""


class StoreError(Exception):
    """The store cannot be opened or used; the message says why and what would help."""


class Answered(NamedTuple):
    """The answer to the last event of a call.

    ``fingerprint`` is of the event's bytes, empty where it cannot be repeated. ``body`` is what was answered
    (``None``: nothing to do). ``lost`` means that the connection was seen to break before the answer was out.
    """

    fingerprint: bytes
    body: bytes | None
    lost: bool = False


class Stored(NamedTuple):
    """One record. ``session`` is ``None`` where only its end is known; ``unsent`` is an answer nobody may have got."""

    session: Session | None
    revision: int
    unsent: Answered | None = None


class Store(Protocol):
    """Sessions by the platform's id. Any method may raise ``StoreError`` where the store does not work."""

    immediate: bool
    """Whether its methods never let the event loop turn, so that who calls them never waits for anybody."""

    async def load(self, call: str) -> Stored | None:
        """The record of a call; ``None`` if there is none, or if its time has run out."""

    async def save(
        self, call: str, session: Session | None, expected: int | None, keep: float, answered: Answered
    ) -> None:
        """Write a record that is kept for ``keep`` seconds. ``expected`` is the revision that was loaded.

        ``None`` means that there was no record. Raises ``Conflict`` if that is no longer so.
        """

    async def versions(self) -> set[str]:
        """The versions of flows that waiting calls were begun with."""

    async def sweep(self) -> int:
        """Remove the records whose time has run out; how many there were. Also shows that this process lives."""

    async def check(self) -> None:
        """Raise ``StoreError`` if calls could not be kept right now."""

    def close(self) -> None:
        """Leave in order: every answer that was saved is out."""
