"""What we do with a call by ourselves: nobody asked, or nobody waits for the answer any more.

Theory of operation. Four things make us speak first: an event from outside, the button, a tick, and what came of a
service that was asked. They pass the same gate and the same step as the platform's events; what they make is sent while
the gate is closed, for the reason that ``reach`` gives, and so is the answer to an event on a socket. What nobody took
is put back in the same breath, and goes out with the next answer.

*Several workers.* Whatever belongs to the worker with the call's socket is handed to it (``neighbours``). While we
speak through the external API, or wait for a service inside a turn, we hold the call, so that no other worker's answer
overtakes us; a save tells in the end who was first.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from msgspec.structs import replace

from callwright.core import codec
from callwright.core.events import Button, Event, Outside, Parties, Response, SessionEnd, StillAsking, Tick, Undelivered
from callwright.core.interpreter import quiet_after, refuses, undone
from callwright.core.model import Flow
from callwright.core.outside import Refusal
from callwright.core.session import Session
from callwright.runtime import clock, delivery, log
from callwright.runtime.asking import PATIENCE_SECONDS, Asking
from callwright.runtime.catalog import Catalog
from callwright.runtime.delivery import Delivered
from callwright.runtime.gate import Gate
from callwright.runtime.neighbours import Neighbours
from callwright.runtime.outage import Patience
from callwright.runtime.outcome import Outcome
from callwright.runtime.reach import SEND_SECONDS, Channel, Reach
from callwright.runtime.relay import Relay
from callwright.runtime.services.answer import Answer
from callwright.runtime.services.services import Services
from callwright.runtime.ticks import Quiet, Ticks
from callwright.runtime.turns import ATTEMPTS, Turns, too_crowded
from callwright.runtime.watching import Watch
from callwright.stores.base import Conflict, Held, Store, Stored, StoreError

_NOBODY = Parties()
_SPOKEN = frozenset({"speak", "audio", "hangup", "transfer", "configure_voice_to_voice"})

HOLD_SLACK_SECONDS = 2.0
"""How much longer than it needs it a worker holds a call, for what is done before and after."""

VIRTUAL_PATIENCE_SECONDS = 10.0
"""How long a service is waited for in virtual time, where nobody gets impatient."""


class Ourselves:
    """One a service; used by one event loop."""

    def __init__(
        self,
        catalog: Catalog,
        store: Store,
        turns: Turns,
        reach: Reach | None,
        services: Services | None,
        relay: Relay | None,
        watch: Watch,
        *,
        quiet: Quiet = quiet_after,
        trust_clock: bool = False,
    ) -> None:
        self.catalog = catalog
        self._store = store
        self._watch = watch
        self._turns = turns
        self._reach = Reach() if reach is None else reach
        self._ticks = Ticks(self._tick, quiet, trust_clock=trust_clock)
        self._asking = Asking(Services() if services is None else services, self._told, watch)
        self._gate = Gate()
        self._neighbours: Neighbours | None = None
        if relay is not None:
            self._neighbours = Neighbours(
                relay, self._reach.is_here, self._from_outside, self._told_here, self._asking.lend
            )
        self._rested: dict[str, Session] = {}
        """Of calls that are reached through the external API, as their last event left them."""
        self._trust_clock = trust_clock
        # Who plays in virtual time waits for us, and must not depend on how quick this machine is.
        self._patience = VIRTUAL_PATIENCE_SECONDS if trust_clock else PATIENCE_SECONDS

    async def from_outside(self, event: Outside | Button) -> Delivered | Refusal | None:
        """Take what came from the world outside, and say what became of it.

        A ``Refusal`` says why it was not taken, ``None`` that nobody knows the call. Whether the call can be reached
        is found out here. Raises what the store raises, and ``LostError`` where another worker took it and died.
        """
        if self._neighbours is not None:
            holder = await self._holder(event.session)
            there, taken = await self._neighbours.outside(holder, event) if holder else (False, None)
            if there:
                return taken
        return await self._from_outside(event)

    async def _holder(self, call: str) -> str:
        """The other worker on whose socket a call is; empty if there is none."""
        stored = await self._store.load(call, fresh=True)
        return "" if stored is None or stored.holder == self._store.owner else stored.holder

    async def _from_outside(self, event: Outside | Button) -> Delivered | Refusal | None:
        """Take it here."""
        refusal: Refusal | None = None

        def make(flow: Flow | None, session: Session | None, channel: Channel | None) -> Outside | Button | None:
            nonlocal refusal
            if flow is None or session is None:
                refusal = Refusal("changed")
                return None
            made = replace(event, at=delivery.moment(event, session), reachable=channel is not None)
            refusal = refuses(flow, session, made)
            return made if refusal is None else None

        taken = await self._by_ourselves(event.session, make)
        if taken is None:
            return refusal
        made, outcome, took, sent = taken
        if outcome.made is None or outcome.before is None or outcome.flow is None:
            return Delivered.NEXT_ANSWER
        delivered = delivery.of(event, outcome.before, outcome.made, sent=sent)
        self._watch.told(outcome.flow, made, outcome.before, outcome.made, took, delivered)
        return delivered

    async def _told(self, call: str, key: str, ms: int, answer: Answer | None) -> None:
        """A service answered, or did not in time, and nobody waits for it inside the gate."""
        try:
            holder = "" if self._neighbours is None else await self._holder(call)
            if holder and self._neighbours is not None and await self._neighbours.told(holder, call, key, ms, answer):
                return
        except StoreError as error:
            log.fault(str(error), call)
        await self._told_here(call, key, ms, answer)

    async def _told_here(self, call: str, key: str, ms: int, answer: Answer | None) -> None:
        def make(flow: Flow | None, session: Session | None, channel: Channel | None) -> Event | None:
            inquiry = None if session is None else session.inquiry
            if flow is None or session is None or inquiry is None or inquiry.key != key:
                return None
            if answer is None and channel is None:
                return None
            at = inquiry.at + ms if self._trust_clock else clock.now()
            event = event_of(call, at, key, answer, reachable=channel is not None)
            return replace(event, at=delivery.moment(event, session))

        try:
            await self._by_ourselves(call, make)
        except Exception as error:
            log.fault("what a service answered could not be used", call, error)

    async def _response(self, call: str, key: str, until: float) -> Answer | None:
        """What a service answers by then, whichever worker asks it. Inside the gate; nobody else saves meanwhile."""
        held = await self._hold(call, until - time.monotonic() + HOLD_SLACK_SECONDS)
        try:
            if self._neighbours is None or self._asking.is_asked(call, key):
                return await self._asking.wait(call, key, until)
            return await self._neighbours.inquiry(call, key, until)
        finally:
            if held:
                await self._release(call)

    async def _hold(self, call: str, seconds: float) -> bool:
        """Hold a call if nobody else does; a save tells in the end who was first."""
        try:
            await self._store.hold(call, seconds)
        except (Held, StoreError):
            return False
        return True

    async def _release(self, call: str) -> None:
        try:
            await self._store.release(call)
        except StoreError as error:  # it ends by itself
            log.fault(str(error), call)

    async def _by_ourselves(
        self, call: str, make: Callable[[Flow | None, Session | None, Channel | None], Event | None]
    ) -> tuple[Event, Outcome, float, bool] | None:
        """Take an event of our own, made of where the call stands, and send what it causes.

        The event, its outcome, how many ms that took, and whether it was sent; ``None`` where the call is not known, or
        ``make`` made none.
        """
        if not self._gate.enter(call):
            await self._gate.wait(call)
        held = False
        patience = Patience(self._turns.outage, time.monotonic() + self._patience)
        try:
            for _ in range(ATTEMPTS):
                stored = await self._store.load(call, fresh=True)
                if stored is None or stored.session is None:
                    return None
                if self.catalog.lacks(stored.session):
                    await self.catalog.fetch(stored.session.version)
                channel = self._reach.via(call)
                if stored.holder not in ("", self._store.owner):
                    channel = self._reach.external  # a socket that it has left
                event = make(*self.catalog.flow_of(stored.session), channel)
                if event is None:
                    return None
                began = time.perf_counter()
                try:
                    if channel is not None and channel is self._reach.external and not held:
                        await self._store.hold(call, SEND_SECONDS + HOLD_SLACK_SECONDS)
                        held = True
                    holder = "" if channel is None or channel is self._reach.external else self._store.owner
                    outcome = await self._turns.once(event, stored, holder=holder)
                except Conflict:
                    self._watch.conflict()
                    continue
                except Held as other:
                    if await patience.after(other):
                        continue
                    raise
                took = (time.perf_counter() - began) * 1000
                sent = channel is not None and await self._sent(channel, event, outcome, stored)
                if sent or channel is None:
                    # What was put back has not happened, and asks nobody.
                    self._begin(event, outcome)
                self._rest(event, outcome.session)
                return event, outcome, took, sent
            raise too_crowded()
        finally:
            if held:
                await self._release(call)
            self._gate.leave(call)

    def _begin(self, event: Event, outcome: Outcome) -> None:
        """``_follow`` for an event of our own, after which nobody waits for what comes of it."""
        self._follow(event, outcome)
        session = outcome.session
        inquiry = None if session is None else session.inquiry
        if inquiry is not None and awaits(outcome) and self._reach.via(event.session) is not None:
            self._asking.remind(event.session, inquiry.key, time.monotonic() + PATIENCE_SECONDS)

    async def _sent(self, channel: Channel, event: Event, outcome: Outcome, before: Stored | None = None) -> bool:
        """Send what a step made; what nobody took is undone, or put back. Inside the gate.

        ``before`` is what stood in the store before an event of our own, which then did not happen, or waits for the
        platform's next event. What the platform told us did happen: only its answer is put back.
        """
        call = event.session
        if outcome.body is None or await channel.send(call, outcome.body, partial(self._gate.is_pressed, call)):
            return True
        self._watch.undelivered(socket=channel is not self._reach.external)
        if outcome.session is not None and not (
            before is not None and await self._turns.put_back(event, before, undone)
        ):
            lost = Undelivered(call, event.at, _NOBODY, event.at, codec.decode_answer(outcome.body))
            await self._turns.take(lost)
        return False

    def _tick(self, call: str, at: int) -> Coroutine[Any, Any, None] | None:
        """What a timer that ran out does; nothing if somebody is inside."""
        rested = self._rested.pop(call, None)
        return self._ticked(Tick(call, at, _NOBODY), rested) if self._gate.enter(call) else None

    def _is_ours(self, stored: Stored, rested: Session | None) -> bool:
        """Whether a call's silence is ours to break: no other worker had an event of it since our timer was set."""
        if stored.holder not in ("", self._store.owner):
            return False
        return rested is None or stored.session == rested

    async def _ticked(self, tick: Tick, rested: Session | None) -> None:
        try:
            channel = self._reach.via(tick.session)
            before = None if channel is None else await self._store.load(tick.session, fresh=True)
            if channel is not None and before is not None and self._is_ours(before, rested):
                holder = "" if channel is self._reach.external else self._store.owner
                outcome = await self._turns.take(tick, holder=holder)
                sent = await self._sent(channel, tick, outcome, before)
                if sent:
                    self._begin(tick, outcome)
                # Where nobody listens any more we do not go on talking.
                self._rest(tick, outcome.session if sent else None)
        finally:
            self._gate.leave(tick.session)

    def _rest(self, event: Event, session: Session | None) -> None:
        """An event was taken: the call's silence begins anew, wherever it can be broken."""
        call = event.session
        if session is None:
            self._reach.forget(call)
        channel = self._reach.via(call)
        if channel is not None and channel is self._reach.external and session is not None:
            self._rested[call] = session
        elif self._rested:
            self._rested.pop(call, None)
        self._ticks.rest(call, event.at, session if channel is not None else None)

    def _follow(self, event: Event, outcome: Outcome) -> None:
        """Begin the inquiry that an event led to, and drop the one that it ended. After the save."""
        if outcome.session is not None or isinstance(event, SessionEnd):
            self._asking.follow(event.session, outcome.flow, outcome.before, outcome.session, event.at)


def awaits(outcome: Outcome) -> bool:
    """Whether nothing was said because a service is asked. Of an answer that is repeated only its actions tell."""
    if outcome.made is not None:
        return outcome.made.awaits
    if outcome.session is None or outcome.session.inquiry is None:
        return False
    return outcome.body is None or not any(a["type"] in _SPOKEN for a in codec.decode_answer(outcome.body))


def event_of(call: str, at: int, key: str, answer: Answer | None, *, reachable: bool) -> Response | StillAsking:
    if answer is None:
        return StillAsking(call, at, _NOBODY, key, reachable)
    return Response(call, at, _NOBODY, key, answer.status, answer.kind, answer.json, answer.text, reachable)
