"""The metrics in the formats of Prometheus and OpenMetrics.

Theory of operation. ``counts`` holds the numbers; here they become the families of ``prometheus_client``, whose
exposition is the reference for both formats. It is done in a thread, since a company's flows have thousands of rows and
calls are waiting. The library is imported when somebody asks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from callwright.runtime import condition
from callwright.runtime.counts import Counts, Family, Kind

if TYPE_CHECKING:
    from prometheus_client import Metric

    from callwright.runtime.service import Service


async def exposition(service: Service, accept: str) -> tuple[bytes, str]:
    """The metrics of all workers of this machine, and their content type. ``accept`` is what was asked for."""
    counts, _ = await condition.summed(service)
    return await asyncio.to_thread(render, counts, accept)


def render(counts: Counts, accept: str) -> tuple[bytes, str]:
    """The same for numbers that are at hand."""
    from prometheus_client import CollectorRegistry
    from prometheus_client.exposition import choose_encoder
    from prometheus_client.registry import Collector

    class Collected(Collector):
        def collect(self) -> Iterable[Metric]:
            return [_metric(family) for family in counts if family.values]

    registry = CollectorRegistry(auto_describe=False)
    registry.register(Collected())
    encoder, content_type = choose_encoder(accept)
    return encoder(registry), content_type


def _metric(family: Family) -> Metric:
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily

    labels = list(family.labels)
    if family.kind is Kind.HISTOGRAM:
        histogram = HistogramMetricFamily(family.name, family.help, labels=labels)
        for values, cells in family.values.items():
            histogram.add_metric(list(values), _buckets(family.bounds, cells), cells[-1])
        return histogram
    made = CounterMetricFamily if family.kind is Kind.COUNTER else GaugeMetricFamily
    metric: CounterMetricFamily | GaugeMetricFamily = made(family.name, family.help, labels=labels)
    for values, value in family.values.items():
        metric.add_metric(list(values), value)
    return metric


def _buckets(bounds: Sequence[float], cells: Sequence[float]) -> list[tuple[str, float]]:
    """Each bucket's upper end with all that is not above it."""
    ends = [*(repr(float(bound)) for bound in bounds), "+Inf"]
    return list(zip(ends, accumulate(cells[:-1]), strict=True))
