"""Calls whose beginning nobody could take: they were told to wait, and begin with whatever comes next.

Theory of operation. While the store does not work, or there is too much to do, a new call hears that it takes a moment.
The event that comes when that was said would be the first one that we know of the call, and an unknown call in its
middle is one that we lost: it is told that we were interrupted. This one was not, so it begins as it would have. That
is remembered by the worker that said so, for the calls that were told last; at another worker it is one that we lost.
"""

from __future__ import annotations

from collections import OrderedDict

from msgspec.structs import replace

from callwright.core.events import Event, SessionEnd, SessionStart

MOST = 10_000


class Newcomers:
    """One a service."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[str, SessionStart] = OrderedDict()

    def __len__(self) -> int:
        return len(self._waiting)

    def told_to_wait(self, event: Event) -> None:
        """An event could not be taken, and its caller was told so."""
        if isinstance(event, SessionStart):
            self._waiting[event.session] = event
            if len(self._waiting) > MOST:
                self._waiting.popitem(last=False)

    def begins(self, event: Event) -> Event:
        """What a call that nobody knows begins with: the start that was put off, as if it came now, or ``event``."""
        start = self._waiting.pop(event.session, None)
        if start is None or isinstance(event, SessionStart | SessionEnd):
            return event
        return replace(start, at=event.at)
