"""What Prometheus reads."""

from __future__ import annotations

import asyncio
from pathlib import Path

import prometheus_client
import prometheus_client.openmetrics.parser as openmetrics
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.core import codec
from callwright.core.events import Outside, Parties, SessionEnd, SessionStart, SpeechEnded, Unknown, UserSpeak
from callwright.runtime import metrics
from callwright.runtime.counts import Counts
from callwright.stores.base import Stored
from callwright.stores.memory import MemoryStore
from tests.runtime.turns import AT, US, Crowded
from tests.runtime.watched import Metrics, open_service, page_of, parsed, scraped, whole_call

FORGED = 'x"} 1\ncallwright_forged_total 7\x1b[31m\u2028'


def test_a_calls_numbers(flows: Path) -> None:
    """Who rang and how it ended, what was not understood and where, and what became of each prompt."""

    async def main() -> Metrics:
        async with open_service(flows) as service:
            assert service.dispatcher is not None
            for call in ("c1", "c2"):
                await whole_call(service.dispatcher, call)
            return await scraped(service)

    page = asyncio.run(main())
    assert page["callwright_calls_begun_total"] == {("inbound", "hotline"): 2}
    assert page["callwright_calls_ended_total"] == {("hotline", "caller"): 2}
    assert page["callwright_inputs_total"] == {
        ("hotline", "no_input", "welcome"): 2,
        ("hotline", "no_match", "welcome"): 2,
        ("hotline", "understood", "welcome"): 2,
    }
    assert page["callwright_prompts_total"]["heard", "hotline", "welcome/prompts/0"] == 2
    assert page["callwright_turns_total"]["UserSpeak",] == 4
    assert page["callwright_turn_seconds_count"]["webhook",] == 24
    assert page["callwright_step_seconds_count"][()] == page["callwright_store_seconds_count"]["save",] == 22
    assert page["callwright_calls_open"] == {(): 0}


def test_a_protected_prompt_that_was_not_heard(flows: Path) -> None:
    """Who hangs up in the middle of it is seen, by prompt."""

    async def main() -> Metrics:
        async with open_service(flows) as service:
            assert service.dispatcher is not None
            await service.dispatcher.dispatch(SessionStart("c1", AT, US))
            await service.dispatcher.dispatch(SessionEnd("c1", AT + 100, US))
            return await scraped(service)

    assert asyncio.run(main())["callwright_protected_unheard_total"] == {("hotline", "welcome/prompts/0"): 1}


@pytest.mark.parametrize("store", ["memory", "sqlite"])
def test_calls_open_falls_to_nothing_also_for_ghosts(flows: Path, tmp_path: Path, store: str) -> None:
    """A call whose end nobody tells us is open until the store forgets it, after a restart too."""
    now = [1000.0]

    async def main() -> list[float]:
        from callwright.stores.sqlite import SqliteStore

        def opened() -> MemoryStore | SqliteStore:
            return (
                MemoryStore(clock=lambda: now[0])
                if store == "memory"
                else SqliteStore(tmp_path / "c.db", clock=lambda: now[0])
            )

        seen = []
        async with open_service(flows, opened()) as service:
            assert service.dispatcher is not None
            for call in ("c1", "ghost"):
                await service.dispatcher.dispatch(SessionStart(call, AT, US))
            seen.append((await scraped(service))["callwright_calls_open"][()])
            await service.dispatcher.dispatch(SessionEnd("c1", AT + 1, US))
            seen.append((await scraped(service))["callwright_calls_open"][()])
            now[0] += 10 * 3600
            seen.append((await scraped(service))["callwright_calls_open"][()])
        return seen

    assert asyncio.run(main()) == [2, 1, 0]


def test_nothing_of_a_callers_is_a_label(flows: Path) -> None:
    """Ids, numbers, words, directions and unknown types are theirs; a forged line changes no number."""
    strange = Parties("4915120304050", "4921112345", FORGED)

    async def main() -> str:
        async with open_service(flows) as service:
            assert service.dispatcher is not None
            await service.dispatcher.dispatch(SessionStart(FORGED, AT, strange))
            await service.dispatcher.dispatch(UserSpeak(FORGED, AT + 9_000, strange, FORGED))
            await service.dispatcher.dispatch(Unknown(FORGED, AT + 9_500, strange, FORGED))
            await service.dispatcher.from_outside(Outside(FORGED, AT + 9_900, strange, FORGED, {"x": FORGED}))
            await service.dispatcher.dispatch(SessionEnd(FORGED, AT + 10_000, strange))
            return await page_of(service)

    page = asyncio.run(main())
    assert "forged" not in page
    assert "4915120304050" not in page
    assert parsed(page)["callwright_turns_total"]["Unknown",] == 1
    assert parsed(page)["callwright_calls_begun_total"] == {("inbound", "hotline"): 1}


def test_another_worker_was_faster(flows: Path) -> None:
    """Another worker was faster three times, and the turn is counted once."""
    store = Crowded(0)

    async def main() -> Metrics:
        async with open_service(flows, store) as service:
            assert service.dispatcher is not None
            await service.dispatcher.dispatch(SessionStart("c1", AT, US))
            store.times = 3
            await service.dispatcher.dispatch(SpeechEnded("c1", AT + 3_000, US))
            return await scraped(service)

    page = asyncio.run(main())
    assert page["callwright_store_conflicts_total"] == {(): 3}
    assert page["callwright_turns_total"] == {("SessionStart",): 1, ("SpeechEnded",): 1}


class Broken(MemoryStore):
    """A store with a fault of its own."""

    async def load(self, call: str, *, fresh: bool = False) -> Stored | None:
        raise RuntimeError(call, fresh)


def test_a_fault_is_counted(flows: Path) -> None:
    """An event that could not be answered, by its kind."""

    async def main() -> Metrics:
        async with open_service(flows, Broken()) as service:
            assert service.dispatcher is not None
            await service.dispatcher.dispatch(SessionStart("c1", AT, US))
            return await scraped(service)

    assert asyncio.run(main())["callwright_faults_total"] == {("SessionStart",): 1}


def test_a_number_that_no_flow_answers(tmp_path: Path) -> None:
    """It is no call that began."""
    (tmp_path / "a.yaml").write_text(
        "flow: a\nlanguage: en-US\nnumbers: ['+49 211 1']\nstates:\n  hello:\n    prompts: Hello.\n    hangup: yes\n"
    )

    async def main() -> Metrics:
        async with open_service(tmp_path) as service:
            assert service.dispatcher is not None
            await service.dispatcher.dispatch(SessionStart("c1", AT, US))
            return await scraped(service)

    page = asyncio.run(main())
    assert page["callwright_calls_unserved_total"] == {(): 1}
    assert page["callwright_calls_begun_total"] == {}


def test_how_calls_end(tmp_path: Path) -> None:
    """The flow hung up, or the caller did."""
    (tmp_path / "a.yaml").write_text(
        "flow: a\nlanguage: en-US\nstates:\n  hello:\n    prompts: Bye.\n    hangup: yes\n"
    )

    async def main() -> Metrics:
        async with open_service(tmp_path) as service:
            assert service.dispatcher is not None
            for call in ("c1", "c2"):
                await service.dispatcher.dispatch(SessionStart(call, AT, US))
            outcome = await service.dispatcher.dispatch(SpeechEnded("c1", AT + 5_000, US))
            assert codec.decode_answer(outcome.body or b"")[0]["type"] == "hangup"
            for call in ("c1", "c2"):
                await service.dispatcher.dispatch(SessionEnd(call, AT + 6_000, US))
            return await scraped(service)

    assert asyncio.run(main())["callwright_calls_ended_total"] == {("a", "flow"): 1, ("a", "caller"): 1}


LIVES = st.lists(
    st.tuples(st.sampled_from(["shop", 'm\u00fcller\\\n"', "{}", "", "a b"]), st.floats(0, 40)), max_size=20
)


def opened(page: str) -> list[prometheus_client.Metric]:
    """A page of OpenMetrics; what is none fails."""
    return list(openmetrics.text_string_to_metric_families(page))  # type: ignore[no-untyped-call]  # it has no types


@given(LIVES)
def test_the_page_is_the_one_that_the_library_would_make(asked: list[tuple[str, float]]) -> None:
    """Names, labels, buckets and sums are those of prometheus_client's own counters and histograms."""
    counts = Counts()
    registry = prometheus_client.CollectorRegistry()
    times = prometheus_client.Histogram(
        "callwright_service_seconds", "x", ["service"], buckets=counts.service.bounds, registry=registry
    )
    retries = prometheus_client.Counter("callwright_service_retries_total", "x", ["service"], registry=registry)
    for service, seconds in asked:
        counts.service.observe(counts.service.cells(service), seconds)
        counts.again.add(service)
        times.labels(service).observe(seconds)
        retries.labels(service).inc()
    ours = parsed(metrics.render(counts, "")[0].decode())
    theirs = parsed(prometheus_client.generate_latest(registry).decode())
    for name, rows in theirs.items():
        if not name.endswith("_created"):
            assert ours[name] == pytest.approx(rows)


@given(LIVES)
def test_both_formats_say_the_same(asked: list[tuple[str, float]]) -> None:
    """OpenMetrics for who asks for it, which its own strict parser takes; the older text for all others."""
    counts = Counts()
    for service, seconds in asked:
        counts.service.observe(counts.service.cells(service), seconds)
        counts.answers.add(service, "2xx")
        counts.memory.set(seconds)
    old, kind = metrics.render(counts, "text/plain, */*")
    assert kind.startswith("text/plain")
    new, kind = metrics.render(counts, "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;q=0.5")
    assert kind.startswith("application/openmetrics-text")
    samples = Metrics()
    families = opened(new.decode())
    for family in families:
        for sample in family.samples:
            labels = tuple(value for _, value in sorted(sample.labels.items()))
            samples.setdefault(sample.name, {})[labels] = sample.value
    assert samples == parsed(old.decode())
    assert {family.type for family in families} <= {"counter", "gauge", "histogram"}


def test_every_number_is_a_number(flows: Path) -> None:
    """On a page of a service that runs, in both formats."""

    async def main() -> str:
        async with open_service(flows) as service:
            assert service.dispatcher is not None
            await whole_call(service.dispatcher)
            body, _ = await metrics.exposition(service, "application/openmetrics-text")
            return body.decode()

    page = asyncio.run(main())
    assert page.endswith("# EOF\n")
    names = {family.name for family in opened(page)}
    assert {"callwright_turns", "callwright_turn_seconds", "callwright_calls_open"} <= names


def test_two_workers_give_one_sum(flows: Path, tmp_path: Path) -> None:
    """Whoever is asked; when one is gone its turns still count, and the sum never gets smaller."""
    shared = tmp_path / "counts"
    shared.mkdir()
    store = f"sqlite:///{tmp_path / 'calls.db'}"

    async def main() -> list[Metrics]:
        async with open_service(flows, store, counts=shared) as one:
            async with open_service(flows, store, counts=shared) as two:
                assert one.dispatcher is not None
                assert two.dispatcher is not None
                await one.dispatcher.dispatch(SessionStart("c1", AT, US))
                await two.dispatcher.dispatch(SpeechEnded("c1", AT + 3_000, US))
                await scraped(two)
                both = await scraped(one)
            return [both, await scraped(one)]

    both, left = asyncio.run(main())
    for page in (both, left):
        assert page["callwright_turns_total"] == {("SessionStart",): 1, ("SpeechEnded",): 1}
        assert page["callwright_calls_open"] == {(): 1}
    assert both["callwright_workers"] == {(): 2}
    assert left["callwright_workers"] == {(): 1}
