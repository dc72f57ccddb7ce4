"""Which of the phrases that fit are meant: the most specific one, or those that are about as good.

Laws
1. A phrase that was said in full beats whatever lies within it, in its own intent and in others.
2. What lies within a phrase that a "not" reaches is put away with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from callwright.understanding.alignment import Fit, Pattern

WINS = 0.7
"""The score from which an intent counts as meant."""
MARGIN = 0.08
"""By so much a winner is ahead of the next."""
EQUAL = 0.05
"""Scores this close are equal where one of them is preferred."""

Found = tuple[Pattern, Fit]


def is_better(one: Fit, best: Fit) -> bool:
    """A phrase said in full beats a shorter one within it, whatever small words it lacks."""
    if one.score >= WINS and _lies_within(best, one):
        return True
    return one.score > best.score and not (best.score >= WINS and _lies_within(one, best))


def is_denied(one: Fit, denied: Iterable[int]) -> bool:
    """Its words lie within a phrase that a "not" reaches."""
    return any(one.heavy & ~words == 0 for words in denied)


def rivals(good: list[Found], prefer: AbstractSet[str]) -> list[Found]:
    """Those about as good as the best, best first. What lies within a longer match is no rival of it, and a
    built-in word yields to what an author wrote."""
    kept = [one for one in good if not one[0].alone] or good
    kept = [one for one in kept if not any(_lies_within(one[1], other[1]) for other in kept)]
    best = kept[0]
    rivals = [one for one in kept if _is_equal(one[1], best[1], MARGIN)]
    preferred = [one for one in rivals if one[0].intent in prefer and _is_equal(one[1], best[1], EQUAL)]
    return preferred or rivals


def _lies_within(inner: Fit, outer: Fit) -> bool:
    return outer.whole and inner.heavy != outer.heavy and inner.heavy & ~outer.heavy == 0


def _is_equal(one: Fit, best: Fit, margin: float) -> bool:
    """Close in score; or two phrases said in full, one beside the other: "billing or sales"."""
    said_beside = one.sure and best.sure and one.heavy & best.heavy == 0
    return said_beside or best.score - one.score < margin
