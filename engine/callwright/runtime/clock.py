"""When an event arrived, in Unix ms.

A service takes its own clock. The emulator plays whole calls in virtual time against a real service; only where
``trust_clock`` is switched on may the sender say the time, in the header ``X-Callwright-At`` or, on a WebSocket, in the
member ``at`` beside ``type``.
"""

from __future__ import annotations

import time

HEADER = b"x-callwright-at"
MEMBER = "at"
_LATEST = 253_402_300_800_000  # the year 10000


def now() -> int:
    """This moment."""
    return time.time_ns() // 1_000_000


def told(value: object) -> int | None:
    """The time that the sender says, or ``None`` where it is none."""
    if isinstance(value, bytes):
        value = int(value) if value.isdigit() and len(value) < 16 else None
    usable = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LATEST
    return value if usable else None  # type: ignore[return-value]  # usable means that it is an int
