"""Where lines run in the channels between columns: upright trunks on tracks, level ends, round corners.

Laws:
1. A line runs level through a column, at the height of a pass, and upright in a channel only: never through a card.
2. Trunks of different nets whose heights overlap stand on different tracks.
3. Of two trunks that one stands further left which makes fewer crossings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from callwright.graph.settling import Shape
from callwright.graph.weaving import Bundle, End, Weave

TRACK_PX, BESIDE_PX = 10.0, 26.0
_LEVEL = 0.5
_COLLIDES = 1000
_TOO_NEAR = 5.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Trunk:
    """A bundle as it runs: ``track`` (-1 for one that is straight), and the heights of its ends."""

    bundle: Bundle
    left: tuple[float, ...]
    right: tuple[float, ...]
    out: float
    track: int = -1

    @property
    def low(self) -> float:
        return min(*self.left, *self.right)

    @property
    def high(self) -> float:
        return max(*self.left, *self.right)


@dataclass(frozen=True, slots=True)
class Routes:
    """Every trunk by channel and net, and how many tracks each channel has."""

    trunks: Mapping[tuple[int, int], Trunk]
    tracks: tuple[int, ...]
    crossings: int


def route(made: Weave, shapes: Sequence[Shape], tops: Sequence[float]) -> Routes:
    """Give each bundle its track."""
    channels: list[list[Trunk]] = [[] for _ in range(made.columns + 1)]

    def height(end: End) -> float:
        card = made.items[end.item].card
        return tops[end.item] + (shapes[card].at(end.line) if card >= 0 else 0.0)

    for (channel, _), bundle in made.bundles.items():
        left, right = (tuple(map(height, ends)) for ends in (bundle.left, bundle.right))
        channels[channel].append(Trunk(bundle, left, right, height(bundle.out)))
    trunks: dict[tuple[int, int], Trunk] = {}
    tracks, crossings = [], 0
    for number, here in enumerate(channels):
        straight = [trunk for trunk in here if trunk.high - trunk.low < _LEVEL]
        ordered = _ordered([trunk for trunk in here if trunk not in straight])
        placed = _on_tracks(ordered)
        tracks.append(max((track + 1 for track in placed), default=0))
        for trunk, track in zip(ordered, placed, strict=True):
            trunks[number, trunk.bundle.net] = Trunk(trunk.bundle, trunk.left, trunk.right, trunk.out, track)
        trunks |= {(number, trunk.bundle.net): trunk for trunk in straight}
        crossings += sum(_met(a, b) for place, b in enumerate(ordered) for a in ordered[:place])
        crossings += sum(trunk.low < line.out < trunk.high for trunk in ordered for line in straight)
    return Routes(trunks, tuple(tracks), crossings)


def _ordered(trunks: list[Trunk]) -> list[Trunk]:
    """The trunks of a channel from the left, in an order with few crossings."""
    ordered = sorted(trunks, key=lambda trunk: (trunk.out, trunk.low, trunk.bundle.net))
    cost = {(id(a), id(b)): _cost(a, b) for a in ordered for b in ordered if a is not b}
    for _ in range(len(ordered)):
        moved = False
        for place in range(1, len(ordered)):
            best, saved, gain = place, 0, 0
            for before in range(place - 1, -1, -1):
                one, other = ordered[before], ordered[place]
                gain += cost[id(one), id(other)] - cost[id(other), id(one)]
                if gain > saved:
                    best, saved = before, gain
            if best < place:
                ordered.insert(best, ordered.pop(place))
                moved = True
        if not moved:
            break
    return ordered


def _cost(one: Trunk, other: Trunk) -> int:
    """What it costs that ``one`` stands left of the ``other``."""
    # A level end of each at the same height would lie on the other's.
    collide = sum(abs(a - b) < _TOO_NEAR for a in other.left for b in one.right)
    return _met(one, other) + _COLLIDES * collide


def _met(one: Trunk, other: Trunk) -> int:
    """How often they cross if ``one`` stands left of the ``other``."""
    across = sum(other.low < y < other.high for y in one.right)
    return across + sum(one.low < y < one.high for y in other.left)


def _on_tracks(ordered: Sequence[Trunk]) -> list[int]:
    """The first free track of each, none left of an earlier one that it stands beside."""
    tracks: list[int] = []
    for place, trunk in enumerate(ordered):
        beside = (
            tracks[before] + 1
            for before in range(place)
            if ordered[before].low - TRACK_PX < trunk.high and trunk.low - TRACK_PX < ordered[before].high
        )
        tracks.append(max(beside, default=0))
    return tracks
