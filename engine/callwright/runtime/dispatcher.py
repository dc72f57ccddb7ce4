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
from collections.abc import Callable
from typing import NamedTuple

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
from callwright.core.model import Flow
from callwright.core.session import Phase, Session
from callwright.runtime import log
from callwright.runtime.catalog import Catalog
from callwright.runtime.gate import Gate
from callwright.runtime.settings import GONE_SECONDS, IDLE_SECONDS
from callwright.stores.base import Answered, Conflict, Store, Stored

ATTEMPTS = 50
"""How often a step is repeated because another process was faster."""

FAULTS = 3
"""The how many-th fault in a row ends a call."""

FAULTS_KEPT = 10_000

_BEGIN = (SessionStart, UserSpeak, Key, SpeechEnded, InputTimeout)
_ASK = (SessionStart, UserSpeak, Key)

Gone = Callable[[], bool]
"""Whether the one who asked has hung up the connection."""


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

    async def dispatch(self, event: Event, fingerprint: bytes = b"", gone: Gone | None = None) -> Outcome:
        """Take one event. Raises nothing.

        ``fingerprint`` is of the event's bytes, empty where a repetition is never a retry (on a WebSocket). ``gone``
        tells whether the connection is broken; it is asked only if the event had to wait. The caller's next duty is
        to send the body at once.
        """
        call = event.session
        if self._gate.enter(call):
            gone = None
        else:
            await self._gate.wait(call)
        try:
            outcome = await self._saved(event, fingerprint, gone)
            if self._faults:
                self._faults.pop(call, None)
            return outcome
        except Exception as error:
            return self._fault(event, error)
        finally:
            self._gate.leave(call)

    async def _saved(self, event: Event, fingerprint: bytes, gone: Gone | None) -> Outcome:
        for _ in range(ATTEMPTS):
            stored = await self._store.load(event.session)
            try:
                return await self._step(event, stored, fingerprint, gone)
            except Conflict:
                continue
        raise RuntimeError(f"another process was faster {ATTEMPTS} times in a row")

    async def _step(self, event: Event, stored: Stored | None, fingerprint: bytes, gone: Gone | None) -> Outcome:
        call = event.session
        if stored is None:
            if isinstance(event, SessionEnd):
                await self._store.save(call, None, None, GONE_SECONDS, Answered(b"", None))
                return NOTHING
            if not isinstance(event, _BEGIN):
                return NOTHING
            expected, session = None, None
            flow = self.catalog.answering(event)
        else:
            expected, session = stored.revision, stored.session
            if session is None:
                return NOTHING
            unsent = stored.unsent
            if unsent is not None and fingerprint and unsent.fingerprint == fingerprint:
                answered = Answered(fingerprint, unsent.body, gone is not None and gone())
                await self._store.save(call, session, expected, _keep(session), answered)
                return Outcome(unsent.body, session)
            found = self.catalog.flow_of(session)
            if found is not None:
                flow, session = found
            elif isinstance(event, _BEGIN):
                flow, session = self.catalog.answering(event) or self._namesake(session), None
            else:
                return NOTHING
        if flow is None:
            return Outcome(codec.encode(self._unserved(event)), None)

        began = time.perf_counter()
        made = start(flow, event) if session is None else step(flow, session, event)
        body = codec.encode(made.actions)
        after = made.session
        lost = gone is not None and gone()
        kept = None if after.phase is Phase.OVER else after
        await self._store.save(call, kept, expected, _keep(kept), Answered(fingerprint, body, lost))
        if log.turns_wanted():
            log.turn(flow, event, made, (time.perf_counter() - began) * 1000)
        return Outcome(body, kept)

    def _namesake(self, session: Session) -> Flow | None:
        """The flow of the same name, for a call that must begin again with an event that names no number."""
        return self.catalog.current.flows.get(session.flow)

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
        if not isinstance(event, _BEGIN):
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


def _keep(session: Session | None) -> float:
    """How many seconds a call is remembered after this event."""
    if session is None or session.phase in (Phase.HUNG_UP, Phase.TRANSFERRED):
        return GONE_SECONDS
    return IDLE_SECONDS
