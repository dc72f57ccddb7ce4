"""How events reach the application and answers come back: one face, and the connection within one process.

Theory of operation: ``deliver`` hands over one event and gives the answer that belongs to it; over a WebSocket,
where nothing belongs to anything, answers may also be found in ``arrived`` at any later time. An ``Answer`` is
what the application wants (decoded JSON, or ``NOTHING``) and what was wrong with how it came.

In process two things are possible that no wire carries. An application that can send actions at any time (over a
WebSocket, or where there is an external API) says with ``acts_at`` when it wants to act of its own accord, and ``act``
lets it; and ``outside`` and ``button`` let things happen to it in the world outside the call. Over the network the
application does the first by itself, and the second is asked of its service.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from callwright.core.outside import Refusal
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
class Taken:
    """What became of something from outside: refused, taken ``now``, or kept for the next answer.

    ``actions`` are what the application does at once.
    """

    refusal: Refusal | None = None
    now: bool = False
    actions: tuple[dict[str, Any], ...] = ()


@runtime_checkable
class ActsByItself(Protocol):
    """An application that does something of its own accord, as ``FlowApplication`` is one."""

    def acts_at(self, *, reachable: bool) -> int | None:
        """When it acts of its own accord (Unix ms) if nothing comes before; ``reachable``: it can be heard any time."""

    def act(self, at: int, *, reachable: bool) -> list[dict[str, Any]]:
        """What it does of its own accord."""


@runtime_checkable
class AsksServices(Protocol):
    """An application that may be waiting for somebody else than the caller, as ``FlowApplication`` is one."""

    @property
    def busy(self) -> bool:
        """Whether a service is asked, so that something will happen without the caller."""


@runtime_checkable
class Worldly(Protocol):
    """An application to which things happen beside the platform's events, as ``FlowApplication`` is one."""

    def outside(self, name: str, body: Mapping[str, Any], at: int, *, reachable: bool) -> Taken:
        """Something happens in the world outside."""

    def button(self, at: int, *, force: bool = False, reachable: bool) -> Taken:
        """Somebody presses the button that stops the playing prompt."""


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


@runtime_checkable
class SpeaksFirst(Protocol):
    """A connection that carries what an application does of its own accord, when its time has come."""

    def acts_at(self) -> int | None:
        """When the application wants to act (Unix ms) if nothing comes before; None if it does not."""

    async def act(self, at: int) -> Answer:
        """Let it act ``at`` (Unix ms)."""


class InProcess:
    """An application that is an object beside us. It answers at once and never loses anything.

    ``external_api``: it may send actions at any time though there is no WebSocket.
    """

    def __init__(self, application: Application, *, websocket: bool = False, external_api: bool = False) -> None:
        self.application = application
        self.websocket = websocket
        self.external_api = external_api
        self._acts = isinstance(application, ActsByItself)

    @property
    def reachable(self) -> bool:
        """Whether actions can be sent at any time."""
        return self.websocket or self.external_api

    @property
    def busy(self) -> bool:
        """Whether the application waits for a service, and not for the caller."""
        return isinstance(self.application, AsksServices) and self.application.busy

    async def open(self) -> None:
        return

    async def deliver(self, event: dict[str, Any], at: int) -> Answer:
        return answer_of(self.application.receive(event, at))

    def arrived(self) -> list[Answer]:
        return []

    def acts_at(self) -> int | None:
        if not self._acts:
            return None
        return self.application.acts_at(reachable=self.reachable)  # type: ignore[attr-defined,no-any-return]

    async def act(self, at: int) -> Answer:
        return answer_of(self.application.act(at, reachable=self.reachable))  # type: ignore[attr-defined]

    def outside(self, name: str, body: Mapping[str, Any], at: int) -> Taken:
        """Something happens in the world outside. Raises ``TypeError`` where the application knows no such world."""
        return self._world().outside(name, body, at, reachable=self.reachable)

    def button(self, at: int, *, force: bool = False) -> Taken:
        """Somebody presses the button. Raises ``TypeError`` as ``outside`` does."""
        return self._world().button(at, force=force, reachable=self.reachable)

    def _world(self) -> Worldly:
        if not isinstance(self.application, Worldly):
            raise TypeError(f"{type(self.application).__name__} takes nothing from outside")
        return self.application

    async def close(self) -> None:
        return


def answer_of(actions: Sequence[dict[str, Any]]) -> Answer:
    """Actions as they go over the wire: nothing, one, or an array."""
    return Answer(list(actions) if len(actions) != 1 else actions[0]) if actions else Answer()


def judge_pace(took_ms: float) -> tuple[Fault, ...]:
    """Whether an answer took longer than it should (a warning) or than the platform waits."""
    if took_ms <= SLOW_MS:
        return ()
    found, too_slow = f"an answer after {took_ms / 1000:.1f} s", took_ms > TOO_SLOW_MS
    return (Fault("answer", found, "an answer within 1 s; after 5 s nobody waits any more", warning=not too_slow),)
