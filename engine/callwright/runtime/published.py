"""What is published under aliases, as what is served.

Theory of operation. A service that serves aliases reads them from the store, and compiles the versions that they stand
for out of the library. It hears of a change at once where workers can be told of it, and looks for one now and then in
any case. What cannot be served (an alias that is gone, a version that nobody has) leaves what is served as it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from callwright.compiler import Project
from callwright.runtime import log
from callwright.runtime.aliases import AliasBook, AliasError, Aliases, found
from callwright.runtime.answering import Offer
from callwright.runtime.catalog import Catalog, Trouble
from callwright.runtime.library import Library
from callwright.runtime.loading import Loaded, flows_of
from callwright.stores.base import Store, StoreError

KIND = "flows"
"""The message between workers that says that an alias changed."""

Known = Callable[[str], Project | None]


async def loaded(names: Sequence[str], aliases: Aliases, library: Library, known: Known = lambda _: None) -> Loaded:
    """What these aliases stand for. ``known`` has versions that need not be compiled again.

    Raises ``AliasError`` for what cannot be served, and ``StoreError``.
    """
    offers: list[Offer] = []
    projects: dict[str, Project] = {}
    for name in names:
        alias = found(aliases, name)
        shares: list[tuple[int, Project]] = []
        for version, percent in alias.now.shares:
            project = projects.get(version) or known(version) or await library.project(version)
            if project is None:
                raise AliasError(
                    f'The alias "{name}" stands for the version {version[:8]}, which cannot be served.',
                    "It is not in this store, or this release cannot compile it: publish it again, with callwright "
                    "publish, or let the alias stand for another one.",
                )
            projects[version] = project
            shares.append((percent, project))
        offers.append(Offer(tuple(shares), alias.now.numbers, name))
    every = tuple(projects.values())
    return Loaded(every, flows_of(every), offers=tuple(offers))


async def read(store: Store, names: Sequence[str]) -> Loaded:
    """``loaded`` from a store, with nothing known before."""
    aliases, _ = await AliasBook(store).read()
    return await loaded(names, aliases, Library(store))


class Follower:
    """Keeps a catalog up to date with its aliases. ``taken`` is called after each change that was taken.

    ``every`` so many seconds it looks, told or not.
    """

    def __init__(
        self,
        catalog: Catalog,
        names: Sequence[str],
        store: Store,
        library: Library,
        taken: Callable[[], None] = lambda: None,
        *,
        every: float,
    ) -> None:
        self._catalog = catalog
        self._names = tuple(names)
        self._book = AliasBook(store)
        self._library = library
        self._taken = taken
        self._every = every
        self._told = asyncio.Event()
        self._seen: int | None = None
        self._failing = False

    def told(self) -> None:
        """Somebody says that an alias changed."""
        self._told.set()

    async def run(self) -> None:
        """Follow until cancelled."""
        while True:
            try:
                await self._look()
                self._failing = False
            except StoreError as error:
                if not self._failing:
                    log.fault("the aliases cannot be read", error=error)
                self._failing = True
            try:
                await asyncio.wait_for(self._told.wait(), self._every)
            except TimeoutError:
                continue
            finally:
                self._told.clear()

    async def _look(self) -> None:
        aliases, revision = await self._book.read()
        if revision == self._seen:
            return
        before = self._catalog.version, self._catalog.current.offers
        try:
            made = await loaded(self._names, aliases, self._library, self._catalog.known)
        except AliasError as error:
            if self._catalog.trouble is None:
                log.logger.error(f"{error} {error.mend} What was served before goes on serving.")
            self._catalog.trouble = Trouble(f"{error} What was served before goes on serving.", 1)
            return  # it may be mended without another change of the aliases, so it is tried again
        self._seen = revision
        if self._catalog.take(made) and (self._catalog.version, made.offers) != before:
            log.note("new calls begin as the aliases say now", version=self._catalog.version)
            self._taken()
