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

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

from msgspec.structs import replace

from callwright.core import codec
from callwright.core.events import Event, SessionEnd, SessionStart, Undelivered
from callwright.core.interpreter import start, step
from callwright.core.model import Flow
from callwright.core.own_events import OURS
from callwright.core.session import Phase, Session
from callwright.runtime import account, log
from callwright.runtime.apology import HEARD, Apologies
from callwright.runtime.asking import PATIENCE_SECONDS
from callwright.runtime.begun import is_gone
from callwright.runtime.catalog import Catalog
from callwright.runtime.newcomers import Newcomers
from callwright.runtime.outage import Outage, Patience
from callwright.runtime.outcome import NOTHING, Outcome, Receive, UnsureError, Within
from callwright.runtime.recorder import Recorder
from callwright.runtime.settings import GONE_SECONDS, IDLE_SECONDS
from callwright.runtime.watching import Watch
from callwright.stores.base import Answered, Conflict, Held, Store, Stored, StoreError

PUT_RIGHT_SECONDS = 60.0
"""How long what an unsure save would have answered is remembered."""

ATTEMPTS = 50
"""How often a step is repeated because another process was faster."""

Dialled = Callable[[Event], Awaitable[tuple[Flow, Event] | None]]
"""Whether a call that begins is one that we dialled: the flow for it, and the event with its variables."""


class Turns:
    """One a service. Whoever calls it is alone with the call. With a ``recorder`` calls are recorded."""

    def __init__(
        self,
        catalog: Catalog,
        store: Store,
        dialled: Dialled | None = None,
        recorder: Recorder | None = None,
        watch: Watch | None = None,
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._recorder = recorder
        self._watch = Watch() if watch is None else watch
        self._dialled = dialled
        self._apologies = Apologies()
        self._later: set[asyncio.Task[None]] = set()
        self.outage = Outage(store)
        self.newcomers = Newcomers()

    async def take(
        self,
        event: Event,
        fingerprint: bytes = b"",
        receive: Receive | None = None,
        within: Within | None = None,
        raw: bytes = b"",
        holder: str = "",
        until: float = 0.0,
    ) -> Outcome:
        """Take an event. Raises nothing. The caller's next duty is to send the body.

        ``fingerprint`` is of the event's bytes, empty where a repetition is never a retry. ``receive`` tells whether
        the connection is broken, where that can be. ``within`` is given with an event of ours that adds to an answer.
        ``raw`` is the platform's event as it came, for the call's record. ``holder`` is this worker's name if the call
        is on a socket here. ``until`` (``time.monotonic``) is how long a store that does not work may be waited for;
        0: as long as for an event that came just now.
        """
        call, crowded = event.session, 0
        patience: Patience | None = None
        unsure: UnsureError | None = None
        try:
            while True:
                try:
                    if self.outage.known:
                        raise StoreError("The store does not work.")
                    asked = time.perf_counter()
                    stored = await self._store.load(call, fresh=unsure is not None)
                    if unsure is not None and unsure.was_saved(stored):
                        outcome = unsure.outcome
                        if outcome.flow is not None and outcome.made is not None:
                            self._watch.turn(outcome.flow, event, outcome.before, outcome.made, (asked,) * 4)
                    else:
                        outcome = await self.once(event, stored, fingerprint, receive, within, raw, holder, asked)
                except Conflict:
                    self._watch.conflict()
                    crowded += 1
                    if crowded == ATTEMPTS:
                        raise too_crowded() from None
                    continue
                except (Held, StoreError) as error:
                    if isinstance(error, UnsureError):
                        unsure = error
                    patience = patience or Patience(self.outage, until or time.monotonic() + PATIENCE_SECONDS)
                    if await patience.after(error):
                        continue
                    return self._moment(event if within is None else within.event, error, unsure)
                self._apologies.worked(call)
                return outcome
        except Exception as error:
            answered_to = event if within is None else within.event
            outcome = self._fault(answered_to, error)
            await self._note_fault(answered_to, error, outcome)
            return outcome

    async def once(
        self,
        event: Event,
        stored: Stored | None,
        fingerprint: bytes = b"",
        receive: Receive | None = None,
        within: Within | None = None,
        raw: bytes = b"",
        holder: str = "",
        asked: float = 0.0,
    ) -> Outcome:
        """Take an event, as the call was ``stored``. Raises ``Conflict``, ``Held``, and whatever goes wrong.

        ``asked`` is when the store was asked for it (``time.perf_counter``), 0 if nobody measured it.

        An ``UnsureError`` has the outcome of a save of which nobody knows whether it came through.
        """
        call = event.session
        recorder = self._recorder
        session: Session | None = None
        if stored is None:
            if type(event) not in HEARD:
                if isinstance(event, SessionEnd):
                    await self._store.save(call, None, None, GONE_SECONDS, Answered(b"", None))
                return NOTHING
            expected = None
            came = event
            flow, event = await self._beginning(self.newcomers.begins(event))
            if type(event) is not type(came):
                raw = b""  # what began is what the record is to say
        else:
            expected = stored.revision
            if stored.session is None or stored.session.phase is Phase.OVER:
                return NOTHING
            if self._catalog.lacks(stored.session):
                await self._catalog.fetch(stored.session.version)
            unsent = stored.unsent
            if unsent is not None and fingerprint and unsent.fingerprint == fingerprint:
                answered = Answered(fingerprint, unsent.body, is_gone(receive))
                lines = b"" if recorder is None else recorder.repeated(event)
                keep = _keep(stored.session)
                flow = self._catalog.flow_of(stored.session)[0]
                outcome = Outcome(unsent.body, stored.session, None, flow, stored.session)
                try:
                    await self._store.save(call, stored.session, expected, keep, answered, lines=lines, holder=holder)
                except StoreError as error:
                    raise UnsureError(error, outcome, expected + 1) from error
                self._watch.repeated()
                return outcome
            flow, session = self._catalog.flow_of(stored.session)
            if session is None:
                if isinstance(event, SessionEnd):
                    await self._store.save(call, None, expected, GONE_SECONDS, Answered(b"", None))
                if type(event) not in HEARD:
                    return NOTHING
                new, event = await self._beginning(event)
                flow = new or flow
        if flow is None:
            self._watch.unserved()
            return Outcome(codec.encode(self._apologies.unserved(self._language(), event)), None)

        if session is not None and isinstance(event, SessionEnd):
            moved = stored is not None and session is not stored.session
            lines = b"" if recorder is None else recorder.ended(flow, session, event, raw, moved=moved)
            over = account.ended(flow, session, event.at)
            await self._store.save(call, over, expected, GONE_SECONDS, Answered(b"", None), lines=lines)
            self._watch.over(flow, event, session)
            return NOTHING
        began = time.perf_counter()
        made = start(flow, event) if session is None else step(flow, session, event)
        stepped = time.perf_counter()
        if within is None:
            body = codec.encode(made.actions)
            answered = Answered(fingerprint, body, receive is not None and is_gone(receive))
        else:
            body = codec.encode(within.said + made.actions)
            answered = Answered(within.fingerprint, body, is_gone(within.receive))
        if type(event) in OURS and not answered.fingerprint:
            # Nobody repeats what is ours; an answer that the platform may not have stays known.
            unsent = None if stored is None else stored.unsent
            answered = Answered(b"", None) if unsent is None else replace(unsent, lost=True)
        lines = b""
        if recorder is not None:
            alone = body if within is None else codec.encode(made.actions)
            moved = session is not None and stored is not None and session is not stored.session
            lines = recorder.turn(flow, session, event, made, raw, alone, http=not holder, moved=moved)
        keep = IDLE_SECONDS if made.session.phase is Phase.TALK else _keep(made.session)
        outcome = Outcome(body, made.session, made, flow, session)
        saving = time.perf_counter()
        try:
            await self._store.save(call, made.session, expected, keep, answered, lines=lines, holder=holder)
        except StoreError as error:
            raise UnsureError(error, outcome, (expected or 0) + 1) from error
        self._watch.turn(flow, event, session, made, (asked, began, stepped, saving))
        return outcome

    async def put_back(self, event: Event, before: Stored, undone: Callable[[Flow, Session, Event], Session]) -> bool:
        """Go back to ``before`` an event of ours that was not sent; what came waits. False if somebody was faster."""
        flow, session = (None, None) if before.session is None else self._catalog.flow_of(before.session)
        if flow is None or session is None:
            return False
        session = undone(flow, session, event)
        answered = Answered(b"", None) if before.unsent is None else replace(before.unsent, lost=True)
        lines = b"" if self._recorder is None else self._recorder.undone(event)
        try:
            await self._store.save(
                event.session, session, before.revision + 1, _keep(session), answered, lines=lines, holder=before.holder
            )
        except (Conflict, Held):
            return False
        return True

    async def lost(self, call: str, session: Session, answered: Answered) -> None:
        """The answer that was saved with ``session`` found nobody to take it. Harmless if the call went on since."""
        try:
            stored = await self._store.load(call, fresh=True)
            if stored is not None and stored.session == session:
                await self._store.save(call, session, stored.revision, _keep(session), answered)
        except (Conflict, Held):
            return
        except StoreError as error:
            log.fault(str(error), call)

    async def _beginning(self, event: Event) -> tuple[Flow | None, Event]:
        """The flow of a new call, and its first event; where we dialled it, with the variables that it begins with."""
        if self._dialled is not None and type(event) is SessionStart and event.parties.direction != "inbound":
            dialled = await self._dialled(event)
            if dialled is not None:
                return dialled
        return self._catalog.answering(event), event

    def _moment(self, event: Event, error: Held | StoreError, unsure: UnsureError | None) -> Outcome:
        """Nobody could take the event in time: it is as if it had not come, and the caller is told to wait."""
        found = str(error) if isinstance(error, StoreError) else "another worker holds the call"
        self._watch.untaken(event, found)
        self.newcomers.told_to_wait(event)
        if unsure is not None:
            task = asyncio.get_running_loop().create_task(self._put_right(event, unsure))
            self._later.add(task)
            task.add_done_callback(self._later.discard)
        if type(event) not in HEARD:
            return NOTHING
        answering = self._catalog.answering(event)
        language = self._language() if answering is None else answering.language
        return Outcome(codec.encode(self._apologies.moment(language, event)), None)

    async def _put_right(self, event: Event, unsure: UnsureError) -> None:
        """What a save that came through after all would have answered is said with the call's next answer."""
        call, made = event.session, unsure.outcome.made
        try:
            if made is None or not made.actions:
                return
            if self.outage.known and not await self.outage.over(time.monotonic() + PUT_RIGHT_SECONDS):
                return
            stored = await self._store.load(call, fresh=True)
            if stored is not None and unsure.was_saved(stored):
                late = Undelivered(call, event.at, event.parties, event.at, made.actions)
                await self.once(late, stored, holder=stored.holder)
        except (Conflict, Held):  # the call went on
            return
        except StoreError as error:
            log.fault(str(error), call)

    async def close(self) -> None:
        """Wait for nothing any more."""
        for task in list(self._later):
            task.cancel()
        await self.outage.close()

    def _fault(self, event: Event, error: Exception) -> Outcome:
        self._watch.fault(event, error)
        if type(event) not in HEARD:
            return NOTHING
        return Outcome(codec.encode(self._apologies.fault(self._language(), event)), None)

    async def _note_fault(self, event: Event, error: Exception, outcome: Outcome) -> None:
        """Write into the call's record that we failed, if the store works."""
        if self._recorder is None:
            return
        with suppress(Exception):  # it was the store, perhaps, that failed; the log has it
            stored = await self._store.load(event.session, fresh=True)
            if stored is None and type(event) in HEARD and (flow := self._catalog.answering(event)) is not None:
                # The call itself is not kept: it begins with its next event.
                lines = self._recorder.fault(event, error, outcome.body, flow)
                await self._store.save(event.session, None, None, 0.0, Answered(b"", None), lines=lines)
            elif stored is not None and stored.session is not None and stored.session.phase is not Phase.OVER:
                answered = Answered(b"", None) if stored.unsent is None else replace(stored.unsent, lost=True)
                lines = self._recorder.fault(event, error, outcome.body)
                keep = _keep(stored.session)
                await self._store.save(event.session, stored.session, stored.revision, keep, answered, lines=lines)

    def _language(self) -> str:
        return next(iter(self._catalog.languages))


def too_crowded() -> RuntimeError:
    """What is raised where nobody else ever pauses."""
    return RuntimeError(f"another process was faster {ATTEMPTS} times in a row")


def _keep(session: Session) -> float:
    """How many seconds a call is remembered after this event."""
    return GONE_SECONDS if session.phase in (Phase.HUNG_UP, Phase.TRANSFERRED) else IDLE_SECONDS
