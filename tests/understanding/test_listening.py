"""One utterance that answers a form."""

from __future__ import annotations

from callwright.languages import get
from callwright.languages.values.heard import Heard
from callwright.languages.values.voice import voice_of
from callwright.understanding.listening import Listening
from tests.understanding.sentences import NOW


def test_what_was_heard_is_taken_out() -> None:
    """A slot that is filled is settled, its words are gone, and all else stays in its place."""
    voice = voice_of(get("en"))
    assert voice is not None
    listening = Listening({"day": ("date", {}), "hour": ("time", {})}, "on Friday at eight", "en-US", NOW, "", voice)
    assert listening.open("date", "time") == ["day", "hour"]
    listening.fill("day", Heard("2026-11-27", "Friday."), (3, 9))
    assert listening.text == "on ······ at eight"
    assert listening.open("date", "time") == ["hour"]
    assert listening.hear("hour", among=True).where == (13, 18)
    listening.fill("hour", Heard("08:00", "at eight."), (5, 18))
    assert listening.found["hour"].where is None, "a place that holds another value is none"
