"""How much is taken: of one call, and of all calls together.

Laws.

*Whoever is on the line goes first.* When there is too much to do, new calls are the first who wait: they hear "one
moment", and after two seconds of silence the platform asks again (as where the store does not work, see ``apology``).
Calls under way go on as if nothing was. A call that waits is let in with its next event as soon as there is room.

*A platform never gets a 200 that is no action.* What waits gets a sentence; what is too much of one call, or too much
altogether, gets 429 or 503 with ``Retry-After``, and on a WebSocket nothing.

Strangers have their own limits: their wrong secrets in ``strangers``, their connections in ``doorway``.

Theory of operation. Rates are counted in windows of a second: a dict of the calls in this one, and a number for all
together, so that a turn costs a look at the clock, a look into the dict, and two additions. There is too much to do in
two cases: most of what ``--max-rate`` allows for this second is spent, or the event loop is late: the server looks ten
times a second, and ``LATE_SECONDS`` twice in a row means that answers take longer than callers wait.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from callwright.core import codec
from callwright.core.events import Event, InputTimeout, Key, SessionEnd, SessionStart, UserSpeak
from callwright.runtime import log
from callwright.runtime.apology import Apologies

WINDOW_SECONDS = 1.0

CALL_EVENTS = 200
"""Events of one call in a second; a caller, however quick with the keys, makes ten."""

RESERVE = 0.2
"""The share of all events in a second that is kept for calls under way."""

LATE_SECONDS = 0.5
"""How late the event loop may be: an answer takes that much longer."""

MOST_WAITING = 10_000
WAITING_SECONDS = 120.0
"""After that nobody waits any more: the caller is gone."""

RETRY_SECONDS = 1

_HEARD = (SessionStart, UserSpeak, Key, InputTimeout)

TOO_MANY_OF_A_CALL = {
    "error": "Too many events of one call.",
    "found": f"more than {CALL_EVENTS} in a second",
    "allowed": f"at most {CALL_EVENTS} in a second",
}
TOO_MANY = {
    "error": "Too many events.",
    "found": "more in a second than this service is allowed to take (--max-rate)",
    "allowed": "the same event again in a second",
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """``rate`` is how many events in a second are taken of all calls together, by one process; ``None``: as many as
    there come. ``connections`` is how many connections may be open; ``None``: as many as the machine allows.
    """

    rate: int | None = None
    connections: int | None = None


class Turned(NamedTuple):
    """What is answered instead: a status, and a body of JSON."""

    status: int
    body: bytes


class Limits:
    """One a service; used by one event loop. ``clock`` is monotonic, in seconds.

    ``is_virtual`` is for a service that believes the times that it is told: a call is then as quick as its script.
    """

    def __init__(
        self, bounds: Bounds | None = None, *, clock: Callable[[], float] = time.monotonic, is_virtual: bool = False
    ) -> None:
        self._clock = clock
        rate = None if bounds is None else bounds.rate
        self._rate: float = float("inf") if rate is None else rate * WINDOW_SECONDS
        self._of_a_call: float = float("inf") if is_virtual else CALL_EVENTS
        self._until = 0.0
        self._counts: dict[str, int] = {}
        self._all = 0
        self._enough = self._rate * (1 - RESERVE)
        self._late = 0
        self._waiting: dict[str, float] = {}
        self._is_slow = False
        """Whether it has to be looked at who comes: somebody waits, or we are late."""
        self._apologies = Apologies()

    @property
    def is_busy(self) -> bool:
        """Whether new calls wait."""
        return self._late > 1 or self._all >= self._enough

    @property
    def waiting(self) -> int:
        """How many calls wait to be let in."""
        return len(self._waiting)

    def admits(self, event: Event) -> bool:
        """Whether an event is to be taken; it is counted. Otherwise ``instead`` says what to answer."""
        now = self._clock()
        if now >= self._until:
            self._begin(now)
        call = event.session
        counts = self._counts
        counts[call] = count = counts.get(call, 0) + 1
        self._all += 1
        if count <= self._of_a_call and self._all < self._enough and not self._is_slow:
            return True
        return self._may_come_in(event, count)

    def _begin(self, now: float) -> None:
        """A new window."""
        self._until = now + WINDOW_SECONDS
        self._counts.clear()
        self._all = 0
        self._forget(now)
        self._is_slow = bool(self._waiting) or self._late > 1

    def _forget(self, now: float) -> None:
        """Those who gave up. In the order in which they came, so that the first who still waits is the last one."""
        while self._waiting:
            call, since = next(iter(self._waiting.items()))
            if now - since < WAITING_SECONDS:
                return
            del self._waiting[call]

    def _may_come_in(self, event: Event, count: int) -> bool:
        call = event.session
        if count > self._of_a_call or self._all > self._rate:
            return False
        is_new = isinstance(event, SessionStart) or call in self._waiting
        if self.is_busy and is_new and not isinstance(event, SessionEnd):
            return False
        self._waiting.pop(call, None)
        return True

    def spares_known(self, event: Event) -> bool:
        """Whether an event that ``admits`` refused is to be taken all the same if the store knows its call."""
        within = self._counts.get(event.session, 0) <= self._of_a_call and self._all <= self._rate
        return within and event.session not in self._waiting

    def instead(self, event: Event, language: str) -> Turned:
        """What to answer to an event that is not taken; ``language`` is that of the flow that would have."""
        if self._counts.get(event.session, 0) > self._of_a_call:
            return _refusal(429, TOO_MANY_OF_A_CALL, event)
        call = event.session
        if not isinstance(event, SessionStart) and call not in self._waiting:
            return _refusal(503, TOO_MANY, event)
        if not self._waiting:
            log.warn("too much to do: new calls wait", late=self._late > 1, events=self._all)
        elif len(self._waiting) >= MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        self._waiting.pop(call, None)  # so that the order is that of the times
        self._waiting[call] = self._clock()
        self._is_slow = True
        said = self._apologies.moment(language, event) if isinstance(event, _HEARD) else ()
        return Turned(200 if said else 204, codec.encode(said) or b"")

    def beat(self, seconds: float) -> None:
        """The event loop was that much later than it should have been. The server says so ten times a second."""
        self._late = min(self._late + 1, 20) if seconds > LATE_SECONDS else self._late // 2
        self._is_slow = bool(self._waiting) or self._late > 1


def _refusal(status: int, problem: dict[str, str], event: Event) -> Turned:
    log.refused("the line", status, problem["error"], event.session)
    return Turned(status, json.dumps(problem).encode())
