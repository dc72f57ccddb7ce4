"""The words of a phrase between two of its values, and everywhere they stand in an utterance."""

from __future__ import annotations

from dataclasses import dataclass

from callwright.understanding.alignment import JOINED, Heard

_NEAR = 2
"""Words between two words of one chunk."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of a phrase between two of its values; may be empty at both ends."""

    stems: tuple[str, ...]
    weights: tuple[float, ...]

    @property
    def heavy(self) -> bool:
        """It has a word of weight."""
        return 1.0 in self.weights


@dataclass(frozen=True, slots=True)
class Placed:
    """A chunk where it was found: tokens from ``start`` up to ``end``."""

    start: int
    end: int
    used: int
    heavy: int
    found: float
    whole: bool
    sure: bool


def places(chunk: Chunk, heard: Heard) -> list[Placed]:
    """Everywhere the words of a chunk stand together, in order."""
    anchors = [
        at
        for at, stem in enumerate(chunk.stems)
        if stem in heard.places and (chunk.weights[at] == 1.0 or not chunk.heavy)
    ]
    if not anchors:
        return []
    found: list[Placed] = []
    for first, after, sureness in sorted(heard.places[chunk.stems[anchors[0]]]):
        one = _laid(chunk, heard, anchors[0], (first, after, sureness))
        if chunk.heavy or one.found >= 0.5 * sum(chunk.weights):
            found.append(one)
    return found


def _laid(chunk: Chunk, heard: Heard, anchor: int, place: tuple[int, int, float]) -> Placed:
    start, end, sureness = place
    used = heavy = (1 << end) - (1 << start)
    if chunk.weights[anchor] < 1.0:
        heavy = 0
    found, whole, sure = chunk.weights[anchor] * sureness, True, sureness >= JOINED
    for at in (*range(anchor - 1, -1, -1), *range(anchor + 1, len(chunk.stems))):
        stem, weight = chunk.stems[at], chunk.weights[at]
        near = [
            one
            for one in heard.places.get(stem, ())
            if (one[1] <= start and start - one[1] <= _NEAR if at < anchor else 0 <= one[0] - end <= _NEAR)
        ]
        if not near:
            whole = whole and weight < 1.0
            continue
        first, after, sureness = min(near, key=lambda one: -one[1] if at < anchor else one[0])
        start, end = min(start, first), max(end, after)
        bits = (1 << after) - (1 << first)
        used |= bits
        heavy |= bits if weight == 1.0 else 0
        sure = sure and (weight < 1.0 or sureness >= JOINED)
        found += weight * sureness
    return Placed(start, end, used, heavy, found, whole, sure)
