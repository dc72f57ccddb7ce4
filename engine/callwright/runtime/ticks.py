"""The timers of calls that have been without any event for too long.

Theory of operation. Where we may speak first, a lost event must not leave a caller in silence for ever: after each
event ``rest`` sets the call's timer to ``quiet_after``, and one that runs out becomes a ``Tick``. There is one timer a
call, wherever its events come from, and none where silence is right (the call is over, transferred, cannot be reached).

A timer that runs out while somebody works on its call says nothing: whoever is inside sets it anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from callwright.core.session import Session
from callwright.runtime import clock
from callwright.runtime.reach import SEND_SECONDS

Quiet = Callable[[Session], int | None]
"""How many ms after its last event a call is due for a tick; ``None`` where silence is right."""


class Ticks:
    """``tick`` is given a call and the moment (Unix ms); ``None`` means that somebody works on the call.

    ``trust_clock`` gives it the moment at which the tick was due, for who plays in virtual time.
    """

    def __init__(
        self, tick: Callable[[str, int], Coroutine[Any, Any, None] | None], quiet: Quiet, *, trust_clock: bool = False
    ) -> None:
        self._tick = tick
        self._quiet = quiet
        self._trust_clock = trust_clock
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._running: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        """How many calls have a timer."""
        return len(self._timers)

    def rest(self, call: str, at: int, session: Session | None) -> None:
        """The last event of a call came ``at``: its silence begins anew. ``None``: nobody waits for it to end."""
        if self._timers:
            self.stop(call)
        due = None if session is None else self._quiet(session)
        if due is not None:
            loop = asyncio.get_running_loop()
            self._timers[call] = loop.call_later(due / 1000, self._due, call, at + due)

    def stop(self, call: str) -> None:
        """No tick for this call."""
        timer = self._timers.pop(call, None)
        if timer is not None:
            timer.cancel()

    def _due(self, call: str, at: int) -> None:
        del self._timers[call]
        tick = self._tick(call, at if self._trust_clock else clock.now())
        if tick is not None:
            task = asyncio.get_running_loop().create_task(tick)
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def close(self) -> None:
        """No tick for anybody; those that are being sent are waited for."""
        for call in list(self._timers):
            self.stop(call)
        if self._running:
            await asyncio.wait(self._running, timeout=SEND_SECONDS)
