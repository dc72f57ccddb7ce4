"""The silence clock: how long the caller may say nothing before ``user_input_timeout``.

Laws: it belongs to the last ``speak`` that carried a time; it fires at most once for it; starting it again
counts from the beginning; what is forgotten never fires.
"""

from __future__ import annotations

from collections.abc import Callable

from callwright.platform.clock import Happening, Schedule


class SilenceClock:
    """Calls ``fire(waited_ms)`` when the caller was silent for too long."""

    def __init__(self, schedule: Schedule, fire: Callable[[int], None]) -> None:
        self._schedule = schedule
        self._fire = fire
        self._ms = 0
        self._running: Happening | None = None

    @property
    def fires_at(self) -> int | None:
        """When it fires (ms) if nothing intervenes; None while it does not run."""
        return self._running.at if self._running is not None else None

    def carry(self, ms: int) -> None:
        """From now on it belongs to a playback that allows ``ms`` of silence; 0 means for ever."""
        self.forget()
        self._ms = ms

    def start(self) -> None:
        """Count from the beginning."""
        self.stop()
        if self._ms:
            self._running = self._schedule.at(self._schedule.now + self._ms, self._due)

    def stop(self) -> None:
        """Count no further; it may be started again."""
        if self._running is not None:
            self._running.call_off()
            self._running = None

    def forget(self) -> None:
        """Never fire for this playback."""
        self.stop()
        self._ms = 0

    def _due(self) -> None:
        waited = self._ms
        self._running = None
        self._ms = 0
        self._fire(waited)
