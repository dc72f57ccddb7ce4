"""Where digits stand in a text."""

from __future__ import annotations

import pytest

from callwright.languages import get
from callwright.languages.values.voice import voice_of
from callwright.understanding.stretches import stretches


@pytest.mark.parametrize(
    ("tag", "text", "found"),
    [
        ("en", "customer 12 34 56 and phone +1 212-555-0123", ["12 34 56", "+1 212-555-0123"]),
        ("en", "it is one two double three please", ["one two double three"]),
        ("en", "12 ··· 34", ["12", "34"]),
        ("en", "no figures", []),
        ("de", "zwölf und dann vierunddreißig", ["zwölf und dann vierunddreißig"]),
        ("de", "die Nummer ist null zwo elf", ["null zwo elf"]),
    ],
)
def test_stretches(tag: str, text: str, found: list[str]) -> None:
    """Each stretch is as long as it can be, without the small words at its ends."""
    voice = voice_of(get(tag))
    assert voice is not None
    assert [text[start:end] for start, end in stretches(text, voice)] == found
