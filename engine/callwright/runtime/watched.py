"""What is watched for changes: which files count, which folders they are in, and whether git is at work there."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

from callwright.compiler.levels import NAME as SETTINGS

SUFFIXES = (".yaml", ".yml", ".wav")

STALE_SECONDS = 10.0
"""A lock of git that is older was left behind by a git that died."""

_SWITCHED = "..data"
"""What a container's mounted configuration is switched with: a link to the folder with the files."""

Identity = tuple[Path, tuple[int, int] | None]
"""A folder, links followed, and which one it is on its disk; ``None`` if it is not there, or locked."""

_EFFECTIVE = os.access in os.supports_effective_ids


def is_of_interest(_change: object, path: str) -> bool:
    """Whether a flow may be another one because of this file."""
    name = Path(path).name
    if name in (SETTINGS, _SWITCHED):
        return True
    return name.lower().endswith(SUFFIXES) and not name.startswith(".")


def identities(paths: Sequence[Path]) -> list[Identity]:
    """The folders in which the files of ``paths`` lie, the outermost only, as they are now."""
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found.add(path.resolve())
        else:
            found.update({path.absolute().parent.resolve(), path.resolve().parent})
    outer = sorted(folder for folder in found if not any(other in folder.parents for other in found))
    return [(folder, _identity(folder)) for folder in outer]


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if os.access(folder, os.R_OK | os.X_OK, effective_ids=_EFFECTIVE) else None


def git_locks(paths: Sequence[Path]) -> list[Path]:
    """The files that are there as long as git changes the work trees in which ``paths`` lie."""
    locks: set[Path] = set()
    for path in paths:
        for above in (path.absolute(), *path.absolute().parents):
            git = above / ".git"
            if git.is_dir():
                locks.add(git / "index.lock")
            elif git.is_file():
                locks.add(_elsewhere(git) / "index.lock")
            else:
                continue
            break
    return sorted(locks)


def _elsewhere(git: Path) -> Path:
    """Where a second work tree has what git needs."""
    try:
        written = git.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return git.parent
    return git.parent / written.removeprefix("gitdir:").strip()


def git_is_busy(locks: Sequence[Path]) -> bool:
    """Whether git is at work in one of them right now."""
    for lock in locks:
        try:
            if time.time() - lock.stat().st_mtime < STALE_SECONDS:
                return True
        except OSError:
            continue
    return False
