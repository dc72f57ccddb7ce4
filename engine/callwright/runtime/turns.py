"""One event, stepped and saved: the part of a turn that needs neither a line nor a clock.

Theory of operation. ``take`` loads the session, steps, and saves with the revision that was loaded. Where another
process was faster (``Conflict``) it loads and steps once more; nothing was sent, and ``step`` is pure.

*Beginning.* An id that we do not know begins a call with whatever a caller hears an answer to: ``session_start``,
words, a key, an ended, a timeout (the core says that we were interrupted). Anything else of an unknown id gets nothing.
Where no flow can answer, or we fail, ``apology`` does.

*The end.* After ``session_end`` a call's account stays readable for ten minutes; of an unknown id an empty record is
kept, so that it is known to be over. What comes late gets nothing.

*Retries.* Events carry no id, so a byte-identical event is a retry only if the answer to the first may never have
arrived. What can be known exactly about that, and no more is claimed:

1. The connection broke while its event waited, behind others or for a service: the server tells us, and it is written
   down in the same save as the session (``lost``). An event that does not wait is answered before the event loop turns,
   so no break could be seen in between.
2. The process died after the save: the answer stands beside the session, and the store knows who died.
3. The connection broke before the body was read: the event never reached us, so its repetition is the first.
4. An answer that was handed to the operating system is out. That it was lost on the way cannot be known.

In cases 1 and 2 the stored answer is sent and nothing is stepped. Everything else is a new event: key 4 twice is 44.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, NamedTuple

from callwright.core import codec
from callwright.core.actions import Action
from callwright.core.events import (
    Button,
    Event,
    InputTimeout,
    Key,
    Outside,
    Response,
    SessionEnd,
    SessionStart,
    SpeechEnded,
    StillAsking,
    Tick,
    Undelivered,
    UserSpeak,
)
from callwright.core.interpreter import Step, start, step
from callwright.core.model import Flow
from callwright.core.session import Phase, Session
from callwright.runtime import account, log
from callwright.runtime.apology import Apologies
from callwright.runtime.begun import is_gone
from callwright.runtime.catalog import Catalog
from callwright.runtime.settings import GONE_SECONDS, IDLE_SECONDS
from callwright.stores.base import Answered, Conflict, Held, Store, Stored, StoreError

ATTEMPTS = 50
"""How often a step is repeated because another process was faster."""

_BEGIN = frozenset({SessionStart, UserSpeak, Key, SpeechEnded, InputTimeout})
_OURS = frozenset({Outside, Button, Response, StillAsking, Tick, Undelivered})

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
"""ASGI's way to ask the server for the next message, which after the body is that the connection broke."""


class Within(NamedTuple):
    """The platform's event to whose answer an event of ours adds, and what was ``said`` in it so far."""

    event: Event
    fingerprint: bytes
    receive: Receive | None
    said: tuple[Action, ...] = ()


class Outcome(NamedTuple):
    """``body`` is what to answer, ``None`` for nothing (204). ``session`` is the call after it, unless it is over.

    ``made`` is the step behind it, if one was made for this event. ``flow`` is the call's, and ``before`` the call
    before this event, where they are known.
    """

    body: bytes | None
    session: Session | None
    made: Step | None = None
    flow: Flow | None = None
    before: Session | None = None


NOTHING = Outcome(None, None)


class Turns:
    """One a service. Whoever calls it is alone with the call."""

    def __init__(self, catalog: Catalog, store: Store, dialled: Dialled | None = None) -> None:
        self._catalog = catalog
        self._store = store
        self._dialled = dialled
        self._apologies = Apologies()

    async def take(
        self,
        event: Event,
        fingerprint: bytes = b"",
        receive: Receive | None = None,
        within: Within | None = None,
        raw: bytes = b"",
    ) -> Outcome:
        """Take an event. Raises nothing. The caller's next duty is to send the body.

        ``fingerprint`` is of the event's bytes, empty where a repetition is never a retry. ``receive`` tells whether
        the connection is broken, where that can be. ``within`` is given with an event of ours that adds to an answer.
        ``raw`` is the platform's event as it came, for the call's record.
        """
        call = event.session
        try:
            for _ in range(ATTEMPTS):
                try:
                    outcome = await self.once(event, await self._store.load(call), fingerprint, receive, within, raw)
                except Conflict:
                    continue
                self._apologies.worked(call)
                return outcome
            raise too_crowded()
        except Exception as error:
            return self._fault(event if within is None else within.event, error)

    async def once(
        self,
        event: Event,
        stored: Stored | None,
        fingerprint: bytes = b"",
        receive: Receive | None = None,
        within: Within | None = None,
        raw: bytes = b"",
    ) -> Outcome:
        """Take an event, as the call was ``stored``. Raises ``Conflict``, and whatever goes wrong."""
        call = event.session
        session: Session | None = None
        if stored is None:
            if type(event) not in _BEGIN:
                if isinstance(event, SessionEnd):
                    await self._store.save(call, None, None, GONE_SECONDS, Answered(b"", None))
                return NOTHING
            expected = None
            flow = self._catalog.answering(event)
        else:
            expected = stored.revision
            if stored.session is None or stored.session.phase is Phase.OVER:
                return NOTHING
            unsent = stored.unsent
            if unsent is not None and fingerprint and unsent.fingerprint == fingerprint:
                answered = Answered(fingerprint, unsent.body, is_gone(receive))
                await self._store.save(call, stored.session, expected, _keep(stored.session), answered)
                return Outcome(
                    unsent.body, stored.session, None, self._catalog.flow_of(stored.session)[0], stored.session
                )
            flow, session = self._catalog.flow_of(stored.session)
            if session is None:
                if isinstance(event, SessionEnd):
                    await self._store.save(call, None, expected, GONE_SECONDS, Answered(b"", None))
                if type(event) not in _BEGIN:
                    return NOTHING
                flow = self._catalog.answering(event) or flow
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
        if within is None:
            body = codec.encode(made.actions)
            answered = Answered(fingerprint, body, is_gone(receive))
        else:
            body = codec.encode(within.said + made.actions)
            answered = Answered(within.fingerprint, body, is_gone(within.receive))
        if type(event) in _OURS and not answered.fingerprint:
            # Nobody repeats what is ours; an answer that the platform may not have stays known.
            unsent = None if stored is None else stored.unsent
            answered = Answered(b"", None) if unsent is None else unsent._replace(lost=True)
        await self._store.save(call, made.session, expected, _keep(made.session), answered)
        log.failures(event, made)
        if wanted and not isinstance(event, Outside | Button):  # of these it is said when they have been sent
            log.turn(flow, event, made, (time.perf_counter() - began) * 1000, before=session)
        return Outcome(body, made.session, made, flow, session)

    async def put_back(self, event: Event, before: Stored, undone: Callable[[Flow, Session, Event], Session]) -> bool:
        """Go back to ``before`` an event of ours that was not sent; what came waits. False if somebody was faster."""
        flow, session = (None, None) if before.session is None else self._catalog.flow_of(before.session)
        if flow is None or session is None:
            return False
        session = undone(flow, session, event)
        answered = Answered(b"", None) if before.unsent is None else before.unsent._replace(lost=True)
        try:
            await self._store.save(event.session, session, before.revision + 1, _keep(session), answered)
        except Conflict:
            return False
        return True

    async def lost(self, call: str, session: Session, answered: Answered) -> None:
        """The answer that was saved with ``session`` found nobody to take it. Harmless if the call went on since."""
        try:
            stored = await self._store.load(call)
            if stored is not None and stored.session == session:
                await self._store.save(call, session, stored.revision, _keep(session), answered)
        except (Conflict, Held):
            return
        except StoreError as error:
            log.fault(str(error), call)

    def _fault(self, event: Event, error: Exception) -> Outcome:
        log.fault("an event could not be answered", event.session, error, event=type(event).__name__)
        if type(event) not in _BEGIN:
            return NOTHING
        return Outcome(codec.encode(self._apologies.fault(self._language(), event)), None)

    def _language(self) -> str:
        return next(iter(self._catalog.languages))


def too_crowded() -> RuntimeError:
    """What is raised where nobody else ever pauses."""
    return RuntimeError(f"another process was faster {ATTEMPTS} times in a row")


def _keep(session: Session) -> float:
    """How many seconds a call is remembered after this event."""
    return GONE_SECONDS if session.phase in (Phase.HUNG_UP, Phase.TRANSFERRED) else IDLE_SECONDS
