"""What is seen of the telephone line: one observer a service, who is told of each turn once.

Theory of operation. The dispatcher and the turns tell ``Watch`` what happened, when it has happened; it counts
(``counts``), writes the line of the log (``log``), and where somebody wants traces, makes them (``tracing``). Nothing
here may raise, pause, or be missed by a caller: a turn costs some three microseconds of it.

*Where the numbers come from.* What a caller and a flow made of each other is read from the difference of two sessions
(``failures``), what a prompt's fate was from the ledger of a call that is over, since before that it may still be put
right. Who ended a call is told by the phase in which its end found it.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from callwright.core.events import Button, Event, Key, Outside, UserSpeak
from callwright.core.inquiry import Inquiry
from callwright.core.interpreter import Step, step
from callwright.core.ladders import Failure
from callwright.core.model import Flow
from callwright.core.playback import Fate
from callwright.core.session import Phase, Session
from callwright.runtime import log
from callwright.runtime.counts import Counts
from callwright.runtime.log_lines import flush
from callwright.runtime.services.answer import Answer

if TYPE_CHECKING:
    from callwright.runtime.tracing import Asked, Traces

BEAT_SECONDS = 1.0
FAULTED_KEPT = 10_000

_UNUSED = frozenset({"ignored", "late", "dropped"})
"""The rules of the trace that let words or a key pass by."""

_UNHEARD = (Fate.CUT, Fate.NEVER)

_ENDS = {
    Phase.TALK: "caller",
    Phase.HUNG_UP: "flow",
    Phase.TRANSFERRED: "transfer",
    Phase.HANDED_OVER: "hand_over",
}
ENDS = (*_ENDS.values(), "gave_up", "failed")
"""How a call can have ended: the caller hung up, the flow did, it was transferred or handed over; the flow gave
up, since nobody understood each other; an event of it could not be answered."""

RESULTS = ("understood", "no_match", "no_input", "asked_back", "refused", "unused")
"""What can become of a caller's turn. ``refused`` is a value that is not allowed, ``unused`` what meant nothing."""

BUILT_IN = "(built-in)"
"""The name of callwright's own sentences among the prompts."""


Times = tuple[float, float, float, float]
"""When the store was asked for the call (0 if nobody measured it), the step began, it was done, and its saving began;
of ``time.perf_counter``."""


class Watch:
    """One a service; used by one event loop. ``traces`` is given where somebody collects them."""

    def __init__(self, traces: Traces | None = None) -> None:
        self.counts = counts = Counts()
        self.traces = traces
        self._faulted: dict[str, None] = {}
        self._turns = counts.turns.values
        self._step = counts.step.cells()
        self._load = counts.store.cells("load")
        self._save = counts.store.cells("save")
        self._webhook = counts.turn.cells("webhook")
        self._websocket = counts.turn.cells("websocket")
        self.sockets = 0
        """How many WebSockets are open."""

    # turns

    def turn(self, flow: Flow, event: Event, before: Session | None, made: Step, times: Times) -> None:
        """An event was stepped and saved. Of what comes from outside ``told`` writes the line, when it is known.

        ``before`` is the call before it, ``None`` if it began the call.
        """
        now = time.perf_counter()
        asked, began, stepped, saving = times
        counts, after = self.counts, made.session
        kind = (type(event).__name__,)
        if kind in self._turns:
            self._turns[kind] += 1
        else:
            self._turns[kind] = 1
        counts.step.observe(self._step, stepped - began)
        counts.store.observe(self._save, now - saving)
        if asked:
            counts.store.observe(self._load, began - asked)
        if before is None:
            counts.begun.add(flow.name, "outbound" if after.direction == "outbound" else "inbound")
        elif after.failures is not before.failures and after.last_failure:
            result = "no_input" if after.last_failure.startswith(Failure.NO_INPUT) else "no_match"
            counts.inputs.add(before.flow, before.state, "asked_back" if after.offered else result)
        elif (type(event) is UserSpeak or type(event) is Key) and not before.keys:
            self._input(before, made)
        for told in made.trace:
            if told.rule == "failed":
                self._failed(event, made)
                break
        if type(event) is not Outside and type(event) is not Button:
            log.turn(flow, event, made, (now - began) * 1000, before=before)
        if self.traces is not None:
            self.traces.turn(event, made, times, now)

    def _input(self, before: Session, made: Step) -> None:
        result = "understood"
        for told in made.trace:
            if told.rule in _UNUSED:
                result = "unused"
            elif told.rule == "refused":
                result = "refused"
        self.counts.inputs.add(before.flow, before.state, result)

    def _failed(self, event: Event, made: Step) -> None:
        self.counts.failed.add(made.session.flow, made.session.state)
        log.failures(event, made)

    def told(self, flow: Flow, event: Event, before: Session, made: Step, ms: float, delivered: str) -> None:
        """What became of something from outside, which has been counted already."""
        log.turn(flow, event, made, ms, delivered, before)

    def over(self, flow: Flow, event: Event, before: Session) -> None:
        """The platform said that a call is over; that is saved."""
        made = step(flow, before, event)
        log.turn(flow, event, made, 0.0)
        log.over(flow, made.session)
        counts = self.counts
        counts.turns.add(type(event).__name__)
        counts.ended.add(before.stack[0].flow if before.stack else before.flow, self._how(before))
        for line in made.session.ledger:
            name, _, place = line.prompt.partition(":")
            name, called = (name, line.name or place) if line.prompt else (before.flow, line.name or BUILT_IN)
            counts.prompts.add(name, called, line.fate.value)
            if line.fate in _UNHEARD and log.protected(flow, line):
                counts.unheard.add(name, called)
        if self.traces is not None:
            self.traces.over(event, before)

    def _how(self, before: Session) -> str:
        if before.id in self._faulted:
            del self._faulted[before.id]
            return "failed"
        return "gave_up" if before.phase is Phase.HUNG_UP and before.ending else _ENDS.get(before.phase, "caller")

    def answered(self, came: float, *, socket: bool = False) -> None:
        """An event of the platform that came at that moment (``time.perf_counter``) is answered."""
        self.counts.turn.observe(self._websocket if socket else self._webhook, time.perf_counter() - came)

    # what is out of the ordinary

    def fault(self, event: Event, error: BaseException) -> None:
        """An event could not be answered."""
        log.fault("an event could not be answered", event.session, error, event=type(event).__name__)
        self.counts.faults.add(type(event).__name__)
        if len(self._faulted) < FAULTED_KEPT:
            self._faulted[event.session] = None
        if self.traces is not None:
            self.traces.fault(event, error)

    def untaken(self, event: Event, found: str) -> None:
        """An event could not be taken in time: the store does not work, or another worker holds its call."""
        log.fault("an event could not be taken", event.session, event=type(event).__name__, found=found)
        self.counts.faults.add(type(event).__name__)

    def unserved(self) -> None:
        """No flow answers the number of a call."""
        self.counts.unserved.add()

    def conflict(self) -> None:
        """Another worker saved a call first."""
        self.counts.conflicts.add()

    def repeated(self) -> None:
        """A repeated event got the answer that had been lost."""
        self.counts.repeated.add()

    def undelivered(self, *, socket: bool) -> None:
        """Nobody took what we had to say."""
        self.counts.undelivered.add("websocket" if socket else "external")

    def refused(self, door: str, status: int) -> None:
        """A request, or a message on a WebSocket, was refused. ``door`` is one of ours, never a path that was asked."""
        self.counts.refused.add(door, str(status))

    # the services of the flows

    def asks(self, call: str, inquiry: Inquiry) -> Asked | None:
        """A service is about to be asked; ``None`` where nobody traces it."""
        return None if self.traces is None else self.traces.asks(call, inquiry)

    def inquired(
        self, call: str, inquiry: Inquiry, path: str, answer: Answer, seconds: float, asked: Asked | None = None
    ) -> None:
        """A service was asked, and this came of it. ``path`` is as its author wrote it; ``asked``: see ``asks``."""
        log.inquiry(call, inquiry.service, inquiry.method, path, answer, seconds * 1000)
        counts = self.counts
        counts.answers.add(inquiry.service, answer.kind or f"{answer.status // 100}xx")
        counts.service.observe(counts.service.cells(inquiry.service), seconds)
        if answer.attempts > 1:
            counts.again.add(inquiry.service, by=answer.attempts - 1)
        if self.traces is not None and asked is not None:
            self.traces.answered(asked, path, answer)

    # the service itself

    async def beat(self) -> None:
        """Look once a second how late the event loop is. Runs until it is cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + BEAT_SECONDS
            await asyncio.sleep(BEAT_SECONDS)
            self.counts.lag.set(max(0.0, loop.time() - due))

    def close(self) -> None:
        """Whatever waits to be written or sent is."""
        flush()
        if self.traces is not None:
            self.traces.close()
