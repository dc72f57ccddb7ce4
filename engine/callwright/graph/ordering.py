"""In which order the items of each column stand, so that few lines cross.

Theory of operation: columns are passed again and again, from the left and from the right, each item going to where the
middle of its neighbours is; the best order on the way is kept. Then neighbours change places as long as that saves a
crossing. Items of different levels never change places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from callwright.graph.weaving import Bundle, Weave

_PASSES = 24
_POLISHED_AFTER = 6

Columns = list[list[int]]
"""The items of each column, from the top."""


def order(made: Weave) -> Columns:
    """The items of each column in an order with few crossings."""
    columns: Columns = [[] for _ in range(made.columns)]
    for number, item in enumerate(made.items):
        columns[item.column].append(number)
    for column in columns:
        column.sort(key=lambda number: (made.items[number].level, number))
    channels = _channels(made)
    neighbours = (_neighbours(made, left=True), _neighbours(made, left=False))
    best, least = [list(column) for column in columns], _crossings(channels, _positions(columns))
    for turn in range(_PASSES):
        backward = turn % 2 == 1
        for column in reversed(columns) if backward else columns:
            _sweep(made, columns, column, neighbours[backward])
        crossings = _crossings(channels, _positions(columns))
        if crossings < least:
            best, least = [list(column) for column in columns], crossings
        if not least:
            break
    for _ in range(_POLISHED_AFTER):
        if not _polish(made, best, channels):
            break
    return best


def _channels(made: Weave) -> dict[int, list[Bundle]]:
    channels: dict[int, list[Bundle]] = {}
    for (channel, _), bundle in made.bundles.items():
        channels.setdefault(channel, []).append(bundle)
    return channels


def _positions(columns: Columns) -> dict[int, int]:
    return {item: place for column in columns for place, item in enumerate(column)}


def _neighbours(made: Weave, *, left: bool) -> Mapping[int, list[int]]:
    """By item what it is bound to on its left, or on its right; at the same side of a channel too."""
    result: dict[int, list[int]] = {}
    for bundle in made.bundles.values():
        here = bundle.right if left else bundle.left
        for end in here:
            for other in (*bundle.left, *bundle.right):
                if other.item != end.item and (end == bundle.out or other == bundle.out):
                    result.setdefault(end.item, []).append(other.item)
    return result


def _sweep(made: Weave, columns: Columns, column: list[int], neighbours: Mapping[int, list[int]]) -> None:
    at = _positions(columns)
    middle = {item: _middle([at[other] for other in neighbours.get(item, ())], at[item]) for item in column}
    column.sort(key=lambda item: (made.items[item].level, middle[item], at[item]))


def _middle(positions: Sequence[int], own: int) -> float:
    return sum(positions) / len(positions) if positions else float(own)


def _polish(made: Weave, columns: Columns, channels: Mapping[int, Sequence[Bundle]]) -> bool:
    """Let neighbours change places where that saves crossings; whether any did."""
    changed = False
    at = _positions(columns)
    for number, column in enumerate(columns):
        touched = {c: channels[c] for c in (number, number + 1) if c in channels}
        now = _crossings(touched, at)
        for place in range(len(column) - 1):
            one, other = column[place], column[place + 1]
            if not now or made.items[one].level != made.items[other].level:
                continue
            at[one], at[other] = place + 1, place
            then = _crossings(touched, at)
            if then < now:
                column[place], column[place + 1] = other, one
                now, changed = then, True
            else:
                at[one], at[other] = place, place + 1
    return changed


def _crossings(channels: Mapping[int, Sequence[Bundle]], at: Mapping[int, int]) -> int:
    total = 0
    for bundles in channels.values():
        shapes = []
        for bundle in bundles:
            left, right = [at[end.item] for end in bundle.left], [at[end.item] for end in bundle.right]
            shapes.append((left, right, min(*left, *right), max(*left, *right)))
        for place, one in enumerate(shapes):
            for other in shapes[:place]:
                if one[2] < other[3] and other[2] < one[3]:
                    total += min(_cost(one, other), _cost(other, one))
    return total


def _cost(one: tuple[list[int], list[int], int, int], other: tuple[list[int], list[int], int, int]) -> int:
    """How often two bundles cross if the trunk of ``one`` stands left of that of the ``other``."""
    _, right, low, high = one
    left, _, least, most = other
    return sum(least < y < most for y in right) + sum(low < y < high for y in left)
