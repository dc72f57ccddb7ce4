"""Recorded calls: what a service would have written of a random call, or of a whole conversation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from callwright.core import codec
from callwright.core.events import Event, SessionEnd
from callwright.core.interpreter import start, step
from callwright.core.model import Flow
from callwright.rehearsal.recording import Recording, read
from callwright.runtime.recorder import Recorder
from tests.laws.callers import Case
from tests.laws.witness import Witness


class Recorded(Witness):
    """A random call that is recorded. ``bodies`` are what went over the wire, one a turn."""

    def __init__(self, flow: Flow, case: Case) -> None:
        super().__init__(flow, case)
        self.lines: list[bytes] = []
        self.bodies: list[bytes | None] = []
        self._recorder = Recorder()
        self._raw = b""

    def receive(self, event: Mapping[str, Any], at: int) -> list[dict[str, Any]]:
        self._raw = json.dumps(event, indent=len(self.lines) % 3 or None, ensure_ascii=False).encode()
        try:
            return super().receive(event, at)
        finally:
            self._raw = b""

    def take(self, event: Event) -> list[dict[str, Any]]:
        before = self.session
        made = start(self.flow, event) if before is None else step(self.flow, before, event)
        body = codec.encode(made.actions)
        http = self.case.reach != "websocket"
        if isinstance(event, SessionEnd) and before is not None:
            body, lines = None, self._recorder.ended(self.flow, before, event, self._raw)
        else:
            lines = self._recorder.turn(self.flow, before, event, made, self._raw, body, http=http)
        self.lines += lines.split(b"\n")
        self.bodies.append(body)
        return super().take(event)

    def undone(self, session: Any, at: int) -> None:
        last = self.moments[-1]
        self.lines.append(self._recorder.undone(last.event))
        super().undone(session, at)

    @property
    def recording(self) -> Recording:
        return read(self.lines)
