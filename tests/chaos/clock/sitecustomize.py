"""A clock that can be put forward and back: Python loads this first, where the folder is on its path.

The file that ``CLOCK_OF_TESTS`` names holds how many seconds the clock is wrong by. Only the time of day is, as
where somebody sets it; the monotonic clock goes on.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

_FILE = Path(os.environ["CLOCK_OF_TESTS"])
_time, _time_ns = time.time, time.time_ns


def _wrong() -> float:
    return float(_FILE.read_text() or 0)


time.time = lambda: _time() + _wrong()
time.time_ns = lambda: _time_ns() + round(_wrong() * 1e9)
