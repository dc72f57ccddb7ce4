"""How much is taken: of a call, and of all calls."""

from __future__ import annotations

import json

import pytest

from callwright.core.events import Event, InputTimeout, Parties, SessionEnd, SessionStart, SpeechEnded, UserSpeak
from callwright.runtime.limits import CALL_EVENTS, LATE_SECONDS, WAITING_SECONDS, Bounds, Limits

US = Parties()


class Clock:
    """Seconds that pass when we say so."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def begin(call: str) -> Event:
    return SessionStart(call, 1000, US)


def say(call: str) -> Event:
    return UserSpeak(call, 1000, US, "hello")


@pytest.fixture
def clock() -> Clock:
    return Clock()


def late(limits: Limits) -> Limits:
    """The event loop cannot keep up."""
    for _ in range(2):
        limits.beat(LATE_SECONDS + 0.1)
    return limits


def test_a_call_may_send_so_many_in_a_second(clock: Clock) -> None:
    """Then 429 for that call; other calls go on, and in the next second it may again."""
    limits = Limits(clock=clock)
    taken = [limits.admits(say("mad")) for _ in range(CALL_EVENTS + 1)]
    assert taken == [True] * CALL_EVENTS + [False]
    turned = limits.instead(say("mad"), "en-US")
    assert turned.status == 429
    assert {"error", "found", "allowed"} == set(json.loads(turned.body))
    assert limits.admits(say("calm"))
    clock.now += 1
    assert limits.admits(say("mad"))


def test_new_calls_are_the_first_who_wait(clock: Clock) -> None:
    """Four fifths of the rate are for everybody, the last fifth for calls under way; beyond it nobody is taken."""
    limits = Limits(Bounds(rate=100), clock=clock)
    assert all(limits.admits(say(f"c{n}")) for n in range(79))
    assert not limits.admits(begin("new"))
    assert limits.instead(begin("new"), "en-US").status == 200
    assert all(limits.admits(say(f"c{n}")) for n in range(20))
    assert not limits.admits(say("c1"))
    assert limits.instead(say("c1"), "en-US").status == 503


def test_who_waits_hears_a_moment_and_is_let_in(clock: Clock) -> None:
    """The sentence has a timeout, so that the platform asks again; then there is room."""
    limits = late(Limits(clock=clock))
    assert limits.is_busy
    assert not limits.admits(begin("new"))
    action = json.loads(limits.instead(begin("new"), "en-US").body)
    assert action["type"] == "speak"
    assert action["session_id"] == "new"
    assert action["user_input_timeout_seconds"] > 0
    assert not limits.admits(SpeechEnded("new", 1100, US))
    assert limits.instead(SpeechEnded("new", 1100, US), "en-US") == (204, b"")
    assert not limits.admits(InputTimeout("new", 3000, US))
    assert limits.waiting == 1
    for _ in range(3):
        limits.beat(0.0)
    assert limits.admits(InputTimeout("new", 6000, US))
    assert limits.waiting == 0
    assert limits.admits(say("new"))


def test_calls_under_way_go_on_when_we_are_late(clock: Clock) -> None:
    """Also those that are back from a transfer: the store knows them."""
    limits = late(Limits(clock=clock))
    assert limits.admits(say("old"))
    assert not limits.admits(begin("old"))
    assert limits.spares_known(begin("old"))


def test_one_pause_is_no_load(clock: Clock) -> None:
    """Twice in a row is."""
    limits = Limits(clock=clock)
    limits.beat(3.0)
    assert limits.admits(begin("new"))
    limits.beat(3.0)
    assert not limits.admits(begin("newer"))


def test_who_hangs_up_while_waiting_is_forgotten(clock: Clock) -> None:
    """And so is who was never heard of again."""
    limits = late(Limits(clock=clock))
    for call in ("gone", "silent"):
        assert not limits.admits(begin(call))
        limits.instead(begin(call), "en-US")
    assert limits.admits(SessionEnd("gone", 1200, US))
    assert limits.waiting == 1
    clock.now += WAITING_SECONDS + 1
    assert limits.admits(say("old"))
    assert limits.waiting == 0


def test_in_virtual_time_a_call_is_as_quick_as_its_script(clock: Clock) -> None:
    """A rehearsal plays a call in a moment."""
    limits = Limits(clock=clock, is_virtual=True)
    assert all(limits.admits(say("played")) for _ in range(CALL_EVENTS * 3))


def test_a_minute_without_calls_leaves_nothing(clock: Clock) -> None:
    """What is counted is of this second."""
    limits = Limits(Bounds(rate=10), clock=clock)
    assert [limits.admits(say(f"c{n}")) for n in range(11)] == [True] * 10 + [False]
    clock.now += 60
    assert limits.admits(begin("new"))
    assert not limits.is_busy
