"""The service as a whole: its flows, its store, its dispatcher, and what runs beside the calls.

Theory of operation. Making a ``Service`` reads the flows and opens nothing; ``open`` opens the store and starts the
sweeping (and the watching, with ``reload``) on the running event loop, once. A program opens it in its lifespan. Where
it is mounted in another application nobody tells it to start, so the first event opens it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from callwright.diagnostics import text
from callwright.runtime import log
from callwright.runtime.auth import MANAGEMENT, Doorkeeper
from callwright.runtime.catalog import Catalog, Loaded, load
from callwright.runtime.dispatcher import Dispatcher
from callwright.runtime.external import External
from callwright.runtime.outbound.outbound import Outbound
from callwright.runtime.reach import Reach
from callwright.runtime.recorder import Recorder
from callwright.runtime.services import secrets
from callwright.runtime.services.services import Services
from callwright.runtime.settings import SWEEP_SECONDS, Settings
from callwright.stores import Store, StoreError, open_store


class FlowError(ValueError):
    """The flows have mistakes. The message is the list of them as people read it."""

    def __init__(self, loaded: Loaded) -> None:
        found = text.render(loaded.diagnostics, loaded.sources)
        super().__init__(f"these flows cannot be served:\n{found}")
        self.loaded = loaded


class Service:
    """Raises ``FlowError`` for flows with mistakes, ``ValueError`` for wrong settings.

    ``store`` is an address, or a store that is open already.
    """

    def __init__(self, paths: Sequence[Path], store: str | Store, settings: Settings) -> None:
        self.paths = tuple(paths)
        self.settings = settings
        self.doorkeeper = Doorkeeper(settings.token)
        self.manager = Doorkeeper(settings.management_token, MANAGEMENT)
        url = settings.external_url
        self._external = None if url is None else External(url, settings.external_token)
        self.dispatcher: Dispatcher | None = None
        """``None`` until the service is open."""
        self.outbound: Outbound | None = None
        """The same."""
        self.refused = 0
        """How many messages were no events."""
        loaded = load(self.paths)
        if not loaded.projects:
            raise FlowError(loaded)
        self.catalog = Catalog(loaded)
        self._address = store
        self._store: Store | None = None
        self._beside: list[asyncio.Task[None]] = []

    def open_store(self) -> Store:
        """Open the store; harmless if it is open. Raises ``StoreError`` if it cannot be."""
        if self._store is None:
            self._store = open_store(self._address) if isinstance(self._address, str) else self._address
        return self._store

    async def open(self) -> Dispatcher:
        """Open the store and begin; harmless if all is open. Raises ``StoreError`` if the store cannot be opened."""
        if self.dispatcher is None:
            store = self.open_store()
            settings = self.settings
            self.outbound = Outbound(self.catalog, store, settings.dialling)
            self.dispatcher = Dispatcher(
                self.catalog,
                store,
                Reach(self._external),
                Services(settings.environment),
                quiet=settings.quiet,
                trust_clock=settings.trust_clock,
                outbound=self.outbound,
                recorder=None if settings.records is None else Recorder(),
            )
            self._tell_missing()
            self._beside = [asyncio.create_task(self._sweep(store))]
            if self.settings.reload:
                from callwright.runtime.reload import watch

                watching = watch(self.catalog, self.paths, store, self._tell_missing)
                self._beside.append(asyncio.create_task(watching))
        return self.dispatcher

    def missing(self) -> tuple[str, ...]:
        """The variables of the environment that services of the flows need and that are not set."""
        return secrets.missing(self.catalog.current.flows.values(), self.settings.environment)

    def _tell_missing(self) -> None:
        names = self.missing()
        if names:
            log.warn("a service cannot be asked: variables are missing in the environment", names=list(names))

    async def close(self) -> None:
        """End what runs beside the calls and leave the store in order."""
        beside, self._beside = self._beside, []
        for task in beside:
            task.cancel()
        for task in beside:
            with suppress(asyncio.CancelledError):
                await task
        dispatcher, self.dispatcher = self.dispatcher, None
        if dispatcher is not None:
            await dispatcher.close()
        outbound, self.outbound = self.outbound, None
        if outbound is not None:
            await outbound.close()
        if self._external is not None:
            await self._external.close()
        if self._store is not None:
            self._store.close()
            self._store = None

    async def _sweep(self, store: Store) -> None:
        while True:
            try:
                swept = await store.sweep()
                if swept:
                    log.note("calls forgotten", count=swept)
                if self.outbound is not None:
                    await self.outbound.sweep()
            except StoreError as error:
                log.fault(str(error))
            await asyncio.sleep(SWEEP_SECONDS)

    def health(self) -> dict[str, Any]:
        """What runs here, for people and their monitors."""
        catalog = self.catalog
        trouble = catalog.trouble
        report: dict[str, Any] = {
            "status": "ok" if trouble is None else "degraded",
            "version": catalog.version,
            "flows": {
                name: {"states": len(flow.states), "numbers": list(flow.numbers)}
                for name, flow in sorted(catalog.current.flows.items())
            },
            "refused": self.refused,
        }
        if trouble is not None:
            report["errors"] = trouble.errors
            report["trouble"] = trouble.message
        return report

    async def ready(self) -> str | None:
        """``None`` if calls can be taken, else the reason why not."""
        try:
            await self.open()
            await self.open_store().check()
        except StoreError as error:
            return str(error)
        return None
