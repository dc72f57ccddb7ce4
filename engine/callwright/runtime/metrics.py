"""The metrics as Prometheus reads them: in its text format, or as OpenMetrics for who asks for that.

Theory of operation. Both formats are lines, a handful of bytes each, so they are written here: ``prometheus_client``
takes twenty times as long, and a company's flows have thousands of rows, four times a minute, while calls are waiting.
It is done in a thread all the same. That library's parsers, which are strict, hold us to both formats in the tests.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from callwright.runtime import condition
from callwright.runtime.counts import Counts, Family, Kind

if TYPE_CHECKING:
    from callwright.runtime.service import Service

TEXT = "text/plain; version=0.0.4; charset=utf-8"
OPENMETRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8"


async def exposition(service: Service, accept: str) -> tuple[bytes, str]:
    """The metrics of all workers of this machine, and their content type. ``accept`` is what was asked for."""
    counts, _ = await condition.summed(service)
    return await asyncio.to_thread(render, counts, accept)


def render(counts: Counts, accept: str) -> tuple[bytes, str]:
    """The same for numbers that are at hand."""
    opened = "application/openmetrics-text" in accept
    lines: list[str] = []
    for family in counts:
        if family.values:
            lines += _head(family, opened)
            lines += _histogram(family) if family.kind is Kind.HISTOGRAM else _rows(family)
    lines.append("# EOF\n" if opened else "")
    return "\n".join(lines).encode("utf-8", "replace"), OPENMETRICS if opened else TEXT


def _head(family: Family, opened: bool) -> tuple[str, str]:
    # OpenMetrics names a counter's family without the ending of its samples.
    name = family.name.removesuffix("_total") if opened else family.name
    return f"# HELP {name} {_escaped(family.help)}", f"# TYPE {name} {family.kind.value}"


def _rows(family: Family) -> Iterator[str]:
    for values, value in family.values.items():
        yield f"{family.name}{_labels(family.labels, values)} {value!r}"


def _histogram(family: Family) -> Iterator[str]:
    """Each bucket's upper end with all that is not above it, then how many there were, and their sum."""
    ends = [*(repr(float(bound)) for bound in family.bounds), "+Inf"]
    for values, cells in family.values.items():
        *upto, count = accumulate(cells[:-1])
        for end, number in zip(ends, (*upto, count), strict=True):
            yield f"{family.name}_bucket{_labels((*family.labels, 'le'), (*values, end))} {number!r}"
        labels = _labels(family.labels, values)
        yield f"{family.name}_count{labels} {count!r}"
        yield f"{family.name}_sum{labels} {cells[-1]!r}"


def _labels(names: Sequence[str], values: Sequence[str]) -> str:
    if not names:
        return ""
    return "{" + ",".join([f'{n}="{_escaped(v)}"' for n, v in zip(names, values, strict=True)]) + "}"


def _escaped(text: str) -> str:
    if "\\" not in text and '"' not in text and "\n" not in text:
        return text
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')
