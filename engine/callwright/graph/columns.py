"""Which column each card of a picture stands in, so that lines run from left to right as far as they can.

Theory of operation: the lines that close a circle are set aside; of what is left every line leads at least one column
on. The longest way decides how many columns there are; then each card moves, as far as its lines let it, to where they
become shorter. A flow of very many columns is folded like a text into lines: ``Place.level`` says which line a card is
in. There are two good ways to tell which lines lead back, and several to fold: all are offered, and the layout takes
the one that comes out best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

Line = tuple[int, int]
"""From which card to which."""

FEWEST, MOST = 5, 9
"""Columns of a folded flow; one of at most ``MOST`` need not be folded."""
SHAPE = 1.7
"""Width by height of a screen."""
_FOLDS = 2
_SETTLED_AFTER = 8


class Place(NamedTuple):
    """Where a card stands: its column from the left, and its level: which line of a folded flow it is in."""

    column: int
    level: int


def offers(count: int, lines: Sequence[Line], heights: Sequence[float], width: float) -> Iterator[list[Place]]:
    """Some ways to give each of ``count`` cards a place; the first card is the start, which has no lines on its left.

    ``heights`` are those of the cards and ``width`` that of a column with its share of the lines, in px: a long flow
    is folded so that the picture is about as wide as a screen.
    """
    single = [line for line in dict.fromkeys(lines) if line[0] != line[1]]
    seen: set[tuple[Place, ...]] = set()
    for in_order in (_by_weight, _by_walking):
        ranks = _ranks(count, single, in_order)
        total = max(ranks, default=0) + 1
        folds = sorted(range(FEWEST, MOST + 1), key=lambda n: (_misfit(n, ranks, heights, width), n))[:_FOLDS]
        for columns in [total] * (total <= MOST) + [n for n in folds if n < total]:
            places = [Place(rank % columns, rank // columns) for rank in ranks]
            if tuple(places) not in seen:
                seen.add(tuple(places))
                yield places


def _misfit(columns: int, ranks: Sequence[int], heights: Sequence[float], width: float) -> float:
    """How far a picture of so many columns is from the shape of a screen."""
    tall: dict[int, float] = {}
    for rank, height in zip(ranks, heights, strict=True):
        tall[rank] = tall.get(rank, 0.0) + height
    lines: dict[int, float] = {}
    for rank, height in tall.items():
        lines[rank // columns] = max(lines.get(rank // columns, 0.0), height)
    shape = columns * width / max(1.0, sum(lines.values()))
    return max(shape / SHAPE, SHAPE / shape)


def _ranks(count: int, lines: Sequence[Line], in_order: Callable[[int, Sequence[Line]], list[int]]) -> list[int]:
    place = in_order(count, [line for line in lines if line[1]])
    forward = [line for line in lines if line[1] and place[line[0]] < place[line[1]]]
    before: list[list[int]] = [[] for _ in range(count)]
    after: list[list[int]] = [[] for _ in range(count)]
    for source, target in forward:
        before[target].append(source)
        after[source].append(target)
    order = _in_order(before, after)
    ranks = [0] * count
    for card in order:
        ranks[card] = max((ranks[other] + 1 for other in before[card]), default=0)
    for _ in range(_SETTLED_AFTER):
        moved = False
        for card in filter(None, reversed(order)):
            moved |= _shorten(card, ranks, before[card], after[card])
        if not moved:
            break
    least = min(ranks, default=0)
    return [rank - least for rank in ranks]


def _shorten(card: int, ranks: list[int], before: Sequence[int], after: Sequence[int]) -> bool:
    """Move a card to where its lines are shortest together; with as many on both sides it stays."""
    if len(after) <= len(before) or not after:
        return False
    best = min(ranks[other] for other in after) - 1
    if best == ranks[card]:
        return False
    ranks[card] = best
    return True


# what leads on, and what leads back


def _by_weight(count: int, lines: Sequence[Line]) -> list[int]:
    """A number for each card: who leads to many before who is led to by many (Eades, Lin and Smyth)."""
    after: list[set[int]] = [set() for _ in range(count)]
    before: list[set[int]] = [set() for _ in range(count)]
    for source, target in lines:
        after[source].add(target)
        before[target].add(source)
    left = list(range(count))
    front: list[int] = []
    back: list[int] = []
    while left:
        end = next((card for card in left if not after[card] and card), None)
        if not front or end is None:
            card = max(left, key=lambda card: (not card, not before[card], len(after[card]) - len(before[card]), -card))
            front.append(card)
        else:
            card = end
            back.append(card)
        left.remove(card)
        for other in after[card]:
            before[other].discard(card)
        for other in before[card]:
            after[other].discard(card)
    return _numbers([*front, *reversed(back)])


def _by_walking(count: int, lines: Sequence[Line]) -> list[int]:
    """A number for each card: what leads back is what a walk from the start, deep before wide, has come from."""
    after: list[list[int]] = [[] for _ in range(count)]
    for source, target in lines:
        after[source].append(target)
    seen, left = set[int](), list[int]()
    for root in range(count):
        walk = [(root, iter(after[root]))] if root not in seen else []
        seen.add(root)
        while walk:
            card, others = walk[-1]
            new = next((other for other in others if other not in seen), None)
            if new is None:
                left.append(card)
                walk.pop()
            else:
                seen.add(new)
                walk.append((new, iter(after[new])))
    return _numbers(left[::-1])


def _numbers(order: Sequence[int]) -> list[int]:
    result = [0] * len(order)
    for number, card in enumerate(order):
        result[card] = number
    return result


def _in_order(before: Sequence[Sequence[int]], after: Sequence[Sequence[int]]) -> list[int]:
    """The cards, each behind all that lead to it."""
    open_ = [len(others) for others in before]
    ready = [card for card, left in enumerate(open_) if not left]
    result = []
    for card in ready:
        result.append(card)
        for other in after[card]:
            open_[other] -= 1
            if not open_[other]:
                ready.append(other)
    return result
