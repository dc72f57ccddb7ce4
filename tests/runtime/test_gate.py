"""One at a time, in order."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from callwright.runtime.gate import Gate


async def _through(gate: Gate, call: str, name: int, order: list[int], pauses: int) -> None:
    if not gate.enter(call):
        await gate.wait(call)
    try:
        order.append(name)
        for _ in range(pauses):
            await asyncio.sleep(0)
        order.append(name)
    finally:
        gate.leave(call)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=20))
def test_nobody_goes_in_while_somebody_is_and_all_in_order(pauses: list[int]) -> None:
    """Each goes in and out before the next goes in, in the order in which they came; nothing stays behind."""

    async def main() -> tuple[list[int], int]:
        gate, order = Gate(), list[int]()
        await asyncio.gather(*(_through(gate, "c", i, order, pause) for i, pause in enumerate(pauses)))
        return order, len(gate)

    order, left = asyncio.run(main())
    assert order == [i for i in range(len(pauses)) for _ in range(2)]
    assert left == 0


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=1, max_size=20), st.integers(0, 5))
def test_who_is_cancelled_holds_up_nobody(visits: list[tuple[int, bool]], turns: int) -> None:
    """Whoever gives up, before, at, or after their turn: the others pass in order, and nothing stays behind."""

    async def main() -> tuple[list[int], int]:
        gate, order = Gate(), list[int]()
        tasks = [asyncio.create_task(_through(gate, "c", i, order, pause)) for i, (pause, _) in enumerate(visits)]
        for _ in range(turns):
            await asyncio.sleep(0)
        for task, (_, gives_up) in zip(tasks, visits, strict=True):
            if gives_up:
                task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return order, len(gate)

    order, left = asyncio.run(main())
    assert left == 0
    assert order == sorted(order)
    assert {i for i, (_, gives_up) in enumerate(visits) if not gives_up} <= set(order)


def test_calls_do_not_wait_for_each_other() -> None:
    """A closed gate is one call's."""
    gate = Gate()
    assert gate.enter("a")
    assert gate.enter("b")
    assert not gate.enter("a")
    gate.leave("b")
    assert len(gate) == 1


def test_who_is_inside_knows_whether_the_platform_waits() -> None:
    """Only those press who say so, and only while they wait."""

    async def main() -> list[bool]:
        gate, seen = Gate(), list[bool]()
        gate.enter("c")
        seen.append(gate.is_pressed("c"))
        patient = asyncio.create_task(gate.wait("c"))
        await asyncio.sleep(0)
        seen.append(gate.is_pressed("c"))
        pressing = asyncio.create_task(gate.wait("c", presses=True))
        await asyncio.sleep(0)
        seen.append(gate.is_pressed("c"))
        pressing.cancel()
        await asyncio.gather(pressing, return_exceptions=True)
        seen.append(gate.is_pressed("c"))
        gate.leave("c")
        await patient
        gate.leave("c")
        assert len(gate) == 0
        return [*seen, gate.is_pressed("c")]

    assert asyncio.run(main()) == [False, False, True, False, False]
