"""What every turn was answered, how long that took, and what was wrong with it."""

from __future__ import annotations

import statistics
import time
from typing import NamedTuple


class Turn(NamedTuple):
    """``at`` and ``took`` in seconds; ``status`` as in HTTP, 0 where there was none."""

    at: float
    took: float
    status: int


class Ledger:
    """One a load. ``wrong`` are the sentences about what no caller should have met."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self.wrong: list[str] = []
        self.calls = 0
        self.broken = 0
        """How many requests found no answer and were sent again."""
        self.moments = 0
        """How often a caller was told to wait."""
        self._marks: list[float] = []

    def turn(self, began: float, status: int = 200) -> None:
        """A turn that was answered."""
        now = time.monotonic()
        self.turns.append(Turn(now, now - began, status))
        if status >= 500:
            self.wrong.append(f"a turn was answered with {status}")

    def mark(self) -> None:
        """The moment at which something begins or ends: first the fault, then the quiet after it."""
        self._marks.append(time.monotonic())

    def check(self, *, calls: int, turns: int, moments: bool = False) -> None:
        """Nothing was wrong, there was enough of it, and after the last mark answers are as quick as before the first.

        ``moments`` allows that callers were told to wait.
        """
        assert not self.wrong, self.wrong[:10]
        assert self.calls >= calls, f"only {self.calls} calls came to their end"
        assert len(self.turns) >= turns, f"only {len(self.turns)} turns"
        assert moments or not self.moments, f"{self.moments} times a caller was told to wait"
        if self._marks:
            before = [turn.took for turn in self.turns if turn.at < self._marks[0]]
            after = [turn.took for turn in self.turns if turn.at - turn.took > self._marks[-1]]
            assert before, "nothing was measured before the fault"
            assert after, "nothing was measured after the fault"
            assert statistics.median(after) < 3 * statistics.median(before) + 0.05
            assert statistics.quantiles(after, n=20)[-1] < 3 * statistics.quantiles(before, n=20)[-1] + 0.1
