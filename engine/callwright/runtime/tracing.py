"""Traces of calls for OpenTelemetry (``pip install 'callwright[otel]'``): a call is a trace, a turn is a span.

Theory of operation. Nobody knows a call's trace but by its id: the trace's id and that of its first span are hashes of
it, so the turns of a call make one trace whichever worker took them, and nothing has to be stored or passed on. That
first span, ``call``, is made when the call is over. A turn's span, with its parts, is made when the turn is over, from
the times that were measured anyway, and is handed to the SDK as one that has ended: its way of beginning spans takes
four times as long and knows no ids but its own.

    call                     from the first event to the last
      turn UserSpeak         the rules that decided, the state they led to, what was answered
        load, step, save     the store, the rules of the call, the store
        GET appointments     a service that this turn asked; it is sent this span's ``traceparent``

What is collected and where it is sent is told by the standard's own variables (``OTEL_…``). Whether a call is traced
follows from its trace's id, so all workers say the same of it. No word, key, number or value of a caller is in a span.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import ReadableSpan, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.sampling import Decision
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from opentelemetry.trace import SpanContext, SpanKind, Status, StatusCode, TraceFlags

from callwright.core.events import Event
from callwright.core.inquiry import Inquiry
from callwright.core.interpreter import Step
from callwright.core.session import Session
from callwright.runtime.services.answer import Answer

KEPT = 10_000
"""Of so many calls the last turn is known, to which what it asked of services belongs."""

CLOSE_SECONDS = 2.0
"""How long the end of the service waits for the collector."""

_SAMPLED, _LEFT_OUT = TraceFlags(TraceFlags.SAMPLED), TraceFlags()
_SCOPE = InstrumentationScope("callwright")
_FINE = Status(StatusCode.UNSET)

Attributes = Mapping[str, str | int | Sequence[str]]


class Asked(NamedTuple):
    """A service that is being asked. ``traceparent`` is the header that it gets; ``at`` is Unix ns."""

    traceparent: str
    span: SpanContext
    parent: SpanContext
    attributes: dict[str, str | int | Sequence[str]]
    at: int


class Traces:
    """One a service; used by one event loop. ``exporter`` takes the spans; the one of the standard's variables if none.

    ``processor`` is for those who want them at once.
    """

    def __init__(self, exporter: SpanExporter | None = None, processor: SpanProcessor | None = None) -> None:
        named = SERVICE_NAME in os.environ.get("OTEL_RESOURCE_ATTRIBUTES", "") or "OTEL_SERVICE_NAME" in os.environ
        self._provider = TracerProvider(
            resource=Resource.create({} if named else {SERVICE_NAME: "callwright"}), shutdown_on_exit=False
        )
        self._processor = processor or BatchSpanProcessor(exporter or _exporter())
        self._last: OrderedDict[str, SpanContext] = OrderedDict()

    def turn(self, event: Event, made: Step, times: tuple[float, float, float, float], saved: float) -> None:
        """An event was taken; the times are those of ``Watch.turn``."""
        call = event.session
        root = self._root(call)
        if root.trace_flags is _LEFT_OUT:
            return
        offset = time.time_ns() - int(saved * 1e9)
        asked, began, stepped, saving = times
        session, kind = made.session, type(event).__name__
        attributes: dict[str, str | int | Sequence[str]] = {
            "callwright.call": call,
            "callwright.event": kind,
            "callwright.flow": session.flow,
            "callwright.state": session.state,
            "callwright.rule": [trace.rule for trace in made.trace],
            "callwright.actions": [action["type"] for action in made.actions],
        }
        status = _FINE
        for trace in made.trace:
            if trace.rule == "failed":
                attributes["callwright.place"] = "" if trace.span is None else str(trace.span)
                status = Status(StatusCode.ERROR, "the turn could not go on as its author wrote it")
        span = self._child(root)
        for name, begin, end in (("load", asked, began), ("step", began, stepped), ("save", saving, saved)):
            if begin:
                self._end(name, self._child(root), span, offset + int(begin * 1e9), offset + int(end * 1e9))
        begin = offset + int((asked or began) * 1e9)
        self._end(f"turn {kind}", span, root, begin, offset + int(saved * 1e9), attributes, status)
        self._remember(call, span)

    def fault(self, event: Event, error: BaseException) -> None:
        """An event could not be answered."""
        root = self._root(event.session)
        kind, at = type(event).__name__, time.time_ns()
        attributes = {
            "callwright.call": event.session,
            "callwright.event": kind,
            "error.type": type(error).__name__,
        }
        status = Status(StatusCode.ERROR, type(error).__name__)
        self._end(f"turn {kind}", self._child(root), root, at, at, attributes, status)

    def over(self, event: Event, before: Session) -> None:
        """A call is over: its first span can be made."""
        self._last.pop(event.session, None)
        attributes = {
            "callwright.call": event.session,
            "callwright.flow": before.stack[0].flow if before.stack else before.flow,
            "callwright.version": before.version,
            "callwright.direction": "outbound" if before.direction == "outbound" else "inbound",
            "callwright.phase": before.phase.value,
        }
        begun, end = before.started_at * 1_000_000, event.at * 1_000_000
        root = self._root(event.session)
        self._end("call", root, None, begun, max(begun, end), attributes, kind=SpanKind.SERVER)

    def asks(self, call: str, inquiry: Inquiry) -> Asked:
        """A service is about to be asked."""
        root = self._root(call)
        span, method = self._child(root), inquiry.method.upper()
        traceparent = f"00-{span.trace_id:032x}-{span.span_id:016x}-{int(span.trace_flags):02x}"
        attributes: dict[str, str | int | Sequence[str]] = {
            "callwright.call": call,
            "callwright.service": inquiry.service,
            "http.request.method": method,
        }
        return Asked(traceparent, span, self._last.get(call, root), attributes, time.time_ns())

    def answered(self, asked: Asked, path: str, answer: Answer) -> None:
        """This came of it. ``path`` is as its author wrote it."""
        attributes = asked.attributes | {"url.template": path, "callwright.attempts": answer.attempts}
        status = _FINE
        if answer.status:
            attributes["http.response.status_code"] = answer.status
        if answer.kind or answer.status >= 500:
            attributes["error.type"] = found = answer.kind or str(answer.status)
            status = Status(StatusCode.ERROR, found)
        name = f"{attributes['http.request.method']} {attributes['callwright.service']}"
        self._end(name, asked.span, asked.parent, asked.at, time.time_ns(), attributes, status, SpanKind.CLIENT)

    def close(self) -> None:
        """Send what waits to be sent, and stop; a collector that does not answer holds nobody up for long."""
        ending = threading.Thread(target=self._processor.shutdown, daemon=True)
        ending.start()
        ending.join(CLOSE_SECONDS)

    def _root(self, call: str) -> SpanContext:
        """The first span of a call; whether it is traced stands in its flags."""
        trace, span = ids_of(call)
        sampled = self._provider.sampler.should_sample(None, trace, "call").decision is Decision.RECORD_AND_SAMPLE
        return SpanContext(trace, span, is_remote=True, trace_flags=_SAMPLED if sampled else _LEFT_OUT)

    @staticmethod
    def _child(root: SpanContext) -> SpanContext:
        return SpanContext(root.trace_id, random.getrandbits(64) or 1, is_remote=False, trace_flags=root.trace_flags)

    def _end(
        self,
        name: str,
        span: SpanContext,
        parent: SpanContext | None,
        begun: int,
        ended: int,
        attributes: Attributes | None = None,
        status: Status = _FINE,
        kind: SpanKind = SpanKind.INTERNAL,
    ) -> None:
        """Give a span away. The times are Unix ns."""
        if span.trace_flags is _LEFT_OUT:
            return
        self._processor.on_end(
            ReadableSpan(
                name,
                context=span,
                parent=parent,
                resource=self._provider.resource,
                attributes=attributes,
                kind=kind,
                status=status,
                start_time=begun,
                end_time=ended,
                instrumentation_scope=_SCOPE,
            )
        )

    def _remember(self, call: str, span: SpanContext) -> None:
        self._last[call] = span
        self._last.move_to_end(call)
        if len(self._last) > KEPT:
            self._last.popitem(last=False)


def ids_of(call: str) -> tuple[int, int]:
    """The ids of a call's trace and of its first span."""
    digest = blake2b(call.encode("utf-8", "surrogatepass"), digest_size=24, person=b"callwright-trace").digest()
    return int.from_bytes(digest[:16]) or 1, int.from_bytes(digest[16:]) or 1


def _exporter() -> SpanExporter:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    return OTLPSpanExporter()
