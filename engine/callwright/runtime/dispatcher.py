"""From an event to its answer: the one way through, for the webhook and the WebSocket alike.

Theory of operation. ``dispatch`` lets one event a call through its ``Gate``, loads the session, steps, saves with the
revision that was loaded, and hands the answer back. Where another process was faster (``Conflict``) it loads and steps
once more; nothing was sent, and ``step`` is pure.

*Beginning.* An id that we do not know begins a call with whatever a caller hears an answer to: ``session_start``,
words, a key, an ended, a timeout (the core says that we were interrupted). Anything else of an unknown id gets nothing.

*No flow for the number.* A rule without memory, so that a restart or a forgotten call changes nothing: ended or a
timeout is answered with ``hangup``, ``session_start``, words and keys with the apology, anything else with nothing.

*The end.* ``session_end`` leaves an empty record for ten minutes, known id or not; what comes late gets nothing.

*A fault of ours.* An exception is logged with the call's id, the session stays as it was, and the caller hears the
apology; the third in a row for one call is answered with ``hangup``, so that nobody listens to apologies for ever.

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
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, NamedTuple

from callwright.core import actions, codec
from callwright.core.events import (
    Event,
    InputTimeout,
    Key,
    SessionEnd,
    SessionStart,
    SpeechEnded,
    UserSpeak,
)
from callwright.core.interpreter import sorry, start, step
from callwright.core.session import Phase, Session
from callwright.runtime import log
from callwright.runtime.begun import Begun
from callwright.runtime.catalog import Catalog
from callwright.runtime.gate import Gate
from callwright.runtime.settings import GONE_SECONDS, IDLE_SECONDS
from callwright.stores.base import Answered, Conflict, Store, Stored

ATTEMPTS = 50
"""How often a step is repeated because another process was faster."""

FAULTS = 3
"""The how many-th fault in a row ends a call."""

FAULTS_KEPT = 10_000

_BEGIN = frozenset({SessionStart, UserSpeak, Key, SpeechEnded, InputTimeout})
_ASK = (SessionStart, UserSpeak, Key)

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
"""ASGI's way to ask the server for the next message, which after the body is that the connection broke."""


class Outcome(NamedTuple):
    """``body`` is what to answer, ``None`` for nothing (204). ``session`` is the call after it, if there is one."""

    body: bytes | None
    session: Session | None


NOTHING = Outcome(None, None)


class Dispatcher:
    """One a service; used by one event loop."""

    def __init__(self, catalog: Catalog, store: Store) -> None:
        self.catalog = catalog
        self._store = store
        self._gate = Gate()
        self._faults: dict[str, int] = {}

    def __len__(self) -> int:
        """How many calls are being worked on at this moment."""
        return len(self._gate)

    async def dispatch(self, event: Event, fingerprint: bytes = b"", receive: Receive | None = None) -> Outcome:
        """Take one event. Raises nothing.

        ``fingerprint`` is of the event's bytes, empty where a repetition is never a retry (on a WebSocket).
        ``receive`` tells whether the connection is broken; it is asked only if the event had to wait. The caller's
        next duty is to send the body at once.
        """
        call = event.session
        if self._gate.enter(call):
            receive = None
        else:
            await self._gate.wait(call)
        try:
            return await self._inside(event, fingerprint, receive)
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
            return outcome
        raise RuntimeError("a store that calls itself immediate let somebody wait")

    async def _inside(self, event: Event, fingerprint: bytes, receive: Receive | None) -> Outcome:
        call = event.session
        try:
            for _ in range(ATTEMPTS):
                try:
                    outcome = await self._step(event, await self._store.load(call), fingerprint, receive)
                except Conflict:
                    continue
                if self._faults:
                    self._faults.pop(call, None)
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
            if stored.session is None:
                return NOTHING
            unsent = stored.unsent
            if unsent is not None and fingerprint and unsent.fingerprint == fingerprint:
                answered = Answered(fingerprint, unsent.body, _is_gone(receive))
                await self._store.save(call, stored.session, expected, _keep(stored.session), answered)
                return Outcome(unsent.body, stored.session)
            flow, session = self.catalog.flow_of(stored.session)
            if session is None:
                if type(event) not in _BEGIN:
                    return NOTHING
                flow = self.catalog.answering(event) or flow
        if flow is None:
            return Outcome(codec.encode(self._unserved(event)), None)

        wanted = log.turns_wanted()
        if session is not None and not wanted and isinstance(event, SessionEnd):
            # Nothing is answered and nothing is kept of a call that is over: only the log would read the step.
            await self._store.save(call, None, expected, GONE_SECONDS, Answered(fingerprint, None))
            return NOTHING
        began = time.perf_counter() if wanted else 0.0
        made = start(flow, event) if session is None else step(flow, session, event)
        body = codec.encode(made.actions)
        after: Session | None = made.session
        if made.session.phase is Phase.OVER:
            after = None
        await self._store.save(call, after, expected, _keep(after), Answered(fingerprint, body, _is_gone(receive)))
        if wanted:
            log.turn(flow, event, made, (time.perf_counter() - began) * 1000)
        return Outcome(body, after)

    def _unserved(self, event: Event) -> tuple[actions.Action, ...]:
        """No flow answers this number."""
        if isinstance(event, _ASK):
            log.warn("no flow answers this number", call=event.session, number=log.masked(event.parties.called))
            return sorry(self._language(), event)
        if isinstance(event, SpeechEnded | InputTimeout):
            return (actions.hangup(event.session),)
        return ()

    def _fault(self, event: Event, error: Exception) -> Outcome:
        call = event.session
        log.fault("an event could not be answered", call, error, event=type(event).__name__)
        if type(event) not in _BEGIN:
            return NOTHING
        if len(self._faults) >= FAULTS_KEPT:
            self._faults.clear()
        faults = self._faults[call] = self._faults.get(call, 0) + 1
        if faults < FAULTS:
            return Outcome(codec.encode(sorry(self._language(), event, "technical")), None)
        del self._faults[call]
        return Outcome(codec.encode((actions.hangup(call),)), None)

    def _language(self) -> str:
        return next(iter(self.catalog.languages))


def _is_gone(receive: Receive | None) -> bool:
    """Whether the connection broke since the body came, without waiting for anything.

    After the body the server has one more message for us: that the other side is gone. Asked for it, it has it at
    once or begins to wait, and then we do not.
    """
    if receive is None:
        return False
    begun = Begun(receive())
    if begun.result is None:
        begun.give_up()
        return False
    return bool(begun.result["type"] == "http.disconnect")


def _keep(session: Session | None) -> float:
    """How many seconds a call is remembered after this event."""
    if session is None or session.phase in (Phase.HUNG_UP, Phase.TRANSFERRED):
        return GONE_SECONDS
    return IDLE_SECONDS
