"""The calls that we dialled and that wait to be answered, in the store, so that any worker finds them.

Theory of operation. Nothing links what the platform said when it was asked to ring somebody to the call that begins
when they answer. A dial is therefore written down before the platform is asked, on the shelf ``dials`` by its own id,
and once more, as a mark, on a shelf of the number that is dialled: when a call to that number begins, only that
shelf is looked at. The marks sort by the moment of dialling, so who came first is served first.

A dial is taken by one call for good: by compare-and-set, and with the call's id in it, so that the same first event,
repeated after a worker died, finds the same dial again. A dial that nobody answered within its time belongs to nobody.

What was given with an idempotency key is found again by it: the key makes the dial's id.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from callwright.stores.base import Conflict, Store

SHELF = "dials"
RATES = "dials-rate"
KEPT_SECONDS = 3_600.0
"""How long a dial can be asked about after its time."""


class State(StrEnum):
    """What became of a dial."""

    ASKING = "asking"
    """The platform is being asked."""
    INITIATED = "initiated"
    """The platform rings."""
    UNCERTAIN = "uncertain"
    """The platform may ring or not: its answer never came, or was an error of its own."""
    REFUSED = "refused"
    """The platform does not ring."""
    ANSWERED = "answered"
    """A call began."""
    UNANSWERED = "unanswered"
    """Its time is over, and no call began."""


_WAITS = frozenset({State.ASKING, State.INITIATED, State.UNCERTAIN})


@dataclass(frozen=True, slots=True)
class Dial:
    """One of them. ``number`` is its digits. Times are Unix seconds; ``until`` is when nobody waits for it any more.

    ``call`` is the platform's id of the call that it became. ``problem`` says what was wrong where it was refused or
    is uncertain. ``asked`` is a hash of what was asked for, to know a repetition from another wish.
    """

    id: str
    flow: str
    number: str
    made: float
    until: float
    variables: Mapping[str, Any] = field(default_factory=dict)
    state: State = State.ASKING
    call: str = ""
    answered: float = 0.0
    problem: str = ""
    asked: str = ""

    def state_at(self, now: float) -> State:
        """Its state; one that waited too long is ``UNANSWERED``."""
        return State.UNANSWERED if self.state in _WAITS and now >= self.until else self.state

    def waits_at(self, now: float) -> bool:
        """Whether a call may still turn out to be this one."""
        return self.state in _WAITS and now < self.until


def id_of(key: str) -> str:
    """A dial's id: made of the idempotency key where there is one, else by chance."""
    return blake2b(key.encode(), digest_size=10).hexdigest() if key else secrets.token_hex(10)


class Dials:
    """Those of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def find(self, id: str) -> Dial | None:
        """The dial of that id."""
        document = await self._store.take(SHELF, id)
        return None if document is None else _read(document.value)

    async def add(self, dial: Dial) -> Dial | None:
        """Write a new one down. ``None``: done; else the one that stands there under its id already."""
        try:
            await self._store.put(SHELF, dial.id, _written(dial), 0)
        except Conflict:
            found = await self.find(dial.id)
            if found is None or found.state is not State.REFUSED or found.asked != dial.asked:
                return found
            # It was certainly not dialled: the same wish may be tried again.
            if not await self._change(found, replace(dial, made=found.made)):
                return await self.find(dial.id)
            dial = replace(dial, made=found.made)
        await self._store.put(_shelf(dial.number), _mark(dial), b"")
        return None

    async def told(self, dial: Dial, state: State, problem: str = "") -> Dial:
        """Keep what the platform said. Whoever has answered by then has answered."""
        while True:
            found = await self.find(dial.id)
            if found is None or found.state is not State.ASKING:
                return found or dial
            changed = replace(found, state=state, problem=problem)
            if await self._change(found, changed):
                return changed

    async def take(self, number: str, call: str, now: float, prefers: frozenset[str] = frozenset()) -> Dial | None:
        """The dial that a call to ``number`` is, now for good; ``None`` if nobody waits for such a call.

        The oldest one; of several, one of the flows that ``prefers`` names goes first.
        """
        marks = await self._store.keys(_shelf(number))
        found = [dial for mark in marks if (dial := await self.find(mark.rpartition("-")[2])) is not None]
        for dial in found:
            if dial.call == call:
                return dial
        waiting = [dial for dial in found if dial.waits_at(now)]
        for dial in sorted(waiting, key=lambda dial: dial.flow not in prefers):
            taken = replace(dial, state=State.ANSWERED, call=call, answered=now)
            if await self._change(dial, taken):
                return taken
        return None

    async def count(self, now: float, rate: int) -> bool:
        """Whether one more may be dialled in this minute; if so, it is counted."""
        minute = str(int(now // 60))
        while True:
            document = await self._store.take(RATES, minute)
            made = 0 if document is None else int(document.value)
            if made >= rate:
                return False
            try:
                await self._store.put(
                    RATES, minute, str(made + 1).encode(), 0 if document is None else document.revision
                )
            except Conflict:
                continue
            return True

    async def sweep(self, now: float) -> int:
        """Remove what nobody asks about any more; how many there were. Of what nobody waits for, the variables go."""
        gone = 0
        for id in await self._store.keys(SHELF):
            dial = await self.find(id)
            if dial is not None and dial.until + KEPT_SECONDS < now:
                await self._store.remove(_shelf(dial.number), _mark(dial))
                gone += await self._store.remove(SHELF, id)
            elif dial is not None and dial.until < now:
                if not dial.call:
                    await self._store.remove(_shelf(dial.number), _mark(dial))
                if dial.variables:  # the call has them, or never will; some may be secret
                    await self._change(dial, replace(dial, variables={}))
        for minute in await self._store.keys(RATES):
            if int(minute) < now // 60 - 1:
                await self._store.remove(RATES, minute)
        return gone

    async def _change(self, found: Dial, changed: Dial) -> bool:
        """Write it over what was ``found``; False if somebody else was faster."""
        document = await self._store.take(SHELF, found.id)
        if document is None or _read(document.value) != found:
            return False
        try:
            await self._store.put(SHELF, found.id, _written(changed), document.revision)
        except Conflict:
            return False
        return True


def _shelf(number: str) -> str:
    return f"{SHELF}-{number}"


def _mark(dial: Dial) -> str:
    return f"{round(dial.made * 1000):015d}-{dial.id}"


def _written(dial: Dial) -> bytes:
    data = {name: getattr(dial, name) for name in Dial.__slots__}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _read(value: bytes) -> Dial:
    data = json.loads(value)
    known = {name: data[name] for name in Dial.__slots__ if name in data}
    return Dial(**known | {"state": State(data["state"])})
