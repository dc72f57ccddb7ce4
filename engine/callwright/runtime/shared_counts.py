"""What the workers of one machine counted, together.

Theory of operation. The workers share a folder. Each keeps its numbers there in a file of its own, written anew about
once a second and whenever it is asked for the sum; whoever is asked reads the files of all. So any worker can answer,
nobody waits for anybody, and a number that was given out once never gets smaller.

A worker holds a lock on a second file as long as it lives, which the kernel lets go of however it dies. What a dead
worker counted stays in the sum (the rate of a counter must not jump), in one file for all of them; what was so at its
last moment only, such as its open WebSockets, goes with it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import msgspec

from callwright.runtime.counts import Counts

COUNTS, ALIVE, GONE = ".counts", ".alive", "gone"


class SharedCounts:
    """One worker's place in ``folder``, which exists. Raises ``OSError`` if it cannot be used."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._alive = _locked(folder / (self._name + ALIVE))

    def write(self, counts: Mapping[str, Any]) -> None:
        """Keep these numbers (``Counts.snapshot``) for the others. May be used in a thread."""
        _write(self._folder / (self._name + COUNTS), counts)

    def others(self, into: Counts) -> int:
        """Add what all others have. How many of them are alive. May be used in a thread."""
        alive = 0
        with self._alone():
            names = {path.name.removesuffix(ALIVE) for path in self._folder.glob("*" + ALIVE)} - {self._name}
            dead = {name for name in names if _is_free(self._folder / (name + ALIVE))}
            into.add(self._gone(dead), gauges=False)
            for name in names - dead:
                alive += 1
                into.add(_read(self._folder / (name + COUNTS)))
        return alive

    def _gone(self, dead: set[str]) -> Mapping[str, Any]:
        """The sum of those that are dead, these among them from now on."""
        path = self._folder / (GONE + COUNTS)
        known = _read(path)
        names, numbers = set(known.get("names", ())), known.get("numbers", {})
        if dead:
            total = Counts()
            total.add(numbers, gauges=False)
            for name in dead - names:  # one that is among them already was not removed in time
                total.add(_read(self._folder / (name + COUNTS)), gauges=False)
            numbers = total.snapshot(gauges=False)
            _write(path, {"names": sorted(dead), "numbers": numbers})
            for name in dead:
                for ending in (COUNTS, ALIVE):
                    with suppress(OSError):
                        (self._folder / (name + ending)).unlink()
        found: Mapping[str, Any] = numbers
        return found

    @contextmanager
    def _alone(self) -> Iterator[None]:
        lock = _locked(self._folder / ".lock")
        try:
            yield
        finally:
            lock.close()

    def close(self) -> None:
        """This worker ends; what it wrote last counts on."""
        self._alive.close()


def _locked(path: Path) -> IO[bytes]:
    """The file, locked as long as it is open."""
    import fcntl

    file = path.open("wb")
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


def _is_free(path: Path) -> bool:
    """Whether nobody holds the lock on it."""
    import fcntl

    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _write(path: Path, value: Mapping[str, Any]) -> None:
    """The file is either the old one or the new one."""
    new = path.with_suffix(f".{secrets.token_hex(4)}.new")
    new.write_bytes(msgspec.json.encode(value))
    new.replace(path)


def _read(path: Path) -> Mapping[str, Any]:
    """What stands there; nothing where there is no such file, or none of ours."""
    try:
        value = msgspec.json.decode(path.read_bytes())
    except (OSError, msgspec.DecodeError):
        return {}
    return value if isinstance(value, dict) else {}
