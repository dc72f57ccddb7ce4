"""One of several things that were offered: "the second one".

Laws
1. The answer is between 1 and the count, or None.
2. Whoever says two different places, a "not", or anything of weight besides, has chosen none.
"""

from __future__ import annotations

from callwright.languages.base import Language
from callwright.understanding.normalise import Words


def hear_choice(words: Words, language: Language, count: int) -> int | None:
    """Which of ``count`` things that were just named is meant, counted from 1; None if unsure."""
    ordinals = language.ordinals
    tokens = [token for token in words.tokens if token not in language.hesitations]
    chosen: set[int] = set()
    before = ""
    for token in tokens:
        if token in ordinals.places and before not in ordinals.not_after:
            place = ordinals.places[token]
            chosen.add(place if place > 0 else count)
        elif count == 2 and token in ordinals.of_two:
            chosen.add(ordinals.of_two[token])
        elif token in ordinals.numbers and before in ordinals.counted:
            chosen.add(ordinals.numbers[token])
        elif not (token in ordinals.counted or token in language.light or (token,) in language.politeness):
            return None
        before = token
    place = chosen.pop() if len(chosen) == 1 else 0
    return place if 1 <= place <= count else None
