"""The circuit breaker, with a clock of its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from callwright.runtime.services.breaker import FAILURES, OPEN_SECONDS, Breaker


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def turn(breaker: Breaker, worked: bool | None) -> bool:
    """One who asks, if let through; whether that was so."""
    entered = breaker.enter()
    if entered is not None:
        breaker.leave(entered, worked)
    return entered is not None


def opened(clock: Clock) -> Breaker:
    breaker = Breaker(clock)
    assert all(turn(breaker, False) for _ in range(FAILURES))
    return breaker


def test_it_opens_after_failures_in_a_row() -> None:
    """Five; one success in between begins the count anew."""
    breaker = Breaker(Clock())
    for worked in (False, False, False, False, True, False, False, False, False):
        assert turn(breaker, worked)
    assert turn(breaker, False)
    assert not turn(breaker, True)


def test_after_a_while_one_is_let_through() -> None:
    """The others wait for what comes of it."""
    clock = Clock()
    breaker = opened(clock)
    clock.now += OPEN_SECONDS - 0.1
    assert breaker.enter() is None
    clock.now += 0.1
    on_trial = breaker.enter()
    assert on_trial is not None
    assert breaker.enter() is None
    assert breaker.leave(on_trial, True)
    assert turn(breaker, True)


def test_a_trial_that_fails_opens_it_anew() -> None:
    """For as long again."""
    clock = Clock()
    breaker = opened(clock)
    clock.now += OPEN_SECONDS
    assert turn(breaker, False)
    clock.now += OPEN_SECONDS - 0.1
    assert breaker.enter() is None
    clock.now += 0.1
    assert breaker.enter() is not None


def test_a_trial_that_nobody_waited_for_says_nothing() -> None:
    """The caller hung up: the next one is on trial."""
    clock = Clock()
    breaker = opened(clock)
    clock.now += OPEN_SECONDS
    assert turn(breaker, None)
    assert turn(breaker, True)
    assert turn(breaker, True)


def test_what_began_before_it_opened_changes_nothing() -> None:
    """A late failure does not keep it open for longer, and a late success does not close it."""
    clock = Clock()
    breaker = Breaker(clock)
    late = [breaker.enter() for _ in range(2)]
    assert all(turn(breaker, False) for _ in range(FAILURES))
    clock.now += OPEN_SECONDS - 1
    for entered, worked in zip(late, (False, True), strict=True):
        assert entered is not None
        assert not breaker.leave(entered, worked)
    assert breaker.enter() is None
    clock.now += 1
    assert breaker.enter() is not None


@given(st.lists(st.tuples(st.sampled_from([True, False, None]), st.floats(0, 30)), max_size=60))
def test_a_service_that_works_is_always_asked_again(history: list[tuple[bool | None, float]]) -> None:
    """Whatever happened: after ``OPEN_SECONDS`` somebody is let through, and one success lets all through."""
    clock = Clock()
    breaker = Breaker(clock)
    for worked, seconds in history:
        turn(breaker, worked)
        clock.now += seconds
    clock.now += OPEN_SECONDS
    assert turn(breaker, True)
    assert turn(breaker, True)
