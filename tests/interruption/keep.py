"""A call kept as it was at one moment, to be gone on from as often as anybody likes.

Going on from there costs a tenth of what a deep copy does, which is what makes a table of every 100 ms possible.
What never changes (the flow, the session, the papers of the call) is shared; what took place before is forgotten,
but for what still plays.
"""

from __future__ import annotations

import io
import pickle
from dataclasses import replace
from typing import Any, cast

from callwright.core.model import Flow
from callwright.core.session import Session
from callwright.platform.application import FlowApplication
from callwright.platform.call import Call
from callwright.platform.clock import VirtualClock
from callwright.platform.dial import InProcess
from callwright.platform.envelope import CallSetup, Envelope
from callwright.platform.line import Line
from callwright.platform.switches import Switches

_SHARED = (Flow, Session, CallSetup, Switches, Envelope, dict)


class Kept:
    """A call at one moment. The call that it was made of may go on, but has lost its timeline so far."""

    def __init__(self, call: Call) -> None:
        line = call.line
        playing = [line.playing] if line.playing is not None else []
        line.timeline, line.playbacks = list(playing), list(playing)
        self._shared: list[Any] = []
        out = io.BytesIO()
        _Writer(out, self._shared).dump(call)
        self._bytes = out.getvalue()

    def again(self, flow: Flow | None = None, *, websocket: bool | None = None) -> Call:
        """The call, once more, as it was then; with another flow or another transport from here on, if given."""
        reader = _Reader(io.BytesIO(self._bytes))
        reader.shared = self._shared
        call = cast(Call, reader.load())
        if flow is not None:
            application(call).flow = flow
        if websocket is not None:
            call.line.websocket = call.connection.websocket = websocket
        return call


def begun(flow: Flow, setup: CallSetup) -> Call:
    """A call in process that has begun: its ``session_start`` is still to be delivered."""
    line = Line(replace(setup, to_number=number_of(flow)))
    call = Call(line, InProcess(FlowApplication(flow)), VirtualClock())
    line.begins()
    return call


def number_of(flow: Flow) -> str:
    """The number to dial for a flow."""
    return "".join(c for c in flow.numbers[0] if c.isdigit())


def application(call: Call) -> FlowApplication:
    """The flow at the other end of a call in process."""
    connection = call.connection
    assert isinstance(connection, InProcess)
    assert isinstance(connection.application, FlowApplication)
    return connection.application


def session_of(call: Call) -> Session:
    """Where a call in process stands."""
    session = application(call).session
    assert session is not None
    return session


class _Writer(pickle.Pickler):
    def __init__(self, file: io.BytesIO, shared: list[Any]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._shared = shared

    def persistent_id(self, one: Any) -> int | None:
        # Events and actions are dictionaries that nobody changes once they are made.
        if type(one) not in _SHARED or (type(one) is dict and "type" not in one):
            return None
        self._shared.append(one)
        return len(self._shared) - 1


class _Reader(pickle.Unpickler):
    shared: list[Any]

    def persistent_load(self, place: int) -> Any:
        return self.shared[place]
