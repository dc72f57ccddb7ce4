"""Words that say to which value a value belongs."""

from __future__ import annotations

import pytest

from callwright.languages import get
from callwright.languages.values.said import read
from callwright.understanding.cues import Cues, Role


def segments(slots: str, words: str, tag: str = "en", *, is_time: bool = False) -> list[tuple[str, str]]:
    language = get(tag)
    said = read(words, language.letters)
    found = Cues(slots.split(), {}, language).segments(said, {"and", "und", "e"}, is_time=is_time)
    return [(one.slot, words[one.start : one.end].strip(" '")) for one in found]


@pytest.mark.parametrize(
    ("tag", "slots", "words", "expected"),
    [
        ("en", "from to", "from Monday to Friday", [("from", "Monday"), ("to", "Friday")]),
        ("en", "arrival departure", "between Monday and Friday", [("arrival", "Monday"), ("departure", "Friday")]),
        ("en", "pickup return", "pick up Monday, bring back Friday", [("pickup", "Monday,"), ("return", "Friday")]),
        ("en", "customer_number order_number", "order number 47", [("order_number", "number 47")]),
        ("en", "departure", "until Friday", [("departure", "Friday")]),
        ("en", "departure", "from Monday", [("", "Monday")]),
        ("en", "day other", "from Monday", []),
        ("de", "von bis", "vom 5. bis 9. Mai", [("von", "5."), ("bis", "9. Mai")]),
        ("de", "anreise abreise", "Abreise Freitag", [("abreise", "Freitag")]),
        ("fr", "debut fin", "à partir du 5 mai jusqu'au 9 mai", [("debut", "5 mai"), ("fin", "9 mai")]),
        ("fr", "fin", "jusqu'à lundi", [("fin", "lundi")]),
        ("it", "inizio fine", "fra le nove e le dieci", [("inizio", "le nove"), ("fine", "le dieci")]),
        ("it", "inizio fine", "fra due giorni", []),
        ("it", "inizio fine", "dall'uno al cinque", [("inizio", "uno"), ("fine", "cinque")]),
    ],
)
def test_what_follows_a_cue_is_its_slots(tag: str, slots: str, words: str, expected: list[tuple[str, str]]) -> None:
    """The text is parted at the cues, those of the slots' names and those of where something begins or ends."""
    assert segments(slots, words, tag) == expected


def test_ten_to_eight_is_a_time() -> None:
    """A "to" between times counts only where a beginning was said."""
    assert segments("start end", "ten to eight", is_time=True) == []
    assert segments("start end", "from nine to five", is_time=True) == [("start", "nine"), ("end", "five")]


def test_roles() -> None:
    """Names of slots tell which of them begins and which ends something."""
    assert Cues(["arrival_day", "departure_day"], {}, get("en")).roles == {
        "arrival_day": Role.FIRST,
        "departure_day": Role.LAST,
    }
    assert Cues(["departure", "return"], {}, get("en")).roles == {"departure": Role.FIRST, "return": Role.LAST}
    assert Cues(["day", "other"], {}, get("en")).roles == {}
