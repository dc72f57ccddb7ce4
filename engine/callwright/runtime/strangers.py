"""Who shows no secret, or a wrong one.

Theory of operation. A stranger's rate costs a stranger only. Wrong secrets are counted by the address that they come
from, and after ``MOST`` of them in a minute that address gets a short 429, no pause in which the rest of its request is
read, and no line in the log; after ``MOST_OF_ALL`` every address does. The secret is looked at first, and a right one
is always let in: nobody is locked out by somebody behind the same proxy. What keeps a secret from being guessed is its
length, not this.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping

from callwright.runtime import body as bodies
from callwright.runtime import log
from callwright.runtime.body import Receive, Scope, Send

MOST = 60
"""Wrong secrets of one address in a minute that are answered at length, and logged."""

MOST_OF_ALL = 10 * MOST
"""The same of all addresses together: who has many, or makes them up for a proxy, fills no log."""

MINUTE = 60.0

TOO_MANY = {
    "error": "Too many requests without the right secret.",
    "found": f"more than {MOST} of this address in a minute",
    "allowed": "the right secret, at any time",
}


class Strangers:
    """Counts them; one a service. ``clock`` is monotonic, in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until = 0.0
        self._counts: dict[str, int] = {}
        self._all = 0

    def are_too_many(self, address: str) -> bool:
        """Count one; whether this address, or all of them, had more than enough in this minute."""
        now = self._clock()
        if now >= self._until:
            self._until, self._all = now + MINUTE, 0
            self._counts.clear()
        if self._all >= MOST_OF_ALL:
            return True
        count = self._counts[address] = self._counts.get(address, 0) + 1
        if count > MOST:
            if count == MOST + 1:
                log.warn("wrong secrets of this address are not logged any more for a while", peer=address)
            return True
        self._all += 1
        if self._all == MOST_OF_ALL:
            log.warn("wrong secrets are not logged any more for a while: they come from many addresses")
        return False

    def judge(self, door: str, scope: Scope, problem: Mapping[str, str]) -> tuple[int, Mapping[str, str]]:
        """Count and log whoever was refused at a ``door`` for this ``problem``; the status and the problem to tell."""
        peer = bodies.peer(scope)
        if self.are_too_many(peer):
            return 429, TOO_MANY
        log.refused(door, 401, problem["error"], found=problem["found"], peer=peer)
        return 401, problem

    async def refuse(self, door: str, scope: Scope, receive: Receive, send: Send, problem: Mapping[str, str]) -> None:
        """The same, and answer over HTTP."""
        status, told = self.judge(door, scope, problem)
        if status == 401:
            await bodies.refuse(send, receive, status, told)
            return
        body = json.dumps(told).encode()
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", b"%d" % len(body)),
            (b"retry-after", b"%d" % MINUTE),
            (b"connection", b"close"),
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})
