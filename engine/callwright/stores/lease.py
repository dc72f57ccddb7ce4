"""Whether the process that gave an answer is alive, has left in order, or has died.

Theory of operation. Each process that opens a store holds a lock on a small file of its own beside it
(``calls.db-lease-3f…``). The operating system drops the lock at the very moment the process dies, however it dies, so
nobody has to wait for a time to run out. A process that leaves in order removes its file. So of another owner:

    no file               left in order (or so long ago that no call remembers it): its answers are out
    file, lock is held    alive: it answers for itself
    file, lock is free    died: an answer that it saved may never have been sent

Where the system has no such locks (Windows) every other owner counts as having left in order.
"""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from glob import escape
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


class Lease:
    """This process's own lock, and a look at the others'. ``beside`` is the store's file."""

    def __init__(self, beside: Path) -> None:
        self._stem = beside.name + "-lease-"
        self._folder = beside.parent
        self.owner = secrets.token_hex(6)
        self._path = self._folder / (self._stem + self.owner)
        self._file = self._locked()

    def _locked(self) -> int:
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return file

    def died(self, owner: str) -> bool:
        """Whether another owner died without leaving in order."""
        return owner != self.owner and owner.isalnum() and _abandoned(self._folder / (self._stem + owner))

    def renew(self, keep: float) -> None:
        """Mark our file as young; forget those who died more than ``keep`` seconds ago, whose calls are gone too.

        Where somebody deleted our file it is made again.
        """
        with suppress(OSError):
            if self._path.exists():
                os.utime(self._path)
            else:
                before, self._file = self._file, self._locked()
                os.close(before)
        for path in self._folder.glob(escape(self._stem) + "*"):
            with suppress(OSError):
                if path.stat().st_mtime < time.time() - keep and _abandoned(path):
                    path.unlink()

    def leave(self) -> None:
        """Leave in order."""
        with suppress(OSError):
            self._path.unlink()
        with suppress(OSError):
            os.close(self._file)


def _abandoned(path: Path) -> bool:
    if fcntl is None:
        return False
    try:
        file = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(file)
    return True
