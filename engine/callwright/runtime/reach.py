"""How a call is reached when nobody asked: over its own socket, through the platform's external API, or not at all.

Theory of operation. A call's *channel* is the socket that brought its last event, if that is open here; else the
external API, if there is one; else nothing, and what we have to say waits for the answer to the platform's next event.
A call that comes back over the webhook has left its socket. Another process's sockets are not ours to write to.

*What may overtake what.* The platform takes actions in the order in which they reach it, so they must reach it in the
order of the steps that made them. One rule does that: whatever is sent over a channel is sent before the gate opens
for the call's next event. So

    socket after socket          the answer to an event, a tick and an event from outside leave in the order of their
                                 steps, also where the socket is slow and a frame has to wait
    external API after webhook   the answer is written before the loop turns; the request to the API begins after
    webhook after external API   an event that comes while the API is asked waits at the gate until the API has
                                 answered or is given up, so its answer never overtakes
    one POST after another       waits at the gate, each sends its own

Whoever waits at the gate with the platform's next event is itself a way out. So no second attempt is made then: what
could not be sent has not happened (``interpreter.undone``) and goes out with that very event's answer, which is
therefore held up by one attempt at most. Only an answer to the platform that its own socket did not take is put back
(``Undelivered``), since what it answered did happen.

*What cannot be known.* A frame that the operating system took counts as delivered; that its connection broke right then
is seen too late. A request to the API that timed out may have arrived all the same; it is repeated with the same
``Idempotency-Key``.

*Several workers.* A socket belongs to the worker that has it, which is handed what it has to say (``neighbours``).
Whoever speaks through the external API holds the call in the store meanwhile, and the other workers' events wait.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

SEND_SECONDS = 5.0
"""How long a channel may try."""


def never() -> bool:
    """Nobody waits."""
    return False


class Channel(Protocol):
    """Something on which we may speak first."""

    async def send(self, call: str, body: bytes, pressed: Callable[[], bool] = never) -> bool:
        """Send actions; whether the platform has them. Raises nothing, and takes ``SEND_SECONDS`` at most.

        ``pressed`` tells whether something else could carry them, so that one attempt is enough.
        """


class Reach:
    """One a service. ``external`` is the platform's external API, ``None`` where there is none."""

    def __init__(self, external: Channel | None = None) -> None:
        self.external = external
        self._sockets: dict[str, Channel] = {}

    def __len__(self) -> int:
        """How many calls are on a socket of their own."""
        return len(self._sockets)

    @property
    def is_busy(self) -> bool:
        """Whether any call can be reached at all."""
        return bool(self._sockets) or self.external is not None

    def came(self, call: str, socket: Channel | None) -> None:
        """An event of a call came over a socket, or (``None``) over the webhook: that is the call's from now on."""
        if socket is not None:
            self._sockets[call] = socket
        elif self._sockets:
            self._sockets.pop(call, None)

    def is_here(self, call: str) -> bool:
        """Whether the call is on a socket that is open in this process."""
        return call in self._sockets

    def socket_of(self, call: str) -> Channel | None:
        """The socket of this process that the call is on."""
        return self._sockets.get(call)

    def via(self, call: str) -> Channel | None:
        """The channel on which a call is reached now."""
        return self._sockets.get(call, self.external)

    def forget(self, call: str) -> None:
        """The call is over."""
        self._sockets.pop(call, None)

    def closed(self, socket: Channel) -> list[str]:
        """A socket is gone; the calls that it leaves without a channel of their own."""
        left = [call for call, own in self._sockets.items() if own is socket]
        for call in left:
            del self._sockets[call]
        return left
