"""What workers say to each other, and what comes of it when one of them is gone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable
from typing import Any

import pytest

from callwright.runtime.relay import HEARD_SECONDS, NOT_MINE, Handler, LostError, Message, Relay
from callwright.stores.bus import Hear


class Wire:
    """A bus of workers in this process. A worker that is ``deaf`` hears late, or never."""

    def __init__(self, others: dict[str, Wire], name: str) -> None:
        self._others = others
        self._name = name
        self._hear: Hear | None = None
        self.deaf: float | None = None
        others[name] = self

    async def open(self, hear: Hear) -> None:
        self._hear = hear

    def _arrive(self, sender: str, message: bytes) -> None:
        assert self._hear is not None
        if self.deaf is None:
            asyncio.get_running_loop().call_soon(self._hear, sender, message)
        else:
            asyncio.get_running_loop().call_later(self.deaf, self._hear, sender, message)

    async def tell(self, owner: str, message: bytes) -> bool:
        if owner not in self._others:
            return False
        self._others[owner]._arrive(self._name, message)
        return True

    async def tell_all(self, message: bytes) -> None:
        for name, other in self._others.items():
            if name != self._name:
                other._arrive(self._name, message)

    async def close(self) -> None:
        del self._others[self._name]


async def relays(count: int) -> tuple[list[Relay], list[Wire]]:
    others: dict[str, Wire] = {}
    wires = [Wire(others, f"w{number}") for number in range(count)]
    several = [Relay(wire) for wire in wires]
    for relay in several:
        await relay.open()
    return several, wires


async def twice(_sender: str, message: Message) -> Any:
    return message["number"] * 2


def test_a_question_is_answered() -> None:
    """By the worker of that name, and by no other."""

    async def main() -> None:
        (asker, other, third), _ = await relays(3)
        other.on("twice", twice)
        third.on("twice", lambda *_: pytest.fail("nobody asked the third"))
        assert await asker.ask("w1", "twice", 1.0, number=21) == 42

    asyncio.run(main())


def test_what_is_told_to_all_reaches_all_others() -> None:
    """And not whoever tells it."""

    async def main() -> None:
        heard: list[tuple[int, str]] = []
        several, _ = await relays(3)

        def hear(place: int) -> Handler:
            return lambda sender, _message: heard.append((place, sender))

        for place, relay in enumerate(several):
            relay.on("flows", hear(place))
        await several[0].tell_all("flows")
        await asyncio.sleep(0.01)
        assert sorted(heard) == [(1, "w0"), (2, "w0")]

    asyncio.run(main())


def test_whoever_is_gone_is_not_waited_for() -> None:
    """Nobody of that name, somebody who does not hear, and somebody who has no such handler: ``NOT_MINE``, soon."""

    async def main() -> None:
        (asker, other), wires = await relays(2)
        began = time.monotonic()
        assert await asker.ask("nobody", "twice", 9.0, number=1) is NOT_MINE
        assert await asker.ask("w1", "twice", 9.0, number=1) is NOT_MINE
        other.on("twice", twice)
        wires[1].deaf = 60.0
        assert await asker.ask("w1", "twice", 9.0, number=1) is NOT_MINE
        assert time.monotonic() - began < 3

    asyncio.run(main())


@pytest.mark.parametrize("late", [0, 1], ids=["its heard", "the question"])
def test_a_question_that_comes_too_late_is_not_taken(late: int) -> None:
    """Whoever asked has done it alone by then, whatever the clocks of the two say."""

    async def main() -> None:
        taken: list[int] = []

        async def take(_sender: str, message: Message) -> Any:
            taken.append(message["number"])
            return True

        (asker, other), wires = await relays(2)
        other.on("take", take)
        wires[late].deaf = HEARD_SECONDS + 0.1
        assert await asker.ask("w1", "take", 9.0, number=1) is NOT_MINE
        wires[late].deaf = None
        await asyncio.sleep(0.2)  # no synchronisation: so long after it has arrived it is not taken either
        assert not taken
        assert await asker.ask("w1", "take", 9.0, number=2) is True
        assert taken == [2]

    asyncio.run(main())


def test_who_cannot_take_it_says_so() -> None:
    """``None`` means that it is not theirs; a handler that fails is as good."""

    async def main() -> None:
        (asker, other), _ = await relays(2)

        async def nothing(_sender: str, _message: Message) -> Any:
            return None

        other.on("nothing", nothing)
        assert await asker.ask("w1", "nothing", 1.0) is NOT_MINE

    asyncio.run(main())


def test_who_took_it_and_died_is_told_of() -> None:
    """Nobody knows what was done."""

    async def main() -> None:
        (asker, other), _ = await relays(2)
        began = asyncio.Event()

        async def die(_sender: str, _message: Message) -> Any:
            began.set()
            await asyncio.Event().wait()

        other.on("die", die)
        with pytest.raises(LostError):
            await asker.ask("w1", "die", 0.1)
        assert began.is_set()

    asyncio.run(main())


def test_of_many_the_first_that_knows_answers() -> None:
    """Those that do not know say nothing."""

    async def main() -> None:
        (asker, one, two), _ = await relays(3)

        async def knows(_sender: str, message: Message) -> Any:
            await asyncio.sleep(0.01)
            return message["key"] + "!"

        def does_not(_sender: str, _message: Message) -> Awaitable[Any]:
            answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            answer.set_result(None)
            return answer

        one.on("who", does_not)
        two.on("who", knows)
        assert await asker.ask_all("who", 1.0, key="k") == "k!"
        assert await asker.ask_all("else", 0.05, key="k") is NOT_MINE

    asyncio.run(main())


def test_noise_on_the_bus_is_ignored() -> None:
    """What is no message, and an answer to nothing, harm nobody."""

    async def main() -> None:
        (asker, other), wires = await relays(2)
        other.on("twice", twice)
        for noise in (
            b"\xff",
            b"[]",
            b"7",
            b"{}",
            b'{"kind": "answer", "id": "x", "value": 1}',
            b'{"kind": "unknown"}',
        ):
            wires[0]._arrive("w1", noise)
            wires[1]._arrive("w0", noise)
        await asyncio.sleep(0.01)
        assert await asker.ask("w1", "twice", 1.0, number=2) == 4

    asyncio.run(main())
