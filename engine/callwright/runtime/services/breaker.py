"""The circuit breaker: a service that fails again and again is left alone for a moment.

Theory of operation. A caller who waits out a timeout for a service that is down waits for nothing, and adds to what
holds it down.

    closed      everybody is let through; ``FAILURES`` in a row open it
    open        nobody, for ``OPEN_SECONDS``
    half open   one, on trial: if it works the breaker closes, if not it is open anew

What began before the breaker last opened or closed says nothing about the service now, and is not counted.
"""

from __future__ import annotations

from collections.abc import Callable

FAILURES = 5
OPEN_SECONDS = 10.0


class Breaker:
    """One a service. ``clock`` gives seconds and never goes back."""

    __slots__ = ("_clock", "_failures", "_on_trial", "_opened", "_round")

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failures = 0
        self._opened: float | None = None
        self._on_trial = False
        self._round = 0

    def enter(self) -> int | None:
        """Let somebody through, who then owes ``leave`` with what is given here; ``None`` for nobody now."""
        if self._opened is not None:
            if self._on_trial or self._clock() - self._opened < OPEN_SECONDS:
                return None
            self._on_trial = True
            self._round += 1
        return self._round

    def leave(self, entered: int, worked: bool | None) -> bool:
        """Whether the service ``worked``; ``None`` where nobody can say. True if that opened or closed the breaker."""
        if entered != self._round:
            return False
        was_open, self._on_trial = self._opened is not None, False
        if worked is None:
            return False
        if worked:
            self._failures, self._opened = 0, None
        else:
            self._failures += 1
            if was_open or self._failures >= FAILURES:
                self._opened = self._clock()
        is_open = self._opened is not None
        if is_open or was_open:
            self._round += 1
        return is_open is not was_open
