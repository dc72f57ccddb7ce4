"""The schedule's laws, and the two clocks."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.platform.clock import RealClock, Schedule, VirtualClock, run_now


@settings(deadline=None)
@given(st.lists(st.integers(0, 50), max_size=40))
def test_order(times: list[int]) -> None:
    """Happenings run in order of their time, those of one moment in the order of planning."""
    schedule = Schedule()
    ran: list[tuple[int, int]] = []
    for place, at in enumerate(times):
        schedule.at(at, lambda at, place: ran.append((at, place)), at, place)
    while schedule.run_next():
        assert schedule.now == ran[-1][0]
    assert ran == sorted(ran)
    assert len(ran) == len(times)


def test_called_off() -> None:
    """What is called off never runs and is not waited for."""
    schedule = Schedule()
    ran: list[str] = []
    schedule.at(5, ran.append, "a").call_off()
    schedule.at(7, ran.append, "b")
    assert schedule.next_at() == 7
    schedule.run_to(10)
    assert (ran, schedule.now, schedule.next_at()) == (["b"], 10, None)


def test_past_means_now() -> None:
    """Planning for a moment that is past means now: time never goes back."""
    schedule = Schedule()
    schedule.run_to(100)
    assert schedule.at(3, lambda: None).at == 100


def test_virtual_clock_jumps() -> None:
    """Waiting on the virtual clock takes no time and never goes back."""

    async def wait() -> int:
        clock = VirtualClock()
        await clock.wait(3_600_000)
        await clock.wait(5)
        return clock.now()

    assert run_now(wait()) == 3_600_000


def test_real_clock_waits() -> None:
    """The real clock has come to the moment when waiting for it is over."""

    async def wait() -> int:
        clock = RealClock()
        await clock.wait(20)
        return clock.now()

    assert 20 <= asyncio.run(wait()) < 2000


def test_real_clock_is_woken() -> None:
    """An arrival ends the wait of a real clock early."""

    async def wait() -> int:
        arrival = asyncio.Event()
        clock = RealClock(arrival)
        arrival.set()
        await clock.wait(60_000)
        assert not arrival.is_set()
        return clock.now()

    assert asyncio.run(wait()) < 5000


def test_run_now_refuses_to_wait() -> None:
    """A coroutine that really waits is refused by name of what to do instead."""
    with pytest.raises(RuntimeError, match=r"asyncio\.run"):
        run_now(asyncio.sleep(0))
