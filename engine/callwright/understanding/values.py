"""Values inside an utterance: where they stand, and what they are.

Theory of operation: each type of value has a ``Finder`` that reports the places where the words say such a
value. A further type is a further line in ``FINDERS``. What cannot be told is not reported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from callwright.languages.base import Language
from callwright.understanding.normalise import Words

_SPEAKS_FOR_ITSELF = 3
"""So many digits are meant as a value whatever stands around them; "one moment" is not."""


@dataclass(frozen=True, slots=True)
class Place:
    """The words from ``start`` up to ``end`` say ``value``."""

    start: int
    end: int
    value: str


Finder = Callable[[Sequence[str], Language], tuple[Place, ...]]


def find_digits(words: Sequence[str], language: Language) -> tuple[Place, ...]:
    """Every stretch of digits, each as long as it can be. One pass over the words."""
    places: list[Place] = []
    at = 0
    while at < len(words):
        if not language.is_digit_word(words[at]):
            at += 1
            continue
        start = at
        while at < len(words) and language.is_digit_word(words[at]):
            at += 1
        place = _digits_between(words, start, at, language)
        if place is not None:
            places.append(place)
    return tuple(places)


def _digits_between(words: Sequence[str], start: int, end: int, language: Language) -> Place | None:
    """The digits of a stretch, without the "and" or "die" at its ends that belongs to the sentence."""

    def is_filler(word: str) -> bool:
        return word in language.light and language.hear_digits((word,)) is None

    while start < end and is_filler(words[end - 1]):
        end -= 1
    while start < end and is_filler(words[start]):
        start += 1
    value = language.hear_digits(words[start:end]) if start < end else None
    return None if value is None else Place(start, end, value)


FINDERS: Mapping[str, Finder] = MappingProxyType({"digits": find_digits})
"""Types of value that a phrase may hold, each with what finds it."""


def hear_digits(words: Words, language: Language) -> str | None:
    """The digits that an utterance says, also with words around them: "my number is 12 34 56".

    None if it says none, if it says several values, or if it cannot be told. Fewer than three digits count
    only where nothing but small words stands beside them: "one moment" is no 1.
    """
    digits = language.hear_digits(words.core)
    if digits is not None:
        return digits
    place = _meant(find_digits(words.core, language))
    if place is None or len(place.value) >= _SPEAKS_FOR_ITSELF:
        return place.value if place else None
    around = (*words.core[: place.start], *words.core[place.end :])
    return place.value if language.light.issuperset(around) else None


def _meant(places: tuple[Place, ...]) -> Place | None:
    """The one value that was meant. A lone digit before it may belong to the sentence: "the one is 123456"."""
    if len(places) < 2:
        return places[0] if places else None
    *before, last = places
    if len(last.value) >= _SPEAKS_FOR_ITSELF and all(len(place.value) == 1 for place in before):
        return last
    return None
