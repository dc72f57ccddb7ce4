"""Rules of interruption beside the documented timelines, and the switches of the caller's voice."""

from __future__ import annotations

import pytest

from tests.platform.applications import act, speak
from tests.platform.rig import FOUR_SECONDS, Rig, rig_id


def test_window_ends_while_the_caller_talks() -> None:
    """Speech that began inside the protected window and goes on is looked at again when the window ends."""
    rig = Rig().plays("immediate", allow_after_ms=500).to(300).says("hello there", 1500).to(9000)
    assert (500, "ended") in rig.told
    rig = Rig().plays("minimum_characters", minimum_characters=3, allow_after_ms=2000).to(600)
    rig.says("twelve chars", 3000, (850, "twelve chars")).to(9000)
    assert (2000, "ended") in rig.told


def test_window_longer_than_the_playback() -> None:
    """allow_after_ms longer than the playback protects all of it."""
    rig = Rig().plays("immediate", allow_after_ms=5000).to(300).says("hello", 4500).to(9000)
    assert (4000, "ended") in rig.told


def test_characters_are_counted_trimmed_in_code_points() -> None:
    """minimum_characters counts code points of the trimmed text: two letters and blanks are not three."""
    rig = Rig().plays("minimum_characters", minimum_characters=3).to(100)
    rig.says("ja ä", 900, (200, " ja  "), (400, "ja ä")).to(9000)
    assert (500, "ended") in rig.told


def test_no_policy_means_three_characters() -> None:
    """A playback without barge_in is cut by the third character."""
    rig = Rig().send(act(rig_id(), "audio", audio=FOUR_SECONDS)).to(100)
    rig.says("okay", 400, (150, "ok"), (300, "oka")).to(9000)
    assert (400, "ended") in rig.told


def test_immediate_without_voice_activity() -> None:
    """With a recogniser that offers no voice activity, immediate waits for the first partial text."""
    rig = Rig().send(act(rig_id(), "configure_transcription", provider="ELEVEN_LABS"))
    rig.plays("immediate").to(100).says("hello", 500, (200, "h")).to(9000)
    assert (300, "ended") in rig.told


def test_caller_who_talks_already() -> None:
    """A caller who talks when playback begins cuts it as late as a new breath would; a switch ignores them."""
    rig = Rig().says("hello there", 2000).to(500).plays("immediate").to(9000)
    assert (560, "ended") in rig.told
    rig = Rig(speech_before_playback="ignored").says("hello there", 2000).to(500).plays("immediate").to(9000)
    assert (4500, "ended") in rig.told


def test_two_breaths_one_turn() -> None:
    """A pause shorter than the end-of-turn silence keeps the turn together: one onset, one user_speak."""
    rig = Rig().says("my order", 500).to(900).says("is late", 500).to(9000)
    assert rig.told == [(0, "onset"), (2100, "words")]
    assert rig.last("words")["text"] == "my order is late"


def test_nobody_has_two_voices() -> None:
    """A caller who talks cannot begin to talk."""
    with pytest.raises(ValueError, match="talking already"):
        Rig().says("hello", 500).says("hello", 500)


def test_webhook_hears_no_onset() -> None:
    """user_speech_started exists on the WebSocket only."""
    assert Rig(websocket=False).says("hello", 500).to(9000).told == [(1200, "words")]


def test_end_of_turn_silence_persists() -> None:
    """vad holds until the next one, and a bad one changes nothing."""
    rig = Rig().send(speak(rig_id(), "Hi", vad={"end_of_turn_silence_ms": 1500})).to(1000).says("a", 300).to(4000)
    rig.line.take(speak(rig.id, "Hi", vad={"end_of_turn_silence_ms": 9}))
    rig.to(6000).says("b", 300).to(9000)
    assert [at for at, kind in rig.told if kind == "words"] == [2800, 7800]


def test_the_window_forgets() -> None:
    """A switch lets speech that began inside the window count for nothing at its end; later text still counts."""
    rig = Rig(window_end="forgets").plays("immediate", allow_after_ms=500).to(300).says("hello there", 1500).to(9000)
    assert (4000, "ended") in rig.told
    rig = Rig(window_end="forgets").plays("minimum_characters", minimum_characters=3, allow_after_ms=2000).to(600)
    rig.says("twelve chars", 3000, (850, "twelve"), (1900, "twelve chars")).to(9000)
    assert (2500, "ended") in rig.told


def test_an_account_without_voice_activity() -> None:
    """Where the account's recogniser notices no voice, immediate waits for text, until another one is chosen."""
    rig = Rig(voice_activity=False).plays("immediate").to(100).says("hello", 500, (200, "h")).to(9000)
    assert (300, "ended") in rig.told
    rig = Rig(voice_activity=False).send(act(rig_id(), "configure_transcription", provider="AZURE"))
    rig.plays("immediate").to(100).says("hello", 500, (200, "h")).to(9000)
    assert (160, "ended") in rig.told


def test_a_recogniser_that_restarts() -> None:
    """For a while after configure_transcription nothing is heard: whole words are lost, and all that fits into it."""
    rig = Rig(deaf_ms=300).send(act(rig_id(), "configure_transcription", languages=["de-DE"])).plays("immediate")
    rig.says("my order is late", 1600, (300, "my"), (1700, "my order is late")).to(9000)
    assert rig.last("words")["text"] == "order is late"
    assert (360, "ended") in rig.told
    rig = Rig(deaf_ms=400).plays("immediate").send(act(rig_id(), "configure_transcription", languages=["de-DE"]))
    rig.says("yes", 300, (290, "yes"))
    assert rig.line.talking
    assert rig.to(9000).told == [(4000, "ended")]


def test_a_vad_alone_restarts_nothing() -> None:
    """A configure_transcription that sets only the end of a turn leaves the recogniser as it is."""
    rig = Rig(deaf_ms=400)
    rig.send(act(rig_id(), "configure_transcription", vad={"end_of_turn_silence_ms": 300}))
    assert rig.says("yes", 300).to(9000).told == [(0, "onset"), (600, "words")]


@pytest.mark.parametrize(("strategy", "at"), [("immediate", 160), ("none", 4000), ("minimum_characters", 400)])
def test_the_policy_of_a_speak_that_has_none(strategy: str, at: int) -> None:
    """A switch says which strategy holds where none was sent."""
    rig = Rig(no_policy=strategy).plays("none").to(4000)
    rig.told.clear()
    rig.send(act(rig.id, "audio", audio=FOUR_SECONDS)).to(4100)
    rig.says("okay", 400, (150, "ok"), (300, "oka")).to(12_000)
    assert (4000 + at, "ended") in rig.told
