"""One call, conducted: the line, the way to the application, and the clock, brought together.

Theory of operation: ``advance`` lets exactly one thing happen. What the application has not been told yet goes
first, one event at a time, each answer performed before the next event; then what the application sent of its own
accord; then the next planned happening on the line, when its time has come. ``until`` repeats that. With a
connection in process and a virtual clock nothing ever waits, and ``clock.run_now`` runs a whole call.
"""

from __future__ import annotations

from collections.abc import Callable

from callwright.platform.clock import Clock
from callwright.platform.dial import NOTHING, Answer, Connection
from callwright.platform.line import Line
from callwright.platform.wire import Fault, shown


class Call:
    """A caller's side of one call. ``line.timeline`` is what took place."""

    def __init__(self, line: Line, connection: Connection, clock: Clock) -> None:
        self.line = line
        self.connection = connection
        self.clock = clock
        self._answers_on_their_way = 0

    @property
    def now(self) -> int:
        """How late it is, in ms since the call began."""
        return self.line.now

    @property
    def quiet(self) -> bool:
        """Whether somebody has to say something for anything to go on."""
        return self.line.quiet and not self._answers_on_their_way

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

    async def _deliver_next(self) -> None:
        line = self.line
        event = line.outbox.popleft()
        answer = await self.connection.deliver(event, line.setup.epoch_ms + line.now)
        self._catch_up()
        if event["type"] == "session_end" and answer.value is not NOTHING:
            found = f"{shown(answer.value)} as the answer to session_end"
            line.notes(Fault("answer", found, "204 without a body: the call is over"))
            answer = Answer(NOTHING, answer.faults)
        self._take_later(answer)
        self._take_arrived()

    def _take_arrived(self) -> bool:
        answers = self.connection.arrived()
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

    def _take_later(self, answer: Answer) -> None:
        takes = self.line.switches.answer_takes_ms
        if not takes or answer.value is NOTHING:
            self._take(answer)
            return
        self._answers_on_their_way += 1
        self.line.schedule.at(self.line.now + takes, self._take_now, answer)

    def _take_now(self, answer: Answer) -> None:
        self._answers_on_their_way -= 1
        self._take(answer)

    def _take(self, answer: Answer) -> None:
        for fault in answer.faults:
            self.line.notes(fault)
        if answer.value is not NOTHING:
            self.line.take(answer.value)
