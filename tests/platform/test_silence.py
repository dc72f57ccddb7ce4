"""The silence clock, by itself and on the line."""

from __future__ import annotations

from callwright.platform.clock import Schedule
from callwright.platform.silence import SilenceClock
from tests.platform.applications import speak
from tests.platform.rig import Rig, asks, rig_id, times


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


# On the line.


def test_silence_counts_from_ended_and_fires_once() -> None:
    """The silence clock starts at ended, takes fractions, and fires once."""
    rig = Rig()
    end = asks(rig)
    assert times(rig.to(60_000), "timeout") == [end + 2500]


def test_words_end_the_silence_clock() -> None:
    """Speech stops the clock at once and its words end it."""
    rig = Rig()
    end = asks(rig)
    assert times(rig.to(end + 2400).says("hm", 3000).to(60_000), "timeout") == []


def test_keys_start_the_silence_clock_anew() -> None:
    """A key starts a running clock from the beginning, but wakes none that has fired."""
    rig = Rig()
    end = asks(rig)
    rig.to(end + 2000).line.presses("4")
    rig.to(end + 4500)
    assert times(rig, "timeout") == [end + 4500]
    rig.line.presses("5")
    assert times(rig.to(60_000), "timeout") == [end + 4500]


def test_keys_stop_no_playback() -> None:
    """A key press alone stops nothing."""
    rig = Rig().plays("immediate").to(1000)
    rig.line.presses("#")
    assert rig.to(9000).told == [(1000, "key"), (4000, "ended")]


def test_a_newer_playback_ends_the_silence_clock() -> None:
    """A newer playback cancels the silence of the one before; without a time of its own nothing follows."""
    rig = Rig()
    end = asks(rig)
    assert times(rig.to(end + 1000).plays("none").to(60_000), "timeout") == []


def test_noise_and_the_silence_clock() -> None:
    """Noise without words restarts the silence clock when it is over; a switch lets it cancel the clock."""
    rig = Rig()
    end = asks(rig)
    assert times(rig.to(end + 2000).says("", 800).to(60_000), "timeout") == [end + 5300]
    rig = Rig(noise="cancels")
    end = asks(rig)
    assert times(rig.to(end + 2000).says("", 800).to(60_000), "timeout") == []


def test_noise_that_cuts() -> None:
    """Noise cuts immediate, yields no words, and the silence clock runs from its end."""
    rig = Rig().send(speak(rig_id(), "A long sentence to cut.", "immediate", user_input_timeout_seconds=2)).to(500)
    rig.says("", 400).to(60_000)
    assert rig.told == [(0, "speaking"), (500, "onset"), (560, "ended"), (2900, "timeout")]
    assert rig.playback.cut_by == "noise"


def test_what_a_key_press_does_to_the_silence_clock() -> None:
    """A switch lets a key leave the clock as it is, another lets it end it."""
    rig = Rig(key_press="leaves")
    end = asks(rig)
    rig.to(end + 2000).line.presses("4")
    assert times(rig.to(60_000), "timeout") == [end + 2500]
    rig = Rig(key_press="cancels")
    end = asks(rig)
    rig.to(end + 2000).line.presses("4")
    assert times(rig.to(60_000), "timeout") == []


def test_noise_with_blank_words() -> None:
    """A switch makes a turn without words out of a noise; the silence clock runs on from its end."""
    rig = Rig(noise_words="blank")
    end = asks(rig)
    rig.to(end + 1000).says("", 500).to(60_000)
    assert (rig.last("words")["text"], times(rig, "words"), times(rig, "timeout")) == ("", [end + 1500], [end + 4000])


def test_a_timeout_in_the_middle_of_a_newer_playback() -> None:
    """A switch lets the clock run on while a newer playback plays; one with a time of its own takes it over."""
    rig = Rig(newer_playback="leaves")
    end = asks(rig)
    assert times(rig.to(end + 1000).plays("none").to(60_000), "timeout") == [end + 2500]
    rig = Rig(newer_playback="leaves")
    end = asks(rig)
    again = asks(rig.to(end + 500))
    assert times(rig.to(60_000), "timeout") == [again + 2500]
