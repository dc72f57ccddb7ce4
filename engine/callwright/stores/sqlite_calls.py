"""What is written of calls, in SQL: a batch of saves in one transaction, and the removal of what is past its time.

Theory of operation. The lines of a record are appended to one table in the order in which they come, those of all calls
mixed, so that appending always touches the same page. Each line knows the one before it of the same call (``prev``);
a call's row knows the last one (``tail``). When the row goes, ``records`` remembers the tail. See ``sqlite_records``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from callwright.stores.base import Answered, Conflict, Held
from callwright.stores.sqlite_records import before_it_begins

Save = tuple[str, int | None, float, str | None, bytes | None, Answered, bytes, str, bool]
"""call, expected revision, until, version, session, answered, lines, holder, open."""

SWEEP_ROWS = 500
"""How many calls one transaction of the sweep looks at."""

_NEXT_LINE = "SELECT coalesce(max(id), 0) + 1 FROM lines"
_LINE = "INSERT INTO lines (id, call, prev, at, lines) SELECT ?1, id, tail, ?2, ?3 FROM calls WHERE id = ?4"
_UPDATE = """
UPDATE calls SET
    revision = revision + 1, until = ?1, version = ?2, session = ?3, owner = ?4, fingerprint = ?5, answer = ?6,
    lost = ?7, holder = ?8, open = ?9, tail = coalesce(?10, tail)
WHERE id = ?11 AND revision = ?12 AND until > ?13
    AND NOT EXISTS (SELECT 1 FROM holds WHERE call = ?11 AND owner <> ?4 AND holds.until > ?13)
"""
_FIRST_LINES = "SELECT call FROM lines WHERE id >= ? AND prev IS NULL"
_BEGUN = "UPDATE calls SET begun = ? WHERE id = ? AND begun IS NULL"
_STANDS = "SELECT revision, until, begun, tail FROM calls WHERE id = ?"
_HELD = "SELECT owner, until FROM holds WHERE call = ? AND owner <> ? AND until > ?"
LONGEST_HOLD_SECONDS = 60.0
"""A hold that ends later was made before the clock was set back, and counts no more."""
_BEGIN = """
INSERT OR REPLACE INTO calls
    (until, version, session, owner, fingerprint, answer, lost, holder, open, tail, id, begun, revision)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
"""


class OddOneOut(Exception):  # noqa: N818  it is not a mistake: look at them one by one
    """Somebody in a batch is wrong about a revision, or the call is held."""


def together(db: sqlite3.Connection, owner: str, now: float, oldest: float, saves: Sequence[Save]) -> None:
    """Write them all. Raises ``OddOneOut`` if not all of them may be written."""
    first = line = db.execute(_NEXT_LINE).fetchone()[0] if any(save[6] for save in saves) else 0
    rows: list[tuple[Any, ...]] = []
    lines: list[tuple[Any, ...]] = []
    for save in saves:
        call, expected, until, version, session, answered, text, holder, open_ = save
        fingerprint, body, lost = answered.fingerprint, answered.body, answered.lost
        tail = None
        if text:
            tail, line = line, line + 1
        if expected is None:
            if _stands(db, call, now) is not None or _held(db, call, owner, now):
                raise OddOneOut
            _begin(db, owner, now, oldest, save, tail)
        else:
            if tail is not None:
                lines.append((tail, now, text, call))
            rows.append(
                (until, version, session, owner, fingerprint, body, lost, holder, open_, tail, call, expected, now)
            )
    if lines:
        db.executemany(_LINE, lines)
    if rows and db.executemany(_UPDATE, rows).rowcount != len(rows):
        raise OddOneOut
    if lines:
        for (call,) in db.execute(_FIRST_LINES, (first,)).fetchall():
            db.execute(_BEGUN, (now, call))


def one_by_one(
    db: sqlite3.Connection,
    owner: str,
    now: float,
    oldest: float,
    saves: Sequence[Save],
    died: Callable[[str], bool],
) -> list[Exception | None]:
    """Write those that may be written; what each one has to raise. ``died`` tells of an owner whose hold is void."""
    results: list[Exception | None] = []
    for save in saves:
        call, expected = save[0], save[1]
        held = _held(db, call, owner, now)
        if held and (died(held[0]) or held[1] > now + LONGEST_HOLD_SECONDS):
            db.execute("DELETE FROM holds WHERE call = ?", (call,))
            held = None
        if held:
            results.append(Held(call, held[1] - now))
        elif _stands(db, call, now) != expected:
            results.append(Conflict(call))
        else:
            together(db, owner, now, oldest, [save])
            results.append(None)
    return results


def _stands(db: sqlite3.Connection, call: str, now: float) -> int | None:
    row = db.execute(_STANDS, (call,)).fetchone()
    return row[0] if row is not None and row[1] > now else None


def _held(db: sqlite3.Connection, call: str, owner: str, now: float) -> tuple[str, float] | None:
    held: tuple[str, float] | None = db.execute(_HELD, (call, owner, now)).fetchone()
    return held


def _begin(db: sqlite3.Connection, owner: str, now: float, oldest: float, save: Save, line: int | None) -> None:
    """Begin a call, perhaps one that was known once. Its record goes on where there is one."""
    call, _, until, version, session, answered, text, holder, open_ = save
    fingerprint, body, lost = answered.fingerprint, answered.body, answered.lost
    begun, tail = before_it_begins(db, call, oldest)
    if line is not None:
        db.execute(
            "INSERT INTO lines (id, call, prev, at, lines) VALUES (?, ?, ?, ?, ?)", (line, call, tail, now, text)
        )
        begun, tail = now if begun is None else begun, line
    db.execute(
        _BEGIN,
        (until, version, session, owner, fingerprint, body, lost, holder, open_, tail, call, begun),
    )


def sweep_some(db: sqlite3.Connection, now: float, after: int) -> tuple[int, int | None]:
    """Remove the calls past their time among the next ``SWEEP_ROWS``; how many, and where to go on, if there is more.

    What was recorded of them stays.
    """
    rows = db.execute(
        "SELECT rowid, until <= ? FROM calls WHERE rowid > ? ORDER BY rowid LIMIT ?", (now, after, SWEEP_ROWS)
    ).fetchall()
    gone = [(rowid,) for rowid, past in rows if past]
    if gone:
        db.executemany(
            "INSERT INTO records SELECT id, begun, (SELECT at FROM lines WHERE lines.id = tail), tail FROM calls"
            " WHERE rowid = ? AND tail IS NOT NULL",
            gone,
        )
        db.executemany("DELETE FROM calls WHERE rowid = ?", gone)
    if after == 0:
        db.execute("DELETE FROM holds WHERE until <= ?", (now,))
    return len(gone), rows[-1][0] if len(rows) == SWEEP_ROWS else None
