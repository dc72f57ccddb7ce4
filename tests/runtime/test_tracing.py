"""A call is a trace, a turn is a span."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from callwright.core.events import SessionEnd, SessionStart, SpeechEnded, UserSpeak
from callwright.runtime.tracing import CLOSE_SECONDS, Traces, ids_of
from callwright.runtime.watching import traces_wanted
from tests.runtime.services.stand_in import StandIn, reply
from tests.runtime.shop import SHIPPED, SHOP, TOKEN
from tests.runtime.turns import AT, US
from tests.runtime.watched import open_service, whole_call

SAMPLERS = ("OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG")


@pytest.fixture
def environment() -> Iterator[Any]:
    """The process's own, put back afterwards: the SDK reads nothing else."""
    before = dict(os.environ)
    yield os.environ
    os.environ.clear()
    os.environ.update(before)


class Seen(InMemorySpanExporter):
    """The spans, by their names."""

    def named(self, name: str) -> list[ReadableSpan]:
        return [span for span in self.get_finished_spans() if span.name == name]


@asynccontextmanager
async def traced(flows: Path, seen: Seen, **settings: Any) -> AsyncIterator[Any]:
    async with open_service(flows, **settings) as service:
        service.watch.traces = Traces(processor=SimpleSpanProcessor(seen))
        yield service.dispatcher


def test_a_call_is_one_trace(flows: Path) -> None:
    """All its turns, by whichever worker, below one first span, which lasts as long as the call."""
    seen = Seen()

    async def main() -> None:
        async with traced(flows, seen) as dispatcher:
            await whole_call(dispatcher, "c1")

    asyncio.run(main())
    spans = seen.get_finished_spans()
    trace, root = ids_of("c1")
    assert {span.context.trace_id for span in spans if span.context} == {trace}
    assert len({span.context.span_id for span in spans if span.context}) == len(spans)
    (call,) = seen.named("call")
    assert call.parent is None
    assert call.context is not None
    assert call.context.span_id == root
    assert (call.start_time, call.end_time) == (AT * 1_000_000, (AT + 60_000) * 1_000_000)
    turns = [span for span in spans if span.name.startswith("turn ")]
    assert len(turns) == 11
    assert all(span.parent is not None and span.parent.span_id == root for span in turns)


def test_a_turn_says_what_it_did(flows: Path) -> None:
    """Which rules decided, where the call stands, what was answered; its parts lie within it."""
    seen = Seen()

    async def main() -> None:
        async with traced(flows, seen) as dispatcher:
            await dispatcher.dispatch(SessionStart("c1", AT, US))

    asyncio.run(main())
    (turn,) = seen.named("turn SessionStart")
    assert turn.attributes == {
        "callwright.call": "c1",
        "callwright.event": "SessionStart",
        "callwright.flow": "hotline",
        "callwright.state": "welcome",
        "callwright.rule": ["enter"],
        "callwright.actions": ["speak"],
    }
    assert turn.resource.attributes["service.name"] == "callwright"
    for name in ("load", "step", "save"):
        (part,) = seen.named(name)
        assert turn.context is not None
        assert part.parent == turn.context
        assert turn.start_time is not None
        assert part.start_time is not None
        assert part.end_time is not None
        assert turn.end_time is not None
        assert turn.start_time <= part.start_time <= part.end_time <= turn.end_time


def test_nothing_of_a_callers_is_in_a_span(flows: Path) -> None:
    """No words, no keys, no numbers."""
    seen = Seen()

    async def main() -> None:
        async with traced(flows, seen) as dispatcher:
            await dispatcher.dispatch(SessionStart("c1", AT, US))
            await dispatcher.dispatch(UserSpeak("c1", AT + 9_000, US, "my secret word"))
            await dispatcher.dispatch(SessionEnd("c1", AT + 10_000, US))

    asyncio.run(main())
    told = "".join(span.to_json() for span in seen.get_finished_spans())
    assert "secret" not in told
    assert US.caller not in told


def test_a_service_gets_our_traceparent(tmp_path: Path) -> None:
    """The span of the inquiry is below the turn that asked, and what the service does can be put below it."""
    (tmp_path / "shop.yaml").write_text(SHOP.replace("METHOD", "GET").replace("NEXT", "tell"))
    seen, shop = Seen(), StandIn(SHIPPED)

    async def main() -> None:
        async with shop.open() as url:
            known = {"SHOP": url, "TOKEN": TOKEN}
            async with traced(tmp_path, seen, environment=known) as dispatcher:
                await dispatcher.dispatch(SessionStart("c1", AT, US))
                await dispatcher.dispatch(SpeechEnded("c1", AT + 2000, US), b"ended")

    asyncio.run(main())
    (asked,) = seen.named("GET shop")
    assert asked.context is not None
    (request,) = shop.asked
    sent = {name.lower(): value for name, value in request.headers.items()}
    assert sent["traceparent"] == f"00-{asked.context.trace_id:032x}-{asked.context.span_id:016x}-01"
    assert asked.attributes is not None
    assert asked.attributes["http.response.status_code"] == 200
    assert asked.attributes["url.template"] == "/orders/{{ caller.number }}"
    assert asked.parent in [span.context for span in seen.get_finished_spans() if span.name.startswith("turn ")]
    assert TOKEN not in asked.to_json()


def test_a_service_that_fails_is_an_error(tmp_path: Path) -> None:
    """So is an event that could not be answered."""
    (tmp_path / "shop.yaml").write_text(SHOP.replace("METHOD", "GET").replace("NEXT", "tell"))
    seen, shop = Seen(), StandIn(reply(500))

    async def main() -> None:
        async with shop.open() as url, traced(tmp_path, seen, environment={"SHOP": url, "TOKEN": "t"}) as dispatcher:
            await dispatcher.dispatch(SessionStart("c1", AT, US))
            await dispatcher.dispatch(SpeechEnded("c1", AT + 2000, US), b"ended")

    asyncio.run(main())
    (asked,) = seen.named("GET shop")
    assert not asked.status.is_ok
    assert asked.attributes is not None
    assert asked.attributes["error.type"] == "500"


@given(st.text(min_size=1))
def test_the_ids_of_a_trace_follow_from_the_calls(call: str) -> None:
    """The same on every worker, and none that means nothing."""
    trace, span = ids_of(call)
    assert (trace, span) == ids_of(call)
    assert 0 < trace < 1 << 128
    assert 0 < span < 1 << 64
    assert ids_of(call + "x")[0] != trace


def test_all_workers_leave_out_the_same_calls(flows: Path, environment: Any) -> None:
    """A sampler decides by the trace: of a call either all spans are there or none, and the service is told so."""
    environment.update(dict(zip(SAMPLERS, ("parentbased_traceidratio", "0.5"), strict=True)))
    calls = [f"c{number}" for number in range(40)]
    kept: list[set[str]] = []

    async def main() -> None:
        seen = Seen()
        async with traced(flows, seen) as dispatcher:
            for call in calls:
                await dispatcher.dispatch(SessionStart(call, AT, US))
                await dispatcher.dispatch(SessionEnd(call, AT + 10_000, US))
        spans = seen.get_finished_spans()
        kept.append({str((span.attributes or {})["callwright.call"]) for span in spans if span.name == "call"})
        assert {(span.attributes or {}).get("callwright.call", "") for span in spans} - {""} == kept[-1]

    asyncio.run(main())
    asyncio.run(main())
    assert kept[0] == kept[1]
    assert 5 < len(kept[0]) < 35


def test_a_collector_gets_the_spans_over_http(flows: Path, environment: Any) -> None:
    """The standard's own variables say where to; at the service's end all is sent."""
    collector = StandIn(reply(200))

    async def main() -> None:
        async with collector.open() as url:
            environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = url
            environment["OTEL_SERVICE_NAME"] = "hotline"
            # The exporter waits in a thread of its own, while this loop answers it.
            async with open_service(flows) as service:
                assert service.dispatcher is not None
                await service.dispatcher.dispatch(SessionStart("c1", AT, US))
                watch, service.watch.traces = service.watch.traces, None
                assert watch is not None
                await asyncio.to_thread(watch.close)

    asyncio.run(main())
    (request,) = collector.asked
    assert request.target == "/v1/traces"
    (sent,) = ExportTraceServiceRequest.FromString(request.body).resource_spans
    assert {span.name for span in sent.scope_spans[0].spans} == {"turn SessionStart", "load", "step", "save"}
    assert {each.key: each.value.string_value for each in sent.resource.attributes}["service.name"] == "hotline"


class Deaf(InMemorySpanExporter):
    """A collector that does not answer until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.free = threading.Event()

    def shutdown(self) -> None:
        self.free.wait(60)


def test_a_collector_that_does_not_answer_holds_nobody_up() -> None:
    """The service ends all the same."""
    deaf = Deaf()
    began = time.monotonic()
    Traces(processor=SimpleSpanProcessor(deaf)).close()
    took = time.monotonic() - began
    deaf.free.set()
    assert CLOSE_SECONDS <= took < 30


@pytest.mark.parametrize(
    ("asked", "environment", "made"),
    [
        (False, {}, False),
        (True, {}, True),
        (False, {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}, True),
        (False, {"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://127.0.0.1:4318/v1/traces"}, True),
        (False, {"OTEL_EXPORTER_OTLP_ENDPOINT": ""}, False),
        (True, {"OTEL_SDK_DISABLED": "TRUE"}, False),
        (True, {"OTEL_TRACES_EXPORTER": "none"}, False),
    ],
)
def test_who_wants_traces_says_so(asked: bool, environment: dict[str, str], made: bool) -> None:
    """With the option, or with the standard's variables, which can also forbid them."""
    assert traces_wanted(asked, environment) is made


PROGRAM = """
import asyncio, sys
from pathlib import Path
from callwright.core.events import SessionStart
from callwright.runtime.service import Service
from callwright.runtime.settings import Settings
from tests.runtime.turns import AT, US
async def main():
    service = Service([Path(sys.argv[1])], "memory://", Settings(environment={}))
    dispatcher = await service.open()
    await dispatcher.dispatch(SessionStart("c1", AT, US))
    await service.close()
asyncio.run(main())
print([name for name in sys.modules if name.partition(".")[0] in ("opentelemetry", "prometheus_client")])
"""


def test_switched_off_nothing_is_imported(flows: Path) -> None:
    """Neither the SDK nor the library of the metrics, which only whoever asks for them needs."""
    found = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(flows)], capture_output=True, check=True, timeout=60, text=True
    )
    assert found.stdout.strip() == "[]"
