"""The bus of workers that share a Redis server: its channels, one for each worker and one for all.

Theory of operation. The store's server listens as long as it has a connection, and subscribes again with each new one
(``redis_server``). A message is the sender's name, a line break and what was said.
"""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any, Protocol

from callwright.stores.bus import LARGEST, Hear


class _Store(Protocol):
    owner: str

    def channel(self, name: str) -> str:
        """The name of a channel, with the store's prefix."""

    def ask(self, *command: bytes | str | int, again: bool = True) -> Awaitable[Any]:
        """A command of the server."""


class RedisBus:
    """One a store."""

    def __init__(self, store: _Store) -> None:
        self._store = store
        self._hear: Hear | None = None

    def heard(self, data: bytes) -> None:
        """Something came in on a channel."""
        sender, _, message = data.partition(b"\n")
        owner = sender.decode("ascii", "replace")
        if self._hear is not None and owner != self._store.owner:
            self._hear(owner, message)

    async def open(self, hear: Hear) -> None:
        """See ``Bus.open``."""
        self._hear = hear
        await self._store.ask("PING")  # so that there is a connection

    async def tell(self, owner: str, message: bytes) -> bool:
        """See ``Bus.tell``."""
        return await self._publish(f"to:{owner}", message) > 0

    async def tell_all(self, message: bytes) -> None:
        """See ``Bus.tell_all``."""
        await self._publish("to-all", message)

    async def _publish(self, channel: str, message: bytes) -> int:
        if len(message) > LARGEST:
            raise ValueError(f"a message of {len(message)} bytes; at most {LARGEST} are allowed")
        data = self._store.owner.encode() + b"\n" + message
        return int(await self._store.ask("PUBLISH", self._store.channel(channel), data, again=False))

    async def close(self) -> None:
        """See ``Bus.close``."""
        self._hear = None
