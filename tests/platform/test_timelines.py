"""The documented timelines of interruption, to the millisecond, over both transports.

A playback starts at 0 and would last 4000; the turn ends 700 ms after speech. A webhook hears the same, but no onsets.
"""

from __future__ import annotations

import pytest

from tests.platform.applications import act, speak
from tests.platform.rig import Rig, rig_id

Told = list[tuple[int, str]]


def heard(rig: Rig, expected: Told) -> bool:
    """Whether the application was told this, on a webhook without the onsets."""
    return rig.told == [entry for entry in expected if rig.line.websocket or entry[1] != "onset"]


both = pytest.mark.parametrize("websocket", [True, False], ids=["websocket", "webhook"])


@both
def test_none(websocket: bool) -> None:
    """none: the caller's words arrive, playback is never touched."""
    rig = Rig(websocket).plays("none").to(1000).says("hallo", 1200, (320, "hallo")).to(9000)
    assert heard(rig, [(1000, "onset"), (2900, "words"), (4000, "ended")])
    assert rig.last("words")["barged_in"] is False


@both
@pytest.mark.parametrize("counts", [False, True])
def test_manual(websocket: bool, counts: bool) -> None:
    """manual: only the application's barge_in stops it; the words still arrive, and a switch says as what."""
    rig = Rig(websocket, barged_in_by_action=counts).plays("manual")
    rig.to(1000).says("hallo", 1200, (320, "hallo")).to(1020)
    rig.send(act(rig.id, "barge_in")).to(9000)
    assert heard(rig, [(1000, "onset"), (1020, "ended"), (2900, "words")])
    assert rig.playback.cut_by == "action"
    assert rig.last("words")["barged_in"] is counts


@both
def test_minimum_characters(websocket: bool) -> None:
    """minimum_characters 5: three letters do nothing, the fifth stops it."""
    rig = Rig(websocket).plays("minimum_characters", minimum_characters=5, allow_after_ms=500).to(1000)
    rig.says("Hallo, ich", 1200, (150, "hal"), (320, "hallo"), (900, "hallo, ich")).to(9000)
    assert heard(rig, [(1000, "onset"), (1320, "ended"), (2900, "words")])
    assert rig.last("words")["barged_in"] is True


@both
def test_protected_window(websocket: bool) -> None:
    """minimum_characters 10 after 2000: twelve characters at 600 to 1500 stop nothing, not even later."""
    rig = Rig(websocket).plays("minimum_characters", minimum_characters=10, allow_after_ms=2000).to(600)
    rig.says("twelve chars", 900, (400, "twelve"), (850, "twelve chars")).to(9000)
    assert heard(rig, [(600, "onset"), (2200, "words"), (4000, "ended")])
    assert rig.last("words")["barged_in"] is False


@both
@pytest.mark.parametrize("again", ["after_user_speak", "after_silence"])
def test_immediate(websocket: bool, again: str) -> None:
    """immediate after 500: an onset inside the window counts for nothing, the next one stops it 60 ms later."""
    rig = Rig(websocket, speech_started_again=again).plays("immediate", allow_after_ms=500).to(300)
    rig.says("", 150).to(1000).says("hallo", 1200, (320, "hallo")).to(9000)
    second = [(1000, "onset")] if again == "after_silence" else []
    assert heard(rig, [(300, "onset"), *second, (1060, "ended"), (2900, "words")])
    assert rig.last("words")["barged_in"] is True


@both
def test_replacement(websocket: bool) -> None:
    """[barge_in, speak B]: A's ended comes first, then B begins and ends once."""
    rig = Rig(websocket).send(speak(rig_id(), "A long sentence of the assistant.")).to(500)
    rig.send(act(rig.id, "barge_in"), speak(rig.id, "B")).to(9000)
    length = rig.playback.length_ms
    assert rig.told == [(0, "speaking"), (500, "ended"), (500, "speaking"), (500 + length, "ended")]
    assert [p.cut_by for p in rig.line.playbacks] == ["action", None]


@both
def test_a_barge_in_behind_a_speak(websocket: bool) -> None:
    """[speak, barge_in]: dispatch does not wait, so the speak starts and is cut."""
    rig = Rig(websocket).send(speak(rig_id(), "Hello there."), act(rig_id(), "barge_in")).to(9000)
    assert rig.told == [(0, "speaking"), (0, "ended")]
