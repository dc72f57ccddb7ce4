"""The silence clock."""

from __future__ import annotations

from callwright.platform.clock import Schedule
from callwright.platform.silence import SilenceClock


def test_fires_once_for_what_it_carries() -> None:
    """It fires once, after the time that its playback allowed, and knows when."""
    schedule = Schedule()
    fired: list[tuple[int, int]] = []
    silence = SilenceClock(schedule, lambda ms: fired.append((schedule.now, ms)))
    silence.start()
    assert silence.fires_at is None
    silence.carry(500)
    silence.start()
    schedule.run_to(300)
    silence.start()
    assert silence.fires_at == 800
    schedule.run_to(5000)
    silence.start()
    schedule.run_to(9000)
    assert fired == [(800, 500)]


def test_stopped_and_forgotten() -> None:
    """Stopped it may be started again, forgotten it never fires."""
    schedule = Schedule()
    fired: list[int] = []
    silence = SilenceClock(schedule, fired.append)
    silence.carry(500)
    silence.start()
    silence.stop()
    schedule.run_to(1000)
    silence.start()
    schedule.run_to(2000)
    silence.carry(700)
    silence.start()
    silence.forget()
    silence.start()
    schedule.run_to(9000)
    assert fired == [500]
