"""From a store's address to the store."""

from __future__ import annotations

import time

from callwright.stores.base import Clock, Store, StoreError

ALLOWED = "memory:// or sqlite:///FILE, such as sqlite:///calls.db"


def open_store(url: str, *, clock: Clock = time.time) -> Store:
    """Open ``memory://`` or ``sqlite:///FILE`` (three slashes: beside us; four: from the root of the disk).

    Raises ``StoreError`` if the address is none of these or the file cannot be used.
    """
    if url == "memory://":
        from callwright.stores.memory import MemoryStore

        return MemoryStore(clock=clock)
    if url.startswith("sqlite:///") and len(url) > len("sqlite:///"):
        from callwright.stores.sqlite import SqliteStore

        return SqliteStore(url.removeprefix("sqlite:///"), clock=clock)
    if url.startswith(("redis://", "rediss://", "valkey://")):
        raise StoreError(f"The store {_shown(url)} is a Redis server, which this release cannot use. Use {ALLOWED}.")
    raise StoreError(f"{_shown(url)!r} is not the address of a store. Use {ALLOWED}.")


def _shown(url: str) -> str:
    """The address without a password that may stand in it."""
    head, at, tail = url.rpartition("@")
    return f"{head.partition('://')[0]}://…@{tail}" if at else url
