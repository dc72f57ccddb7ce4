"""From a store's address to the store."""

from __future__ import annotations

import difflib
import time

from callwright.stores.base import RETENTION_SECONDS, Clock, Store, StoreError
from callwright.stores.redis_address import hidden, read

ALLOWED = "memory://, sqlite:///FILE such as sqlite:///calls.db, or redis://HOST:PORT such as redis://localhost:6379"

REDIS = ("redis", "rediss", "valkey", "valkeys", "unix")
_SCHEMES = ("memory", "sqlite", *REDIS)


def open_store(url: str, *, clock: Clock = time.time, retention: float = RETENTION_SECONDS) -> Store:
    """Open ``memory://``, ``sqlite:///FILE`` (three slashes: beside us; four: from the root of the disk), or a Redis or
    Valkey server: ``redis://[USER:PASSWORD@]HOST[:PORT][/NUMBER]``, ``rediss://`` with TLS, ``unix:///SOCKET``.

    ``retention``: how many seconds the records of calls are kept. Raises ``StoreError`` if the address is none of these
    or the store cannot be used.
    """
    if url == "memory://":
        from callwright.stores.memory import MemoryStore

        return MemoryStore(clock=clock, retention=retention)
    if url.startswith("sqlite:///") and len(url) > len("sqlite:///"):
        from callwright.stores.sqlite import SqliteStore

        return SqliteStore(url.removeprefix("sqlite:///"), clock=clock, retention=retention)
    scheme = url.partition("://")[0]
    if scheme in REDIS and "://" in url:
        address = read(url)
        try:
            from callwright.stores.redis import RedisStore
        except ModuleNotFoundError as error:
            raise StoreError(
                f"The store {address.shown} is a Redis server, which needs one more part. "
                "Install it: pip install 'callwright[redis]'"
            ) from error
        return RedisStore(address, clock=clock, retention=retention)
    raise StoreError(_mistake(url))


def _mistake(url: str) -> str:
    """What is wrong with an address that is none, and what would be one."""
    scheme, sign, rest = url.partition("://")
    if sign and scheme == "sqlite":
        name = rest.lstrip("/") or "calls.db"
        return f"{url!r} does not name a file after three slashes. Use sqlite:///{name}."
    if sign and scheme == "memory":
        return f"{url!r} says more than can be said of memory. Use memory://."
    if sign:
        near = difflib.get_close_matches(scheme.lower(), _SCHEMES, 1, 0.6)
        if near:
            return (
                f"{hidden(url)!r} does not begin like the address of a store. Did you mean {near[0]}://? Use {ALLOWED}."
            )
    return f"{hidden(url)!r} is not the address of a store. Use {ALLOWED}."
