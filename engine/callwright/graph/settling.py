"""How high the items of each column stand, so that lines run straight where they can.

Theory of operation: each item would like to stand where its lines have no bend; where two want the same room, they and
what they push make one block, which stands where most of its items want it (pooling neighbours with the median, which
leaves as few bends as possible for this order). Columns are passed from both sides until nothing moves much.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from callwright.graph.ordering import Columns
from callwright.graph.rising import Bond, rise
from callwright.graph.weaving import End, Weave

CARDS_APART, CARD_AND_PASS, PASSES_APART = 30.0, 18.0, 12.0
_TURNS = 30
_THROUGH, _ARRIVING, _LEAVING = 8, 3, 2
"""How much it matters that a line is straight: from pass to pass, into a card, out of one."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The height of a card, where lines come in, and where each of its lines goes out (px from its top)."""

    height: float
    entry: float
    exits: Mapping[int, float]

    def at(self, line: int) -> float:
        """Where a line touches the card."""
        return self.exits[line] if line >= 0 else self.entry


def settle(made: Weave, columns: Columns, shapes: Sequence[Shape]) -> list[float]:
    """The top of each item in px, the highest at 0. A pass has no height: its line is at its top."""
    heights = [shapes[item.card].height if item.card >= 0 else 0.0 for item in made.items]
    tops = [0.0] * len(made.items)
    for column in columns:
        y = 0.0
        for place, item in enumerate(column):
            y += _gap(made, column[place - 1], item) if place else 0.0
            tops[item] = y
            y += heights[item]
    left, right = _bonds(made, shapes)
    for turn in range(_TURNS):
        both = turn >= _TURNS // 3
        for number in range(len(columns)) if turn % 2 == 0 else reversed(range(len(columns))):
            column = columns[number]
            for item, top in zip(column, _placed(made, column, heights, tops, left, right, turn, both), strict=True):
                tops[item] = top
    bonds = {item: [*left.get(item, ()), *right.get(item, ())] for item in range(len(made.items))}
    room = {
        below: (above, heights[above] + _gap(made, above, below))
        for column in columns
        for above, below in itertools.pairwise(column)
    }
    highest = min(tops, default=0.0)
    tops = [float(round(top - highest)) for top in tops]
    rise(columns, bonds, room, len(shapes), tops)
    return tops


def _gap(made: Weave, above: int, below: int) -> float:
    cards = (made.items[above].card >= 0) + (made.items[below].card >= 0)
    folded = int(made.items[above].level != made.items[below].level)
    return (PASSES_APART, CARD_AND_PASS, CARDS_APART)[cards] + 14.0 * folded


def _bonds(made: Weave, shapes: Sequence[Shape]) -> tuple[dict[int, list[Bond]], dict[int, list[Bond]]]:
    """By item what it is bound to through the channel on its left, and through that on its right."""
    left: dict[int, list[Bond]] = {}
    right: dict[int, list[Bond]] = {}

    def height(end: End) -> float:
        card = made.items[end.item].card
        return shapes[card].at(end.line) if card >= 0 else 0.0

    for bundle in made.bundles.values():
        out = bundle.out
        for end in bundle.into:
            if made.items[end.item].column == made.items[out.item].column:
                continue
            passes = (made.items[end.item].card < 0) + (made.items[out.item].card < 0)
            weight = _THROUGH if passes == 2 else _ARRIVING if made.items[out.item].card >= 0 else _LEAVING
            offset = height(out) - height(end)
            for one, other, below in ((end, out, offset), (out, end, -offset)):
                onto = right if one in bundle.left else left
                onto.setdefault(one.item, []).append((other.item, below, weight))
    return left, right


def _placed(
    made: Weave,
    column: Sequence[int],
    heights: Sequence[float],
    tops: Sequence[float],
    left: Mapping[int, list[Bond]],
    right: Mapping[int, list[Bond]],
    turn: int,
    both: bool,
) -> list[float]:
    offsets, y = [], 0.0
    for place, item in enumerate(column):
        y += _gap(made, column[place - 1], item) if place else 0.0
        offsets.append(y)
        y += heights[item]
    blocks: list[tuple[list[tuple[float, int]], int]] = []
    for item, offset in zip(column, offsets, strict=True):
        bonds = list(left.get(item, ())) if both or turn % 2 == 0 else []
        bonds += right.get(item, ()) if both or turn % 2 == 1 else ()
        wishes = [(tops[other] + below - offset, weight) for other, below, weight in bonds]
        block, size = wishes or [(tops[item] - offset, 1)], 1
        while blocks and _median(blocks[-1][0]) >= _median(block):
            before, more = blocks.pop()
            block, size = [*before, *block], size + more
        blocks.append((block, size))
    shifts = [_median(block) for block, size in blocks for _ in range(size)]
    return [shift + offset for shift, offset in zip(shifts, offsets, strict=True)]


def _median(wishes: Sequence[tuple[float, int]]) -> float:
    """The place that half of the wishes, by weight, lie on either side of."""
    half = sum(weight for _, weight in wishes) / 2
    so_far = 0.0
    for place, weight in sorted(wishes):
        so_far += weight
        if so_far >= half:
            return place
    return wishes[-1][0]
