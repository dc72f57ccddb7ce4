"""Something that is awaited, begun at once: mostly it is done by then, and nobody has to wait for it.

Theory of operation. Most of what a turn awaits is there already: the body came in one piece, nobody else works on
the call. ``Begun`` runs an awaitable to its first pause. If there was none, its result is at hand without a timer, a
task or a turn of the event loop; else it is awaited on from where it stands, or given up.

``drive`` runs a coroutine to its end without a task, for one that pauses on plain futures only: what uses tasks of its
own or timeouts of the running task (``asyncio.timeout``) needs a task.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Generator, MutableMapping
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Begun(Generic[T]):
    """An awaitable that has run to its first pause. ``result`` is ``None`` if it has paused and is not done."""

    __slots__ = ("_pause", "_running", "result")

    def __init__(self, awaitable: Awaitable[T]) -> None:
        self._running: Generator[Any, Any, T] = awaitable.__await__()
        self.result: T | None = None
        try:
            self._pause = next(self._running)
        except StopIteration as done:
            self.result = done.value

    def __await__(self) -> Generator[Any, Any, T]:
        """Go on from the pause."""
        pause = self._pause
        try:
            while True:
                try:
                    sent = yield pause
                except BaseException as error:
                    pause = self._running.throw(error)
                else:
                    pause = self._running.send(sent)
        except StopIteration as done:
            result: T = done.value
            return result

    def give_up(self) -> None:
        """Forget it."""
        self._running.close()


def drive(running: Coroutine[Any, Any, T], done: Callable[[T], None]) -> None:
    """Run a coroutine to its end; ``done`` gets what it returns, mostly before this returns."""
    try:
        pause = running.send(None)
    except StopIteration as finished:
        done(finished.value)
    else:
        drive_on(pause, running, done)


def drive_on(pause: Any, running: Coroutine[Any, Any, T], done: Callable[[T], None]) -> None:
    """The same for a coroutine that has paused on ``pause`` already."""
    if pause is None:  # it only lets others go first
        asyncio.get_running_loop().call_soon(drive, running, done)
        return
    pause._asyncio_future_blocking = False
    pause.add_done_callback(lambda _: drive(running, done))


def is_gone(receive: Callable[[], Awaitable[MutableMapping[str, Any]]] | None) -> bool:
    """Whether the connection broke since the body came, without waiting for anything.

    After the body the server has one more message for us: that the other side is gone. Asked for it, it has it at
    once or begins to wait, and then we do not.
    """
    if receive is None:
        return False
    begun = Begun(receive())
    if begun.result is None:
        begun.give_up()
        return False
    return bool(begun.result["type"] == "http.disconnect")
