"""A save is live for the next call.

Theory of operation. Whatever changes below the folders of the flows is noticed (``Noticing``); the ``Reloader`` then
reads everything in a thread, so that calls go on meanwhile, and hands the result to the catalog, which refuses what is
broken. What did not change is not compiled again. A version is in the store before the first call begins in it.

*One consistent set.* A single saved file is read at once. Where several files change together, or git is at work in
the folder, nothing is read until they have come to rest. If anything changes while the files are read, the result is
thrown away and the reading begins anew, but not for ever: what compiles is taken after a while, however often the
files are saved.

*Half a file.* Some editors empty a file and then write it, so a broken result is believed only if nothing changes for
another moment. Then it is shown in full, once; the last good version goes on serving, and so do the calls that began
with it.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from watchfiles import awatch

from callwright.diagnostics import text
from callwright.runtime import log
from callwright.runtime.catalog import Catalog
from callwright.runtime.library import Library
from callwright.runtime.loading import Loaded, Reader
from callwright.runtime.watched import git_is_busy, git_locks, identities, is_of_interest
from callwright.stores import Store, StoreError

DEBOUNCE_MS = 50
STEP_MS = 10

LOOK_MS = 100
"""How often the folders themselves are looked at: whether they are still the ones that are watched."""

QUIET_SECONDS = 0.1
"""How long nothing may change after several files did."""

GIT_LOOK_SECONDS = 0.02
UNREST_SECONDS = 5.0
"""How long files that do not come to rest are waited for."""

ANEW_SECONDS = 2.0
"""How long a good result is thrown away because something has changed again."""

BELIEVE_SECONDS = 0.4
"""How long a broken state of the files must last before anybody is told."""

KEEP_SECONDS = 0.5
"""How long the store may take to keep a version before it is served nevertheless."""

RETRY_SECONDS = 0.5


class Noticing:
    """What has changed since somebody last looked."""

    def __init__(self) -> None:
        self._changed = asyncio.Event()
        self.files: set[str] = set()
        self.first = 0.0
        self.last = 0.0
        """When the first and the last of the changes were noticed, by ``time.monotonic``."""

    def note(self, *files: str) -> None:
        """Something changed."""
        self.last = time.monotonic()
        if not self._changed.is_set():
            self.first = self.last
        self.files.update(files)
        self._changed.set()

    def clear(self) -> None:
        """It was seen."""
        self._changed.clear()
        self.files.clear()

    @property
    def any(self) -> bool:
        """Whether anything has changed."""
        return self._changed.is_set()

    async def wait(self, seconds: float | None = None) -> bool:
        """Wait for a change; False if there was none by then."""
        try:
            await asyncio.wait_for(self._changed.wait(), seconds)
        except TimeoutError:
            return False
        return True


class Reloader:
    """Keeps a catalog up to date with its files. ``taken`` is called after each reload that was taken.

    ``reader`` is the one that the catalog's first version was read with.
    """

    def __init__(
        self,
        catalog: Catalog,
        paths: Sequence[Path],
        reader: Reader,
        store: Store,
        library: Library,
        taken: Callable[[], None] = lambda: None,
    ) -> None:
        self._catalog = catalog
        self._paths = tuple(paths)
        self._reader = reader
        self._store = store
        self._library = library
        self._taken = taken
        self._noticed = Noticing()
        self._locks = git_locks(self._paths)
        self._keeping: set[asyncio.Task[None]] = set()
        self.readings = 0
        """How many times the files were read and the result used, good or not."""
        self.watching = False
        """Whether what is saved from now on is noticed."""

    async def run(self) -> None:
        """Watch until cancelled."""
        noticing = asyncio.create_task(self._notice())
        try:
            while True:
                await self._noticed.wait()
                await self._reload()
        finally:
            noticing.cancel()

    # reading

    async def _reload(self) -> None:
        """Read until there is a result to be used, and use it."""
        began = self._noticed.first
        while True:
            await self._rest(began)
            self._noticed.clear()
            try:
                loaded = await asyncio.to_thread(self._reader.read)
            except Exception as error:  # a fault of the compiler must not end the watching
                log.fault("the flows could not be read", error=error)
                self.readings += 1
                return
            if self._catalog.objection(loaded) is not None:
                if await self._noticed.wait(BELIEVE_SECONDS):
                    continue
            elif self._noticed.any and (time.monotonic() < began + ANEW_SECONDS or git_is_busy(self._locks)):
                continue
            break
        await self._keep(loaded)
        self._use(loaded, began)
        await self._prune()
        self.readings += 1

    async def _rest(self, began: float) -> None:
        """Wait until files that change together have come to rest."""
        while (now := time.monotonic()) < began + UNREST_SECONDS:
            if git_is_busy(self._locks):
                await asyncio.sleep(GIT_LOOK_SECONDS)
            elif len(self._noticed.files) > 1 and now < self._noticed.last + QUIET_SECONDS:
                await asyncio.sleep(self._noticed.last + QUIET_SECONDS - now)
            else:
                return

    async def _keep(self, loaded: Loaded) -> None:
        if not loaded.projects:
            return
        task = asyncio.create_task(self._kept(loaded))
        self._keeping.add(task)
        task.add_done_callback(self._keeping.discard)
        await asyncio.wait({task}, timeout=KEEP_SECONDS)

    async def _kept(self, loaded: Loaded) -> None:
        try:
            await self._library.keep(loaded)
        except StoreError as error:
            log.fault("the saved flows could not be kept in the store", error=error)

    def _use(self, loaded: Loaded, began: float) -> None:
        before = self._catalog.version
        taken = self._catalog.take(loaded)
        self._show(loaded, taken=taken, before=before, began=began)
        if taken:
            self._taken()

    async def _prune(self) -> None:
        try:
            in_use = await self._store.versions()
            self._catalog.prune(in_use)
            await self._library.drop(in_use | self._catalog.in_memory)
        except StoreError as error:
            log.fault(str(error))

    def _show(self, loaded: Loaded, *, taken: bool, before: str, began: float) -> None:
        catalog = self._catalog
        if loaded.diagnostics and (not taken or catalog.version != before):
            print(text.render(loaded.diagnostics, loaded.sources, colours=sys.stderr.isatty()), file=sys.stderr)
        if not taken and catalog.trouble is not None:
            fields = {"errors": catalog.trouble.errors}
            log.logger.error(catalog.trouble.message, extra={"fields": fields})
        elif catalog.version != before:
            ms = round((time.monotonic() - began) * 1000)
            log.note("the saved flows are live for the next call", version=catalog.version, ms=ms)
        elif self.readings:
            log.note("the flows are as they were", version=before)

    # noticing

    async def _notice(self) -> None:
        """Note whatever of interest changes. A folder that is removed and made again is another one.

        What was saved between the first reading and the first watching is found by reading once more.
        """
        before: list[tuple[Path, tuple[int, int] | None]] | None = None
        while True:
            watched = identities(self._paths)
            if before not in (None, watched):
                self._noticed.note()
            before = watched
            there = [folder for folder, found in watched if found]
            try:
                if there:
                    await self._watch(there, watched)
                else:
                    await asyncio.sleep(LOOK_MS / 1000)
            except (OSError, RuntimeError) as error:
                self.watching = False
                log.fault("the folder of the flows cannot be watched", error=error)
                await asyncio.sleep(RETRY_SECONDS)

    async def _watch(self, there: list[Path], watched: list[tuple[Path, tuple[int, int] | None]]) -> None:
        """Watch until the folders are others."""
        first = True
        async for changes in awatch(
            *there,
            watch_filter=is_of_interest,
            debounce=DEBOUNCE_MS,
            step=STEP_MS,
            rust_timeout=LOOK_MS,
            yield_on_timeout=True,
        ):
            if first:
                first = False
                self.watching = True
                self._noticed.note()
            if changes:
                self._noticed.note(*(path for _, path in changes))
            if watched != identities(self._paths):
                return
