"""Turns of a call at the dispatcher: what its tests share."""

from __future__ import annotations

import asyncio
import json
from collections.abc import MutableMapping
from typing import Any

from callwright.core.events import Event, Parties
from callwright.core.session import Session
from callwright.runtime.dispatcher import Dispatcher
from callwright.runtime.outcome import Outcome
from callwright.stores import Answered, Store, Stored
from callwright.stores.memory import MemoryStore

US = Parties("4915120304050", "4921112345", "inbound")
AT = 1_700_000_000_000


def heard(outcome: Outcome) -> list[dict[str, Any]]:
    """The actions of an answer."""
    if outcome.body is None:
        return []
    answer = json.loads(outcome.body)
    return answer if isinstance(answer, list) else [answer]


def kinds(outcome: Outcome) -> list[str]:
    return [action["type"] for action in heard(outcome)]


def words(outcome: Outcome) -> str:
    return " ".join(action.get("text", "") for action in heard(outcome))


async def session_of(store: Store, call: str) -> Session:
    """The session of a call that there is."""
    stored = await store.load(call)
    assert stored is not None
    assert stored.session is not None
    return stored.session


class Crowded(MemoryStore):
    """Another process is faster the first few times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    async def save(
        self,
        call: str,
        session: Session | None,
        expected: int | None,
        keep: float,
        answered: Answered,
        lines: bytes = b"",
        holder: str = "",
    ) -> None:
        if self.times:
            self.times -= 1
            stored = await self.load(call)
            other = stored.session if stored else None
            await super().save(call, other, expected, keep, answered)
        await super().save(call, session, expected, keep, answered, lines, holder)


class Slow(MemoryStore):
    """A store that lets the event loop turn, as one over a network does."""

    async def load(self, call: str, *, fresh: bool = False) -> Stored | None:
        await asyncio.sleep(0)
        stored = await super().load(call, fresh=fresh)
        await asyncio.sleep(0)
        return stored

    async def save(
        self,
        call: str,
        session: Session | None,
        expected: int | None,
        keep: float,
        answered: Answered,
        lines: bytes = b"",
        holder: str = "",
    ) -> None:
        await asyncio.sleep(0)
        await super().save(call, session, expected, keep, answered, lines, holder)
        await asyncio.sleep(0)


class Broken(MemoryStore):
    """A store with a fault of ours in it while ``broken``."""

    broken = True

    async def load(self, call: str, *, fresh: bool = False) -> Stored | None:
        if self.broken:
            raise RuntimeError("nobody thought of this")
        return await super().load(call, fresh=fresh)


def begin(dispatcher: Dispatcher, event: Event, fingerprint: bytes = b"") -> Outcome | None:
    """The outcome in the express lane of an event that need not wait; ``None`` where the lane is closed to it."""
    outcomes: list[Outcome] = []

    def answer(outcome: Outcome) -> bool:
        outcomes.append(outcome)
        return True

    taken = dispatcher.begin(event, fingerprint, b"", answer, open_connection)
    assert taken == bool(outcomes)
    return outcomes[0] if taken else None


async def broken_connection() -> MutableMapping[str, Any]:
    """What a server says when the other side has gone."""
    return {"type": "http.disconnect"}


async def open_connection() -> MutableMapping[str, Any]:
    """What a server says while the other side waits for the answer."""
    await asyncio.Event().wait()
    raise AssertionError("nobody waits for this")
