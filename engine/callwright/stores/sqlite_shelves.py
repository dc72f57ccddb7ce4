"""Shelves, in SQL."""

from __future__ import annotations

import sqlite3

from callwright.stores.base import Conflict, Document


def put(db: sqlite3.Connection, shelf: str, key: str, value: bytes, expected: int | None, now: float) -> int:
    """See ``Store.put``."""
    row = db.execute("SELECT revision FROM shelves WHERE shelf = ? AND key = ?", (shelf, key)).fetchone()
    found = 0 if row is None else int(row[0])
    if expected is not None and found != expected:
        raise Conflict(key)
    db.execute("INSERT OR REPLACE INTO shelves VALUES (?, ?, ?, ?, ?)", (shelf, key, found + 1, now, value))
    return found + 1


def take(db: sqlite3.Connection, shelf: str, key: str) -> Document | None:
    """See ``Store.take``."""
    row = db.execute("SELECT value, revision, at FROM shelves WHERE shelf = ? AND key = ?", (shelf, key)).fetchone()
    return None if row is None else Document(*row)


def keys(db: sqlite3.Connection, shelf: str) -> list[str]:
    """See ``Store.keys``."""
    return [row[0] for row in db.execute("SELECT key FROM shelves WHERE shelf = ? ORDER BY key", (shelf,))]


def remove(db: sqlite3.Connection, shelf: str, key: str) -> bool:
    """See ``Store.remove``."""
    return db.execute("DELETE FROM shelves WHERE shelf = ? AND key = ?", (shelf, key)).rowcount == 1
