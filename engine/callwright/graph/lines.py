"""Lines as paths: round at their corners, and drawn once where several run together."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from callwright.graph.chart import Manner
from callwright.graph.routing import Point

RADIUS = 7.0
_FIRST = (Manner.WAY, Manner.CALL, Manner.EVENT, Manner.FAILURE, Manner.LADDER)
"""Whose line is drawn where several run together: a whole line before a dashed one."""

Segment = tuple[Point, Point]


def round_path(points: Sequence[Point]) -> str:
    """A line through these corners, as the ``d`` of an SVG path."""
    steps = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(RADIUS, _length(before, here) / 2, _length(here, after) / 2)
        into, out = _towards(here, before, radius), _towards(here, after, radius)
        steps.append(f"L{_n(into[0])} {_n(into[1])}Q{_n(here[0])} {_n(here[1])} {_n(out[0])} {_n(out[1])}")
    steps.append(f"L{_n(points[-1][0])} {_n(points[-1][1])}")
    return "".join(steps)


def drawn_once(
    kinds: Sequence[tuple[str, Manner]], lines: Sequence[Sequence[Point]]
) -> Iterator[tuple[int, list[Point]]]:
    """Each line by its number, as far as no other to the same card (``kinds``: its key and manner) is drawn already."""
    ranked = sorted(range(len(lines)), key=lambda n: (_FIRST.index(kinds[n][1]), -len(lines[n]), n))
    drawn: dict[str, list[Segment]] = {}
    for number in ranked:
        target = kinds[number][0]
        points = _until_met(lines[number], drawn.get(target, []))
        drawn.setdefault(target, []).extend(itertools.pairwise(points))
        yield number, points


def _until_met(points: Sequence[Point], drawn: Sequence[Segment]) -> list[Point]:
    """The line up to where it runs into one that is drawn, and round the corner into that."""
    result = [points[0]]
    for place, here in enumerate(points[1:], 1):
        before = result[-1]
        met = _met(before, here, drawn)
        if met is None:
            result.append(here)
            continue
        if met != before:
            result.append(met)
        # Where it meets the other at its own corner, it turns there as the other one runs.
        following = here if met != here else points[place + 1] if place + 1 < len(points) else here
        if following != met and len(result) > 1:
            result.append(_towards(met, following, min(2 * RADIUS, _length(met, following))))
        return result
    return result


def _met(one: Point, two: Point, drawn: Sequence[Segment]) -> Point | None:
    """The first place from ``one`` to ``two`` from where on the line lies on drawn ones, or ends on one."""
    places: list[Point] = []
    for a, b in drawn:
        for along in (0, 1):
            across = 1 - along
            if not a[across] == b[across] == two[across]:
                continue
            low, high = sorted((a[along], b[along]))
            if one[across] != two[across]:
                # It comes from the side and ends on the other, or crosses it, which is no meeting.
                places += [two] * (low <= two[along] <= high)
                continue
            for at in (one[along], a[along], b[along]):
                if low <= at <= high and min(one[along], two[along]) <= at <= max(one[along], two[along]):
                    places.append((at, two[1]) if along == 0 else (two[0], at))
    return min(places, key=lambda place: _length(one, place), default=None)


def _length(one: Point, two: Point) -> float:
    return abs(one[0] - two[0]) + abs(one[1] - two[1])


def _towards(one: Point, two: Point, by: float) -> Point:
    length = _length(one, two)
    share = by / length if length else 0.0
    return one[0] + (two[0] - one[0]) * share, one[1] + (two[1] - one[1]) * share


def _n(number: float) -> str:
    return f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")
