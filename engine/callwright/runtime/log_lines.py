"""How lines of the log are made and written, so that one a turn costs next to nothing.

Theory of operation. The logging module's own way to a line takes as long as a small turn. So ``Lines`` is a handler
that also takes a line that is ready (``add``), and whoever writes one a turn asks for it (``direct``): it is there
where ``callwright`` has this handler and no other. Who attaches handlers of their own gets ordinary records.

*Batches.* Inside an event loop lines are kept for ``BATCH_SECONDS`` and written in one piece; outside of one, and from
``warning`` on, at once. What is left is written when the program ends, and before it forks.

What a line tells is put together (``later``) when it is written, all lines of a batch in a row, with all that it needs
at hand: a turn pays for an append.

*Laws.* The lines stand in the order in which they were made. One line is one JSON object in plain ASCII, but for the
sign of masked numbers: nothing that a caller says can end it, forge one, or colour a terminal. A line that cannot be
written (the disk is full, nobody reads the pipe) is counted in ``lost`` and troubles no call.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import threading
import time
import traceback
import weakref
from asyncio import _get_running_loop
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from json.encoder import encode_basestring_ascii
from typing import Any, TextIO

BATCH_SECONDS = 0.025
_MILLISECONDS = tuple(f".{number:03d}+00:00" for number in range(1000))
MOST_KEPT = 10_000
"""So many lines wait at most; then they are written at once."""

quoted = encode_basestring_ascii
"""A text as JSON, in plain ASCII and with its quotes."""

_ESCAPED = re.compile("[^ -~…]")
"""All that is not plain and printable, but for the sign that stands in masked numbers."""


class JsonLines(logging.Formatter):
    """One record as one JSON object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        line.update(getattr(record, "fields", {}))
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            line["error"] = (
                type(error).__name__ if getattr(record, "terse", False) else f"{type(error).__name__}: {error}"
            )
            frames = traceback.extract_tb(error.__traceback__)
            line["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        text = json.dumps(line, ensure_ascii=False, default=str)
        return _ESCAPED.sub(lambda odd: json.dumps(odd[0])[1:-1], text)


class Lines(logging.Handler):
    """Writes to ``stream``. May be used from any thread."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.lost = 0
        """How many lines could not be written."""
        self._stream = stream
        self._writing = threading.Lock()
        self._kept: deque[tuple[Callable[..., str], tuple[Any, ...]]] = deque()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._moment = self._second = -1
        self._shown = ""
        self._until_second = ""
        _ALL.add(self)

    def now(self) -> str:
        """The time as it stands in a line, without quotes."""
        return self.at(time.time())

    def at(self, now: float) -> str:
        """A moment (Unix time in seconds) as it stands in a line."""
        moment = int(now * 1000)
        if moment != self._moment:
            second, millisecond = divmod(moment, 1000)
            if second != self._second:
                self._until_second = datetime.fromtimestamp(second, UTC).isoformat()[:19]
                self._second = second
            self._shown = self._until_second + _MILLISECONDS[millisecond]
            self._moment = moment
        return self._shown

    def emit(self, record: logging.LogRecord) -> None:
        """See ``logging.Handler``."""
        self.add(self.format(record))
        if record.levelno >= logging.WARNING:
            self.flush()

    def add(self, line: str) -> None:
        """Write a line that is ready, within ``BATCH_SECONDS``."""
        self.later(str, line)

    def later(self, make: Callable[..., str], *told: Any) -> None:
        """The same for a line that ``make`` is to make of what is ``told``, which nobody changes any more."""
        kept = self._kept
        kept.append((make, told))
        if self._loop is None or len(kept) > MOST_KEPT or self._loop is not _get_running_loop():
            self._wait_or_write()

    def _wait_or_write(self) -> None:
        loop = _get_running_loop()
        if loop is None or len(self._kept) > MOST_KEPT:
            self.flush()
        else:
            self._loop = loop
            loop.call_later(BATCH_SECONDS, self._due, loop)

    def _due(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._loop is loop:
            self._loop = None
        self.flush()

    def flush(self) -> None:
        """Write all that waits."""
        with self._writing:
            lines: list[str] = []
            while self._kept:
                make, told = self._kept.popleft()
                try:
                    lines.append(make(*told))
                except Exception:  # a line is not worth the others
                    self.lost += 1
            if not lines:
                return
            lines.append("")
            try:
                self._stream.write("\n".join(lines))
                self._stream.flush()
            except (OSError, ValueError):  # a stream that is closed is a ValueError
                self.lost += len(lines) - 1

    def in_child(self) -> None:
        """This process was forked: what waited is the parent's, and so is the loop."""
        self._writing = threading.Lock()
        self._loop = None
        self._kept.clear()


_ALL: weakref.WeakSet[Lines] = weakref.WeakSet()


def flush() -> None:
    """Write whatever waits anywhere."""
    for lines in list(_ALL):
        lines.flush()


def _forked() -> None:
    for lines in list(_ALL):
        lines.in_child()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=flush, after_in_child=_forked)


def direct(logger: logging.Logger) -> Lines | None:
    """The handler to which lines may be given that are ready; ``None`` where somebody else listens too."""
    handlers = logger.handlers
    if len(handlers) != 1 or logger.propagate or logger.filters:
        return None
    handler = handlers[0]
    return handler if type(handler) is Lines and not handler.filters else None
