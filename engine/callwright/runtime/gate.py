"""One event at a time per call, in order of arrival; different calls side by side.

Theory of operation. A call that is being worked on has an entry, and the entry is a queue as soon as somebody waits.
``enter`` is a plain function that nearly always says yes; only who must wait pays for a future. Who leaves wakes the
next one, or removes the entry, so that an idle call costs nothing. The gate stays closed between ``leave`` and the
waking of the next one, so nobody who comes later slips in between.

Some of those who wait are an answer's way out: the platform waits for them. ``is_pressed`` tells whoever is inside.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple


class _Turn(NamedTuple):
    """Whoever waits; ``presses`` if the platform waits for its answer."""

    come: asyncio.Future[None]
    presses: bool


class Gate:
    """Used by one event loop."""

    __slots__ = ("_inside",)

    def __init__(self) -> None:
        self._inside: dict[str, deque[_Turn] | None] = {}

    def __len__(self) -> int:
        """How many calls are being worked on."""
        return len(self._inside)

    @property
    def calls(self) -> Iterable[str]:
        """Those that are being worked on."""
        return self._inside.keys()

    def enter(self, call: str) -> bool:
        """Go in if nobody is; ``False`` means that ``wait`` is to be awaited. Then ``leave`` is due."""
        if call in self._inside:
            return False
        self._inside[call] = None
        return True

    def is_closed(self, call: str) -> bool:
        """Whether somebody is in."""
        return call in self._inside

    def is_pressed(self, call: str) -> bool:
        """Whether the platform waits for the answer to something that stands before the gate."""
        return any(turn.presses and not turn.come.done() for turn in self._inside.get(call) or ())

    async def wait(self, call: str, *, presses: bool = False) -> None:
        """Wait behind those who came before. Returns inside; then ``leave`` is due. If cancelled, it is not."""
        queue = self._inside[call]
        if queue is None:
            queue = self._inside[call] = deque()
        turn = asyncio.get_running_loop().create_future()
        queue.append(_Turn(turn, presses))
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():
                self.leave(call)
            raise

    def leave(self, call: str) -> None:
        """Let the next one in."""
        queue = self._inside[call]
        while queue:
            turn = queue.popleft().come
            if not turn.done():
                turn.set_result(None)
                return
        del self._inside[call]
