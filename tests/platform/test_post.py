"""What is told to the application: when, in which order, and what gets lost."""

from __future__ import annotations

from typing import Any

import pytest

from callwright.platform.envelope import CallSetup
from tests.platform.applications import act, speak
from tests.platform.rig import Rig, asks, rig_id, times


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("start", ["speaking", "ended"]),
        ("before_ended", ["speaking", "ended"]),
        ("after_ended", ["ended", "speaking"]),
        ("missing", ["ended"]),
    ],
)
def test_when_assistant_speak_comes(when: Any, expected: list[str]) -> None:
    """assistant_speak comes at the start, around the end, or never."""
    rig = Rig(assistant_speak=when).send(speak(rig_id(), "Hello there")).to(9000)
    assert [kind for _, kind in rig.told] == expected
    if when != "missing":
        told = rig.last("speaking")
        assert (told["text"], told["duration_ms"]) == ("Hello there", rig.playback.length_ms)
        assert told["speech_started_at"] == CallSetup().epoch_ms


def test_ended_behind_the_words() -> None:
    """A switch reports a cut playback only behind the words that cut it."""
    rig = Rig(ended="after_user_speak").plays("immediate").to(1000).says("hello", 500).to(9000)
    assert rig.told == [(1000, "onset"), (2200, "words"), (2200, "ended")]
    assert rig.playback.stopped_at == 1060


def test_legacy_barge_in() -> None:
    """A switch adds the first generation's event at the moment of interruption."""
    rig = Rig(legacy_barge_in=True).plays("immediate").to(1000).says("hello", 500).to(9000)
    assert rig.told[1:3] == [(1060, "user_barge_in"), (1060, "ended")]


def test_events_of_one_moment() -> None:
    """Two things of one millisecond come the other way round where a switch says so, but for what is promised."""
    for how, expected in (("in_order", ["ended", "key"]), ("reversed", ["key", "ended"])):
        rig = Rig(same_moment=how).plays("none").to(3999)
        rig.told.clear()
        rig.line.schedule.at(4000, rig.line.presses, "4")
        assert [kind for _, kind in rig.to(5000).told] == expected


def test_what_waits_together_is_turned_round_but_for_what_is_promised() -> None:
    """user_barge_in and ended change places; ended before the next assistant_speak, and the call's end, do not."""
    rig = Rig(same_moment="reversed", legacy_barge_in=True).plays("immediate").to(1000).says("hello", 500).to(9000)
    assert rig.told[1:3] == [(1060, "ended"), (1060, "user_barge_in")]
    rig = Rig(same_moment="reversed").send(speak(rig_id(), "A long sentence to cut.")).to(500)
    rig.send(act(rig.id, "barge_in"), speak(rig.id, "B")).to(550).send(act(rig.id, "hangup"))
    assert [kind for _, kind in rig.told] == ["speaking", "ended", "speaking", "ended", "end"]


def test_what_the_network_loses() -> None:
    """Every third event of the kind is lost, which ones says the seed; all others arrive."""
    for lost, kind in (("ended", "ended"), ("assistant_speak", "speaking"), ("timeout", "timeout")):
        arrived = []
        for seed in range(3):
            rig = Rig(seed=seed, lost=lost)
            for _ in range(6):
                asks(rig, 1)
                rig.to(rig.line.now + 1500)
            counts = {name: len(times(rig, name)) for name in ("ended", "speaking", "timeout")}
            assert counts == {"ended": 6, "speaking": 6, "timeout": 6} | {kind: 4}
            arrived.append(times(rig, kind))
        assert arrived[0] != arrived[1] != arrived[2]


def test_events_that_no_page_names() -> None:
    """A switch lets events of an unknown type come in between, none before the start or after the end."""
    rig = Rig(unknown_events=True)
    for _ in range(6):
        asks(rig)
    rig.line.hangs_up()
    rig.to(rig.line.now)
    kinds = [event["type"] for event in rig.events]
    assert kinds.count("call_quality") == 3
    assert (kinds[0], kinds[-1]) == ("session_start", "session_end")


def test_a_noise_that_cut() -> None:
    """Where ended comes behind the words, that of a noise comes at once, unless a noise has (blank) words too."""
    for how, at in (("nothing", 1060), ("blank", 1400)):
        rig = Rig(ended="after_user_speak", noise_words=how).plays("immediate").to(1000).says("", 400).to(9000)
        assert times(rig, "ended") == [at]
