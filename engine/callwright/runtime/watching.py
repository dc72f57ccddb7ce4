"""What is seen of the telephone line: one observer a service, who is told of each turn once.

Theory of operation. The dispatcher and the turns tell ``Watch`` what happened, when it has happened; it counts
(``counts``), writes the line of the log (``log``), and where somebody wants traces, makes them (``tracing``). Nothing
here pauses, raises, or is missed by a caller: a turn costs some three microseconds of it, its line included.

*Where the numbers come from.* What a caller and a flow made of each other is read from the difference of two sessions
(``failures``), what a prompt's fate was from the ledger of a call that is over, since before that it may still be put
right. Who ended a call is told by the phase in which its end found it.
"""

from __future__ import annotations

import time
from array import array
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from callwright.core.events import Button, Event, Key, Outside, UserSpeak
from callwright.core.inquiry import Inquiry
from callwright.core.interpreter import Step, ledger_at_end
from callwright.core.ladders import Failure
from callwright.core.model import Flow
from callwright.core.playback import Fate
from callwright.core.session import Phase, Session
from callwright.runtime import log
from callwright.runtime.counts import Counts
from callwright.runtime.log_lines import flush
from callwright.runtime.services.answer import Answer
from callwright.runtime.shared_counts import SharedCounts

if TYPE_CHECKING:
    from callwright.runtime.tracing import Asked, Traces

FAULTED_KEPT = 10_000
FLOWS_KEPT = 64
BATCH = 256
"""So many turns are measured before their times are put into buckets."""

_UNUSED = frozenset({"ignored", "late", "dropped"})
"""The rules of the trace that let words or a key pass by."""

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


_PLACES = {fate: place for place, fate in enumerate(Fate)}

Times = tuple[float, float, float, float]
"""When the store was asked for the call (0 if nobody measured it), the step began, it was done, and its saving began;
of ``time.perf_counter``."""


class Watch:
    """One a service; used by one event loop. ``traces`` is given where somebody collects them."""

    def __init__(self, traces: Traces | None = None) -> None:
        self.counts = Counts()
        self.traces = traces
        self._faulted: dict[str, None] = {}
        self._kinds: defaultdict[type[Event], int] = defaultdict(int)
        # Five numbers a turn: ``Times``, and when it was saved. Arrays, so that no object stays behind for them.
        self._times = array("d")
        self._webhook = array("d")
        self._websocket = array("d")
        self._overs: list[tuple[Flow, int, Session]] = []
        """Calls that are over, and when, of which no line is written and nothing is counted yet."""
        self._heard: dict[int, tuple[Flow, dict[tuple[str, str], list[int]]]] = {}
        """By a flow's ``id``: the flow, and of each of its prompts what became of it, and whether it is protected."""
        self.shared: SharedCounts | None = None
        self.sockets = 0
        """How many WebSockets are open."""
        self.started = time.time()

    # turns

    def turn(self, flow: Flow, event: Event, before: Session | None, made: Step, times: Times) -> None:
        """An event was stepped and saved. Of what comes from outside ``told`` writes the line, when it is known.

        ``before`` is the call before it, ``None`` if it began the call.
        """
        now, kind = time.perf_counter(), type(event)
        try:
            self._kinds[kind] += 1
            self._times.extend(times)
            self._times.append(now)
            if before is None:
                outbound = made.session.direction == "outbound"
                self.counts.begun.add(flow.name, "outbound" if outbound else "inbound")
            else:
                after = made.session
                if after.failures is not before.failures and after.last_failure:
                    self._failure(before, after)
                elif (kind is UserSpeak or kind is Key) and not before.keys:
                    self._input(before, made)
            if "failed" in [told.rule for told in made.trace]:
                self._failed(event, made)
            if kind is not Outside and kind is not Button:
                log.turn(flow, event, made, (now - times[1]) * 1000, "", before)
            if self.traces is not None:
                self.traces.turn(event, made, times, now)
            if len(self._times) > 5 * BATCH:
                self._sort_times()
        except Exception as error:
            _untold(event, error)

    def _failure(self, before: Session, after: Session) -> None:
        result = "no_input" if after.last_failure.startswith(Failure.NO_INPUT) else "no_match"
        self.counts.inputs.add(before.flow, before.state, "asked_back" if after.offered else result)

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
        try:
            self._over(flow, event, before)
        except Exception as error:
            _untold(event, error)

    def _over(self, flow: Flow, event: Event, before: Session) -> None:
        log.turn(flow, event, Step(before, (), ()), 0.0)
        if not log.over(before.id, before.flow, partial(self._heeded, flow, event.at, before)):
            self._overs.append((flow, event.at, before))
        self._kinds[type(event)] += 1
        self.counts.ended.add(before.stack[0].flow if before.stack else before.flow, self._how(before))
        if self.traces is not None:
            self.traces.over(event, before)

    def _heeded(self, flow: Flow, at: int, before: Session) -> log.Heeded:
        """What became of the prompts of a call that is over; it is counted."""
        if id(flow) not in self._heard:
            self._meet(flow)
        fates: list[int] = [0, 0, 0, 0]
        unheard: list[str] = []
        known = self._heard[id(flow)][1]
        for line in ledger_at_end(before, at):
            place = _PLACES[line.fate]
            fates[place] += 1
            cells = known.get((line.prompt, line.name))
            if cells is None:
                cells = known[line.prompt, line.name] = [0, 0, 0, 0, log.protected(flow, line)]
            cells[place] += 1
            if place > 1 and cells[4]:
                unheard.append(line.name or line.prompt)
        return fates, unheard

    def _meet(self, flow: Flow) -> None:
        """A flow of which no prompts are counted at the moment."""
        if len(self._heard) > FLOWS_KEPT:
            self._sort_prompts()
        self._heard[id(flow)] = (flow, {})

    def _how(self, before: Session) -> str:
        if before.id in self._faulted:
            del self._faulted[before.id]
            return "failed"
        return "gave_up" if before.phase is Phase.HUNG_UP and before.ending else _ENDS.get(before.phase, "caller")

    def answered(self, came: float, *, socket: bool = False) -> None:
        """An event of the platform that came at that moment (``time.perf_counter``) is answered."""
        measured = self._websocket if socket else self._webhook
        measured.append(time.perf_counter() - came)
        if len(measured) > BATCH:
            self._sort_times()

    def settle(self) -> Counts:
        """All that was counted so far, at its place."""
        counts = self.counts
        for kind, number in self._kinds.items():
            counts.turns.add(kind.__name__, by=number)
        self._kinds.clear()
        self._sort_times()
        flush()  # what is told of calls that are over is counted with their lines
        self._sort_prompts()
        return counts

    def _sort_prompts(self) -> None:
        counts = self.counts
        heard, self._heard = self._heard, {}
        for flow, known in list(heard.values()):
            for (prompt, name), (*fates, protected) in list(known.items()):  # another thread may write the log
                within, _, place = prompt.partition(":")
                labels = (within, name or place) if prompt else (flow.name, name or BUILT_IN)
                for fate, number in zip(Fate, fates, strict=True):
                    if number:
                        counts.prompts.add(*labels, fate.value, by=number)
                if protected and fates[2] + fates[3]:
                    counts.unheard.add(*labels, by=fates[2] + fates[3])

    def _sort_times(self) -> None:
        """Put the times that were measured into their buckets, all at once, which is a third of the work."""
        overs, self._overs = self._overs, []
        for over in overs:
            self._heeded(*over)
        counts, times = self.counts, self._times
        asked, began, stepped, saving, saved = (times[place::5] for place in range(5))
        counts.step.observe_all([end - begin for begin, end in zip(began, stepped, strict=True)])
        counts.store.observe_all([end - begin for begin, end in zip(saving, saved, strict=True)], "save")
        counts.store.observe_all([end - begin for begin, end in zip(asked, began, strict=True) if begin], "load")
        counts.turn.observe_all(self._webhook, "webhook")
        counts.turn.observe_all(self._websocket, "websocket")
        for measured in (times, self._webhook, self._websocket):
            del measured[:]

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

    def open(self, traced: bool, environment: Mapping[str, str], shared: Path | None) -> None:
        """Begin to trace if it is wanted, and to share what is counted in a folder. Harmless if that is so already."""
        if self.traces is None and traces_wanted(traced, environment):
            try:
                from callwright.runtime.tracing import Traces
            except ImportError:
                log.warn("no traces are made: the packages are missing", mend="pip install 'callwright[otel]'")
            else:
                self.traces = Traces()
        if self.shared is None and shared is not None:
            self.shared = SharedCounts(shared)

    def close(self) -> None:
        """Whatever waits to be written or sent is."""
        if self.traces is not None:
            self.traces.close()
            self.traces = None
        if self.shared is not None:
            with suppress(OSError):
                self.shared.write(self.settle().snapshot(gauges=False))
            self.shared.close()
            self.shared = None
        flush()


def _untold(event: Event, error: Exception) -> None:
    """A fault of the observer's own is no fault of the call's."""
    log.fault("what happened could not be told", event.session, error, event=type(event).__name__)


ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")


def traces_wanted(asked: bool, environment: Mapping[str, str]) -> bool:
    """Whether traces are to be made: somebody ``asked`` for them, or the standard's variables say where they go."""
    if environment.get("OTEL_SDK_DISABLED", "").lower() == "true" or environment.get("OTEL_TRACES_EXPORTER") == "none":
        return False
    return asked or any(environment.get(name) for name in ENDPOINTS)
