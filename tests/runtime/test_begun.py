"""Awaitables that are begun at once."""

from __future__ import annotations

import asyncio

import pytest

from callwright.runtime.begun import Begun


def test_what_needs_no_pause_is_done_at_once() -> None:
    """The result is there without any event loop."""

    async def ready() -> int:
        return 7

    assert Begun(ready()).result == 7


def test_what_paused_is_awaited_on() -> None:
    """All pauses are gone through, in the task that awaits."""

    async def slow() -> str:
        said = ""
        for word in ("a", "b", "c"):
            await asyncio.sleep(0.001)
            said += word
        return said

    async def main() -> str:
        begun = Begun(slow())
        assert begun.result is None
        return await begun

    assert asyncio.run(main()) == "abc"


def test_an_error_and_a_cancel_reach_what_paused() -> None:
    """As if it had been awaited from the beginning."""
    seen: list[str] = []

    async def fails() -> None:
        await asyncio.sleep(0)
        raise KeyError("x")

    async def waits() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            seen.append("cancelled")
            raise

    async def main() -> None:
        with pytest.raises(KeyError):
            await Begun(fails())
        begun = Begun(waits())
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await begun

    asyncio.run(main())
    assert seen == ["cancelled"]


def test_what_is_given_up_cleans_up() -> None:
    """Its ``finally`` runs, and an event that it waited for knows of nobody."""
    seen: list[str] = []

    async def main() -> None:
        event = asyncio.Event()

        async def waits() -> None:
            try:
                await event.wait()
            finally:
                seen.append("gone")

        Begun(waits()).give_up()
        event.set()
        await asyncio.sleep(0)

    asyncio.run(main())
    assert seen == ["gone"]
