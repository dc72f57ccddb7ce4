"""The one rule of interruption by voice, case by case."""

from __future__ import annotations

from typing import Any

import pytest

from callwright.platform.caller import Utterance
from callwright.platform.timeline import Playback
from callwright.platform.turn import Turn, trigger_at


def playback(strategy: str, characters: int = 3, after: int = 0, at: int = 1000) -> Playback:
    return Playback("speak", "words", 9000, strategy, characters, after, 0, {}, at=at)


def turn(at: int, lasts: int = 1000, voice: int = 60, partials: Any = ((200, "hel"), (400, "hello"))) -> Turn:
    made = Turn()
    made.add(Utterance("hello" if partials else "", lasts, 40, voice, partials), at)
    return made


@pytest.mark.parametrize(
    ("what", "who", "expected"),
    [
        (playback("none"), turn(2000), None),
        (playback("manual"), turn(2000), None),
        (playback("immediate"), turn(2000), 2060),
        (playback("minimum_characters", 3), turn(2000), 2200),
        (playback("minimum_characters", 5), turn(2000), 2400),
        (playback("minimum_characters", 6), turn(2000), None),
        (playback("immediate", after=1500), turn(2000), 2500),
        (playback("immediate", after=2500), turn(2000), None),
        (playback("minimum_characters", 5, after=1500), turn(2000), 2500),
        (playback("minimum_characters", 5, after=1350), turn(2000, lasts=320), 2400),
        (playback("immediate"), turn(500), 1060),
        (playback("immediate"), turn(500, lasts=510), None),
        (playback("minimum_characters", 5), turn(700), 1100),
        (playback("immediate"), turn(2000, lasts=50), None),
        (playback("minimum_characters", 1), turn(2000, partials=()), None),
    ],
)
def test_trigger(what: Playback, who: Turn, expected: int | None) -> None:
    """Each case of strategy, window and speech has its one moment, or none."""
    assert trigger_at(what, who, by_text=False, before_counts=True) == expected


def test_by_text() -> None:
    """Without voice activity immediate waits for the first partial text; noise has none."""
    assert trigger_at(playback("immediate"), turn(2000), by_text=True, before_counts=True) == 2200
    assert trigger_at(playback("immediate"), turn(2000, partials=()), by_text=True, before_counts=True) is None


def test_text_grows_over_breaths() -> None:
    """The text of a turn counts as a whole: what an earlier breath said is still there."""
    made = turn(2000)
    made.add(Utterance("you", 300, 40, 60, ((150, "y"), (250, "you"))), 3200)
    assert trigger_at(playback("minimum_characters", 9), made, by_text=False, before_counts=True) == 3450
