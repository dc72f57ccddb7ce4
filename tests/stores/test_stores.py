"""One contract, held by every store: calls."""

from __future__ import annotations

import asyncio

import pytest
from msgspec.structs import replace

from callwright.core.session import Phase
from callwright.stores import Conflict, Held, Store
from tests.stores.desk import HOUR, NONE, PRINT, Desk, a_session

several = pytest.mark.parametrize("kind", ["sqlite", "redis"])
"""What several workers do: in stores that several processes can open."""


def test_what_was_never_saved_is_not_there(desk: Desk, store: Store) -> None:
    """An unknown call has no record."""
    assert desk.do(store.load("nobody")) is None


def test_a_session_comes_back_as_it_was_saved(desk: Desk, store: Store) -> None:
    """What was saved is loaded, field by field, with revision 1, from what is kept and from the store itself."""
    session = a_session(phase=Phase.TALK, state="menu", values={"order": "123456", "n": 3}, text='"; -- ü ☎ \x00')
    desk.do(store.save("c1", session, None, HOUR, NONE, holder="other"))
    for fresh in (False, True):
        stored = desk.stored(store, fresh=fresh)
        assert (stored.session, stored.revision, stored.unsent, stored.holder) == (session, 1, None, "other")


def test_the_holder_is_that_of_the_last_save(desk: Desk, store: Store) -> None:
    """A save without a holder takes it away."""
    desk.do(store.save("c1", a_session(), None, HOUR, NONE, holder="other"))
    desk.do(store.save("c1", a_session(), 1, HOUR, NONE))
    assert desk.stored(store).holder == ""


def test_the_revision_grows_by_one_with_each_save(desk: Desk, store: Store) -> None:
    """Each save on the revision that was loaded makes the next."""
    for expected in (None, 1, 2):
        desk.do(store.save("c1", a_session(state=str(expected)), expected, HOUR, NONE))
    stored = desk.stored(store)
    assert stored.revision == 3
    assert stored.session is not None
    assert stored.session.state == "2"


@pytest.mark.parametrize("expected", [None, 0, 1, 3])
def test_a_save_on_another_revision_is_refused_and_writes_nothing(
    desk: Desk, store: Store, expected: int | None
) -> None:
    """Who was too late gets ``Conflict``; the record is as the faster one left it, its lines too."""
    desk.do(store.save("c1", a_session(state="a"), None, HOUR, NONE, b"1"))
    desk.do(store.save("c1", a_session(state="b"), 1, HOUR, NONE, b"2"))
    with pytest.raises(Conflict):
        desk.do(store.save("c1", a_session(state="c"), expected, HOUR, NONE, b"3"))
    stored = desk.stored(store)
    assert stored.session is not None
    assert (stored.session.state, stored.revision) == ("b", 2)
    assert desk.do(store.record("c1")) == [b"1", b"2"]


def test_a_save_on_a_record_that_is_not_there_is_refused(desk: Desk, store: Store) -> None:
    """A revision of a call that is gone is a conflict too, and nothing is recorded of it."""
    with pytest.raises(Conflict):
        desk.do(store.save("c1", a_session(), 1, HOUR, NONE, b"1"))
    assert desk.do(store.record("c1")) == []


def test_a_record_ends_with_its_time(desk: Desk, store: Store) -> None:
    """A record whose time has run out is as if it were gone, before any sweep, and may be begun anew."""
    desk.do(store.save("c1", a_session(), None, 10, NONE))
    desk.do(store.save("c1", a_session(), 1, 10, NONE))
    desk.clock.now += 10
    assert desk.do(store.load("c1")) is None
    with pytest.raises(Conflict):
        desk.do(store.save("c1", a_session(), 2, 10, NONE))
    desk.do(store.save("c1", a_session(), None, 10, NONE))
    assert desk.stored(store).revision == 1


def test_a_save_makes_a_record_young_again(desk: Desk, store: Store) -> None:
    """The time counts from the last save."""
    desk.do(store.save("c1", a_session(), None, 10, NONE))
    desk.clock.now += 9
    desk.do(store.save("c1", a_session(), 1, 10, NONE))
    desk.clock.now += 9
    assert desk.do(store.load("c1", fresh=True)) is not None


def test_the_sweep_removes_what_is_past_its_time_and_nothing_else(desk: Desk, store: Store) -> None:
    """Ghost calls are gone after their time, however many; the others stay."""

    async def many() -> None:
        await asyncio.gather(*(store.save(f"old{n}", a_session(f"old{n}"), None, 10, NONE) for n in range(1_200)))

    desk.run(many())
    desk.do(store.save("over", None, None, 10, NONE))
    desk.do(store.save("new", a_session("new"), None, 100, NONE))
    desk.clock.now += 50
    assert desk.do(store.sweep()) == 1_201
    assert desk.do(store.sweep()) == 0
    assert desk.do(store.load("new")) is not None


def test_a_call_that_is_over_keeps_an_empty_record(desk: Desk, store: Store) -> None:
    """After the end there is a record without a session, and it counts for no version."""
    desk.do(store.save("c1", a_session(), None, HOUR, NONE))
    desk.do(store.save("c1", None, 1, HOUR, NONE))
    assert desk.stored(store).session is None
    assert desk.do(store.versions()) == set()


def test_the_versions_are_those_of_waiting_calls(desk: Desk, store: Store) -> None:
    """Each version is named once, and no longer than one of its calls is there."""
    for call, version, keep in (("a", "v1", 10), ("b", "v2", 20), ("c", "v2", 20), ("d", "v3", 20)):
        desk.do(store.save(call, a_session(call, version=version), None, keep, NONE))
    assert desk.do(store.versions()) == {"v1", "v2", "v3"}
    desk.clock.now += 10
    assert desk.do(store.versions()) == {"v2", "v3"}


def test_a_call_that_goes_on_after_its_end_ends_with_its_last_save(desk: Desk, store: Store) -> None:
    """Whatever was said before of how long it is kept."""
    desk.do(store.save("c1", a_session(phase=Phase.OVER), None, 10, NONE))
    desk.do(store.save("c1", a_session(), 1, 50, NONE))
    desk.clock.now += 20
    assert desk.do(store.sweep()) == 0
    assert desk.do(store.open_calls()) == 1
    desk.do(store.save("c1", a_session(phase=Phase.OVER), 2, 500, NONE))
    desk.do(store.save("c1", a_session(), 3, 10, NONE))
    desk.clock.now += 20
    assert desk.do(store.versions()) == set()
    assert desk.do(store.sweep()) == 1


def test_open_calls_are_those_that_are_not_over(desk: Desk, store: Store) -> None:
    """What is over, empty, or past its time is not counted; a call begun anew is."""
    for call, keep in (("a", 10), ("b", 20), ("c", 20), ("d", 20)):
        desk.do(store.save(call, a_session(call), None, keep, NONE))
    assert desk.do(store.open_calls()) == 4
    desk.do(store.save("b", a_session("b", phase=Phase.OVER), 1, 20, NONE))
    desk.do(store.save("c", None, 1, 5, NONE))
    assert desk.do(store.open_calls()) == 2
    desk.clock.now += 10
    assert desk.do(store.open_calls()) == 1
    desk.do(store.save("c", a_session("c"), None, 20, NONE))
    assert desk.do(store.open_calls()) == 2


@pytest.mark.parametrize("body", [b'{"type":"hangup"}', None])
def test_an_answer_whose_connection_broke_is_kept(desk: Desk, store: Store, body: bytes | None) -> None:
    """A lost answer is found again until the next save of the call."""
    lost = replace(PRINT, body=body, lost=True)
    desk.do(store.save("c1", a_session(), None, HOUR, lost))
    for fresh in (False, True):
        assert desk.stored(store, fresh=fresh).unsent == lost
    desk.do(store.save("c1", a_session(), 1, HOUR, PRINT))
    assert desk.stored(store).unsent is None


def test_an_answer_of_a_living_process_counts_as_sent(desk: Desk, store: Store) -> None:
    """Where no break was seen, a repetition is a new event."""
    desk.do(store.save("c1", a_session(), None, HOUR, PRINT))
    assert desk.stored(store).unsent is None


def test_a_lost_answer_to_what_cannot_be_repeated_is_not_kept(desk: Desk, store: Store) -> None:
    """Without a fingerprint nobody could ask for it."""
    desk.do(store.save("c1", a_session(), None, HOUR, replace(PRINT, fingerprint=b"", lost=True)))
    for fresh in (False, True):
        assert desk.stored(store, fresh=fresh).unsent is None


def test_a_working_store_says_so(desk: Desk, store: Store) -> None:
    """``check`` raises nothing and changes nothing."""
    desk.do(store.save("c1", a_session(), None, HOUR, NONE))
    desk.do(store.check())
    assert desk.stored(store).revision == 1


def test_any_id_is_only_an_id(desk: Desk, store: Store) -> None:
    """Quotes, NUL, braces, line breaks and emoji in an id are kept apart like any other."""
    ids = ["'; DROP TABLE calls; --", "a\x00b", "a", "☎️", "A", "{a}", "a}", "}", "a\nb", "*", "a b", "x" * 128]
    for call in ids:
        desk.do(store.save(call, a_session(call), None, HOUR, NONE, call.replace("\n", "").encode()))
    for call in ids:
        session = desk.stored(store, call).session
        assert session is not None
        assert session.id == call
        assert desk.do(store.record(call)) == [call.replace("\n", "").encode()]
    assert {found.call for found in desk.do(store.recorded(100))} == set(ids)


def test_saves_of_one_turn_are_each_judged_by_themselves(desk: Desk, store: Store) -> None:
    """Of what many calls save at once, those that are right are written, whatever becomes of the others."""
    for call in "abcd":
        desk.do(store.save(call, a_session(call), None, HOUR, NONE))

    async def at_once() -> list[object]:
        saves = [
            store.save(call, a_session(call, state="x"), n, HOUR, NONE)
            for call, n in zip("abcd", (1, 7, 1, None), strict=True)
        ]
        return await asyncio.gather(*saves, return_exceptions=True)

    outcomes = desk.run(at_once())
    assert [type(outcome).__name__ for outcome in outcomes] == ["NoneType", "Conflict", "NoneType", "Conflict"]
    assert [desk.stored(store, call).revision for call in "abcd"] == [2, 1, 2, 1]


def test_two_saves_of_one_call_in_one_turn_are_not_both_taken(desk: Desk, store: Store) -> None:
    """The one that came first wins."""

    async def at_once() -> list[object]:
        saves = [store.save("c1", a_session(state=state), None, HOUR, NONE) for state in "ab"]
        return await asyncio.gather(*saves, return_exceptions=True)

    outcomes = desk.run(at_once())
    assert [type(outcome).__name__ for outcome in outcomes] == ["NoneType", "Conflict"]
    session = desk.stored(store).session
    assert session is not None
    assert session.state == "a"


def test_who_gives_up_waiting_takes_nobody_along(desk: Desk, store: Store) -> None:
    """A request that is cancelled while it saves is written with the others of its turn, which go on."""

    async def cancelled() -> None:
        given_up = asyncio.ensure_future(store.save("a", a_session("a"), None, HOUR, NONE))
        other = asyncio.ensure_future(store.save("b", a_session("b"), None, HOUR, NONE))
        await asyncio.sleep(0)
        given_up.cancel()
        await other
        await asyncio.wait([given_up])

    desk.run(cancelled())
    assert desk.stored(store, "a").revision == 1
    assert desk.stored(store, "b").revision == 1


@several
def test_of_two_workers_the_slower_one_is_told(desk: Desk) -> None:
    """Nobody overwrites what another worker saved; the next load shows it."""
    first, second = desk.open(), desk.open()
    desk.do(first.save("c1", a_session(state="a"), None, HOUR, NONE))
    desk.do(second.save("c1", a_session(state="b"), 1, HOUR, NONE))
    with pytest.raises(Conflict):
        desk.do(first.save("c1", a_session(state="c"), 1, HOUR, NONE))
    session = desk.stored(first, fresh=False).session
    assert session is not None
    assert session.state == "b"


@several
def test_what_another_worker_saved_is_seen_when_asked_for(desk: Desk) -> None:
    """``fresh`` looks into the store itself, though this worker still remembers what it saved."""
    first, second = desk.open(), desk.open()
    desk.do(first.save("c1", a_session(), None, HOUR, NONE))
    desk.do(second.save("c1", a_session(), 1, HOUR, NONE))
    assert desk.stored(first, fresh=True).revision == 2


@several
def test_a_hundred_saves_at_once_from_two_workers_lose_none(desk: Desk) -> None:
    """Each one counts, loaded and saved again where another was faster."""
    stores = desk.open(), desk.open()

    async def count(store: Store) -> None:
        while True:
            stored = await store.load("c1")
            known = 0 if stored is None or stored.session is None else stored.session.streak
            try:
                revision = None if stored is None else stored.revision
                await store.save("c1", a_session(streak=known + 1), revision, HOUR, NONE, b"1")
            except Conflict:
                continue
            return

    async def all_at_once() -> None:
        await asyncio.gather(*(count(stores[n % 2]) for n in range(100)))

    desk.run(all_at_once())
    session = desk.stored(stores[0]).session
    assert session is not None
    assert session.streak == 100
    assert len(desk.do(stores[0].record("c1"))) == 100


@several
def test_the_answer_of_another_living_worker_counts_as_sent(desk: Desk) -> None:
    """The other's answers are the other's business while it lives, and when it left in order."""
    first, second = desk.open(), desk.open()
    desk.do(first.save("c1", a_session(), None, HOUR, PRINT))
    assert desk.stored(second).unsent is None
    desk.do(_closed(first))
    assert desk.stored(second).unsent is None


@several
def test_a_held_call_is_saved_by_its_holder_alone(desk: Desk) -> None:
    """Another worker's save is refused, with the time that is left; the holder's is taken."""
    first, second = desk.open(), desk.open()
    desk.do(first.save("c1", a_session(), None, HOUR, NONE))
    desk.do(first.hold("c1", 8))
    desk.clock.now += 3
    with pytest.raises(Held) as held:
        desk.do(second.save("c1", a_session(), 1, HOUR, NONE))
    assert held.value.seconds == pytest.approx(5, abs=0.01)
    with pytest.raises(Held):
        desk.do(second.hold("c1", 1))
    desk.do(first.save("c1", a_session(), 1, HOUR, NONE))
    assert desk.stored(second).revision == 2


@several
def test_a_hold_ends_with_its_release_or_its_time(desk: Desk) -> None:
    """Then others may save; who only tries to release another's hold changes nothing."""
    first, second = desk.open(), desk.open()
    desk.do(first.save("c1", a_session(), None, HOUR, NONE))
    desk.do(first.hold("c1", 8))
    desk.do(second.release("c1"))
    with pytest.raises(Held):
        desk.do(second.save("c1", a_session(), 1, HOUR, NONE))
    desk.do(first.release("c1"))
    desk.do(second.save("c1", a_session(), 1, HOUR, NONE))
    desk.do(first.hold("c1", 8))
    desk.clock.now += 8
    desk.do(second.save("c1", a_session(), 2, HOUR, NONE))
    desk.do(second.hold("c1", 8))
    with pytest.raises(Held):
        desk.do(first.hold("c1", 8))


@several
def test_a_hold_is_made_longer_by_holding_again(desk: Desk) -> None:
    """From now on, not from the first time."""
    first, second = desk.open(), desk.open()
    desk.do(first.hold("c1", 8))
    desk.clock.now += 7
    desk.do(first.hold("c1", 8))
    desk.clock.now += 7
    with pytest.raises(Held):
        desk.do(second.save("c1", a_session(), None, HOUR, NONE))


@several
def test_a_hold_also_keeps_others_from_beginning_a_call(desk: Desk) -> None:
    """A call that is not there can be held too."""
    first, second = desk.open(), desk.open()
    desk.do(first.hold("c1", 8))
    with pytest.raises(Held):
        desk.do(second.save("c1", a_session(), None, HOUR, NONE))
    desk.do(first.save("c1", a_session(), None, HOUR, NONE))


def test_holding_what_is_ours_is_harmless(desk: Desk, store: Store) -> None:
    """Held twice, released twice, saved between."""
    desk.do(store.hold("c1", 5))
    desk.do(store.hold("c1", 5))
    desk.do(store.save("c1", a_session(), None, HOUR, NONE))
    desk.do(store.release("c1"))
    desk.do(store.release("c1"))
    assert desk.stored(store).revision == 1


async def _closed(store: Store) -> None:
    store.close()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
