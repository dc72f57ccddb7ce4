"""A Redis server as the store sees it: ask, and it answers; or it does not, and that is known soon.

Theory of operation. What many calls ask in the same turn of the event loop goes out together at the end of that turn
(``Batch``), and all who asked wait for one future. Two lines are kept: one for that, one on which the bus listens; one
without the other is worth nothing, so they come and go together.

*Time limits.* Whoever asks gets an answer or ``StoreError`` within ``PATIENCE_SECONDS``, a little more at most. A clock
that ticks ten times a second looks after that, so that no question needs a timer of its own.

*A line that breaks* is opened anew at once, and what had no answer is asked again: a save carries a token by which the
server knows it again, and the rest may be asked twice, or is given up (``again=False``). So a server that is back
within the time limit was never away.

*A server that does not answer* is not asked again. From then on nobody waits (``StoreError`` at once), until a new line
has been opened and the server has answered on it, which is tried all the time.

*Scripts* are told by name; where the server does not know it (it was restarted), the whole text goes out once.
"""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import hiredis

from callwright.stores.base import StoreError
from callwright.stores.batch import Batch
from callwright.stores.redis_address import Address
from callwright.stores.redis_line import Command, Line, Talk, connect, hello, meaning, pack
from callwright.stores.redis_scripts import ALL

PATIENCE_SECONDS = 0.5
"""How long an answer is waited for."""

CONNECT_SECONDS = 1.0
"""How long a new line may take, hand-shake and all."""

TICK_SECONDS = 0.1
LONGEST_PAUSE = 0.4
"""Seconds between two attempts to open a line, at most; it begins with none."""

BEAT_SECONDS = 1.0
"""How often a worker says that it lives."""

DEAF_BEATS = 3
"""After so many beats of which nothing came back, the line on which we listen is dead."""

LEASE_SECONDS = 4.0
"""Silent for so long, it has died."""

LEFT_SECONDS = 2 * 86_400
"""How long it is remembered that a worker left in order."""

_MOVED = re.compile(r"MOVED \d+ (?P<host>\S+):(?P<port>\d+)$")
_LEAVE = ("READONLY", "MOVED", "LOADING", "CLUSTERDOWN", "MASTERDOWN")
"""Errors after which this is not the server to ask."""


class Questions(Batch["Question"]):
    """What is asked together. ``missing``: how many answers are not there yet."""

    __slots__ = ("missing",)
    missing: int


class Question:
    """One command of a batch. ``again``: it does no harm to ask twice."""

    __slots__ = ("again", "batch", "command", "packed", "place")

    def __init__(self, batch: Questions, place: int, command: Command, packed: bytes, again: bool) -> None:
        self.batch = batch
        self.place = place
        self.command = command
        self.packed = packed
        self.again = again

    def settle(self, answer: Any) -> None:
        """It has an answer, or a ``StoreError``."""
        batch = self.batch
        batch.results[self.place] = answer
        batch.missing -= 1
        if not batch.missing:
            batch.finish()


class Server:
    """Bound to the event loop that uses it. ``heard`` gets what comes in on a channel."""

    def __init__(self, address: Address, owner: str, heard: Callable[[bytes], None]) -> None:
        self.address = address
        self._there = address
        self._owner = owner
        self._heard = heard
        self._loop: asyncio.AbstractEventLoop | None = None
        self._line: Line | None = None
        self._ears: Line | None = None
        self._opening: asyncio.Task[None] | None = None
        self._ticker: asyncio.TimerHandle | None = None
        self._batch: Questions | None = None
        self._waiting: deque[Question] = deque()
        """Not sent: there is no line."""
        self._sent: deque[Question] = deque()
        self._away_since = 0.0
        self._beat_at = 0.0
        self._try_at = 0.0
        self._pause = TICK_SECONDS / 2
        self._unheard = 0
        self._late = False
        self._trouble = meaning(TimeoutError())

    # asking

    def ask(self, *command: bytes | str | int, again: bool = True) -> Question:
        """Ask together with the others of this turn: await ``batch.done`` of what this returns, then see ``answer``.

        Raises ``StoreError`` at once where the server is known to be away.
        """
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            self._attach(loop)
        if self._line is None and loop.time() > self._away_since + PATIENCE_SECONDS:
            raise self.failure(self._trouble)
        packed = pack(command)
        batch = self._batch
        if batch is None:
            batch = self._batch = Questions(loop)
            loop.call_soon(self._flush)
        question = Question(batch, len(batch.parts), command, packed, again)
        batch.parts.append(question)
        return question

    def answer(self, question: Question) -> Any:
        """What was answered, now that the batch is done. Raises ``StoreError``."""
        reply = question.batch.results[question.place]
        if isinstance(reply, StoreError):
            raise reply
        if isinstance(reply, hiredis.ReplyError):
            raise self.failure(meaning(reply))
        return reply

    def failure(self, reason: str) -> StoreError:
        """What people read of it."""
        return StoreError(f"The store {self.address.shown} cannot be used: {reason}.")

    def _flush(self) -> None:
        batch, self._batch = self._batch, None
        if batch is not None:
            batch.results = [None] * len(batch.parts)
            batch.missing = len(batch.parts)
            if self._line is None:
                self._waiting.extend(batch.parts)
            else:
                self._send(self._line, batch.parts)

    def _send(self, line: Line, questions: Iterable[Question]) -> None:
        self._sent.extend(questions)
        line.tell([question.packed for question in questions])

    def _replied(self, reply: Any) -> None:
        question = self._sent.popleft()
        if isinstance(reply, hiredis.ReplyError):
            text = str(reply)
            if text.startswith("NOSCRIPT") and self._line is not None:
                _, name, *rest = question.command
                assert isinstance(name, bytes)
                question.packed = pack(("EVAL", ALL[name].body, *rest))
                self._send(self._line, [question])
                return
            if text.startswith(_LEAVE) and self._line is not None:
                self._note(reply)
                self._line.replied = _ignore  # what else comes on it belongs to nobody
                self._line.cut()
                if question.again:
                    self._sent.appendleft(question)
                    return
        question.settle(reply)

    # being there

    def _attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """A new event loop: whatever belonged to another one is gone."""
        self._loop = loop
        self._line = self._ears = self._opening = self._batch = None
        self._waiting.clear()
        self._sent.clear()
        self._away_since, self._try_at = loop.time(), 0.0
        self._tick()

    def _tick(self) -> None:
        loop = self._loop
        if loop is None or loop.is_closed():
            return
        self._ticker = loop.call_later(TICK_SECONDS, self._tick)
        now = loop.time()
        if self._line is None:
            if self._opening is None and now >= self._try_at:
                self._pause = min(2 * self._pause, LONGEST_PAUSE)
                self._try_at = now + self._pause
                self._opening = loop.create_task(self._open())
            while self._waiting and now > self._waiting[0].batch.begun + PATIENCE_SECONDS:
                self._waiting.popleft().settle(self.failure(self._trouble))
        elif self._sent and now > self._sent[0].batch.begun + PATIENCE_SECONDS:
            if self._late:
                self._give_up(self._line, now)
            self._late = True  # where this loop itself was held up, the answers may be here already, unread
        else:
            self._late = False
            if now >= self._beat_at:
                self._beat_at = now + BEAT_SECONDS
                self.ask(*self._lives())
                self._ping(self._line)

    def _ping(self, line: Line) -> None:
        """See whether the line on which we listen is alive; one without the other is worth nothing."""
        self._unheard += 1
        if self._unheard > DEAF_BEATS:
            line.cut()
        elif self._ears is not None:
            self._ears.tell([pack(("PING",))])

    def _give_up(self, line: Line, now: float) -> None:
        """The server does not answer: nobody waits for it any more."""
        self._trouble = meaning(TimeoutError())
        failure = self.failure(self._trouble)
        while self._sent:
            self._sent.popleft().settle(failure)
        line.cut()
        self._away(now - PATIENCE_SECONDS - TICK_SECONDS)

    def _is_lost(self, line: Line) -> None:
        """A line has broken. What was not answered is asked again where that does no harm."""
        if self._loop is None or line not in (self._line, self._ears):
            return
        self._trouble = "the connection broke"
        self._away(self._loop.time())
        self._tick_soon()

    def _away(self, since: float) -> None:
        line, ears, self._line, self._ears = self._line, self._ears, None, None
        self._away_since = since
        for one in (line, ears):
            if one is not None:
                one.cut()
        failure = self.failure(self._trouble)
        unanswered, self._sent = self._sent, deque()
        for question in unanswered:
            if not question.again:
                question.settle(failure)
        self._waiting.extendleft(reversed([question for question in unanswered if question.again]))

    def _tick_soon(self) -> None:
        if self._ticker is not None and self._loop is not None:
            self._ticker.cancel()
            self._ticker = self._loop.call_later(0, self._tick)

    def _lives(self) -> Command:
        return ("SET", f"{self.address.prefix}worker:{self._owner}", "lives", "PX", round(LEASE_SECONDS * 1000))

    async def _open(self) -> None:
        """Open both lines, say who we are, and send what has come together."""
        opened: list[Line] = []
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                prefix, name = self.address.prefix, f"callwright-{self._owner}"
                for last in (
                    [("SUBSCRIBE", f"{prefix}to:{self._owner}"), ("SUBSCRIBE", f"{prefix}to-all")],
                    [self._lives()],
                ):
                    talk = Talk()
                    opened.append(await connect(self._there, talk.replied, talk.lost))
                    await talk.ask(opened[-1], *hello(self.address, name), *last)
        except (OSError, UnicodeError, hiredis.ReplyError, StoreError) as error:
            self._note(error)
            opened, failed = [], opened
            for line in failed:
                line.cut()
        except BaseException:
            for line in opened:
                line.cut()
            raise
        finally:
            self._opening = None
        if opened and self._loop is not None:
            self._ears, self._line = opened
            self._ears.replied, self._line.replied = self._listened, self._replied
            self._ears.lost = self._line.lost = self._is_lost
            self._late, self._unheard, self._beat_at = False, 0, self._loop.time() + BEAT_SECONDS
            self._pause, self._try_at = TICK_SECONDS / 2, 0.0
            waiting, self._waiting = self._waiting, deque()
            self._send(self._line, waiting)

    def _note(self, error: Exception) -> None:
        """Remember what was wrong; where another node of a cluster has our keys, go there."""
        moved = _MOVED.match(str(error))
        self._there = (
            self.address if moved is None else replace(self.address, host=moved["host"], port=int(moved["port"]))
        )
        self._trouble = meaning(error)

    def _listened(self, reply: Any) -> None:
        self._unheard = 0
        if isinstance(reply, list) and len(reply) == 3 and reply[0] == b"message":
            self._heard(reply[2])

    def leave(self) -> None:
        """Hang up."""
        self._flush()
        ticker, self._ticker = self._ticker, None
        if ticker is not None:
            ticker.cancel()
        if self._opening is not None:
            self._opening.cancel()
        line, ears, self._line, self._ears = self._line, self._ears, None, None
        loop, self._loop = self._loop, None
        if loop is None or loop.is_closed():
            return
        for one in (line, ears):
            if one is not None:
                one.cut()
        failure = self.failure("it was closed")
        unanswered = (*self._sent, *self._waiting)
        self._sent, self._waiting = deque(), deque()
        for question in unanswered:
            question.settle(failure)

    def left(self) -> Command:
        """What says that we left in order, for longer than any of our answers could be asked for."""
        return ("SET", f"{self.address.prefix}worker:{self._owner}", "left", "EX", LEFT_SECONDS)


def _ignore(_reply: Any) -> None:
    """Nobody asked for it."""
