"""A compiled flow as the application at the other end, in the same process as the emulated line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from callwright.core import codec, interpreter
from callwright.core.model import Flow
from callwright.core.session import Session


class FlowApplication:
    """A compiled flow, answering one call after the other without a network or a store.

    ``session`` is where the call stands after its last event; None before its first.
    """

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.session: Session | None = None

    def receive(self, event: Mapping[str, Any], at: int) -> list[dict[str, Any]]:
        """Answer one event of the wire. Raises ``codec.WireError`` for something that is no event."""
        decoded = codec.decode(event, at)
        if self.session is not None and self.session.id != decoded.session:
            self.session = None
        step = (
            interpreter.start(self.flow, decoded)
            if self.session is None
            else interpreter.step(self.flow, self.session, decoded)
        )
        self.session = step.session
        return list(step.actions)

    def __deepcopy__(self, _: dict[int, object]) -> FlowApplication:
        """The same call once more, to be led elsewhere. Flow and session never change, so they are shared."""
        twin = FlowApplication(self.flow)
        twin.session = self.session
        return twin
