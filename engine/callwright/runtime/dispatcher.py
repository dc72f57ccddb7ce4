"""From an event to its answer: the one way through, for the webhook and the WebSocket alike.

Theory of operation. ``dispatch`` lets one event a call through its ``Gate``, has it taken (``turns``), and hands the
answer back.

*By ourselves.* Four things make us speak first: an event from outside, the button, a tick, and what came of a service
that was asked. They pass the same gate and the same step; what they make is sent while the gate is closed, for the
reason that ``reach`` gives, and so is the answer to an event on a socket. What nobody took is put back in the same
breath, and goes out with the next answer.

*Services.* A step that ``awaits`` has nothing to say before a service answers. On the webhook the platform's event
waits inside the gate for that, ``PATIENCE_SECONDS`` after it came at most; then the core says something else. Several
services may be asked in that time, one after the other. On a socket nobody needs to wait: what came, or that nothing
came in time, is an event of our own, and the calls that share the socket go on.
"""

from __future__ import annotations

import asyncio
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
from callwright.runtime import account, clock, delivery, log
from callwright.runtime.asking import PATIENCE_SECONDS, Asking
from callwright.runtime.begun import drive, is_gone
from callwright.runtime.catalog import Catalog
from callwright.runtime.delivery import Delivered
from callwright.runtime.gate import Gate
from callwright.runtime.neighbours import Neighbours
from callwright.runtime.outage import Patience
from callwright.runtime.outbound.outbound import Outbound
from callwright.runtime.reach import SEND_SECONDS, Channel, Reach
from callwright.runtime.recorder import Recorder
from callwright.runtime.relay import Relay
from callwright.runtime.services.answer import Answer
from callwright.runtime.services.services import Services
from callwright.runtime.ticks import Quiet, Ticks
from callwright.runtime.turns import ATTEMPTS, Outcome, Receive, Turns, Within, too_crowded
from callwright.runtime.watching import Watch
from callwright.stores.base import Answered, Conflict, Held, Store, Stored, StoreError

_NOBODY = Parties()
_SPOKEN = frozenset({"speak", "audio", "hangup", "transfer", "configure_voice_to_voice"})


Answering = Callable[[Outcome], bool]
"""Sends an outcome's body; whether somebody was there to take it."""

HOLD_SLACK_SECONDS = 2.0
"""How much longer than it needs it a worker holds a call, for what is done before and after."""

VIRTUAL_PATIENCE_SECONDS = 10.0
"""How long a service is waited for in virtual time, where nobody gets impatient."""


class Dispatcher:
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
        self.catalog = catalog
        self._store = store
        self._outbound = outbound
        self._watch = Watch() if watch is None else watch
        self._turns = Turns(catalog, store, None if outbound is None else outbound.beginning, recorder, self._watch)
        self._reach = Reach() if reach is None else reach
        self._ticks = Ticks(self._tick, quiet, trust_clock=trust_clock)
        self._asking = Asking(Services() if services is None else services, self._told, self._watch)
        self._gate = Gate()
        self._neighbours: Neighbours | None = None
        if relay is not None:
            self._neighbours = Neighbours(
                relay, self._reach.is_here, self._from_outside, self._told_here, self._asking.lend
            )
        self._rested: dict[str, Session] = {}
        """Of calls that are reached through the external API, as their last event left them."""
        self._late: set[asyncio.Task[None]] = set()
        self._trust_clock = trust_clock
        # Who plays in virtual time waits for us, and must not depend on how quick this machine is.
        self._patience = VIRTUAL_PATIENCE_SECONDS if trust_clock else PATIENCE_SECONDS

    def __len__(self) -> int:
        """How many calls are being worked on at this moment."""
        return len(self._gate)

    @property
    def inquiries(self) -> int:
        """How many services are being asked at this moment."""
        return len(self._asking)

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
            if _awaits(outcome):
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
        if self._outbound is not None and self._outbound.concerns(event):
            return False
        if not self._gate.enter(event.session):
            return False
        came = time.perf_counter()
        until = time.monotonic() + self._patience if self.catalog.asks else 0.0
        taking = self._turns.take(event, fingerprint, raw=raw, until=until)
        within = Within(event, fingerprint, receive, came=came)
        drive(taking, lambda outcome: self._begun(within, outcome, until, answer))
        return True

    def _begun(self, within: Within, outcome: Outcome, until: float, answer: Answering) -> None:
        """What ``begin`` began is saved."""
        if until:
            self._follow(within.event, outcome)
            if _awaits(outcome):
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

    async def _awaited(self, within: Within, outcome: Outcome, until: float) -> Outcome:
        """The answer to an event whose step ``awaits``: what services said by then, else that they take long."""
        event, came_in = within.event, time.monotonic()
        said = () if outcome.body is None else codec.decode_answer(outcome.body)
        while _awaits(outcome) and outcome.session is not None and outcome.session.inquiry is not None:
            key = outcome.session.inquiry.key
            answer = await self._response(event.session, key, until)
            at = event.at + round((time.monotonic() - came_in) * 1000)
            came = _event(event.session, max(at, delivery.moment(event, outcome.session)), key, answer, reachable=True)
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
            event = _event(call, at, key, answer, reachable=channel is not None)
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
        if inquiry is not None and _awaits(outcome) and self._reach.via(event.session) is not None:
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


def _awaits(outcome: Outcome) -> bool:
    """Whether nothing was said because a service is asked. Of an answer that is repeated only its actions tell."""
    if outcome.made is not None:
        return outcome.made.awaits
    if outcome.session is None or outcome.session.inquiry is None:
        return False
    return outcome.body is None or not any(a["type"] in _SPOKEN for a in codec.decode_answer(outcome.body))


def _event(call: str, at: int, key: str, answer: Answer | None, *, reachable: bool) -> Response | StillAsking:
    if answer is None:
        return StillAsking(call, at, _NOBODY, key, reachable)
    return Response(call, at, _NOBODY, key, answer.status, answer.kind, answer.json, answer.text, reachable)
