"""From an event to its answer: the one way through, for the webhook and the WebSocket alike.

Theory of operation. ``dispatch`` lets one event a call through its ``Gate``, has it taken (``turns``), and hands the
answer back.

*Services.* A step that ``awaits`` has nothing to say before a service answers. On the webhook the platform's event
waits inside the gate for that, ``PATIENCE_SECONDS`` after it came at most; then the core says something else. Several
services may be asked in that time, one after the other. On a socket nobody needs to wait: what came, or that nothing
came in time, is an event of our own, and the calls that share the socket go on.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from hashlib import blake2b
from typing import Any

from msgspec.structs import replace

from callwright.core import codec
from callwright.core.events import Event, SessionStart
from callwright.core.interpreter import quiet_after
from callwright.runtime import account, delivery
from callwright.runtime.begun import drive_on, is_gone
from callwright.runtime.catalog import Catalog
from callwright.runtime.ourselves import Ourselves, awaits, event_of
from callwright.runtime.outbound.outbound import Outbound
from callwright.runtime.outcome import Outcome, Receive, Within
from callwright.runtime.reach import Channel, Reach
from callwright.runtime.recorder import Recorder
from callwright.runtime.relay import Relay
from callwright.runtime.services.services import Services
from callwright.runtime.ticks import Quiet
from callwright.runtime.turns import Turns
from callwright.runtime.watching import Watch
from callwright.stores.base import Answered, Store

Answering = Callable[[Outcome], bool]
"""Sends an outcome's body; whether somebody was there to take it."""


def _hashed(body: bytes) -> bytes:
    return blake2b(body, digest_size=16).digest()


class Dispatcher(Ourselves):
    """One a service; used by one event loop."""

    def __init__(
        self,
        catalog: Catalog,
        store: Store,
        reach: Reach | None = None,
        services: Services | None = None,
        *,
        quiet: Quiet = quiet_after,
        trust_clock: bool = False,
        outbound: Outbound | None = None,
        recorder: Recorder | None = None,
        relay: Relay | None = None,
        watch: Watch | None = None,
    ) -> None:
        watch = Watch() if watch is None else watch
        turns = Turns(catalog, store, None if outbound is None else outbound.beginning, recorder, watch)
        super().__init__(catalog, store, turns, reach, services, relay, watch, quiet=quiet, trust_clock=trust_clock)
        self.fingerprint: Callable[[bytes], bytes] = _hashed if store.lasting else bytes
        """What an event's bytes are known by; the bytes themselves where hardly any are ever kept."""
        self._outbound = outbound
        self._late: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        """How many calls are being worked on at this moment."""
        return len(self._gate)

    @property
    def inquiries(self) -> int:
        """How many services are being asked at this moment."""
        return len(self._asking)

    def told_to_wait(self, event: Event) -> None:
        """An event was answered elsewhere, since there is too much to do: it was not taken, and its caller waits."""
        self._turns.newcomers.told_to_wait(event)

    async def dispatch(
        self,
        event: Event,
        fingerprint: bytes = b"",
        receive: Receive | None = None,
        socket: Channel | None = None,
        raw: bytes = b"",
    ) -> Outcome:
        """Take one event of the platform. Raises nothing.

        ``fingerprint`` is of the event's bytes, empty where a repetition is never a retry (on a WebSocket).
        ``receive`` tells whether the connection is broken; it is asked only if the event had to wait. ``socket`` is
        where the event came from, on which it has been answered when this returns. Without one the caller's next duty
        is to send the body at once. ``raw`` is the event as it came, for the call's record.
        """
        call, came = event.session, time.perf_counter()
        until = time.monotonic() + self._patience
        waited = not self._gate.enter(call)
        if waited:
            await self._gate.wait(call, presses=True)
        try:
            holder = "" if socket is None else self._store.owner
            outcome = await self._turns.take(
                event, fingerprint, receive if waited else None, raw=raw, holder=holder, until=until
            )
            self._follow(event, outcome)
            if awaits(outcome):
                # Who tells us the time on a socket waits for us to be through before the clock moves on.
                if socket is None or self._trust_clock:
                    outcome = await self._awaited(Within(event, fingerprint, receive), outcome, until)
                elif outcome.session is not None and outcome.session.inquiry is not None:
                    self._asking.remind(call, outcome.session.inquiry.key, until)
            self._reach.came(call, socket)
            if socket is None and fingerprint and is_gone(receive) and outcome.session is not None:
                await self._turns.lost(call, outcome.session, Answered(fingerprint, outcome.body, lost=True))
            sent = socket is None or await self._sent(socket, event, outcome)
            self._rest(event, outcome.session if sent else None)
            self._watch.answered(came, socket=socket is not None)
            return outcome
        finally:
            self._gate.leave(call)

    def begin(self, event: Event, fingerprint: bytes, raw: bytes, answer: Answering, receive: Receive) -> bool:
        """``dispatch`` for an event of the webhook, without a task. False: its call is worked on, and nothing was done.

        ``answer`` is called with the outcome, mostly before this returns, and says whether it could be sent.
        """
        if self._outbound is not None and type(event) is SessionStart and self._outbound.concerns(event):
            return False
        if not self._gate.enter(event.session):
            return False
        came = time.perf_counter()
        until = time.monotonic() + self._patience if self.catalog.asks else 0.0
        taking = self._turns.take(event, fingerprint, raw=raw, until=until)
        within = Within(event, fingerprint, receive, came=came)
        try:
            pause = taking.send(None)
        except StopIteration as done:
            self._begun(within, done.value, until, answer)
        else:
            drive_on(pause, taking, lambda outcome: self._begun(within, outcome, until, answer))
        return True

    def _begun(self, within: Within, outcome: Outcome, until: float, answer: Answering) -> None:
        """What ``begin`` began is saved."""
        if until:
            self._follow(within.event, outcome)
            if awaits(outcome):
                self._go_on(self._answer_late(within, outcome, until, answer))
                return
        if self._answer(within, outcome, answer):
            self._gate.leave(within.event.session)
        else:
            self._go_on(self._lost(within, outcome))

    async def _answer_late(self, within: Within, outcome: Outcome, until: float, answer: Answering) -> None:
        try:
            outcome = await self._awaited(within, outcome, until)
            taken = self._answer(within, outcome, answer)
        except BaseException:
            self._gate.leave(within.event.session)
            raise
        if taken:
            self._gate.leave(within.event.session)
        else:
            await self._lost(within, outcome)

    def _answer(self, within: Within, outcome: Outcome, answer: Answering) -> bool:
        if self._reach.is_busy:  # else nobody has a channel, nor a timer
            self._reach.came(within.event.session, None)
            self._rest(within.event, outcome.session)
        taken = answer(outcome)
        self._watch.answered(within.came)
        return taken

    async def _lost(self, within: Within, outcome: Outcome) -> None:
        """The connection broke between the save and the answer. Leaves the gate."""
        call = within.event.session
        try:
            if within.fingerprint and outcome.session is not None:
                answered = Answered(within.fingerprint, outcome.body, lost=True)
                await self._turns.lost(call, outcome.session, answered)
        finally:
            self._gate.leave(call)

    def _go_on(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    async def record(self, call: str) -> dict[str, Any] | None:
        """The account of a call, also of one that was over a moment ago; ``None`` if nobody knows it."""
        stored = await self._store.load(call, fresh=True)
        if stored is None or stored.session is None:
            return None
        if self.catalog.lacks(stored.session):
            await self.catalog.fetch(stored.session.version)
        flow, _ = self.catalog.flow_of(stored.session)
        return account.of(flow, stored.session, next(iter(self.catalog.current.flows.values())))

    def closed(self, socket: Channel) -> None:
        """A socket is gone. Its calls wait in the store."""
        for call in self._reach.closed(socket):
            if self._reach.via(call) is None:
                self._ticks.stop(call)

    def at_work(self) -> set[object]:
        """The sockets on one of whose calls somebody works, or for one of whose calls a service is asked."""
        return {self._reach.socket_of(call) for call in (*self._gate.calls, *self._asking.calls)}

    async def close(self) -> None:
        """The service ends: nothing is asked any more, no timer is left, and what is on its way out is sent."""
        await self._asking.close()
        await self._ticks.close()
        await self._turns.close()

    async def _awaited(self, within: Within, outcome: Outcome, until: float) -> Outcome:
        """The answer to an event whose step ``awaits``: what services said by then, else that they take long."""
        event, came_in = within.event, time.monotonic()
        said = () if outcome.body is None else codec.decode_answer(outcome.body)
        while awaits(outcome) and outcome.session is not None and outcome.session.inquiry is not None:
            key = outcome.session.inquiry.key
            answer = await self._response(event.session, key, until)
            at = event.at + round((time.monotonic() - came_in) * 1000)
            came = event_of(
                event.session, max(at, delivery.moment(event, outcome.session)), key, answer, reachable=True
            )
            outcome = await self._turns.take(came, within=replace(within, said=said))
            self._follow(came, outcome)
            if outcome.made is None:
                # Another process ended the call, or we failed: nobody is to be told of it any more.
                self._asking.follow(event.session, None, None, None, at)
                return outcome if outcome.body is not None else replace(outcome, body=codec.encode(said))
            said += outcome.made.actions
            if answer is None:
                break
        return outcome
