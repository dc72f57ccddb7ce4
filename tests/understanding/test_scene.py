"""Values heard in the text of an utterance."""

from __future__ import annotations

import pytest

from callwright.languages import get
from callwright.understanding.normalise import normalise
from callwright.understanding.phrases import SlotRef
from callwright.understanding.scene import Scene, scene_of
from tests.understanding.sentences import NOW

AMOUNT, WHO, DAY = SlotRef("amount", "money"), SlotRef("who", "name"), SlotRef("day", "date")


def scene(text: str, tag: str = "en-GB") -> Scene:
    words = normalise(text, get(tag))
    found = scene_of(words, words.core or words.tokens, get(tag), tag, NOW)
    assert found is not None
    return found


def test_windows_are_the_text_between_words() -> None:
    """What stands between two words of the core is the text between them, with its marks."""
    found = scene("please send £19.90, uh, to James")
    start, end = found.window(1, 3)
    assert found.text[start:end] == " £19.90, uh, "
    assert found.text[slice(*found.window(4, 9))] == " James"


@pytest.mark.parametrize(
    ("text", "slots", "values"),
    [
        ("50 pounds", (AMOUNT,), {"amount": {"amount": 50, "currency": "GBP"}}),
        ("50 or 60 pounds", (AMOUNT,), None),
        ("James Miller", (WHO,), {"who": "James Miller"}),
        ("my brother", (WHO,), None),
        ("50 pounds on Friday", (AMOUNT, DAY), {"amount": {"amount": 50, "currency": "GBP"}, "day": "2026-11-27"}),
        ("50 pounds", (AMOUNT, DAY), None),
        ("  ", (AMOUNT,), None),
    ],
)
def test_all_values_of_a_window_or_none(
    text: str, slots: tuple[SlotRef, ...], values: dict[str, object] | None
) -> None:
    """A window tells all its values, or nothing."""
    told = scene(text).values(slots, 0, len(text), None, bounded=False)
    assert (told and {name: one.value for name, one in told.items()}) == values


def test_words_that_were_parted_keep_their_place() -> None:
    """Both parts of a compound stand where it stood."""
    words = normalise("Terminabsage am Freitag", get("de"))
    found = scene_of(words, ("termin", "absage", "am", "freitag"), get("de"), "de-DE", NOW)
    assert found is not None
    assert found.text[slice(*found.window(2, 3))] == " am "
    assert found.text[slice(*found.window(3, 9))] == " Freitag"


def test_a_long_speech_is_not_searched() -> None:
    """No value is heard in more words than anybody says in one turn."""
    words = normalise("la " * 200, get("en"))
    assert scene_of(words, words.tokens, get("en"), "en-US", NOW) is None
