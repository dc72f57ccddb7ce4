"""One contract, held by every store: records of calls, and shelves."""

from __future__ import annotations

import pytest

from callwright.stores import Conflict, Document, Recorded, Store
from tests.stores.desk import HOUR, NONE, Desk, a_session


def _turn(desk: Desk, store: Store, call: str, revision: int | None, lines: bytes, keep: float = HOUR) -> None:
    desk.do(store.save(call, a_session(call), revision, keep, NONE, lines))


def test_lines_are_appended_in_the_order_of_the_saves(desk: Desk, store: Store) -> None:
    """Several at once, one, none: what comes back is one line after the other."""
    _turn(desk, store, "c1", None, b'{"head":1}\n{"at":1}')
    _turn(desk, store, "other", None, b'{"else":1}')
    _turn(desk, store, "c1", 1, b"")
    _turn(desk, store, "c1", 2, b'{"at":2}')
    assert desk.do(store.record("c1")) == [b'{"head":1}', b'{"at":1}', b'{"at":2}']


def test_a_call_without_lines_has_no_record(desk: Desk, store: Store) -> None:
    """Nothing was written, so there is nothing to list, to read or to erase."""
    _turn(desk, store, "c1", None, b"")
    assert desk.do(store.record("c1")) == []
    assert desk.do(store.recorded(10)) == []
    assert desk.do(store.forget("c1")) is False


def test_a_record_begins_with_its_first_line(desk: Desk, store: Store) -> None:
    """Not with the call."""
    _turn(desk, store, "c1", None, b"")
    desk.clock.now += 5
    _turn(desk, store, "c1", 1, b"1")
    desk.clock.now += 5
    _turn(desk, store, "c1", 2, b"2")
    assert desk.do(store.recorded(10)) == [Recorded("c1", 1_000_005.0, 1_000_010.0)]


def test_the_list_shows_the_call_begun_last_first_and_goes_on_from_there(desk: Desk, store: Store) -> None:
    """``before`` is the beginning of the last one seen."""
    for n in range(7):
        _turn(desk, store, f"c{n}", None, b"1", keep=3 if n < 4 else HOUR)
        desk.clock.now += 1
    desk.do(store.sweep())
    listed = desk.do(store.recorded(3))
    assert [one.call for one in listed] == ["c6", "c5", "c4"]
    assert [one.call for one in desk.do(store.recorded(10, listed[-1].begun))] == ["c3", "c2", "c1", "c0"]


def test_a_record_outlives_its_call(desk: Desk, store: Store) -> None:
    """What was recorded stays when the call is swept, with its times."""
    _turn(desk, store, "c1", None, b"1", keep=10)
    desk.clock.now += 5
    _turn(desk, store, "c1", 1, b"2", keep=10)
    desk.clock.now += 50
    assert desk.do(store.sweep()) == 1
    assert desk.do(store.record("c1")) == [b"1", b"2"]
    assert desk.do(store.recorded(10)) == [Recorded("c1", 1_000_000.0, 1_000_005.0)]


@pytest.mark.parametrize("swept", [False, True])
def test_a_call_that_is_begun_anew_goes_on_with_its_record(desk: Desk, store: Store, swept: bool) -> None:
    """A record is only ever appended to."""
    _turn(desk, store, "c1", None, b"1", keep=10)
    desk.clock.now += 50
    if swept:
        desk.do(store.sweep())
    _turn(desk, store, "c1", None, b"2")
    assert desk.do(store.record("c1")) == [b"1", b"2"]
    assert desk.do(store.recorded(10)) == [Recorded("c1", 1_000_000.0, 1_000_050.0)]


@pytest.mark.parametrize("swept", [False, True])
def test_a_record_ends_with_the_retention_after_its_last_line(desk: Desk, swept: bool) -> None:
    """Before a sweep it is as if it were gone; after one it is gone. A younger one stays."""
    store = desk.open(retention=100)
    _turn(desk, store, "old", None, b"1", keep=10)
    desk.clock.now += 50
    _turn(desk, store, "young", None, b"1", keep=10)
    desk.clock.now += 50
    if swept:
        desk.do(store.sweep())
    assert desk.do(store.record("old")) == []
    assert desk.do(store.forget("old")) is False
    assert [one.call for one in desk.do(store.recorded(10))] == ["young"]
    assert desk.do(store.record("young")) == [b"1"]


def test_the_retention_also_ends_the_record_of_a_call_that_still_waits(desk: Desk) -> None:
    """The call itself stays."""
    store = desk.open(retention=100)
    _turn(desk, store, "c1", None, b"1")
    desk.clock.now += 100
    desk.do(store.sweep())
    assert desk.do(store.record("c1")) == []
    assert desk.do(store.recorded(10)) == []
    assert desk.stored(store).revision == 1
    _turn(desk, store, "c1", 1, b"2")
    assert desk.do(store.record("c1")) == [b"2"]


@pytest.mark.parametrize("swept", [False, True])
def test_a_call_begun_anew_after_the_retention_has_a_record_of_its_own(desk: Desk, swept: bool) -> None:
    """What was past its time does not come back."""
    store = desk.open(retention=100)
    _turn(desk, store, "c1", None, b"1", keep=10)
    desk.clock.now += 100
    if swept:
        desk.do(store.sweep())
    _turn(desk, store, "c1", None, b"2")
    assert desk.do(store.record("c1")) == [b"2"]
    assert desk.do(store.recorded(10)) == [Recorded("c1", 1_000_100.0, 1_000_100.0)]


@pytest.mark.parametrize("swept", [False, True])
def test_a_record_that_is_erased_is_gone_and_its_call_goes_on(desk: Desk, store: Store, swept: bool) -> None:
    """Whether the call is there or not; what is said afterwards is a record of its own."""
    _turn(desk, store, "c1", None, b"1", keep=10)
    _turn(desk, store, "other", None, b"x")
    if swept:
        desk.clock.now += 10
        desk.do(store.sweep())
    assert desk.do(store.forget("c1")) is True
    assert desk.do(store.forget("c1")) is False
    assert desk.do(store.record("c1")) == []
    _turn(desk, store, "c1", None if swept else 1, b"2")
    assert desk.do(store.record("c1")) == [b"2"]
    assert desk.do(store.record("other")) == [b"x"]


def test_many_records_are_swept_and_listed(desk: Desk) -> None:
    """More than one step of a sweep takes, and more than one look at the list."""
    store = desk.open(retention=100)
    for n in range(450):
        _turn(desk, store, f"c{n:03}", None, b"1", keep=10)
        desk.clock.now += 0.1
    desk.do(store.sweep())
    assert len(desk.do(store.recorded(1_000))) == 450
    desk.clock.now += 99
    desk.do(store.sweep())
    left = desk.do(store.recorded(1_000))
    assert 0 < len(left) < 20
    assert all(one.last > desk.clock.now - 100 for one in left)


def test_a_document_comes_back_as_it_was_put(desk: Desk, store: Store) -> None:
    """Any bytes, with its revision and when it was put there."""
    value = bytes(range(256)) * 10
    assert desk.do(store.put("flows", "v1", value)) == 1
    desk.clock.now += 5
    assert desk.do(store.put("flows", "v1", b"")) == 2
    assert desk.do(store.put("flows", "ü\n☎", value)) == 1
    assert desk.do(store.take("flows", "v1")) == Document(b"", 2, 1_000_005.0)
    assert desk.do(store.take("flows", "ü\n☎")) == Document(value, 1, 1_000_005.0)
    assert desk.do(store.take("flows", "v2")) is None
    assert desk.do(store.take("aliases", "v1")) is None


@pytest.mark.parametrize("expected", [0, 1, 3])
def test_a_document_that_is_not_as_expected_is_left_alone(desk: Desk, store: Store, expected: int) -> None:
    """Who was too late gets ``Conflict``."""
    desk.do(store.put("aliases", "production", b"a"))
    desk.do(store.put("aliases", "production", b"b"))
    with pytest.raises(Conflict):
        desk.do(store.put("aliases", "production", b"c", expected))
    assert desk.do(store.take("aliases", "production")) == Document(b"b", 2, desk.clock.now)
    assert desk.do(store.put("aliases", "production", b"c", 2)) == 3


def test_a_document_is_put_only_where_none_is(desk: Desk, store: Store) -> None:
    """Expected revision 0."""
    assert desk.do(store.put("flows", "v1", b"a", 0)) == 1
    with pytest.raises(Conflict):
        desk.do(store.put("flows", "v1", b"a", 0))
    with pytest.raises(Conflict):
        desk.do(store.put("flows", "v2", b"a", 1))


def test_a_shelf_shows_its_keys_sorted(desk: Desk, store: Store) -> None:
    """Its own, and not those that were taken away."""
    for key in ("b", "a", "c"):
        desk.do(store.put("flows", key, b"1"))
    desk.do(store.put("aliases", "z", b"1"))
    assert desk.do(store.remove("flows", "b")) is True
    assert desk.do(store.remove("flows", "b")) is False
    assert desk.do(store.keys("flows")) == ["a", "c"]
    assert desk.do(store.keys("nothing")) == []


def test_documents_are_kept_for_good(desk: Desk) -> None:
    """No sweep takes them."""
    store = desk.open(retention=100)
    desk.do(store.put("flows", "v1", b"1"))
    desk.clock.now += 1_000
    desk.do(store.sweep())
    assert desk.do(store.keys("flows")) == ["v1"]
