"""The records of calls, in SQL.

Theory of operation. ``lines`` holds what was written of all calls, in the order in which it came; each row knows the
one before it of the same call. While a call is there its row knows the last one (``calls.tail``) and when the first one
was written (``calls.begun``); when the row goes, that moves to ``records``. So a turn writes nothing but its line and
its call's row, and reading follows the chain from its end. All of it changes in one transaction, so no chain breaks.
"""

from __future__ import annotations

import sqlite3

from callwright.stores.base import Recorded

SWEEP_RECORDS = 50
"""How many records one transaction of the sweep removes."""

_CHAIN = """
WITH RECURSIVE chain (id, prev) AS (
    SELECT id, prev FROM lines WHERE id = ?
    UNION ALL
    SELECT lines.id, lines.prev FROM chain JOIN lines ON lines.id = chain.prev
)
"""
_READ = _CHAIN + "SELECT lines.lines FROM chain JOIN lines ON lines.id = chain.id ORDER BY lines.id"
_ERASE = _CHAIN + "DELETE FROM lines WHERE id IN (SELECT id FROM chain)"
_HEAD = """
SELECT begun, (SELECT at FROM lines WHERE lines.id = tail), tail FROM calls WHERE id = ?1 AND tail IS NOT NULL
UNION ALL
SELECT begun, last, tail FROM records WHERE call = ?1
"""
_OF_CALLS = """
SELECT id, begun, (SELECT at FROM lines WHERE lines.id = tail) AS last FROM calls
WHERE begun IS NOT NULL AND begun < ? AND tail IS NOT NULL AND last > ? ORDER BY begun DESC, id LIMIT ?
"""
_OF_THE_REST = """
SELECT call, begun, last FROM records WHERE begun < ? AND last > ? ORDER BY begun DESC, call LIMIT ?
"""
_PAST_CALLS = """
SELECT calls.id, tail FROM calls JOIN lines ON lines.id = tail
WHERE begun IS NOT NULL AND begun <= ?1 AND at <= ?1 LIMIT ?2
"""


def recorded(db: sqlite3.Connection, oldest: float, limit: int, before: float | None) -> list[Recorded]:
    """See ``Store.recorded``; only those whose last line is younger than ``oldest``."""
    until = float("inf") if before is None else before
    found = [Recorded(*row) for sql in (_OF_CALLS, _OF_THE_REST) for row in db.execute(sql, (until, oldest, limit))]
    return sorted(found, key=lambda one: (-one.begun, one.call))[:limit]


def record(db: sqlite3.Connection, call: str, oldest: float) -> list[bytes]:
    """See ``Store.record``."""
    head = _head(db, call)
    if head is None or head[1] <= oldest:
        return []
    return b"\n".join(row[0] for row in db.execute(_READ, (head[2],))).split(b"\n")


def forget(db: sqlite3.Connection, call: str, oldest: float) -> bool:
    """See ``Store.forget``."""
    head = _head(db, call)
    if head is None:
        return False
    _erase(db, call, head[2])
    return head[1] > oldest


def before_it_begins(db: sqlite3.Connection, call: str, oldest: float) -> tuple[float | None, int | None]:
    """When the record of a call that is to begin was begun, and its tail; one that is past its time is erased."""
    head = _head(db, call)
    if head is None:
        return None, None
    begun, last, tail = head
    if last <= oldest:
        _erase(db, call, tail)
        return None, None
    db.execute("DELETE FROM records WHERE call = ?", (call,))
    return begun, tail


def sweep_some(db: sqlite3.Connection, oldest: float) -> bool:
    """Erase some of the records that are past their time; whether there may be more."""
    past = db.execute("SELECT call, tail FROM records WHERE last <= ? LIMIT ?", (oldest, SWEEP_RECORDS)).fetchall()
    past += db.execute(_PAST_CALLS, (oldest, SWEEP_RECORDS)).fetchall()
    for call, tail in past:
        _erase(db, call, tail)
    return bool(past)


def _head(db: sqlite3.Connection, call: str) -> tuple[float, float, int] | None:
    head: tuple[float, float, int] | None = db.execute(_HEAD, (call,)).fetchone()
    return head


def _erase(db: sqlite3.Connection, call: str, tail: int) -> None:
    db.execute(_ERASE, (tail,))
    db.execute("UPDATE calls SET tail = NULL, begun = NULL WHERE id = ?", (call,))
    db.execute("DELETE FROM records WHERE call = ?", (call,))
