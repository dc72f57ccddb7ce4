"""A compiled flow as the application at the other end, in the same process as the emulated line.

Theory of operation: whatever comes, an event of the wire, one of the world outside, a tick of its own, what a service
answers, becomes an event of the core and goes through ``take``, which is the one place to look over the flow's
shoulder. An answer that waits for a service is given later, as a service of ours holds it back: ``acts_at`` says when.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from callwright.core import codec, interpreter
from callwright.core.events import Button, Event, Outside, Parties, Response, SessionStart, StillAsking, Tick
from callwright.core.inquiry import Inquiry
from callwright.core.model import Flow
from callwright.core.outside import Refusal
from callwright.core.session import Session
from callwright.core.trace import Trace
from callwright.platform.dial import Taken
from callwright.platform.services import Answers, Reply, Services

_NOBODY = Parties()
_NO_CALL = Refusal("over")
PATIENCE_MS = 900
"""How long an answer is held back for a service."""


class FlowApplication:
    """A compiled flow, answering one call after the other without a network or a store.

    ``session`` is where the call stands after its last event; None before its first.
    """

    def __init__(self, flow: Flow, services: Answers | None = None) -> None:
        self.flow = flow
        self.services: Answers = Services() if services is None else services
        self.session: Session | None = None
        self._last_at = 0
        self._asked: Session | None = None
        self._acts_at: int | None = None
        self._inquiry: Inquiry | None = None
        self.failures: tuple[Trace, ...] = ()
        """What could not go on as its author wrote it, with the place in their files."""
        self._reply: tuple[int, Reply] | None = None
        """When the service answers (Unix ms), and what."""
        self._word_at: int | None = None
        """When the caller must hear something, if the service has not answered by then."""
        self.begins_with: Mapping[str, Any] = {}
        """What the flow's variables hold in a call that was dialled."""

    def receive(self, event: Mapping[str, Any], at: int) -> list[dict[str, Any]]:
        """Answer one event of the wire. Raises ``codec.WireError`` for something that is no event."""
        came = codec.decode(event, at)
        if self.begins_with and isinstance(came, SessionStart):
            came = SessionStart(came.session, came.at, came.parties, self.begins_with)
        return self.take(came)

    def take(self, event: Event) -> list[dict[str, Any]]:
        """Answer one event of the core, wherever it came from."""
        session = self.session
        step = (
            interpreter.start(self.flow, event)
            if session is None or session.id != event.session
            else interpreter.step(self.flow, session, event)
        )
        self.session = step.session
        self._last_at = event.at
        self.failures += tuple(trace for trace in step.trace if trace.rule == "failed")
        self._ask(step.session.inquiry, event.at)
        if isinstance(event, Outside | Button) and not step.actions:
            pass  # It waits behind the answer that is held back.
        elif not step.awaits:
            self._word_at = None
        elif self._word_at is None:
            self._word_at = event.at + PATIENCE_MS
        return list(step.actions)

    def _in_time(self, name: str, reply: Reply) -> Reply:
        """A reply, or that none came within the service's own timeout."""
        services = (flow.services[name] for flow in self.flow.family.values() if name in flow.services)
        limit = next((service.timeout for service in services), reply.takes_ms)
        return reply if reply.takes_ms <= limit else Reply(0, kind="timeout", takes_ms=limit)

    @property
    def busy(self) -> bool:
        """Whether a service is asked, so that something will happen without the caller."""
        return self._inquiry is not None

    def _ask(self, inquiry: Inquiry | None, at: int) -> None:
        """Ask the service what the call wants to know now, once."""
        if inquiry is None:
            self._inquiry = self._reply = None
        elif self._inquiry is None or inquiry.key != self._inquiry.key:
            reply = self._in_time(inquiry.service, self.services.reply(inquiry))
            self._inquiry, self._reply = inquiry, (at + reply.takes_ms, reply)

    # What does not come over the wire. Only somebody who can send actions at any time may use the first two.

    def acts_at(self, *, reachable: bool) -> int | None:
        """When it does something of its own accord (Unix ms) if nothing comes before; None where silence is right.

        A service's answer is taken, and an answer that was held back is given, even by one that is not ``reachable``.
        """
        times = [self._reply[0] if self._reply else None, self._word_at, self._quiet_at() if reachable else None]
        return min((time for time in times if time is not None), default=None)

    def _quiet_at(self) -> int | None:
        session = self.session
        if session is not self._asked:
            self._asked = session
            quiet = interpreter.quiet_after(session) if session is not None else None
            self._acts_at = None if quiet is None else self._last_at + quiet
        return self._acts_at

    def act(self, at: int, *, reachable: bool) -> list[dict[str, Any]]:
        """What it does of its own accord ``at`` (Unix ms): take what a service answers, say a word, break a silence."""
        session = self.session
        if session is None:
            return []
        held_back = self._word_at is not None
        if self._inquiry is not None and self._reply is not None and self._reply[0] <= at:
            reply = self._reply[1]
            return self.take(
                Response(
                    session.id,
                    at,
                    _NOBODY,
                    self._inquiry.key,
                    reply.status,
                    reply.kind,
                    reply.data,
                    reply.body,
                    reachable or held_back,
                )
            )
        if self._inquiry is not None and held_back:
            self._word_at = None
            return self.take(StillAsking(session.id, at, _NOBODY, self._inquiry.key))
        return self.take(Tick(session.id, at, _NOBODY))

    def outside(self, name: str, body: Mapping[str, Any], at: int, *, reachable: bool) -> Taken:
        """Something happens in the world outside the call (``events:`` of the flow)."""
        if self.session is None:
            return Taken(_NO_CALL)
        return self._from_outside(Outside(self.session.id, at, _NOBODY, name, body, reachable))

    def button(self, at: int, *, force: bool = False, reachable: bool) -> Taken:
        """Somebody presses the button that stops the playing prompt; with ``force`` even a protected one."""
        if self.session is None:
            return Taken(_NO_CALL)
        return self._from_outside(Button(self.session.id, at, _NOBODY, force, reachable))

    def _from_outside(self, event: Outside | Button) -> Taken:
        assert self.session is not None
        refusal = interpreter.refuses(self.flow, self.session, event)
        if refusal is not None:
            return Taken(refusal)
        actions = self.take(event)
        return Taken(None, not interpreter.pending(self.session), tuple(actions))

    def __deepcopy__(self, memo: dict[int, Any]) -> FlowApplication:
        """The same call once more, to be led elsewhere. Flow and session never change, so they are shared."""
        twin = type(self).__new__(type(self))
        for name, value in vars(self).items():
            setattr(twin, name, value if isinstance(value, Flow | Session) else copy.deepcopy(value, memo))
        return twin
