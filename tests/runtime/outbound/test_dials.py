"""What waits in the store until somebody answers."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from callwright.runtime.outbound.dials import KEPT_SECONDS, SHELF, Dial, Dials, State, id_of
from callwright.stores import Store, open_store
from callwright.stores.memory import MemoryStore

T = TypeVar("T")
NUMBER = "4915123456789"


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def made(id: str, at: float = 0.0, flow: str = "reminder", **more: Any) -> Dial:
    return Dial(id, flow, NUMBER, at, at + 120, {"day": "2026-11-24"}, **more)


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return MemoryStore() if request.param == "memory" else open_store(f"sqlite:///{tmp_path}/calls.db")


def test_the_oldest_dial_of_a_number_is_taken_first_and_once(store: Store) -> None:
    """Two that wait for the same number go in the order of dialling; then nobody waits any more."""

    async def main() -> None:
        dials = Dials(store)
        for id, at in (("b", 1.0), ("a", 2.0)):
            assert await dials.add(made(id, at)) is None
        first, second, third = [await dials.take(NUMBER, call, 10.0) for call in ("c1", "c2", "c3")]
        assert first is not None
        assert second is not None
        assert (first.id, second.id, third) == ("b", "a", None)
        assert first.variables == {"day": "2026-11-24"}
        store.close()

    run(main())


def test_two_workers_take_two_dials(tmp_path: Path) -> None:
    """Calls that begin at once on two workers never get the same dial, nor none."""

    async def main() -> None:
        stores = [open_store(f"sqlite:///{tmp_path}/calls.db") for _ in range(2)]
        one, other = (Dials(store) for store in stores)
        for number in range(20):
            await one.add(made(f"d{number}", float(number)))
        pairs = await asyncio.gather(
            *(
                dials.take(NUMBER, f"{name}{number}", 30.0)
                for number in range(10)
                for name, dials in (("x", one), ("y", other))
            )
        )
        assert sorted(dial.id for dial in pairs if dial is not None) == sorted(f"d{number}" for number in range(20))
        for store in stores:
            store.close()

    run(main())


def test_the_same_call_gets_the_same_dial_again() -> None:
    """A first event that comes once more, after a worker died in between, finds what it had."""

    async def main() -> None:
        dials = Dials(MemoryStore())
        for id in ("a", "b"):
            await dials.add(made(id))
        first = await dials.take(NUMBER, "c1", 1.0)
        again = await dials.take(NUMBER, "c1", 2.0)
        assert first == again

    run(main())


def test_a_flow_that_the_calling_number_belongs_to_goes_first() -> None:
    """Where two flows rang the same person, the number that rings tells which call this is."""

    async def main() -> None:
        dials = Dials(MemoryStore())
        await dials.add(made("a", 1.0, flow="survey"))
        await dials.add(made("b", 2.0, flow="reminder"))
        taken = await dials.take(NUMBER, "c1", 3.0, frozenset({"reminder"}))
        assert taken is not None
        assert taken.id == "b"

    run(main())


@pytest.mark.parametrize(("state", "waits"), [
    (State.INITIATED, True), (State.UNCERTAIN, True), (State.ASKING, True), (State.REFUSED, False),
])  # fmt: skip
def test_what_may_ring_waits_and_what_was_refused_does_not(state: State, waits: bool) -> None:
    """A call may come while the platform is still being asked, or gave no answer; never after it said no."""

    async def main() -> None:
        dials = Dials(MemoryStore())
        await dials.add(made("a"))
        await dials.told(made("a"), state)
        assert (await dials.take(NUMBER, "c1", 1.0) is not None) is waits

    run(main())


def test_what_the_platform_says_late_does_not_undo_an_answered_call() -> None:
    """Whoever answered before the platform had told us has answered."""

    async def main() -> None:
        dials = Dials(MemoryStore())
        await dials.add(made("a"))
        await dials.take(NUMBER, "c1", 1.0)
        told = await dials.told(made("a"), State.REFUSED, "no")
        assert (told.state, told.call) == (State.ANSWERED, "c1")

    run(main())


def test_nobody_waits_after_the_time() -> None:
    """A call that begins too late is none of these, and the dial says that nobody answered."""

    async def main() -> None:
        dials = Dials(MemoryStore())
        await dials.add(made("a"))
        await dials.told(made("a"), State.INITIATED)
        assert await dials.take(NUMBER, "c1", 120.0) is None
        dial = await dials.find("a")
        assert dial is not None
        assert dial.state_at(119.9) is State.INITIATED
        assert dial.state_at(120.0) is State.UNANSWERED

    run(main())


def test_an_idempotency_key_is_one_dial() -> None:
    """Given again it gives what stands there; after a refusal the same wish may be tried again."""

    async def main() -> None:
        dials = Dials(MemoryStore())
        wish = made(id_of("order 4711"), asked="x")
        assert await dials.add(wish) is None
        assert await dials.add(replace(wish, made=5.0)) == wish
        await dials.told(wish, State.REFUSED, "no")
        assert await dials.add(replace(wish, asked="y")) is not None
        assert await dials.add(replace(wish, made=6.0, until=126.0)) is None
        assert await dials.take(NUMBER, "c1", 125.0) is not None

    run(main())


@pytest.mark.parametrize("call", ["c1", ""], ids=["answered", "unanswered"])
def test_what_a_call_was_to_begin_with_goes_with_its_time(store: Store, call: str) -> None:
    """It may be secret, and the call has it by then, or never will; the dial can be asked about all the same."""

    async def main() -> None:
        dials = Dials(store)
        await dials.add(replace(made("a"), variables={"customer": "Petersen"}))
        if call:
            taken = await dials.take(NUMBER, call, 5.0)
            assert taken is not None
            assert taken.variables
        await dials.sweep(119.0)
        before = await dials.find("a")
        assert before is not None
        assert before.variables
        await dials.sweep(121.0)
        after = await dials.find("a")
        assert after == replace(before, variables={})
        store.close()

    run(main())


def test_nothing_is_left_of_old_dials(store: Store) -> None:
    """The sweep removes a dial an hour after its time, and its mark at once."""

    async def main() -> None:
        dials = Dials(store)
        await dials.add(made("a"))
        assert await dials.count(0.0, 1)
        assert not await dials.count(59.0, 1)
        assert await dials.sweep(121.0) == 0
        assert await store.keys(f"{SHELF}-{NUMBER}") == []
        assert await dials.find("a") is not None
        assert await dials.sweep(121.0 + KEPT_SECONDS) == 1
        assert await store.keys(SHELF) == []
        assert await store.keys("dials-rate") == []
        store.close()

    run(main())
