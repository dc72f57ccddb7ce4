"""One call, conducted: the line, the way to the application, and the clock, brought together.

Theory of operation: ``advance`` lets exactly one thing happen. What the application has not been told yet goes
first, one event at a time, each answer performed before the next event; then what the application sent of its own
accord; then the next planned happening on the line, or what the application wants to do by itself, whichever has
its time first. ``until`` repeats that. With a connection in process and a virtual clock nothing ever waits, and
``clock.run_now`` runs a whole call.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

from callwright.platform.clock import Clock
from callwright.platform.dial import (
    NOTHING,
    SLOW_MS,
    Answer,
    Connection,
    InProcess,
    SpeaksFirst,
    Taken,
    answer_of,
)
from callwright.platform.line import Line
from callwright.platform.timeline import Outside
from callwright.platform.wire import Fault, shown


class Call:
    """A caller's side of one call. ``line.timeline`` is what took place."""

    def __init__(self, line: Line, connection: Connection, clock: Clock) -> None:
        self.line = line
        self.connection = connection
        self.clock = clock
        self._speaks_first = connection if isinstance(connection, SpeaksFirst) else None
        self._on_their_way: deque[Answer] = deque()
        self._unasked: list[Answer] = []

    @property
    def now(self) -> int:
        """How late it is, in ms since the call began."""
        return self.line.now

    @property
    def quiet(self) -> bool:
        """Whether somebody has to say something for anything to go on."""
        if isinstance(self.connection, InProcess) and self.connection.busy:
            return False
        return self.line.quiet and not self._on_their_way

    @property
    def acts_at(self) -> int | None:
        """When (ms of the call) the application acts by itself if nothing comes before; None if it cannot."""
        if self._speaks_first is None or self.line.over:
            return None
        at = self._speaks_first.acts_at()
        return None if at is None else max(at - self.line.setup.epoch_ms, self.line.now)

    async def begin(self) -> None:
        """Reach the application and start the call. Raises ``OSError`` where nobody answers."""
        await self.connection.open()
        self._catch_up()
        self.line.begins()

    async def close(self) -> None:
        """Tell the application what is left to tell, and let go of the connection."""
        try:
            while self.line.outbox:
                await self._deliver_next()
        finally:
            await self.connection.close()

    async def advance(self, limit: int | None = None) -> bool:
        """Let one thing happen, but nothing later than ``limit`` (ms); False when there is nothing left before it."""
        line = self.line
        if line.outbox:
            await self._deliver_next()
            return True
        if self._take_arrived():
            return True
        due = line.schedule.next_at()
        acts = self.acts_at
        if acts is not None and (due is None or acts < due) and (limit is None or acts <= limit):
            await self._let_act(acts)
            return True
        if due is None or (limit is not None and due > limit):
            if limit is None or line.now >= limit:
                return False
            await self.clock.wait(limit)
            line.schedule.run_to(min(limit, self.clock.now()))
            return True
        await self.clock.wait(due)
        if self.clock.now() >= due:
            line.schedule.run_next()
        return True

    async def until(self, reached: Callable[[], bool], limit: int | None = None) -> bool:
        """Let things happen until ``reached`` says so; False if nothing is left (before ``limit``) and it does not."""
        while not reached():
            if not await self.advance(limit):
                return reached()
        return True

    async def pass_time(self, ms: int) -> None:
        """Let ``ms`` go by."""
        limit = self.line.now + ms
        while await self.advance(limit):
            pass

    # What happens beside the line.

    def happens(self, name: str, body: Mapping[str, Any] | None = None) -> Taken:
        """Something happens in the world outside the call, now; what the application does at once is performed.

        In process only: raises ``TypeError`` elsewhere.
        """
        return self._performed(name, body or {}, self._in_process().outside(name, body or {}, self._unix))

    def button(self, *, force: bool = False) -> Taken:
        """Somebody presses the button that stops the playing prompt; ``force``: even a protected one.

        In process only: raises ``TypeError`` elsewhere.
        """
        taken = self._in_process().button(self._unix, force=force)
        return self._performed("", {"force": True} if force else {}, taken)

    def arrives(self, actions: object) -> None:
        """The application sends ``actions`` (decoded JSON) that nobody asked for; they are performed next."""
        self._unasked.append(Answer(actions))

    def _in_process(self) -> InProcess:
        if not isinstance(self.connection, InProcess):
            raise TypeError("over the network, what happens outside is sent to the application's own service")
        return self.connection

    def _performed(self, name: str, body: Mapping[str, Any], taken: Taken) -> Taken:
        became = taken.refusal.reason if taken.refusal is not None else "now" if taken.now else "next_answer"
        self.line.timeline.append(Outside(self.now, name, dict(body), became))
        self._take_later(answer_of(taken.actions), 0)
        return taken

    @property
    def _unix(self) -> int:
        return self.line.setup.epoch_ms + self.line.now

    async def _let_act(self, at: int) -> None:
        assert self._speaks_first is not None
        await self.clock.wait(at)
        if self.clock.now() < at:
            return
        self.line.schedule.run_to(at)
        self._take_later(await self._speaks_first.act(self._unix), 0)

    # The way there and back.

    async def _deliver_next(self) -> None:
        line = self.line
        event = line.outbox.popleft()
        asked = self.clock.now()
        answer = await self.connection.deliver(event, self._unix)
        took = self.clock.now() - asked
        self._catch_up()
        if event["type"] == "session_end" and answer.value is not NOTHING:
            found = f"{shown(answer.value)} as the answer to session_end"
            line.notes(Fault("answer", found, "204 without a body: the call is over"))
            answer = Answer(NOTHING, answer.faults)
        self._take_later(answer, took)
        self._take_arrived()

    def _take_arrived(self) -> bool:
        answers = self.connection.arrived()
        if self._unasked:
            answers, self._unasked = [*answers, *self._unasked], []
        if answers:
            self._catch_up()
        for answer in answers:
            self._take(answer)
        return bool(answers)

    def _catch_up(self) -> None:
        """While we waited for an answer in real time, the line did not stand still."""
        now = self.clock.now()
        if now > self.line.now:
            self.line.schedule.run_to(now)

    def _take_later(self, answer: Answer, took: int) -> None:
        """Perform an answer for which ``took`` ms of real time went by already."""
        switches = self.line.switches
        takes = switches.answer_takes_ms
        if switches.slow_answer == "hangs_up" and took + takes > SLOW_MS:
            self.line.schedule.at(self.line.now + max(0, SLOW_MS - took), self.line.end, "platform")
        if answer.value is NOTHING or not takes:
            self._take(answer)
            return
        # They arrive in the order in which they were sent.
        self._on_their_way.append(answer)
        self.line.schedule.at(self.line.now + takes, self._take_next)

    def _take_next(self) -> None:
        self._take(self._on_their_way.popleft())

    def _take(self, answer: Answer) -> None:
        for fault in answer.faults:
            self.line.notes(fault)
        if answer.value is not NOTHING:
            self.line.take(answer.value)
