"""The name an author probably meant, and lists of names as a person would say them."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 80
"""Longer words are compared by their beginnings, so that no input makes this slow."""


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed name most like ``word``, or ``None`` where none is near.

    Near means at most a third of the letters wrong, missing, added or swapped with their neighbour; case, ``-``,
    ``_`` and blanks count for less. Of equally near names the first in the alphabet wins.
    """
    plain = _plain(word)
    best: tuple[int, str] | None = None
    for name in sorted(set(allowed)):
        candidate = _plain(name)
        bound = max(1, max(len(plain), len(candidate)) // 3)
        if best is not None:
            bound = min(bound, best[0] - 1)
        if bound < 0:
            break
        distance = _distance(plain, candidate, bound)
        if distance is not None:
            best = (distance, name)
    return best[1] if best is not None else None


def only_near(word: str, allowed: Iterable[str]) -> bool:
    """Whether ``nearest`` is beyond doubt: one slip of the hand, and no other name as near."""
    plain = _plain(word)
    found = [_distance(plain, _plain(name), 2) for name in set(allowed)]
    slips = sorted(distance for distance in found if distance is not None)
    return len(plain) > 2 and bool(slips) and slips[0] <= 1 and (len(slips) < 2 or slips[0] < slips[1])


def listing(allowed: Iterable[str], limit: int = 12) -> str:
    """Names as a sentence says them: ``billing, hours or operator``; after ``limit`` names, how many more."""
    names = list(allowed)
    if len(names) > limit:
        return f"{', '.join(names[:limit])} or one of {len(names) - limit} more"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _plain(word: str) -> str:
    return word[:_LONGEST].casefold().replace("-", "_").replace(" ", "_")


def _distance(one: str, other: str, bound: int) -> int | None:
    """Edits (swaps of neighbours count as one) from ``one`` to ``other``; ``None`` beyond ``bound``."""
    if abs(len(one) - len(other)) > bound:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, row = row, [i]
        for j, b in enumerate(other, 1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > bound:
            return None
        before = previous
    return row[-1] if row[-1] <= bound else None
