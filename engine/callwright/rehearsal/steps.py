"""What a flow did in a call, step by step: which states it entered, what led there, and why.

Theory of operation: a ``Noting`` is a flow's application that keeps the trace of each step beside it. A step is pure,
so it can be asked again what it did. ``lines`` gives the record of one call as JSON: a head, a line for each step, and
what became of each prompt. What a caller said does not stand in it, nor any value.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from callwright.core import interpreter
from callwright.core.events import Event
from callwright.core.model import Flow
from callwright.core.trace import Trace
from callwright.platform.application import FlowApplication
from callwright.platform.services import Answers

RECORD = 1
"""The version of the record's form."""


@dataclass(frozen=True, slots=True)
class Noted:
    """One step: the event that it answered, when that came (Unix ms), and every decision in its order."""

    at: int
    event: str
    why: tuple[Trace, ...]


class Noting(FlowApplication):
    """A flow on the line that notes what it does."""

    def __init__(self, flow: Flow, services: Answers | None = None) -> None:
        super().__init__(flow, services)
        self.steps: list[Noted] = []

    def take(self, event: Event) -> list[dict[str, Any]]:
        before = self.session if self.session is not None and self.session.id == event.session else None
        actions = super().take(event)
        step = interpreter.start(self.flow, event) if before is None else interpreter.step(self.flow, before, event)
        self.steps.append(Noted(event.at, type(event).__name__, step.trace))
        return actions


def lines(name: str, flow: Flow, steps: Sequence[Noted], account: Mapping[str, Any]) -> Iterator[str]:
    """The record of one call: ``name`` is the test's, ``account`` what ``core.record`` says of it."""
    began = steps[0].at if steps else 0
    head = {"record": RECORD, "call": name, "flow": flow.name, "version": flow.version}
    yield _line(head)
    for step in steps:
        yield _line({"at": step.at - began, "event": step.event, "why": [_why(trace) for trace in step.why]})
    yield _line({"heard": account.get("heard", [])})


def _why(trace: Trace) -> dict[str, Any]:
    why: dict[str, Any] = {"rule": trace.rule}
    if trace.detail:
        why["detail"] = trace.detail
    if trace.span is not None:
        why["file"], why["line"] = trace.span.file, trace.span.line
    return why


def _line(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False) + "\n"
