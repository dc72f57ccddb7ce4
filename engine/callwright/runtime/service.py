"""The service as a whole: its flows, its store, its dispatcher, and what runs beside the calls.

Theory of operation. Making a ``Service`` reads the flows and opens nothing; ``open`` opens the store and starts the
sweeping (and the watching, with ``reload``) on the running event loop, once. A program opens it in its lifespan. Where
it is mounted in another application nobody tells it to start, so the first event opens it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from callwright.core.events import Event
from callwright.diagnostics import text
from callwright.runtime import condition, log
from callwright.runtime.auth import MANAGEMENT, Doorkeeper
from callwright.runtime.catalog import Loaded
from callwright.runtime.dispatcher import Dispatcher
from callwright.runtime.drain import Leaving
from callwright.runtime.external import External
from callwright.runtime.flows import Flows
from callwright.runtime.library import Library
from callwright.runtime.limits import Limits, Turned
from callwright.runtime.outbound.outbound import Outbound
from callwright.runtime.reach import Reach
from callwright.runtime.recorder import Recorder
from callwright.runtime.relay import Relay
from callwright.runtime.services import secrets
from callwright.runtime.services.services import Services
from callwright.runtime.settings import READY_SECONDS, SWEEP_SECONDS, TOKEN_SECONDS, Settings
from callwright.runtime.strangers import Strangers
from callwright.runtime.tokens import Tokens
from callwright.runtime.watching import Watch
from callwright.stores import Store, StoreError, open_store
from callwright.stores.base import RETENTION_SECONDS


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
        self.strangers = Strangers()
        self.limits = Limits(settings.bounds, is_virtual=settings.trust_clock)
        url = settings.external_url
        self._external = None if url is None else External(url, settings.external_token)
        self.watch = Watch()
        self.dispatcher: Dispatcher | None = None
        """``None`` until the service is open."""
        self.outbound: Outbound | None = None
        """The same."""
        self.refused = 0
        """How many messages were no events."""
        self.flows = Flows(self.paths, store, settings)
        if not self.flows.loaded.projects:
            raise FlowError(self.flows.loaded)
        self.catalog = self.flows.catalog()
        self._address = store
        self._store: Store | None = None
        self._beside: list[asyncio.Task[None]] = []
        self.relay: Relay | None = None
        """How the workers of the store talk to each other; ``None`` until the service is open."""
        self.leaving = Leaving()
        self._looked_at = float("-inf")
        self._found: str | None = "The service begins."
        """What ``ready`` found when it looked last."""

    def open_store(self) -> Store:
        """Open the store; harmless if it is open. Raises ``StoreError`` if it cannot be."""
        if self._store is None:
            address, kept = self._address, self.settings.records or RETENTION_SECONDS
            self._store = open_store(address, retention=kept) if isinstance(address, str) else address
        return self._store

    async def open(self) -> Dispatcher:
        """Open the store and begin; harmless if all is open. Raises ``StoreError`` if the store cannot be opened."""
        if self.dispatcher is None:
            store = self.open_store()
            settings = self.settings
            self.watch.open(settings.traces, settings.environment, settings.counts)
            self.relay = Relay(store.bus())
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
                relay=self.relay,
                watch=self.watch,
            )
            self._tell_missing()
            beside = (condition.beat(self), self._sweep(store), self.relay.open())
            self._beside = [asyncio.create_task(each) for each in beside]
            self._beside += await self.flows.open(store, self.relay, self._tell_missing)
            if any(tokens is not None and tokens.is_of_a_file for tokens in self._tokens()):
                self._beside.append(asyncio.create_task(self._keep_tokens()))
        return self.dispatcher

    @property
    def library(self) -> Library | None:
        """Every version of the flows that was served or published; ``None`` until the service is open."""
        return self.flows.library

    def missing(self) -> tuple[str, ...]:
        """The variables of the environment that services of the flows need and that are not set."""
        return secrets.missing(self.catalog.current.flows.values(), self.settings.environment)

    def _tell_missing(self) -> None:
        names = self.missing()
        if names:
            log.warn("a service cannot be asked: variables are missing in the environment", names=list(names))

    def _tokens(self) -> tuple[Tokens | None, Tokens | None, Tokens | None, Tokens | None]:
        settings = self.settings
        platform = None if settings.dialling is None else settings.dialling.token
        return settings.token, settings.management_token, settings.external_token, platform

    def reread_tokens(self, *, whatever: bool = True) -> None:
        """Take the secrets of files that changed; ``whatever``: look into them also if they seem not to have."""
        token, managers, external, platform = self._tokens()
        for tokens, forbidden in ((token, managers), (managers, token), (external, None), (platform, None)):
            if tokens is not None:
                tokens.reread(forbidden, whatever=whatever)

    async def _keep_tokens(self) -> None:
        while True:
            await asyncio.sleep(TOKEN_SECONDS)
            self.reread_tokens(whatever=False)

    async def turned_away(self, event: Event) -> Turned | None:
        """What to answer to an event of the platform that cannot be taken now; ``None``: it is to be taken.

        It is counted. A call that the store knows is not new, whatever its event looks like.
        """
        if self.limits.admits(event) or (self.limits.spares_known(event) and await self._knows(event.session)):
            return None
        if self.dispatcher is not None:
            self.dispatcher.told_to_wait(event)
        flow = self.catalog.answering(event)
        return self.limits.instead(event, next(iter(self.catalog.languages)) if flow is None else flow.language)

    async def _knows(self, call: str) -> bool:
        try:
            stored = await self.open_store().load(call)
        except StoreError:
            return False
        return stored is not None and stored.session is not None

    async def leave(self) -> None:
        """Take no more calls, and let those go that are on a WebSocket here, each as soon as it is at rest."""
        dispatcher = self.dispatcher
        await self.leaving.close_all(set if dispatcher is None else dispatcher.at_work)

    def renew(self) -> bool:
        """Read flows and secrets anew, before workers are replaced. False: the flows cannot be served as they are."""
        self.reread_tokens()
        return self.flows.renew()

    def close_store(self) -> None:
        """Close the store that ``open_store`` opened, where nothing else was opened."""
        store, self._store = self._store, None
        if store is not None:
            store.close()

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
        relay, self.relay = self.relay, None
        if relay is not None:
            await relay.close()
        outbound, self.outbound = self.outbound, None
        if outbound is not None:
            await outbound.close()
        if self._external is not None:
            await self._external.close()
        if self._store is not None:
            self._store.close()
            self._store = None
        self.watch.close()

    async def _sweep(self, store: Store) -> None:
        while True:
            try:
                swept = await store.sweep()
                if swept:
                    log.note("calls forgotten", count=swept)
                if self.outbound is not None:
                    await self.outbound.sweep()
                await self.flows.sweep(store)
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

    async def ready(self, *, fresh: bool = True) -> str | None:
        """``None`` if calls can be taken, else the reason why not; unless ``fresh``, as it was a second ago.

        Looking costs the store a write, so strangers do not make us look more often than that.
        """
        if self.leaving.begun:
            return "The service was told to stop."
        now = time.monotonic()
        if fresh or now >= self._looked_at + READY_SECONDS:
            self._looked_at = now
            self._found = await self._look()
        return self._found

    async def _look(self) -> str | None:
        try:
            await self.open()
            await self.open_store().check()
        except StoreError as error:
            return str(error)
        return None
