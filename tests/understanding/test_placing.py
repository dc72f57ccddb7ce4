"""Where the words of a phrase stand."""

from __future__ import annotations

from callwright.languages import get
from callwright.understanding.alignment import Heard
from callwright.understanding.placing import Chunk, places


def standing(stems: str, weights: tuple[float, ...], words: str) -> list[tuple[int, int, bool]]:
    english = get("en")
    heard = Heard(words.split(), english, english.stem)
    chunk = Chunk(tuple(english.stem(word) for word in stems.split()), weights)
    return [(one.start, one.end, one.whole) for one in places(chunk, heard)]


def test_every_place_is_told() -> None:
    """A chunk stands wherever its first weighty word does, with the words near it."""
    assert standing("to", (0.2,), "talk to me to him") == [(1, 2, True), (3, 4, True)]
    assert standing("my order", (0.2, 1.0), "my order and your order") == [(0, 2, True), (4, 5, True)]


def test_a_missing_word_of_weight_shows() -> None:
    """Half of a chunk is not the whole, and what stands far away does not belong to it."""
    assert standing("cancel order", (1.0, 1.0), "cancel it") == [(0, 1, False)]
    assert standing("cancel order", (1.0, 1.0), "cancel what I said about my order") == [(0, 1, False)]
    assert standing("order", (1.0,), "nothing of it") == []
