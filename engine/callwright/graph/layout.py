"""Where the cards of a picture stand and how their lines run: layered drawing after Sugiyama, Tagawa and Toda.

Theory of operation: ``columns`` offers columns for the cards, ``weaving`` finds what runs between them, ``ordering``
puts each column in an order with few crossings, ``settling`` says how high everything stands, ``routing`` where the
lines run. Here the rows of each card, from which its lines leave, are put in the order in which their lines go, so
that those of one card do not cross; all of it becomes px; and of what comes of each offer the best is taken.

Laws: no two cards overlap; no line runs through a card; the same cards and lines always give the same layout.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from callwright.graph.columns import Line, Place, offers
from callwright.graph.ordering import Columns, order
from callwright.graph.routing import BESIDE_PX, TRACK_PX, Point, Routes, route
from callwright.graph.settling import Shape, settle
from callwright.graph.weaving import Weave, weave

_OUTSIDE_PX = 8.0
"""Beside the first column and the last, where no line runs."""
_CHANNEL_PX, _ABOVE_PX = 90.0, 40.0
"""About how much room lines take beside a column, and between two cards."""
_FAR_PX = 1500.0
"""A line so long is as bad as a crossing."""
_WIDEST, _TALLEST = 3.4, 0.8
_TRIED_UP_TO = 120


@dataclass(frozen=True, slots=True)
class Card:
    """What is to be placed: ``head`` px high, below it a row for each line that leaves, then ``foot`` px.

    Lines come in ``entry`` px below its top.
    """

    width: float
    head: float
    rows: tuple[float, ...]
    foot: float
    entry: float

    @property
    def height(self) -> float:
        return self.head + sum(self.rows) + self.foot


@dataclass(frozen=True, slots=True)
class Placed:
    """A card on the page: its top left corner, and its rows from the top, each as (its number, the row's top)."""

    x: float
    y: float
    rows: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything in px from the top left corner. ``lines`` are the corners of each line, in the order given."""

    cards: tuple[Placed, ...]
    lines: tuple[tuple[Point, ...], ...]
    width: float
    height: float
    crossings: int


def lay_out(cards: Sequence[Card], lines: Sequence[Line], rows: Sequence[int]) -> Layout:
    """Place cards, the roots first, and lead lines between them; line n leaves row ``rows[n]`` of its card."""
    if not cards:
        return Layout((), (), 0.0, 0.0, 0)
    width = max(card.width for card in cards) + _CHANNEL_PX
    offered = offers(len(cards), lines, [card.height + _ABOVE_PX for card in cards], width)
    if len(cards) > _TRIED_UP_TO:
        offered = itertools.islice(offered, 1)
    return min((_placed(places, cards, lines, rows) for places in offered), key=_cost)


def _cost(made: Layout) -> float:
    """How hard it is to read: crossings, how far the eye has to go, and how far it is from a screen's shape."""
    far = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for line in made.lines for a, b in itertools.pairwise(line))
    shape = made.width / max(1.0, made.height)
    return (made.crossings + far / _FAR_PX) * max(1.0, shape / _WIDEST, _TALLEST / shape)


def _placed(places: Sequence[Place], cards: Sequence[Card], lines: Sequence[Line], rows: Sequence[int]) -> Layout:
    made = weave(places, lines)
    columns = order(made)
    ranked = _rows(made, columns, cards, lines, rows)
    shapes = [_shape(card, ranked[number], lines, rows, number) for number, card in enumerate(cards)]
    tops = settle(made, columns, shapes)
    routes = route(made, shapes, tops)
    channels, lefts, width = _across(columns, made, cards, routes)
    placed = []
    for number, card in enumerate(cards):
        y = tops[number]
        row_tops = tuple((row, y + top) for row, top in _row_tops(card, ranked[number]))
        placed.append(Placed(lefts[made.items[number].column], y, row_tops))
    paths = []
    for number, (source, target) in enumerate(lines):
        x = lefts[made.items[source].column] + cards[source].width
        start = (x, tops[source] + shapes[source].exits[number])
        end = (lefts[made.items[target].column], tops[target] + cards[target].entry)
        paths.append(_simple([start, *_corners(made, routes, channels, source, target, start[1]), end]))
    height = max(tops[number] + card.height for number, card in enumerate(cards))
    lowest = max((y for path in paths for _, y in path), default=0.0)
    return Layout(tuple(placed), tuple(paths), width, max(height, lowest), routes.crossings)


def _rows(
    made: Weave, columns: Columns, cards: Sequence[Card], lines: Sequence[Line], rows: Sequence[int]
) -> list[list[int]]:
    """For each card its rows from the top: those first whose lines go up. Rows without a line stay at the end."""
    at = {item: place for column in columns for place, item in enumerate(column)}
    high: list[dict[int, float]] = [{} for _ in cards]
    for (channel, _), bundle in made.bundles.items():
        for end in bundle.left:
            if end.line < 0:
                continue
            source = lines[end.line][0]
            out = bundle.out.item
            same = made.items[out].column == channel - 1
            # What leads back goes over or under its card, and round it: the nearer, the further out its row.
            size = len(columns[made.items[out].column])
            place = (at[out] + 0.5) / size if not same else -1.0 + at[out] / size
            if same and at[out] > at[source]:
                place = 3.0 - at[out] / size
            high[source][rows[end.line]] = place
    return [
        sorted(range(len(card.rows)), key=[(led.get(row, 2.0), row) for row in range(len(card.rows))].__getitem__)
        for card, led in zip(cards, high, strict=True)
    ]


def _row_tops(card: Card, ranked: Sequence[int]) -> Iterator[tuple[int, float]]:
    y = card.head
    for row in ranked:
        yield row, y
        y += card.rows[row]


def _shape(card: Card, ranked: Sequence[int], lines: Sequence[Line], rows: Sequence[int], number: int) -> Shape:
    middles = {row: top + card.rows[row] / 2 for row, top in _row_tops(card, ranked)}
    exits = {n: middles[rows[n]] for n, (source, _) in enumerate(lines) if source == number}
    return Shape(card.height, card.entry, exits)


def _across(
    columns: Columns, made: Weave, cards: Sequence[Card], routes: Routes
) -> tuple[list[float], list[float], float]:
    """Where each channel's first track stands, where each column begins, and how wide everything is."""
    channels, lefts, x = [], [], 0.0
    last = len(columns)
    for number in range(last + 1):
        tracks = routes.tracks[number]
        outside = number in (0, last)
        wide = 2 * BESIDE_PX + (tracks - 1) * TRACK_PX if tracks else _OUTSIDE_PX if outside else 2 * BESIDE_PX
        channels.append(x + BESIDE_PX)
        x += wide
        if number < last:
            lefts.append(x)
            here = [made.items[item].card for item in columns[number] if made.items[item].card >= 0]
            x += max((cards[card].width for card in here), default=0.0)
    return channels, lefts, x


def _corners(
    made: Weave, routes: Routes, channels: Sequence[float], source: int, target: int, y: float
) -> Iterator[Point]:
    """Where a line turns on its way."""
    item, column = source, made.items[source].column
    channel = column + 1
    while True:
        trunk = routes.trunks[channel, target]
        if trunk.track >= 0:
            x = channels[channel] + trunk.track * TRACK_PX
            yield x, y
            yield x, trunk.out
        y = trunk.out
        item = trunk.bundle.out.item
        if item == target:
            return
        column = made.items[item].column
        channel = column + 1 if made.items[target].column > column else column


def _simple(points: Sequence[Point]) -> tuple[Point, ...]:
    """The same line without points that are no corners."""
    result: list[Point] = []
    for point in points:
        if result and point == result[-1]:
            continue
        while len(result) >= 2 and _straight(result[-2], result[-1], point):
            result.pop()
        result.append(point)
    return tuple(result)


def _straight(one: Point, two: Point, three: Point) -> bool:
    return one[0] == two[0] == three[0] or one[1] == two[1] == three[1]
