"""How the service is doing at this moment: the gauges of its metrics, and its health for whoever manages it.

Theory of operation. What a worker is and does (``worker``) is looked at once a second if others want to know it, and
whenever somebody asks. What is true of the line as a whole (``line``: the store, the flows) is found out by whoever is
asked, since every worker would say the same.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from callwright.runtime import log
from callwright.runtime.counts import Counts
from callwright.runtime.shared_counts import SharedCounts
from callwright.stores.base import Store, StoreError

if TYPE_CHECKING:
    from callwright.runtime.service import Service

BEAT_SECONDS = 1.0
SHARE = 50
"""Writing what was counted may take one part in so many of the time."""

PATIENCE_SECONDS = 2.0
"""How long the store may take to say how it is."""


async def beat(service: Service) -> None:
    """See once a second how late the event loop is, and tell other workers what was counted. Runs until cancelled."""
    loop = asyncio.get_running_loop()
    watch, pause, found = service.watch, BEAT_SECONDS, ""
    while True:
        due = loop.time() + pause
        await asyncio.sleep(pause)
        watch.counts.lag.set(max(0.0, loop.time() - due))
        if watch.shared is not None:
            began, before = time.perf_counter(), found
            worker(service)
            try:
                await asyncio.to_thread(watch.shared.write, watch.settle().snapshot())
                found = ""
            except OSError as error:
                found = error.strerror or str(error)
                if found != before:
                    log.warn("what was counted cannot be written for the other workers", found=found)
            pause = max(BEAT_SECONDS, SHARE * (time.perf_counter() - began))


def worker(service: Service) -> None:
    """Set the gauges of this worker."""
    counts, dispatcher = service.watch.counts, service.dispatcher
    counts.under_way.set(0 if dispatcher is None else len(dispatcher))
    counts.inquiries.set(0 if dispatcher is None else dispatcher.inquiries)
    counts.sockets.set(service.watch.sockets)
    counts.workers.set(1)
    counts.started.set(service.watch.started)
    counts.memory.set(_memory())
    counts.processor.values[()] = time.process_time()
    counts.unwritten.set(log.unwritten())


async def line(service: Service) -> str:
    """Set the gauges of the line as a whole. Why the store does not work, empty if it does."""
    counts, catalog = service.watch.counts, service.catalog
    reason = ""
    for gauge in (counts.open, counts.version):
        gauge.values.clear()
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            reason = await _store(service.open_store(), counts)
    except TimeoutError:
        reason = f"The store does not answer within {PATIENCE_SECONDS:g} seconds."
    counts.store_up.set(0 if reason else 1)
    counts.reload_errors.set(0 if catalog.trouble is None else max(1, catalog.trouble.errors))
    counts.versions.set(len(catalog))
    counts.version.set(1, catalog.version)
    return reason


async def _store(store: Store, counts: Counts) -> str:
    try:
        await store.check()
        counts.open.set(await store.open_calls())
    except StoreError as error:
        return str(error)
    return ""


async def summed(service: Service) -> tuple[Counts, str]:
    """What all workers of this machine counted, and how they are doing; and ``line``'s reason."""
    worker(service)
    reason = await line(service)
    watch = service.watch
    mine = watch.settle().snapshot()
    total = Counts()
    total.add(mine)
    if watch.shared is not None:
        with suppress(OSError):
            await asyncio.to_thread(_with_others, watch.shared, mine, total)
    return total, reason


def _with_others(shared: SharedCounts, mine: Mapping[str, Any], total: Counts) -> None:
    shared.write(mine)
    shared.others(total)


async def health(service: Service) -> dict[str, Any]:
    """For whoever manages the line: what runs, and everything that is not as it should be."""
    total, reason = await summed(service)
    report = service.health()
    missing, trouble = service.missing(), service.catalog.trouble
    reasons = [reason] if reason else []
    if trouble is not None:
        reasons.append(trouble.message)
    if missing:
        reasons.append(f"Services of the flows need variables that the environment lacks: {', '.join(missing)}.")
    return report | {
        "status": "down" if reason else "degraded" if reasons else "ok",
        "reasons": reasons,
        "store": {"ok": not reason, "calls": total.open.values.get(())},
        "versions": {"current": service.catalog.version, "in_memory": len(service.catalog)},
        "workers": int(total.workers.values.get((), 1)),
        "under_way": int(total.under_way.values.get((), 0)),
        "websockets": int(total.sockets.values.get((), 0)),
    }


def _memory() -> int:
    """Bytes of this process that are in memory; 0 where nobody can tell."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
