"""What this worker wrote last, still decoded, so that a turn need not read it back.

Theory of operation. Kept for a bounded number of calls, those that were written last. That is safe because a save names
its revision: where another worker was faster it is refused, and what was kept is dropped. Who must know how a call
stands this moment, and saves nothing, asks the store itself (``load(fresh=True)``).
"""

from __future__ import annotations

from collections import OrderedDict

from callwright.stores.base import Answered, Stored

KEPT = 16_384
"""How many calls: the busy ones; those that wait for long are read again."""


class Kept:
    """Records with the time at which they end."""

    __slots__ = ("_calls", "drop", "forget")

    def __init__(self) -> None:
        self._calls: OrderedDict[str, tuple[float, Stored]] = OrderedDict()
        self.forget = self._calls.clear
        """Drop all."""
        self.drop = self._calls.pop
        """``drop(call, None)``: drop one."""

    def get(self, call: str, now: float) -> Stored | None:
        """The record, if we have it and it has not ended."""
        found = self._calls.get(call)
        return found[1] if found is not None and found[0] > now else None

    def keep(self, call: str, until: float, stored: Stored) -> None:
        """Keep what was just written; what was written longest ago gives way."""
        calls = self._calls
        calls.pop(call, None)
        calls[call] = (until, stored)
        if len(calls) > KEPT:
            calls.popitem(last=False)


def unsent(answered: Answered) -> Answered | None:
    """What of an answer of our own is still to be asked for while we live."""
    return answered if answered.lost and answered.fingerprint else None
