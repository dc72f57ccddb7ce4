"""How far a "not" reaches.

Laws
1. Without a "not" nothing is refused.
2. A refusal ends at a comma, at a "but", and where a new statement begins ("I").

Theory of operation: a plain "not" reaches through small words to the word it means ("I did not get my bill" is
about the bill); that is told by ``alignment``. Here are the cases beyond it. Beside a word that wishes ("want")
a "not" is a refusal, and reaches the things that were wished for too: "I don't want to leave a message". A
"no" that opens the utterance negates the noun that follows at once: "no message", but not "no, a message".
Small words and politeness count here, so it is worked out on all the words and told for those of the core.
"""

from __future__ import annotations

from typing import NamedTuple

from callwright.languages.base import Language
from callwright.understanding.normalise import Words, clause_starts, core_places

_BESIDE = 3
"""Words between a "not" and its wish."""
_THINGS = 2
"""Words of weight that a refusal reaches."""
_LONGEST = 120


class Reach(NamedTuple):
    """Bits for words of the core, the first word lowest."""

    refused: int = 0
    """What the caller does not wish for."""
    bare: int = 0
    """A "no" that negates the noun right after it."""
    starts: int = 0
    """Words that begin a clause."""


NOTHING = Reach()


def reach(words: Words, language: Language) -> Reach:
    """What is refused among the words of ``words.core``."""
    tokens = words.tokens[:_LONGEST]
    if language.negations.isdisjoint(tokens) and language.bare_negations.isdisjoint(tokens):
        return NOTHING
    starts = clause_starts(words, language)
    refused: set[int] = set()
    for at, token in enumerate(tokens):
        if token in language.negations or token in language.bare_negations:
            begin = _refusal_from(tokens, at, starts, language)
            if begin:
                refused |= _reached(tokens, begin, starts, language)
    places = core_places(words, language)
    bare = 0
    for at, place in enumerate(places[:-1]):
        token = words.tokens[place]
        if token in language.bare_negations and places[at + 1] == place + 1 and place + 1 not in starts:
            bare |= 1 << at
        if token not in language.openers:
            break
    # Where a clause begins with politeness the first word of the core behind it begins the clause.
    begins = {next((place for place in places if place >= start), -1) for start in starts}
    return Reach(_bits(places, refused), bare, _bits(places, begins))


def _refusal_from(tokens: tuple[str, ...], at: int, starts: frozenset[int], language: Language) -> int:
    """Where begins what is refused by the "not" at this place; 0 if it refuses nothing."""
    for place in range(at + 1, min(len(tokens), at + 1 + _BESIDE)):
        if place in starts:
            break
        if tokens[place] in language.wishes:
            return place + 1
        if tokens[place] not in language.light:
            break
    for place in range(at - 1, max(-1, at - 1 - _BESIDE), -1):
        if place + 1 in starts:
            break
        if tokens[place] in language.wishes:
            return at + 1
        if tokens[place] not in language.light:
            break
    return 0


def _reached(tokens: tuple[str, ...], begin: int, starts: frozenset[int], language: Language) -> set[int]:
    reached: set[int] = set()
    things = 0
    for place in range(begin, len(tokens)):
        token = tokens[place]
        if place in starts or token in language.contrasts or (place > begin and token in language.subjects):
            break
        reached.add(place)
        if token not in language.light and token not in language.asking:
            things += 1
            if things == _THINGS:
                break
    return reached


def _bits(places: list[int], chosen: set[int] | frozenset[int]) -> int:
    bits = 0
    for at, place in enumerate(places):
        if place in chosen:
            bits |= 1 << at
    return bits
