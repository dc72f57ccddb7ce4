"""What follows a cue, heard."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from callwright.languages import get
from callwright.languages.values.voice import voice_of
from callwright.understanding.cued import fill_by_cues
from callwright.understanding.listening import Listening
from tests.understanding.sentences import NOW


@pytest.mark.parametrize(
    ("type", "slots", "words", "values"),
    [
        ("date", "from to", "from Monday to Friday", {"from": "2026-11-23", "to": "2026-11-27"}),
        ("date", "from to", "from Friday to Monday", {"from": "2026-11-27", "to": "2026-11-30"}),
        ("date", "from to", "Monday to Friday", {"from": "2026-11-23", "to": "2026-11-27"}),
        ("date", "from to", "from the 5th to the 9th of January", {"from": "2027-01-05", "to": "2027-01-09"}),
        ("date", "from to", "not from Monday to Friday", {}),
        ("date", "from to", "from the airport on Monday", {}),
        ("date", "from to", "from Monday, no, from Tuesday", {"from": "2026-11-24"}),
        ("time", "start end", "from nine to five", {"start": "09:00"}),
        ("time", "start end", "from nine until half past ten", {"start": "09:00", "end": "10:30"}),
        ("name", "sender receiver", "sender James, receiver Anna", {"sender": "James", "receiver": "Anna"}),
        ("digits", "customer order", "order 4711, customer 12345", {"order": "4711", "customer": "12345"}),
    ],
)  # fmt: skip
def test_cues_fill(type: str, slots: str, words: str, values: Mapping[str, str]) -> None:
    """A value near its cue fills the cue's slot; what ends never comes before what begins."""
    voice = voice_of(get("en"))
    assert voice is not None
    options = {"future": True} if type == "date" else {}
    listening = Listening(dict.fromkeys(slots.split(), (type, options)), words, "en-US", NOW, "", voice)
    fill_by_cues(listening)
    assert {slot: heard.value for slot, heard in listening.found.items()} == values
