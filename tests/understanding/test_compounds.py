"""Two known words that were written as one."""

from __future__ import annotations

import pytest

from callwright.understanding.compounds import parted


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("terminabsage", "termin absage"),
        ("rechnungsfrage", "rechnung frage"),
        ("rechnung", "rechnung"),
        ("terminwunsch", "terminwunsch"),
    ],
)
def test_parted(word: str, parts: str) -> None:
    """An unknown word is parted only where both its parts are known."""
    known = {"termin", "absage", "rechnung", "frage"}
    assert " ".join(parted((word,), ("", "s"), known.__contains__)) == parts
