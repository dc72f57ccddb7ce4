"""German values as a voice reads them."""

from __future__ import annotations

from typing import Any

import pytest

from callwright.understanding.hearing import say


@pytest.mark.parametrize(
    ("type", "value", "tag", "said"),
    [
        ("yes_no", True, "de-DE", "ja"),
        ("digits", "123456", "de-DE", "1 2 3, 4 5 6"),
        ("number", 1500, "de-DE", "1500"),
        ("number", -2.5, "de-DE", "minus 2,5"),
        ("money", {"amount": 19.9, "currency": "EUR"}, "de-DE", "19 Euro 90"),
        ("money", {"amount": 1.05, "currency": "EUR"}, "de-DE", "ein Euro und 5 Cent"),
        ("money", {"amount": 0.2, "currency": "EUR"}, "de-DE", "20 Cent"),
        ("money", {"amount": 0.2, "currency": "EUR"}, "de-CH", "0 Euro 20"),
        ("money", {"amount": 20.5, "currency": "CHF"}, "de-CH", "20 Franken 50"),
        ("date", "1965-05-13", "de-DE", "13. Mai 1965"),
        ("date", "2027-01-06", "de-DE", "6. Januar 2027"),
        ("date", "2027-01-06", "de-AT", "6. Jänner 2027"),
        ("time", "15:30", "de-DE", "15 Uhr 30"),
        ("time", "08:00", "de-DE", "8 Uhr"),
        ("duration", "PT90M", "de-DE", "eine Stunde und 30 Minuten"),
        ("duration", "P10D", "de-DE", "10 Tage"),
        ("phone", "+491711234567", "de-DE", "0 1 7 1, 1 2 3, 4 5 6 7"),
        ("spelling", "K7ÄßY", "de-DE", "K, 7, Ä, scharfes S, Ypsilon"),
        ("name", "Jürgen von der Lippe", "de-DE", "Jürgen von der Lippe"),
    ],
)
def test_say(type: str, value: Any, tag: str, said: str) -> None:
    """Each value is said as people say it; figures stand where the sentence bends the number."""
    assert say(type, value, language=tag) == said
