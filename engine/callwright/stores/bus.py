"""How the workers that share a store talk to each other.

Theory of operation. A message is some bytes from one worker to another, by its name (``Store.owner``), or to all
others. It is sent once and may get lost: whoever needs to know asks for an answer and does not wait for ever. Nothing
that must not be lost goes over a bus; that goes into the store.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

Hear = Callable[[str, bytes], None]
"""What is done with a message: the name of the worker that sent it, and the message. It must not raise."""

LARGEST = 64 * 1024
"""Bytes of a message; a larger one is a ``ValueError``."""


class Bus(Protocol):
    """One a store. Where the store does not work, telling may raise ``StoreError``."""

    async def open(self, hear: Hear) -> None:
        """Begin to listen. ``hear`` is called on the event loop for every message that is for us."""

    async def tell(self, owner: str, message: bytes) -> bool:
        """Send to one worker. False if it is known that nobody of that name listens."""

    async def tell_all(self, message: bytes) -> None:
        """Send to all workers but ourselves."""

    async def close(self) -> None:
        """Listen no more."""


class NobodyElse:
    """The bus of a store that only one process can open."""

    async def open(self, hear: Hear) -> None:
        """See ``Bus.open``."""

    async def tell(self, owner: str, message: bytes) -> bool:  # noqa: ARG002  nobody hears it
        """See ``Bus.tell``."""
        return False

    async def tell_all(self, message: bytes) -> None:
        """See ``Bus.tell_all``."""

    async def close(self) -> None:
        """See ``Bus.close``."""
