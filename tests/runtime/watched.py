"""Services that are looked at: calls at their dispatcher, and their metrics as Prometheus reads them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from prometheus_client.parser import text_string_to_metric_families

from callwright.core.events import AssistantSpeak, InputTimeout, SessionEnd, SessionStart, SpeechEnded, UserSpeak
from callwright.runtime import metrics
from callwright.runtime.dispatcher import Dispatcher
from callwright.runtime.service import Service
from callwright.runtime.settings import Settings
from callwright.stores import Store
from tests.runtime.turns import AT, US

Rows = Mapping[tuple[str, ...], float]


class Metrics(dict[str, dict[tuple[str, ...], float]]):
    """By the name of a sample: its values by the values of its labels, in the order of their names."""

    def __missing__(self, name: str) -> Rows:
        return {}


def parsed(page: str) -> Metrics:
    """A page of metrics; what is no page fails."""
    found = Metrics()
    for family in text_string_to_metric_families(page):
        for sample in family.samples:
            labels = tuple(value for _, value in sorted(sample.labels.items()))
            found.setdefault(sample.name, {})[labels] = sample.value
    return found


async def page_of(service: Service) -> str:
    body, _ = await metrics.exposition(service, "")
    return body.decode()


async def scraped(service: Service) -> Metrics:
    return parsed(await page_of(service))


@asynccontextmanager
async def open_service(flows: Path, store: str | Store = "memory://", **settings: Any) -> AsyncIterator[Service]:
    service = Service([flows], store, Settings(**settings))
    await service.open()
    try:
        yield service
    finally:
        await service.close()


async def whole_call(dispatcher: Dispatcher, call: str = "c1") -> None:
    """The first prompts are heard; nothing is said; something is not understood; something is; the caller hangs up."""
    await dispatcher.dispatch(SessionStart(call, AT, US))
    await dispatcher.dispatch(AssistantSpeak(call, AT + 50, US, 1900))
    await dispatcher.dispatch(SpeechEnded(call, AT + 2_000, US))
    await dispatcher.dispatch(SpeechEnded(call, AT + 6_000, US))
    await dispatcher.dispatch(InputTimeout(call, AT + 20_000, US))
    for at in (24_000, 30_000):
        await dispatcher.dispatch(SpeechEnded(call, AT + at, US))
    await dispatcher.dispatch(UserSpeak(call, AT + 34_000, US, "colourless green ideas"))
    for at in (38_000, 44_000):
        await dispatcher.dispatch(SpeechEnded(call, AT + at, US))
    await dispatcher.dispatch(UserSpeak(call, AT + 48_000, US, "billing"))
    await dispatcher.dispatch(SessionEnd(call, AT + 60_000, US))
