"""What many calls save in the same turn of the event loop, written together.

Theory of operation. The first who adds something begins a batch; all who add wait for one and the same future, which is
done when the whole batch is written, well or not. What became of each one's own part stands in ``results`` then.

A write that is under way cannot be called off: who is cancelled while waiting learns of it when the write is through
(it is short, and has a time limit). So one request that is given up cannot take those of others with it.
"""

from __future__ import annotations

import asyncio
from typing import Any, Generic, TypeVar

from callwright.stores.base import StoreError

Part = TypeVar("Part")


class Together(asyncio.Future[None]):
    """A future for many, which no single one can cancel."""

    def cancel(self, msg: Any | None = None) -> bool:  # noqa: ARG002  the signature is asyncio's
        """Not to be had: asyncio then delivers the cancellation when this is done."""
        return False


class Batch(Generic[Part]):
    """``parts`` in the order in which they came; ``results`` beside them (an exception: what its part is to raise).

    ``error`` is for all of them, where the write as a whole has failed.
    """

    __slots__ = ("begun", "done", "error", "loop", "parts", "results")

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.begun = loop.time()
        self.done = Together(loop=loop)
        self.parts: list[Part] = []
        self.results: list[Any] = []
        self.error: StoreError | None = None

    def finish(self, error: StoreError | None = None) -> None:
        """All who wait may go on."""
        self.error = error
        if not self.done.done() and not self.loop.is_closed():
            self.done.set_result(None)
