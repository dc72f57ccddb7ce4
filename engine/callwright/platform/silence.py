"""The silence clock: how long the caller may say nothing before ``user_input_timeout``.

Laws: it belongs to the last ``speak`` that carried a time; it fires at most once for it; starting it again counts
from the beginning; what is forgotten never fires. What noise, keys and newer playbacks do to it, switches say.
"""

from __future__ import annotations

from collections.abc import Callable

from callwright.platform.clock import Happening, Schedule
from callwright.platform.switches import RECOMMENDED, Switches


class SilenceClock:
    """Calls ``fire(waited_ms)`` when the caller was silent for too long."""

    def __init__(self, schedule: Schedule, fire: Callable[[int], None], switches: Switches = RECOMMENDED) -> None:
        self._schedule = schedule
        self._fire = fire
        self._switches = switches
        self._ms = 0
        self._running: Happening | None = None

    @property
    def fires_at(self) -> int | None:
        """When it fires (ms) if nothing intervenes; None while it does not run."""
        return self._running.at if self._running is not None else None

    def newer(self) -> None:
        """A newer playback begins."""
        if self._switches.newer_playback == "cancels":
            self.forget()

    def carry(self, ms: int, *, starts: bool = False) -> None:
        """From now on it belongs to a playback that allows ``ms`` of silence; 0 means for ever."""
        if not ms and self._switches.newer_playback == "leaves":
            return
        self.forget()
        self._ms = ms
        if starts:
            self.start()

    def pressed(self) -> None:
        """The caller pressed a key."""
        if self._switches.key_press == "cancels":
            self.forget()
        elif self._switches.key_press == "restarts" and self._running is not None:
            self.start()

    def noise_over(self) -> None:
        """The caller made a sound that were no words, and stopped."""
        if self._switches.noise == "cancels":
            self.forget()
        else:
            self.start()

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
