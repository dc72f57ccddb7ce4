"""Traces of calls for OpenTelemetry (``pip install 'callwright[otel]'``): a call is a trace, a turn is a span.

Theory of operation. Nobody knows a call's trace but by its id: the trace's id and that of its first span are hashes of
it, so the turns of a call make one trace whichever worker took them, and nothing has to be stored or passed on. That
first span, ``call``, is made when the call is over. A turn's span, with its parts, is made when the turn is over, from
the times that were measured anyway; so it costs the caller nothing but its making, some thirty microseconds.

    call                     from the first event to the last
      turn UserSpeak         its rules, the state it led to, what was answered
        load, step, save     the store, the rules of the call, the store
        GET appointments     a service that this turn asked; it is sent this span's ``traceparent``

What is collected and where it is sent is told by the standard's own variables (``OTEL_…``). Whether a call is traced
follows from its trace's id, so all workers say the same of it. No word, key, number or value of a caller is in a span.
"""

from __future__ import annotations

import os
import time
from collections import OrderedDict
from hashlib import blake2b
from typing import NamedTuple

from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.sdk.trace.sampling import Decision
from opentelemetry.trace import (
    NonRecordingSpan,
    Span,
    SpanContext,
    SpanKind,
    Status,
    StatusCode,
    TraceFlags,
    set_span_in_context,
)

from callwright.core.events import Event
from callwright.core.inquiry import Inquiry
from callwright.core.interpreter import Step
from callwright.core.session import Session
from callwright.runtime.services.answer import Answer

KEPT = 10_000
"""Of so many calls the last turn is known, to which what it asked of services belongs."""

_SAMPLED = TraceFlags(TraceFlags.SAMPLED)


class Asked(NamedTuple):
    """A service that is being asked. ``traceparent`` is the header that it gets; ``span`` if the call is traced."""

    traceparent: str
    span: Span | None


class _Ids(RandomIdGenerator):
    """Random ids, but for the next span if somebody has said so."""

    def __init__(self) -> None:
        self.next: tuple[int, int] | None = None

    def generate_trace_id(self) -> int:
        return super().generate_trace_id() if self.next is None else self.next[0]

    def generate_span_id(self) -> int:
        following, self.next = self.next, None
        return super().generate_span_id() if following is None else following[1]


class Traces:
    """One a service; used by one event loop. ``exporter`` takes the spans; the one of the standard's variables if none.

    ``processor`` is for those who want them at once.
    """

    def __init__(self, exporter: SpanExporter | None = None, processor: SpanProcessor | None = None) -> None:
        self._ids = _Ids()
        named = SERVICE_NAME in os.environ.get("OTEL_RESOURCE_ATTRIBUTES", "") or "OTEL_SERVICE_NAME" in os.environ
        resource = Resource.create({} if named else {SERVICE_NAME: "callwright"})
        self._provider = TracerProvider(resource=resource, id_generator=self._ids, shutdown_on_exit=False)
        self._provider.add_span_processor(processor or BatchSpanProcessor(exporter or _exporter()))
        self._tracer = self._provider.get_tracer("callwright")
        self._last: OrderedDict[str, SpanContext] = OrderedDict()

    def turn(self, event: Event, made: Step, times: tuple[float, float, float, float], saved: float) -> None:
        """An event was taken; the times are those of ``Watch.turn``."""
        root = self._root(event.session)
        if not root.trace_flags.sampled:
            return
        at = _unix(saved)
        asked, began, stepped, saving = times
        session = made.session
        span = self._tracer.start_span(
            f"turn {type(event).__name__}",
            set_span_in_context(NonRecordingSpan(root)),
            start_time=at(asked or began),
            attributes={
                "callwright.call": event.session,
                "callwright.event": type(event).__name__,
                "callwright.flow": session.flow,
                "callwright.state": session.state,
                "callwright.rule": [trace.rule for trace in made.trace],
                "callwright.actions": [action["type"] for action in made.actions],
            },
        )
        context = set_span_in_context(span)
        for name, begin, end in (("load", asked, began), ("step", began, stepped), ("save", saving, saved)):
            if begin:
                self._tracer.start_span(name, context, start_time=at(begin)).end(at(end))
        failed = next((trace for trace in made.trace if trace.rule == "failed"), None)
        if failed is not None:
            span.set_attribute("callwright.place", "" if failed.span is None else str(failed.span))
            span.set_status(Status(StatusCode.ERROR, "the turn could not go on as its author wrote it"))
        span.end(at(saved))
        self._remember(event.session, span.get_span_context())

    def fault(self, event: Event, error: BaseException) -> None:
        """An event could not be answered."""
        root = self._root(event.session)
        if root.trace_flags.sampled:
            attributes = {"callwright.call": event.session, "callwright.event": type(event).__name__}
            context = set_span_in_context(NonRecordingSpan(root))
            span = self._tracer.start_span(f"turn {type(event).__name__}", context, attributes=attributes)
            span.set_attribute("error.type", type(error).__name__)
            span.set_status(Status(StatusCode.ERROR, type(error).__name__))
            span.end()

    def over(self, event: Event, before: Session) -> None:
        """A call is over: its first span can be made."""
        self._last.pop(event.session, None)
        root = self._root(event.session)
        if not root.trace_flags.sampled:
            return
        self._ids.next = (root.trace_id, root.span_id)
        attributes: dict[str, str | int] = {
            "callwright.call": event.session,
            "callwright.flow": before.stack[0].flow if before.stack else before.flow,
            "callwright.version": before.version,
            "callwright.direction": "outbound" if before.direction == "outbound" else "inbound",
            "callwright.phase": before.phase.value,
        }
        nobody = set_span_in_context(NonRecordingSpan(SpanContext(0, 0, is_remote=False)))
        begun = before.started_at * 1_000_000
        span = self._tracer.start_span("call", nobody, SpanKind.SERVER, attributes, start_time=begun)
        span.end(max(begun, event.at * 1_000_000))

    def asks(self, call: str, inquiry: Inquiry) -> Asked:
        """A service is about to be asked."""
        root = self._root(call)
        if not root.trace_flags.sampled:
            return Asked(_traceparent(root), None)
        parent = set_span_in_context(NonRecordingSpan(self._last.get(call, root)))
        attributes = {
            "callwright.call": call,
            "callwright.service": inquiry.service,
            "http.request.method": inquiry.method.upper(),
        }
        span = self._tracer.start_span(
            f"{inquiry.method.upper()} {inquiry.service}", parent, SpanKind.CLIENT, attributes
        )
        return Asked(_traceparent(span.get_span_context()), span)

    def answered(self, asked: Asked, path: str, answer: Answer) -> None:
        """This came of it. ``path`` is as its author wrote it."""
        span = asked.span
        if span is None:
            return
        span.set_attribute("url.template", path)
        span.set_attribute("callwright.attempts", answer.attempts)
        if answer.status:
            span.set_attribute("http.response.status_code", answer.status)
        if answer.kind or answer.status >= 500:
            span.set_attribute("error.type", answer.kind or str(answer.status))
            span.set_status(Status(StatusCode.ERROR, answer.kind or str(answer.status)))
        span.end()

    def close(self) -> None:
        """Send what waits to be sent, and stop."""
        self._provider.shutdown()

    def _root(self, call: str) -> SpanContext:
        """The first span of a call; whether it is traced stands in its flags."""
        trace, span = ids_of(call)
        sampled = self._provider.sampler.should_sample(None, trace, "call").decision is Decision.RECORD_AND_SAMPLE
        return SpanContext(trace, span, is_remote=True, trace_flags=_SAMPLED if sampled else TraceFlags())

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


def _traceparent(span: SpanContext) -> str:
    return f"00-{span.trace_id:032x}-{span.span_id:016x}-{int(span.trace_flags):02x}"


class _unix:  # noqa: N801  it is used as a function
    """Moments of ``time.perf_counter`` as Unix nanoseconds; ``now`` is this one."""

    def __init__(self, now: float) -> None:
        self._offset = time.time_ns() - round(now * 1e9)

    def __call__(self, moment: float) -> int:
        return self._offset + round(moment * 1e9)
