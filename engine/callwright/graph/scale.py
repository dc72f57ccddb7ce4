"""Where a moment of the call stands on the page: seconds to px, long silences folded, one row under the other.

Laws:
1. Later is never further left in its row, nor in an earlier row; rows follow one another without a gap.
2. A silence longer than ``FOLD_FROM_MS`` takes no more than ``FOLD_PX`` and what stands beside it.
3. A row breaks where nobody speaks if there is such a moment in its second half; only otherwise through a word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PX_A_SECOND = 84
FOLD_FROM_MS = 3000
BESIDE_FOLD_MS = 900
FOLD_PX = 58
BREATH_MS = 250

Stretch = tuple[int, int]
"""From when until when, in ms of the call."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the picture: ``begin`` to ``end`` (ms), drawn ``width`` px wide."""

    begin: int
    end: int
    folds: tuple[Stretch, ...]
    last: bool

    @property
    def width(self) -> float:
        """How much room it takes, in px."""
        return self.x(self.end)

    def x(self, at: int) -> float:
        """Where ``at`` stands, in px from the row's left edge; what is outside it stands at its edge."""
        return _px(min(at, self.end), self.folds) - _px(self.begin, self.folds) if at > self.begin else 0.0

    def holds(self, at: int) -> bool:
        """Whether this moment belongs to the row; one at a break belongs to the row that it opens."""
        return self.begin <= at and (at < self.end or self.last)

    def piece(self, begin: int, end: int) -> Stretch | None:
        """What of this stretch belongs to the row; None if nothing does."""
        begin, end = max(begin, self.begin), min(end, self.end)
        return (begin, end) if begin < end else None


def rows(end: int, spoken: Sequence[Stretch], moments: Iterable[int], width: float) -> tuple[Row, ...]:
    """The rows of a call that lasts until ``end``, none wider than ``width`` px.

    ``spoken`` is when somebody makes themselves heard, ``moments`` when anything else takes place.
    """
    voices = _merged(spoken)
    folds = _folds(end, _merged([*spoken, *((at, at) for at in moments)]))
    result: list[Row] = []
    begin = 0
    while True:
        limit = _px(begin, folds) + width
        if _px(end, folds) <= limit:
            return (*result, Row(begin, end, folds, last=True))
        furthest = max(begin + 1, bisect_right(range(end + 1), limit, key=lambda at: _px(at, folds)) - 1)
        half = bisect_right(range(end + 1), limit - width / 2, key=lambda at: _px(at, folds)) - 1
        until = max((at for at in _pauses(voices) if half <= at <= furthest), default=furthest)
        result.append(Row(begin, until, folds, last=False))
        begin = until


def _px(at: int, folds: Sequence[Stretch]) -> float:
    px = float(at)
    for begin, end in folds:
        if at <= begin:
            break
        inside = min(at, end) - begin
        px += inside / (end - begin) * FOLD_PX * 1000 / PX_A_SECOND - inside
    return px * PX_A_SECOND / 1000


def _merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    result: list[Stretch] = []
    for begin, end in sorted(stretches):
        if result and begin < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((begin, end))
    return result


def _folds(end: int, busy: Sequence[Stretch]) -> tuple[Stretch, ...]:
    result = []
    before = 0
    for begin, until in [*busy, (end, end)]:
        if begin - before > FOLD_FROM_MS:
            result.append((before + BESIDE_FOLD_MS, begin - BESIDE_FOLD_MS))
        before = max(before, until)
    return tuple(result)


def _pauses(voices: Sequence[Stretch]) -> list[int]:
    """Moments at which a row may break: before somebody begins to speak, and a breath after they have ended."""
    result = [begin for begin, _ in voices]
    for place, (_, end) in enumerate(voices):
        if place + 1 == len(voices) or end + BREATH_MS <= voices[place + 1][0]:
            result.append(end + BREATH_MS)
    return result
