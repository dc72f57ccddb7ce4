"""How events reach the application and answers come back: one face, and the connection within one process.

Theory of operation: ``deliver`` hands over one event and gives the answer that belongs to it; over a WebSocket,
where nothing belongs to anything, answers may also be found in ``arrived`` at any later time. An ``Answer`` is
what the application wants (decoded JSON, or ``NOTHING``) and what was wrong with how it came.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from callwright.platform.wire import Fault

SLOW_MS = 1000
TOO_SLOW_MS = 5000

# An answer that asks for nothing: 204.
NOTHING: object = None


class Application(Protocol):
    """Something that answers the platform's events, in the same process.

    ``event`` is the wire's JSON as plain data, ``at`` its arrival (Unix time, ms); the answer is a list of
    actions, empty where HTTP would answer 204.
    """

    def receive(self, event: dict[str, Any], at: int, /) -> list[dict[str, Any]]:
        """Answer one event."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: ``value`` is decoded JSON; ``faults`` what was wrong on the way, such as a status."""

    value: object = NOTHING
    faults: tuple[Fault, ...] = ()


class RefusedError(ConnectionRefusedError):
    """Somebody is there and will not have us: ``status`` is what they answered."""

    def __init__(self, url: str, status: int) -> None:
        super().__init__(f"{url} refused the connection with status {status}")
        self.status = status


class Connection(Protocol):
    """The way to an application. ``websocket`` says which events it carries."""

    websocket: bool

    async def open(self) -> None:
        """Be ready for events. Raises ``OSError`` where nobody answers."""

    async def deliver(self, event: dict[str, Any], at: int) -> Answer:
        """Hand over one event that happened ``at`` (Unix time, ms)."""

    def arrived(self) -> list[Answer]:
        """What the application has sent of its own accord since the last look."""

    async def close(self) -> None:
        """Nothing more will be said. Harmless when it was never opened."""


class InProcess:
    """An application that is an object beside us. It answers at once and never loses anything."""

    def __init__(self, application: Application, *, websocket: bool = False) -> None:
        self.application = application
        self.websocket = websocket

    async def open(self) -> None:
        return

    async def deliver(self, event: dict[str, Any], at: int) -> Answer:
        actions = self.application.receive(event, at)
        return Answer(actions if len(actions) != 1 else actions[0]) if actions else Answer()

    def arrived(self) -> list[Answer]:
        return []

    async def close(self) -> None:
        return


def judge_pace(took_ms: float) -> tuple[Fault, ...]:
    """Whether an answer took longer than it should (a warning) or than the platform waits."""
    if took_ms <= SLOW_MS:
        return ()
    found, too_slow = f"an answer after {took_ms / 1000:.1f} s", took_ms > TOO_SLOW_MS
    return (Fault("answer", found, "an answer within 1 s; after 5 s nobody waits any more", warning=not too_slow),)
