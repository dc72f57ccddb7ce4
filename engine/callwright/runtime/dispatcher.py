"""From an event to its answer: the one way through, for the webhook and the WebSocket alike.

Theory of operation. ``dispatch`` lets one event a call through its ``Gate``, loads the session, steps, saves with the
revision that was loaded, and hands the answer back. Where another process was faster (``Conflict``) it loads and steps
once more; nothing was sent, and ``step`` is pure.

*Beginning.* An id that we do not know begins a call with whatever a caller hears an answer to: ``session_start``,
words, a key, an ended, a timeout (the core says that we were interrupted). Anything else of an unknown id gets nothing.
Where no flow can answer, or we fail, ``apology`` does.

*The end.* After ``session_end`` a call's account stays readable for ten minutes; of an unknown id an empty record is
kept, so that it is known to be over. What comes late gets nothing.

*By ourselves.* Three things make us speak first: an event from outside, the button, and a tick. They pass the same
gate and the same step; what they make is sent while the gate is closed, for the reason that ``reach`` gives, and so is
the answer to an event on a socket. What nobody took is put back in the same breath, and goes out with the next answer.

*Retries.* Events carry no id, so a byte-identical event is a retry only if the answer to the first may never have
arrived. What can be known exactly about that, and no more is claimed:

1. The connection broke while its event waited behind others: the server tells us, and it is written down in the same
   save as the session (``lost``). An event that does not wait is answered before the event loop turns, so no break
   could be seen in between.
2. The process died after the save: the answer stands beside the session, and the store knows who died.
3. The connection broke before the body was read: the event never reached us, so its repetition is the first.
4. An answer that was handed to the operating system is out. That it was lost on the way cannot be known.

In cases 1 and 2 the stored answer is sent and nothing is stepped. Everything else is a new event: key 4 twice is 44.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Coroutine, MutableMapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from callwright.core import codec
from callwright.core.events import (
    Button,
    Event,
    InputTimeout,
    Key,
    Outside,
    Parties,
    SessionEnd,
    SessionStart,
    SpeechEnded,
    Tick,
    Undelivered,
    UserSpeak,
)
from callwright.core.interpreter import Step, quiet_after, refuses, start, step, undone
from callwright.core.outside import Refusal
from callwright.core.session import Phase, Session
from callwright.runtime import account, delivery, log
from callwright.runtime.apology import Apologies
from callwright.runtime.begun import is_gone
from callwright.runtime.catalog import Catalog
from callwright.runtime.delivery import Delivered
from callwright.runtime.gate import Gate
from callwright.runtime.reach import Channel, Reach
from callwright.runtime.settings import GONE_SECONDS, IDLE_SECONDS
from callwright.runtime.ticks import Quiet, Ticks
from callwright.stores.base import Answered, Conflict, Store, Stored

ATTEMPTS = 50
"""How often a step is repeated because another process was faster."""

_BEGIN = frozenset({SessionStart, UserSpeak, Key, SpeechEnded, InputTimeout})
_OURS = frozenset({Outside, Button, Tick, Undelivered})
_NOBODY = Parties()

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
"""ASGI's way to ask the server for the next message, which after the body is that the connection broke."""


class Outcome(NamedTuple):
    """``body`` is what to answer, ``None`` for nothing (204). ``session`` is the call after it, unless it is over.

    ``made`` is the step behind it, if one was made for this event.
    """

    body: bytes | None
    session: Session | None
    made: Step | None = None


NOTHING = Outcome(None, None)


class Dispatcher:
    """One a service; used by one event loop."""

    def __init__(
        self,
        catalog: Catalog,
        store: Store,
        reach: Reach | None = None,
        *,
        quiet: Quiet = quiet_after,
        trust_clock: bool = False,
    ) -> None:
        self.catalog = catalog
        self._store = store
        self._reach = Reach() if reach is None else reach
        self._ticks = Ticks(self._tick, quiet, trust_clock=trust_clock)
        self._gate = Gate()
        self._apologies = Apologies()

    def __len__(self) -> int:
        """How many calls are being worked on at this moment."""
        return len(self._gate)

    async def dispatch(
        self, event: Event, fingerprint: bytes = b"", receive: Receive | None = None, socket: Channel | None = None
    ) -> Outcome:
        """Take one event of the platform. Raises nothing.

        ``fingerprint`` is of the event's bytes, empty where a repetition is never a retry (on a WebSocket).
        ``receive`` tells whether the connection is broken; it is asked only if the event had to wait. ``socket`` is
        where the event came from, on which it has been answered when this returns. Without one the caller's next duty
        is to send the body at once.
        """
        call = event.session
        if self._gate.enter(call):
            receive = None
        else:
            await self._gate.wait(call, presses=True)
        try:
            outcome = await self._inside(event, fingerprint, receive)
            self._reach.came(call, socket)
            sent = socket is None or await self._sent(socket, event, outcome)
            self._rest(event, outcome.session if sent else None)
            return outcome
        finally:
            self._gate.leave(call)

    def at_once(self, event: Event, fingerprint: bytes) -> Outcome | None:
        """The outcome of ``dispatch``, if nothing has to be waited for; else ``None``, and nothing was done."""
        if not self._store.immediate or self._gate.is_closed(event.session):
            return None
        # Nobody can come in between, so the gate need not be closed, and nothing pauses, so no loop need run it.
        turn = self._inside(event, fingerprint, None)
        try:
            turn.send(None)
        except StopIteration as done:
            outcome: Outcome = done.value
            self._reach.came(event.session, None)
            self._rest(event, outcome.session)
            return outcome
        raise RuntimeError("a store that calls itself immediate let somebody wait")

    async def from_outside(self, event: Outside | Button) -> Delivered | Refusal | None:
        """Take what came from the world outside, and say what became of it.

        A ``Refusal`` says why it was not taken, ``None`` that nobody knows the call. Whether the call can be reached
        is found out here. Raises what the store raises.
        """
        call = event.session
        if not self._gate.enter(call):
            await self._gate.wait(call)
        try:
            for _ in range(ATTEMPTS):
                stored = await self._store.load(call)
                if stored is None or stored.session is None:
                    return None
                flow, session = self.catalog.flow_of(stored.session)
                if flow is None or session is None:
                    return Refusal("changed")
                channel = self._reach.via(call)
                event = replace(event, at=delivery.moment(event, session), reachable=channel is not None)
                refusal = refuses(flow, session, event)
                if refusal is not None:
                    return refusal
                began = time.perf_counter()
                try:
                    outcome = await self._step(event, stored, b"", None)
                except Conflict:
                    continue
                took = (time.perf_counter() - began) * 1000
                sent = channel is not None and await self._sent(channel, event, outcome, stored)
                self._rest(event, outcome.session)
                if outcome.made is None:
                    return Delivered.NEXT_ANSWER
                delivered = delivery.of(event, session, outcome.made, sent=sent)
                log.turn(flow, event, outcome.made, took, delivered)
                return delivered
            raise RuntimeError(f"another process was faster {ATTEMPTS} times in a row")
        finally:
            self._gate.leave(call)

    async def record(self, call: str) -> dict[str, Any] | None:
        """The account of a call, also of one that was over a moment ago; ``None`` if nobody knows it."""
        stored = await self._store.load(call)
        if stored is None or stored.session is None:
            return None
        flow, _ = self.catalog.flow_of(stored.session)
        return account.of(flow, stored.session, next(iter(self.catalog.current.flows.values())))

    def closed(self, socket: Channel) -> None:
        """A socket is gone. Its calls wait in the store."""
        for call in self._reach.closed(socket):
            if self._reach.via(call) is None:
                self._ticks.stop(call)

    async def close(self) -> None:
        """The service ends: no timer is left, and what is on its way out is sent."""
        await self._ticks.close()

    def _rest(self, event: Event, session: Session | None) -> None:
        """An event was taken: the call's silence begins anew, wherever it can be broken."""
        call = event.session
        if session is None:
            self._reach.forget(call)
        self._ticks.rest(call, event.at, session if self._reach.via(call) is not None else None)

    async def _sent(self, channel: Channel, event: Event, outcome: Outcome, before: Stored | None = None) -> bool:
        """Send what a step made; what nobody took is undone, or put back. Inside the gate.

        ``before`` is what stood in the store before an event of our own, which then did not happen, or waits for the
        platform's next event. What the platform told us did happen: only its answer is put back.
        """
        call = event.session
        if outcome.body is None or await channel.send(call, outcome.body, partial(self._gate.is_pressed, call)):
            return True
        if outcome.session is not None and not (before is not None and await self._undone(event, before)):
            lost = Undelivered(call, event.at, _NOBODY, event.at, codec.decode_answer(outcome.body))
            await self._inside(lost, b"", None)
        return False

    async def _undone(self, event: Event, before: Stored) -> bool:
        """Go back to before an event of our own; what came from outside waits. False if somebody was faster."""
        flow, session = (None, None) if before.session is None else self.catalog.flow_of(before.session)
        if flow is None or session is None:
            return False
        session = undone(flow, session, event)
        answered = Answered(b"", None) if before.unsent is None else before.unsent._replace(lost=True)
        try:
            await self._store.save(event.session, session, before.revision + 1, _keep(session), answered)
        except Conflict:
            return False
        return True

    def _tick(self, call: str, at: int) -> Coroutine[Any, Any, None] | None:
        """What a timer that ran out does; nothing if somebody is inside."""
        return self._ticked(Tick(call, at, _NOBODY)) if self._gate.enter(call) else None

    async def _ticked(self, tick: Tick) -> None:
        try:
            channel = self._reach.via(tick.session)
            if channel is not None:
                before = await self._store.load(tick.session)
                outcome = await self._inside(tick, b"", None)
                sent = await self._sent(channel, tick, outcome, before)
                # Where nobody listens any more we do not go on talking.
                self._rest(tick, outcome.session if sent else None)
        finally:
            self._gate.leave(tick.session)

    async def _inside(self, event: Event, fingerprint: bytes, receive: Receive | None) -> Outcome:
        call = event.session
        try:
            for _ in range(ATTEMPTS):
                try:
                    outcome = await self._step(event, await self._store.load(call), fingerprint, receive)
                except Conflict:
                    continue
                self._apologies.worked(call)
                return outcome
            raise RuntimeError(f"another process was faster {ATTEMPTS} times in a row")
        except Exception as error:
            return self._fault(event, error)

    async def _step(self, event: Event, stored: Stored | None, fingerprint: bytes, receive: Receive | None) -> Outcome:
        call = event.session
        session: Session | None = None
        if stored is None:
            if type(event) not in _BEGIN:
                if isinstance(event, SessionEnd):
                    await self._store.save(call, None, None, GONE_SECONDS, Answered(b"", None))
                return NOTHING
            expected = None
            flow = self.catalog.answering(event)
        else:
            expected = stored.revision
            if stored.session is None or stored.session.phase is Phase.OVER:
                return NOTHING
            unsent = stored.unsent
            if unsent is not None and fingerprint and unsent.fingerprint == fingerprint:
                answered = Answered(fingerprint, unsent.body, is_gone(receive))
                await self._store.save(call, stored.session, expected, _keep(stored.session), answered)
                return Outcome(unsent.body, stored.session)
            flow, session = self.catalog.flow_of(stored.session)
            if session is None:
                if isinstance(event, SessionEnd):
                    await self._store.save(call, None, expected, GONE_SECONDS, Answered(b"", None))
                if type(event) not in _BEGIN:
                    return NOTHING
                flow = self.catalog.answering(event) or flow
        if flow is None:
            return Outcome(codec.encode(self._apologies.unserved(self._language(), event)), None)

        wanted = log.turns_wanted()
        if session is not None and isinstance(event, SessionEnd):
            await self._store.save(call, account.ended(session, event.at), expected, GONE_SECONDS, Answered(b"", None))
            if wanted:
                made = step(flow, session, event)
                log.turn(flow, event, made, 0.0)
                log.over(flow, made.session)
            return NOTHING
        began = time.perf_counter() if wanted else 0.0
        made = start(flow, event) if session is None else step(flow, session, event)
        body = codec.encode(made.actions)
        answered = Answered(fingerprint, body, is_gone(receive))
        if type(event) in _OURS:
            # Nobody repeats what is ours; an answer that the platform may not have stays known.
            unsent = None if stored is None else stored.unsent
            answered = Answered(b"", None) if unsent is None else unsent._replace(lost=True)
        await self._store.save(call, made.session, expected, _keep(made.session), answered)
        log.failures(event, made)
        if wanted and not isinstance(event, Outside | Button):  # of these it is said when they have been sent
            log.turn(flow, event, made, (time.perf_counter() - began) * 1000)
        return Outcome(body, made.session, made)

    def _fault(self, event: Event, error: Exception) -> Outcome:
        log.fault("an event could not be answered", event.session, error, event=type(event).__name__)
        if type(event) not in _BEGIN:
            return NOTHING
        return Outcome(codec.encode(self._apologies.fault(self._language(), event)), None)

    def _language(self) -> str:
        return next(iter(self.catalog.languages))


def _keep(session: Session) -> float:
    """How many seconds a call is remembered after this event."""
    return GONE_SECONDS if session.phase in (Phase.HUNG_UP, Phase.TRANSFERRED) else IDLE_SECONDS
