"""What a turn does while its store does not work, or another worker holds its call: it waits, but not for long.

Theory of operation. A store that does not work is mostly back in a moment: a server was restarted, a disk was locked.
So a turn that fails because of it waits and is taken once more, until the patience of the platform's event is over; who
is not served by then hears that it takes a moment (see ``apology``), and the call goes on when the store is back.

*No storm.* The first turn that fails begins an ``Outage``, and one probe a worker asks the store whether it works, with
growing pauses. All other turns wait for what the probe finds and ask nothing themselves.

*Another worker.* A call that is held is looked at again after short pauses. The hold is released, or it ends.

Everything here pauses on plain futures of the event loop, since turns may be driven without a task.
"""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import suppress

from callwright.runtime import log
from callwright.stores.base import Held, Store, StoreError

HELD_SECONDS = 3.0
"""How much longer than its patience an event waits for a call that another worker holds."""

FIRST_PAUSE = 0.02
LONGEST_PAUSE = 0.5


class Outage:
    """One a service: whether its store works, as the turns and the probe find it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: set[asyncio.Future[None]] = set()
        self._probe: asyncio.Task[None] | None = None
        self.known = False
        """Whether the store does not work at this moment, as far as we know."""

    async def over(self, until: float) -> bool:
        """Wait until the store works again, ``until`` (``time.monotonic``) at the latest. Whether it does."""
        loop = asyncio.get_running_loop()
        if not self.known:
            self.known = True
            self._probe = loop.create_task(self._ask())
        left = until - time.monotonic()
        if left <= 0:
            return False
        back: asyncio.Future[None] = loop.create_future()
        self._waiting.add(back)
        timer = loop.call_later(left, _wake, back)
        try:
            await back
        finally:
            timer.cancel()
            self._waiting.discard(back)
        return not self.known

    async def _ask(self) -> None:
        """The probe: ends when the store works."""
        began, pause = time.monotonic(), FIRST_PAUSE
        while True:
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))
            pause = min(2 * pause, LONGEST_PAUSE)
            with suppress(StoreError):
                await self._store.check()
                break
        self.known = False
        log.note("the store works again", seconds=round(time.monotonic() - began, 1))
        for back in self._waiting:
            _wake(back)

    async def close(self) -> None:
        """Ask no more."""
        probe, self._probe = self._probe, None
        if probe is not None:
            probe.cancel()
            with suppress(asyncio.CancelledError):
                await probe


def _wake(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_result(None)


class Patience:
    """The waiting of one event. ``until`` (``time.monotonic``) is when its answer is due."""

    def __init__(self, outage: Outage, until: float) -> None:
        self._outage = outage
        self._until = until
        self._pause = FIRST_PAUSE / 2

    async def after(self, error: Held | StoreError) -> bool:
        """Wait for what stood in the way; whether to try once more."""
        if isinstance(error, StoreError):
            return await self._outage.over(self._until)
        left = self._until + HELD_SECONDS - time.monotonic()
        if left <= 0:
            return False
        await asyncio.sleep(min(self._pause, left, max(error.seconds, 0.001)))
        self._pause = min(2 * self._pause, 0.1)
        return True
