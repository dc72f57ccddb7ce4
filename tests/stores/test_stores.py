"""One contract, held by every store."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.core.session import Phase, Session
from callwright.stores import Answered, Conflict, Store, open_store
from callwright.stores.memory import MemoryStore

NONE = Answered(b"", None)
HOUR = 3600.0
T = TypeVar("T")


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def do(act: Awaitable[T]) -> T:
    async def main() -> T:
        return await act

    return asyncio.run(main())


def a_session(call: str = "c1", **fields: Any) -> Session:
    return Session(call, "hotline", fields.pop("version", "v1"), 1_700_000_000_000, **fields)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    url = "memory://" if request.param == "memory" else f"sqlite:///{tmp_path / 'calls.db'}"
    opened = open_store(url, clock=clock)
    yield opened
    opened.close()


def test_what_was_never_saved_is_not_there(store: Store) -> None:
    """An unknown call has no record."""
    assert do(store.load("nobody")) is None


def test_a_session_comes_back_as_it_was_saved(store: Store) -> None:
    """What was saved is loaded, field by field, with revision 1."""
    session = a_session(phase=Phase.TALK, state="menu", values={"order": "123456", "n": 3}, text='"; -- ü')
    do(store.save("c1", session, None, HOUR, NONE))
    stored = do(store.load("c1"))
    assert stored is not None
    assert (stored.session, stored.revision, stored.unsent) == (session, 1, None)


def test_the_revision_grows_by_one_with_each_save(store: Store) -> None:
    """Each save on the revision that was loaded makes the next."""
    for expected in (None, 1, 2):
        do(store.save("c1", a_session(state=str(expected)), expected, HOUR, NONE))
    stored = do(store.load("c1"))
    assert stored is not None
    assert stored.revision == 3
    assert stored.session is not None
    assert stored.session.state == "2"


@pytest.mark.parametrize("expected", [None, 0, 1, 3])
def test_a_save_on_another_revision_is_refused_and_writes_nothing(store: Store, expected: int | None) -> None:
    """Who was too late gets ``Conflict``; the record is as the faster one left it."""
    do(store.save("c1", a_session(state="a"), None, HOUR, NONE))
    do(store.save("c1", a_session(state="b"), 1, HOUR, NONE))
    with pytest.raises(Conflict):
        do(store.save("c1", a_session(state="c"), expected, HOUR, NONE))
    stored = do(store.load("c1"))
    assert stored is not None
    assert stored.session is not None
    assert (stored.session.state, stored.revision) == ("b", 2)


def test_a_save_on_a_record_that_is_not_there_is_refused(store: Store) -> None:
    """A revision of a call that is gone is a conflict too."""
    with pytest.raises(Conflict):
        do(store.save("c1", a_session(), 1, HOUR, NONE))


def test_a_record_ends_with_its_time(store: Store, clock: Clock) -> None:
    """A record whose time has run out is as if it were gone, before any sweep, and may be begun anew."""
    do(store.save("c1", a_session(), None, 10, NONE))
    do(store.save("c1", a_session(), 1, 10, NONE))
    clock.now += 10
    assert do(store.load("c1")) is None
    with pytest.raises(Conflict):
        do(store.save("c1", a_session(), 2, 10, NONE))
    do(store.save("c1", a_session(), None, 10, NONE))
    stored = do(store.load("c1"))
    assert stored is not None
    assert stored.revision == 1


def test_a_save_makes_a_record_young_again(store: Store, clock: Clock) -> None:
    """The time counts from the last save."""
    do(store.save("c1", a_session(), None, 10, NONE))
    clock.now += 9
    do(store.save("c1", a_session(), 1, 10, NONE))
    clock.now += 9
    assert do(store.load("c1")) is not None


def test_the_sweep_removes_what_is_past_its_time_and_nothing_else(store: Store, clock: Clock) -> None:
    """A ghost call is gone after its time; the others stay."""
    do(store.save("old", a_session("old"), None, 10, NONE))
    do(store.save("new", a_session("new"), None, 100, NONE))
    clock.now += 50
    assert do(store.sweep()) == 1
    assert do(store.sweep()) == 0
    assert do(store.load("new")) is not None


def test_a_call_that_is_over_keeps_an_empty_record(store: Store) -> None:
    """After the end there is a record without a session, and it counts for no version."""
    do(store.save("c1", a_session(), None, HOUR, NONE))
    do(store.save("c1", None, 1, HOUR, NONE))
    stored = do(store.load("c1"))
    assert stored is not None
    assert stored.session is None
    assert do(store.versions()) == set()


def test_the_versions_are_those_of_waiting_calls(store: Store) -> None:
    """Each version is named once."""
    for call, version in (("a", "v1"), ("b", "v2"), ("c", "v2")):
        do(store.save(call, a_session(call, version=version), None, HOUR, NONE))
    assert do(store.versions()) == {"v1", "v2"}


@pytest.mark.parametrize("body", [b'{"type":"hangup"}', None])
def test_an_answer_whose_connection_broke_is_kept(store: Store, body: bytes | None) -> None:
    """A lost answer is found again until the next save of the call."""
    do(store.save("c1", a_session(), None, HOUR, Answered(b"print", body, lost=True)))
    stored = do(store.load("c1"))
    assert stored is not None
    assert stored.unsent == Answered(b"print", body, lost=True)
    do(store.save("c1", a_session(), 1, HOUR, Answered(b"print", body)))
    stored = do(store.load("c1"))
    assert stored is not None
    assert stored.unsent is None


def test_an_answer_of_a_living_process_counts_as_sent(store: Store) -> None:
    """Where no break was seen, a repetition is a new event."""
    do(store.save("c1", a_session(), None, HOUR, Answered(b"print", b"{}")))
    stored = do(store.load("c1"))
    assert stored is not None
    assert stored.unsent is None


def test_a_working_store_says_so(store: Store) -> None:
    """``check`` raises nothing and changes nothing."""
    do(store.save("c1", a_session(), None, HOUR, NONE))
    do(store.check())
    stored = do(store.load("c1"))
    assert stored is not None
    assert stored.revision == 1


@given(st.text(min_size=1, max_size=128, alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_id_is_only_an_id(call: str) -> None:
    """Quotes, NUL and emoji in an id are kept apart like any other."""
    store: Store = MemoryStore()
    do(store.save(call, a_session(call), None, HOUR, NONE))
    assert do(store.load(call)) is not None
    assert do(store.load(call + "'")) is None


def test_any_id_is_only_an_id_in_sql(tmp_path: Path) -> None:
    """The same in SQLite, where it could end a statement."""
    store = open_store(f"sqlite:///{tmp_path / 'calls.db'}")
    ids = ["'; DROP TABLE calls; --", "a\x00b", "a", "☎️", "A"]
    for call in ids:
        do(store.save(call, a_session(call), None, HOUR, NONE))
    for call in ids:
        stored = do(store.load(call))
        assert stored is not None
        assert stored.session is not None
        assert stored.session.id == call
    store.close()
