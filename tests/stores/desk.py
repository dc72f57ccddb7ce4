"""What the tests of the stores share: a clock of their own, an event loop that lasts a test, stores of each kind."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from callwright.core.session import Session
from callwright.stores import Answered, Store, Stored, open_store

T = TypeVar("T")

NONE = Answered(b"", None)
PRINT = Answered(b"print", b'{"type":"hangup"}')
HOUR = 3600.0
MONTH = 30 * 86_400.0


class Clock:
    """Stands still until it is told to move."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        """Unix time in seconds."""
        return self.now


def a_session(call: str = "c1", **fields: Any) -> Session:
    """A call that stands somewhere."""
    return Session(call, "hotline", fields.pop("version", "v1"), 1_700_000_000_000, **fields)


class Desk:
    """One place where calls are kept, and as many stores on it as a test opens. ``clock`` is all theirs."""

    def __init__(self, kind: str, folder: Path, server: str = "") -> None:
        self.kind = kind
        self.clock = Clock()
        self._runner = asyncio.Runner()
        self._opened: list[Store] = []
        prefix = "{" + secrets.token_hex(6) + "}:"
        urls = {
            "memory": "memory://",
            "sqlite": f"sqlite:///{folder / 'calls.db'}",
            "redis": f"{server}?prefix={prefix}",
        }
        self.url = urls[kind]

    def open(self, retention: float = MONTH) -> Store:
        """One more store on it: another worker."""
        store = open_store(self.url, clock=self.clock, retention=retention)
        self._opened.append(store)
        return store

    def open_one(self) -> Store:
        """The store that was opened first."""
        return self._opened[0]

    def do(self, act: Awaitable[T]) -> T:
        """Run it to its end, on the loop of this desk."""

        async def done() -> T:
            return await act

        return self._runner.run(done())

    def run(self, act: Coroutine[Any, Any, T]) -> T:
        """The same for what is a coroutine already."""
        return self._runner.run(act)

    def stored(self, store: Store, call: str = "c1", *, fresh: bool = True) -> Stored:
        """The record of a call that is there."""
        found = self.do(store.load(call, fresh=fresh))
        assert found is not None
        return found

    def close_stores(self) -> None:
        """Close all that was opened."""

        async def closed() -> None:
            while self._opened:
                self._opened.pop().close()
            for _ in range(3):
                await asyncio.sleep(0)

        self._runner.run(closed())

    def close(self) -> None:
        """The end."""
        self.close_stores()
        self._runner.close()
