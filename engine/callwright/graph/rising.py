"""Empty room taken out of a layout: what can rise does, as long as that saves more height than it costs in bends.

Theory of operation: of all groups that could rise together the one is taken that gains most: each card is worth a
little that rises, a line that becomes straighter is worth its weight, one that bends costs it, and whatever stands in
the way has to rise too. That group is the smaller side of a smallest cut (Picard: closures), found with a flow of the
most. It rises until it touches something or a line is straight; then the next is looked for, until none gains.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from callwright.graph.ordering import Columns

Bond = tuple[int, float, int]
"""Another item, by how much an item must stand below it for their line to be straight, and how much that matters."""

_LIFT = 3
"""What a card's rising is worth beside the weights of lines; a pass's is worth 1."""
_ROUNDS = 150
_STRAIGHT = 0.5
_NEVER = 1_000_000


def rise(
    columns: Columns,
    bonds: Mapping[int, Sequence[Bond]],
    room: Mapping[int, tuple[int, float]],
    cards: int,
    tops: list[float],
) -> None:
    """Let groups rise, in place. ``room`` is by item the one above it and how far below that one's top it has to stay.

    The first ``cards`` items are cards, which want to rise; passes do so less. Every item has its bonds, in both
    directions.
    """
    for _ in range(_ROUNDS):
        group = _best_group(sorted(item for column in columns for item in column), bonds, room, cards, tops)
        most = min((_way_up(item, group, bonds, room, tops) for item in group), default=0.0)
        if most < 1:
            return
        for item in group:
            tops[item] -= most


def _way_up(
    item: int,
    group: set[int],
    bonds: Mapping[int, Sequence[Bond]],
    room: Mapping[int, tuple[int, float]],
    tops: Sequence[float],
) -> float:
    """How far an item may rise with its group before something changes."""
    above = room.get(item)
    most = tops[item]
    if above is not None and above[0] not in group:
        most = min(most, tops[item] - tops[above[0]] - above[1])
    errors = (tops[item] - tops[other] - below for other, below, _ in bonds.get(item, ()) if other not in group)
    return min([most, *(error for error in errors if error > _STRAIGHT)])


def _best_group(
    items: Sequence[int],
    bonds: Mapping[int, Sequence[Bond]],
    room: Mapping[int, tuple[int, float]],
    cards: int,
    tops: Sequence[float],
) -> set[int]:
    source, sink = len(items), len(items) + 1
    flow = _Flow(len(items) + 2)
    for item in items:
        worth = _LIFT if item < cards else 1
        for other, below, weight in bonds.get(item, ()):
            error = tops[item] - tops[other] - below
            if abs(error) <= _STRAIGHT:
                # Each of the two says so; a line bends once.
                flow.pipe(item, other, weight)
            else:
                worth += weight if error > 0 else -weight
        if worth > 0:
            flow.pipe(source, item, worth)
        elif worth < 0:
            flow.pipe(item, sink, -worth)
        above = room.get(item)
        if tops[item] < 1:
            flow.pipe(item, sink, _NEVER)
        elif above is not None and tops[item] - tops[above[0]] - above[1] < 1:
            flow.pipe(item, above[0], _NEVER)
    return flow.kept(source, sink) - {source}


class _Flow:
    """The most that flows from one place to another through pipes that hold so much (Dinic's algorithm)."""

    def __init__(self, places: int) -> None:
        self.pipes: list[list[int]] = [[] for _ in range(places)]
        self.to: list[int] = []
        self.room: list[int] = []

    def pipe(self, one: int, other: int, room: int) -> None:
        for a, b, holds in ((one, other, room), (other, one, 0)):
            self.pipes[a].append(len(self.to))
            self.to.append(b)
            self.room.append(holds)

    def kept(self, source: int, sink: int) -> set[int]:
        """What is still reached from the source when nothing more flows: its side of a smallest cut."""
        while True:
            depth = self._depths(source)
            if sink not in depth:
                return set(depth)
            unused = [0] * len(self.pipes)
            while self._push(source, sink, _NEVER, depth, unused):
                pass

    def _depths(self, source: int) -> dict[int, int]:
        depth, found = {source: 0}, [source]
        for place in found:
            for pipe in self.pipes[place]:
                if self.room[pipe] and self.to[pipe] not in depth:
                    depth[self.to[pipe]] = depth[place] + 1
                    found.append(self.to[pipe])
        return depth

    def _push(self, place: int, sink: int, most: int, depth: Mapping[int, int], unused: list[int]) -> int:
        """Send as much as fits down one way to the sink."""
        way: list[int] = []
        here = place
        while here != sink:
            pipes = self.pipes[here]
            while unused[here] < len(pipes):
                pipe = pipes[unused[here]]
                if self.room[pipe] and depth.get(self.to[pipe], -1) == depth[here] + 1:
                    break
                unused[here] += 1
            else:
                if not way:
                    return 0
                back = way.pop()
                here = self.to[back ^ 1]
                unused[here] += 1
                continue
            way.append(pipe)
            here = self.to[pipe]
        sent = min([most, *(self.room[pipe] for pipe in way)])
        for pipe in way:
            self.room[pipe] -= sent
            self.room[pipe ^ 1] += sent
        return sent
