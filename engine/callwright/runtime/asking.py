"""The inquiries that are under way: which call asks what, and who hears what came of it.

Theory of operation. The session says what is asked (``Session.inquiry``), and it is saved before anything is sent. So
after each step ``follow`` compares: an inquiry that is new is begun; one that the session has no more is dropped, with
whatever would have come of it.

*Who hears of it.* Whoever waits for it inside the gate (``wait``), because the platform waits for an answer; else
``tell`` is called, and the call is told by ourselves, as with anything from outside.

*After a restart* the session names an inquiry of which nobody here knows. What only reads is asked again. What changes
something may have been done, or another process that shares the store may be at it this moment: nothing is sent, and
when the service's time is over it is ``interrupted``. Who leaves in order does not leave that to the next one:
``close`` waits a moment for what changes something, and tells the rest.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from callwright.core.inquiry import Inquiry
from callwright.core.model import Flow
from callwright.core.service import Request, Service
from callwright.core.session import Phase, Session
from callwright.runtime.catalog import request_of
from callwright.runtime.services.answer import INTERRUPTED, REFUSED, Answer
from callwright.runtime.services.client import SAFE
from callwright.runtime.services.services import Services
from callwright.runtime.watching import Watch

PATIENCE_SECONDS = 0.9
"""How long after an event a caller is left without a word because a service is asked."""

SLACK_MS = 1_000
"""How much longer than its service's timeout an inquiry of another process may take."""

LENT_SECONDS = 1.0
"""How long another worker may take to use an answer that it asked us for."""

CLOSE_SECONDS = 2.0
"""How long the end of the service waits for what changes something, and for the calls to be told."""

Tell = Callable[[str, str, int, Answer | None], Coroutine[Any, Any, None]]
"""Tell a call what came of its inquiry, by key, after so many ms; ``None``: nothing yet."""


class _UnderWay:
    """One inquiry. ``awaited`` while somebody waits for it inside the gate."""

    def __init__(self, inquiry: Inquiry, task: asyncio.Task[Answer]) -> None:
        self.inquiry = inquiry
        self.task = task
        self.began = time.monotonic()
        self.awaited = False
        self.reminder: asyncio.TimerHandle | None = None

    @property
    def ms(self) -> int:
        """How long it has been under way."""
        return round((time.monotonic() - self.began) * 1000)


class Asking:
    """One a service; used by one event loop."""

    def __init__(self, services: Services, tell: Tell, watch: Watch | None = None) -> None:
        self._services = services
        self._tell = tell
        self._watch = Watch() if watch is None else watch
        self._under_way: dict[str, _UnderWay] = {}
        self._telling: set[asyncio.Task[None]] = set()
        self._closed = False

    def __len__(self) -> int:
        """How many inquiries are under way."""
        return len(self._under_way)

    def follow(self, call: str, flow: Flow | None, before: Session | None, session: Session | None, at: int) -> None:
        """Begin and drop what a step began and dropped. ``before`` is the call before it, ``at`` when (Unix ms).

        Call it when ``session`` is saved. ``None``: the call is over.
        """
        inquiry = session.inquiry if session is not None and session.phase is Phase.TALK else None
        known = self._under_way.get(call)
        if known is not None:
            if inquiry is not None and known.inquiry.key == inquiry.key:
                return
            self._drop(call, known)
        if inquiry is None or session is None or flow is None or self._closed:
            return
        new = before is None or before.inquiry is None or before.inquiry.key != inquiry.key
        flow = flow.family.get(session.flow, flow)
        service = flow.services.get(inquiry.service)
        answer: Answer | None = None
        if service is None:
            answer = Answer(kind=REFUSED, found="no such service any more")
        elif not new and inquiry.method not in SAFE:
            if at - inquiry.at <= service.timeout + SLACK_MS:
                return
            answer = Answer(kind=INTERRUPTED, found="nobody knows whether it was done")
        asked = self._ask(call, inquiry, service, answer, request_of(flow, session, inquiry.purpose))
        task = asyncio.get_running_loop().create_task(asked)
        one = self._under_way[call] = _UnderWay(inquiry, task)
        task.add_done_callback(lambda _: self._done(call, one))

    async def _ask(
        self, call: str, inquiry: Inquiry, service: Service | None, answer: Answer | None, request: Request | None
    ) -> Answer:
        began, asked = time.perf_counter(), None
        if answer is None:
            assert service is not None
            asked = self._watch.asks(call, inquiry)
            answer = await self._services.ask(service, inquiry, "" if asked is None else asked.traceparent)
        path = "" if request is None else request.path.source
        self._watch.inquired(call, inquiry, path, answer, time.perf_counter() - began, asked)
        return answer

    @property
    def calls(self) -> Iterable[str]:
        """Those for which a service is being asked."""
        return self._under_way.keys()

    def is_asked(self, call: str, key: str) -> bool:
        """Whether that inquiry is under way here."""
        one = self._under_way.get(call)
        return one is not None and one.inquiry.key == key

    async def wait(self, call: str, key: str, until: float) -> Answer | None:
        """What came of an inquiry, ``until`` (``time.monotonic``) at the latest. To be called inside the gate."""
        one = self._under_way.get(call)
        if one is None or one.inquiry.key != key:
            return None
        one.awaited = True
        try:
            if not one.task.done():
                await asyncio.wait((one.task,), timeout=max(0.0, until - time.monotonic()))
        except asyncio.CancelledError:
            one.awaited = False
            if one.task.done():
                self._done(call, one)
            raise
        one.awaited = False
        return one.task.result() if one.task.done() and not one.task.cancelled() else None

    async def lend(self, call: str, key: str, until: float) -> Answer | None:
        """``wait`` for another worker, to which the platform's event came. What it does not use is told after all."""
        answer = await self.wait(call, key, until)
        one = self._under_way.get(call)
        if answer is not None and one is not None:
            asyncio.get_running_loop().call_later(LENT_SECONDS, self._done, call, one)
        return answer

    def remind(self, call: str, key: str, until: float) -> None:
        """Tell the call at ``until`` (``time.monotonic``) that nothing has come yet, if so."""
        one = self._under_way.get(call)
        if one is None or one.inquiry.key != key:
            self._say(self._tell(call, key, 0, None))
        elif one.reminder is None and not one.task.done():
            delay = max(0.0, until - time.monotonic())
            one.reminder = asyncio.get_running_loop().call_later(delay, self._remind, call, one)

    def _remind(self, call: str, one: _UnderWay) -> None:
        one.reminder = None
        if self._under_way.get(call) is one and not one.task.done():
            self._say(self._tell(call, one.inquiry.key, one.ms, None))

    def _done(self, call: str, one: _UnderWay) -> None:
        if not one.awaited and not one.task.cancelled() and self._under_way.get(call) is one:
            self._say(self._tell_and_forget(call, one, one.task.result()))

    async def _tell_and_forget(self, call: str, one: _UnderWay, answer: Answer) -> None:
        await self._tell(call, one.inquiry.key, one.ms, answer)
        if self._under_way.get(call) is one:  # the call is over, or could not be told
            self._drop(call, one)

    def _say(self, telling: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(telling)
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    def _drop(self, call: str, one: _UnderWay) -> None:
        del self._under_way[call]
        if one.reminder is not None:
            one.reminder.cancel()
        one.task.cancel()

    async def close(self) -> None:
        """End all inquiries, and the connections. Nothing is asked from here on."""
        self._closed = True
        changing = {one.task for one in self._under_way.values() if one.inquiry.method not in SAFE}
        if changing:
            await asyncio.wait(changing, timeout=CLOSE_SECONDS)
        cut = [(call, one) for call, one in self._under_way.items() if not one.task.done()]
        for call, one in cut:
            self._drop(call, one)
            if one.inquiry.method not in SAFE:
                self._say(self._tell(call, one.inquiry.key, one.ms, Answer(kind=INTERRUPTED)))
        await asyncio.sleep(0)  # what is done by now is told
        if self._telling:
            await asyncio.wait(self._telling, timeout=CLOSE_SECONDS)
        if cut:
            await asyncio.wait([one.task for _, one in cut], timeout=CLOSE_SECONDS)
        self._under_way.clear()
        await self._services.close()
