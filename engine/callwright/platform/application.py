"""A compiled flow as the application at the other end, in the same process as the emulated line.

Theory of operation: whatever comes, an event of the wire, one of the world outside, a tick of its own, becomes an
event of the core and goes through ``take``, which is the one place to look over the flow's shoulder.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from callwright.core import codec, interpreter
from callwright.core.events import Button, Event, Outside, Parties, Tick
from callwright.core.model import Flow
from callwright.core.outside import Refusal
from callwright.core.session import Session
from callwright.platform.dial import Taken

_NOBODY = Parties()
_NO_CALL = Refusal("over")


class FlowApplication:
    """A compiled flow, answering one call after the other without a network or a store.

    ``session`` is where the call stands after its last event; None before its first.
    """

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.session: Session | None = None
        self._last_at = 0
        self._asked: Session | None = None
        self._acts_at: int | None = None

    def receive(self, event: Mapping[str, Any], at: int) -> list[dict[str, Any]]:
        """Answer one event of the wire. Raises ``codec.WireError`` for something that is no event."""
        return self.take(codec.decode(event, at))

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
        return list(step.actions)

    # What does not come over the wire. Only somebody who can send actions at any time may use the first two.

    def acts_at(self) -> int | None:
        """When it says something of its own accord (Unix ms) if nothing comes before; None where silence is right."""
        session = self.session
        if session is not self._asked:
            self._asked = session
            quiet = interpreter.quiet_after(session) if session is not None else None
            self._acts_at = None if quiet is None else self._last_at + quiet
        return self._acts_at

    def act(self, at: int) -> list[dict[str, Any]]:
        """What it does of its own accord, ``at`` which nothing has come for too long."""
        return self.take(Tick(self.session.id, at, _NOBODY)) if self.session is not None else []

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
