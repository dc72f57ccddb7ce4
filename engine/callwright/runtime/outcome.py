"""What comes of an event: its answer, and the call after it.

``Within`` is the platform's event that an event of ours adds to, ``UnsureError`` an outcome of which nobody knows
whether the store has it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import msgspec

from callwright.core.actions import Action
from callwright.core.events import Event
from callwright.core.interpreter import Step
from callwright.core.model import Flow
from callwright.core.session import Session
from callwright.stores.base import Stored, StoreError

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
"""ASGI's way to ask the server for the next message, which after the body is that the connection broke."""


class Within(msgspec.Struct, frozen=True):
    """The platform's event to whose answer an event of ours adds, and what was ``said`` in it so far.

    ``came`` is when it came (``time.perf_counter``).
    """

    event: Event
    fingerprint: bytes
    receive: Receive | None
    said: tuple[Action, ...] = ()
    came: float = 0.0


class Outcome(msgspec.Struct, frozen=True, gc=False):
    """``body`` is what to answer, ``None`` for nothing (204). ``session`` is the call after it, unless it is over.

    ``made`` is the step behind it, if one was made for this event. ``flow`` is the call's, and ``before`` the call
    before this event, where they are known.
    """

    body: bytes | None
    session: Session | None
    made: Step | None = None
    flow: Flow | None = None
    before: Session | None = None


NOTHING = Outcome(None, None)


class UnsureError(StoreError):
    """The store broke in the middle of a save: perhaps it has it, under ``revision``."""

    def __init__(self, error: StoreError, outcome: Outcome, revision: int) -> None:
        super().__init__(str(error))
        self.outcome = outcome
        self.revision = revision

    def was_saved(self, stored: Stored | None) -> bool:
        """Whether what is stored is what was to be saved."""
        return (
            stored is not None
            and stored.revision == self.revision
            and stored.session == self.outcome.session is not None
        )
