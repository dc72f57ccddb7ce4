"""The flows of a service: where they come from, and what keeps them up to date while it runs.

They are plain files, read once or (``reload``) after each save; or what is published under aliases. Either way every
version that is served is kept in the library, and found there again by calls that began in it.
"""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from callwright.diagnostics import text
from callwright.runtime import log, published
from callwright.runtime.aliases import AliasBook
from callwright.runtime.catalog import Catalog
from callwright.runtime.library import Library
from callwright.runtime.loading import Loaded, Reader
from callwright.runtime.published import Follower
from callwright.runtime.relay import Relay
from callwright.runtime.settings import Settings
from callwright.stores import Store, StoreError, open_store
from callwright.stores.base import RETENTION_SECONDS

if TYPE_CHECKING:
    from callwright.runtime.reload import Reloader

TEND_SECONDS = 3600.0
"""How often versions that nobody needs are thrown away."""


class Flows:
    """Begins with the first reading, which may have found nothing to serve: then ``catalog`` is not to be asked for.

    Raises ``AliasError`` or ``StoreError`` where aliases cannot be served.
    """

    def __init__(self, paths: Sequence[Path], store: str | Store, settings: Settings) -> None:
        self._settings = settings
        self._paths = tuple(paths)
        self._reader: Reader | None = None
        if settings.aliases:
            self.loaded = _published(store, settings.aliases)
        else:
            self._reader = Reader(self._paths)
            self.loaded = self._reader.read()
        self.reloader: Reloader | None = None
        """What watches the files; ``None`` where nothing does."""
        self.follower: Follower | None = None
        """What follows the aliases; ``None`` where plain files are served."""
        self.library: Library | None = None
        """``None`` until a store is open."""
        self._kept = False
        self._tended = 0.0

    def catalog(self) -> Catalog:
        """What serves the first reading. ``ValueError`` if it found nothing."""
        self._catalog = Catalog(self.loaded, live=self._settings.live)
        return self._catalog

    def renew(self) -> bool:
        """Read plain files anew, in a process that serves nobody itself; whether they can be served.

        What is wrong is printed as it is after a save. Aliases are followed by whoever serves them.
        """
        if self._reader is None:
            return True
        loaded = self._reader.read()
        if loaded.diagnostics:
            print(text.render(loaded.diagnostics, loaded.sources, colours=sys.stderr.isatty()), file=sys.stderr)
        taken = self._catalog.take(loaded)
        trouble = self._catalog.trouble
        if trouble is not None:
            log.fault(trouble.message, errors=trouble.errors)
        else:
            log.note("the flows were read anew", version=self._catalog.version)
        return taken

    async def open(self, store: Store, relay: Relay, taken: Callable[[], None]) -> list[asyncio.Task[None]]:
        """Keep what is served, and begin to follow changes; ``taken`` is called after each one."""
        catalog, settings = self._catalog, self._settings
        self.library = library = Library(store, retention=settings.records or RETENTION_SECONDS)
        catalog.fetch_from = library.project
        await self._keep()
        tasks: list[asyncio.Task[None]] = []
        if settings.aliases:
            self.follower = follower = Follower(
                catalog, settings.aliases, store, library, taken, every=settings.follow_seconds
            )
            relay.on(published.KIND, lambda _sender, _message: follower.told())
            tasks.append(asyncio.create_task(follower.run()))
        elif settings.reload and self._reader is not None:
            from callwright.runtime.reload import Reloader  # watchfiles, which most services do without

            self.reloader = Reloader(catalog, self._paths, self._reader, store, library, taken)
            tasks.append(asyncio.create_task(self.reloader.run()))
        return tasks

    async def _keep(self) -> None:
        """Have the first version in the store. Where the store does not work this is tried again now and then."""
        assert self.library is not None
        try:
            await self.library.keep(self._catalog.current)
            self._kept = True
        except StoreError as error:
            log.fault("the flows could not be kept in the store", error=error)

    async def sweep(self, store: Store) -> None:
        """Forget the versions that nobody needs. Raises ``StoreError``."""
        library = self.library
        if library is None:
            return
        if not self._kept or self._catalog.current.archives:
            await self._keep()
        in_use = await store.versions()
        self._catalog.prune(set(in_use))
        if time.monotonic() >= self._tended:
            self._tended = time.monotonic() + TEND_SECONDS
            aliases, _ = await AliasBook(store).read()
            named = {
                version
                for alias in aliases.values()
                for setting in (alias.now, *alias.past)
                for version in setting.versions
            }
            served = {project.version for project in self._catalog.current.projects}
            gone = await library.tend(in_use | named | served)
            if gone:
                log.note("versions forgotten", count=gone)


def _published(store: str | Store, names: Sequence[str]) -> Loaded:
    """What aliases stand for, before the service has an event loop: on one of its own, in a thread."""
    found: list[Loaded | BaseException] = []

    async def read() -> Loaded:
        opened = open_store(store) if isinstance(store, str) else store
        try:
            return await published.read(opened, names)
        finally:
            if isinstance(store, str):
                opened.close()

    def run() -> None:
        try:
            found.append(asyncio.run(read()))
        except BaseException as error:
            found.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if isinstance(found[0], BaseException):
        raise found[0]
    return found[0]
