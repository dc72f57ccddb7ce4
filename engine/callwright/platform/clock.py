"""Time on the line: a schedule of what will happen, and two clocks with one face.

Theory of operation: all times are whole milliseconds since the call began. The line never waits; it puts what
will happen into a ``Schedule`` and whoever conducts the call runs one happening after the other. A ``Clock``
only says how late it is and waits for a moment to come: the virtual one jumps there, the real one sleeps.

Laws: happenings run in order of their time; those of one millisecond in the order in which they were planned (or in
the opposite one, where the schedule was made so); a called-off happening never runs; time never goes back.
"""

from __future__ import annotations

import asyncio
import heapq
import time
from collections.abc import Callable, Coroutine
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Happening:
    """One thing that will happen at ``at`` (ms), unless it is called off before."""

    __slots__ = ("act", "arguments", "at")

    def __init__(self, at: int, act: Callable[..., object], arguments: tuple[object, ...]) -> None:
        self.at = at
        self.act: Callable[..., object] | None = act
        self.arguments = arguments

    def call_off(self) -> None:
        """It will not happen. Harmless when it has happened already."""
        self.act = None


def called_off(happening: Happening | None) -> Happening | None:
    """Call it off if it is planned at all; gives what is planned then: nothing."""
    if happening is not None:
        happening.call_off()
    return None


class Schedule:
    """What will happen on the line, and how late it is there. ``latest_first``: within one millisecond."""

    __slots__ = ("_heap", "_order", "_step", "now")

    def __init__(self, *, latest_first: bool = False) -> None:
        self.now = 0
        self._step = -1 if latest_first else 1
        self._heap: list[tuple[int, int, Happening]] = []
        self._order = 0

    def at(self, at: int, act: Callable[..., object], *arguments: object) -> Happening:
        """Plan ``act(*arguments)`` for ``at`` ms; a moment that is past already means now."""
        happening = Happening(max(at, self.now), act, arguments)
        self._order += self._step
        heapq.heappush(self._heap, (happening.at, self._order, happening))
        return happening

    def next_at(self) -> int | None:
        """When the next thing happens, in ms; None when nothing is planned."""
        heap = self._heap
        while heap:
            if heap[0][2].act is not None:
                return heap[0][0]
            heapq.heappop(heap)
        return None

    def run_next(self) -> bool:
        """Let the next thing happen; False when nothing is planned."""
        heap = self._heap
        while heap:
            at, _, happening = heapq.heappop(heap)
            act = happening.act
            if act is not None:
                self.now = at
                happening.act = None
                act(*happening.arguments)
                return True
        return False

    def run_to(self, at: int) -> None:
        """Let everything happen that is due by ``at`` ms, and make it that late."""
        while (due := self.next_at()) is not None and due <= at:
            self.run_next()
        self.now = max(self.now, at)


class Clock(Protocol):
    """How late it is in this call, and waiting for a moment to come."""

    def now(self) -> int:
        """Milliseconds since the call began."""

    async def wait(self, until: int) -> None:
        """Come back at ``until`` ms, or earlier when something has arrived."""


class VirtualClock:
    """A clock that is wherever it was last told to be: waiting takes no time."""

    def __init__(self) -> None:
        self._now = 0

    def now(self) -> int:
        return self._now

    async def wait(self, until: int) -> None:
        self._now = max(self._now, until)


class RealClock:
    """The wall's pace, counted from the moment it was made. ``arrival`` is set by whoever receives something."""

    def __init__(self, arrival: asyncio.Event | None = None) -> None:
        self._began = time.monotonic()
        self._arrival = arrival

    def now(self) -> int:
        return int((time.monotonic() - self._began) * 1000)

    async def wait(self, until: int) -> None:
        # One millisecond more than asked, so that the whole number that ``now`` gives has surely come.
        seconds = max(0.0, (until + 1) / 1000 - (time.monotonic() - self._began))
        if self._arrival is None:
            await asyncio.sleep(seconds)
            return
        try:
            async with asyncio.timeout(seconds):
                await self._arrival.wait()
        except TimeoutError:
            return
        self._arrival.clear()


def run_now(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that never has to wait, without an event loop.

    In process and in virtual time a whole call is such a coroutine. Raises ``RuntimeError`` if it waits after
    all, which means that a real connection or a real clock was handed in.
    """
    try:
        work.send(None)
    except StopIteration as finished:
        value: T = finished.value
        return value
    work.close()
    raise RuntimeError("this call waits for something real; run it with asyncio.run")
