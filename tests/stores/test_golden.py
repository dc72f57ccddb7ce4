"""What earlier releases wrote is read by this one.

The files in ``golden`` were written by the releases that their names say; they are never written again.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from callwright.core.codec import dump, load
from callwright.core.playback import Stop
from callwright.core.session import After, Last
from callwright.stores import Answered, Conflict
from callwright.stores.sqlite_file import SCHEMA_VERSION
from tests.stores.desk import HOUR, NONE, Desk, a_session

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def kind() -> str:
    return "sqlite"


@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.glob("session-*.json")))
def test_a_session_of_an_earlier_release_is_read_field_by_field(name: str) -> None:
    """Nothing of it is lost: written again it says the same."""
    stored = (GOLDEN / name).read_bytes()
    session = load(stored)
    before, after = json.loads(stored), json.loads(dump(session))
    for fields in (before, after):
        fields.pop("v")
        fields["confirmed"] = sorted(fields["confirmed"])
    assert after == before
    assert session.after is After.ASK
    assert session.last is Last.HELP
    assert session.open[1].stop is Stop.EITHER
    assert session.confirmed == frozenset({"name", "order"})


def test_a_file_of_schema_1_is_read_and_upgraded_in_place(desk: Desk, tmp_path: Path) -> None:
    """Calls go on with their revision; lost answers are still known; records and shelves begin empty and work."""
    shutil.copy(GOLDEN / "calls-schema-1.sqlite", tmp_path / "calls.db")
    store = desk.open()
    busy = desk.stored(store, "busy")
    assert busy.session == load((GOLDEN / "session-1.json").read_bytes())
    assert (busy.revision, busy.unsent, busy.holder) == (1, None, "")
    assert desk.stored(store, "lost").unsent == Answered(b"print", b'{"type":"hangup"}', lost=True)
    assert desk.stored(store, "over").session is None
    assert desk.do(store.versions()) == {"v1", "v2"}
    assert desk.do(store.open_calls()) == 2
    assert desk.do(store.recorded(9)) == []
    with pytest.raises(Conflict):
        desk.do(store.save("lost", a_session("lost"), 1, HOUR, NONE))
    desk.do(store.save("lost", a_session("lost"), 2, HOUR, NONE, b"1"))
    assert desk.do(store.record("lost")) == [b"1"]
    assert desk.do(store.recorded(9))[0].begun == desk.clock.now
    assert desk.do(store.put("flows", "v1", b"x")) == 1
    desk.clock.now += 2 * HOUR
    assert desk.do(store.sweep()) == 3
    desk.close_stores()
    database = sqlite3.connect(tmp_path / "calls.db")
    assert database.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


def test_two_workers_that_upgrade_a_file_at_once_do_it_once(desk: Desk, tmp_path: Path) -> None:
    """The second one finds it done."""
    shutil.copy(GOLDEN / "calls-schema-1.sqlite", tmp_path / "calls.db")
    first, second = desk.open(), desk.open()
    desk.do(first.save("lost", a_session("lost"), 2, HOUR, NONE))
    assert desk.stored(second, "lost").revision == 3
