"""Every version of the flows that is served or published, kept in the store by the hash of its content.

Theory of operation. A version is kept before the first call can begin in it, so a call finds its own version again
after a restart, on another worker or another machine, however the files have changed since. It is compiled again from
the very bytes that it was made from, in a thread; that it is the same is shown by its hash.

Three shelves: ``versions`` (see ``packing``), ``files`` (large files, by hash), ``published`` (which versions somebody
published, when, and with what note).

``drop`` and ``tend`` throw away what nobody needs: a version that is not published, that no alias leads to and in which
no call is waiting. A call's record is replayed with its version, and is kept for the store's retention after its last
line; so a version is kept for longer than that after its last call. While it is in use it is put on its shelf anew now
and then, which is how anybody knows when that was.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from callwright.compiler import Project, compile_archive
from callwright.compiler.archive import Archive
from callwright.runtime import log
from callwright.runtime.hearing import prepare
from callwright.runtime.loading import Loaded
from callwright.runtime.packing import Entry, UnreadableError, entry, large_in, pack, unpack
from callwright.runtime.settings import GONE_SECONDS
from callwright.stores.base import RETENTION_SECONDS, Conflict, Document, Store

VERSIONS = "versions"
FILES = "files"
PUBLISHED = "published"

FRESH = 0.05
"""The part of the retention after which what is in use is put on its shelf anew."""

YOUNG_SECONDS = GONE_SECONDS - 60.0
"""For so long after a version was kept every call that ever began in it is known to the store."""

SLACK = 0.15
"""The part of the retention that is added to it, so that no record outlives its version."""


@dataclass(frozen=True, slots=True)
class Published:
    """That a version was published; ``at`` is Unix seconds."""

    at: float
    note: str


class Library:
    """One a store. Any method may raise ``StoreError``."""

    def __init__(
        self, store: Store, *, retention: float = RETENTION_SECONDS, clock: Callable[[], float] = time.time
    ) -> None:
        self._store = store
        self._retention = retention
        self._clock = clock
        self._young: dict[str, tuple[int, float]] = {}
        """What we were the first to keep: its revision then, and when."""

    async def keep(self, loaded: Loaded) -> None:
        """Have every version of what was loaded in the store. Afterwards ``loaded`` need not hold the archives."""
        for project in loaded.projects:
            archive = loaded.archives.get(project.version)
            if archive is not None:
                await self.put(project, archive)
                loaded.archives.pop(project.version, None)

    async def put(self, project: Project, archive: Archive) -> None:
        """Keep one version. Of one that is kept already it is noted that somebody else needs it too."""
        before = await self._store.take(VERSIONS, project.version)
        if before is not None and self._is_fresh(before):
            if self._young.get(project.version, (0, 0.0))[0] != before.revision:
                await self._note(project.version, before)
            return
        at = self._clock() if before is None else _first(before)
        value, large = await asyncio.to_thread(pack, project, archive, at)
        for digest, data in large.items():
            there = await self._store.take(FILES, digest)
            if there is None or not self._is_fresh(there):
                await self._store.put(FILES, digest, data)
        revision = await self._store.put(VERSIONS, project.version, value)
        if before is None:
            self._young[project.version] = revision, self._clock()

    async def archive(self, version: str) -> Archive | None:
        """What a version was made from; ``None`` if it is not kept, or cannot be read by this release."""
        document = await self._store.take(VERSIONS, version)
        if document is None:
            return None
        try:
            large: dict[str, bytes] = {}
            for digest in large_in(document.value):
                found = await self._store.take(FILES, digest)
                if found is not None:
                    large[digest] = found.value
            return await asyncio.to_thread(unpack, document.value, large)
        except UnreadableError as error:
            log.fault(str(error), version=version)
            return None

    async def project(self, version: str) -> Project | None:
        """A version, compiled again as it was; ``None`` if it is not kept, or this release compiles it no more."""
        archive = await self.archive(version)
        if archive is None:
            return None
        compiled = await asyncio.to_thread(compile_archive, archive)
        if compiled.project is None:
            first = next(iter(compiled.diagnostics), None)
            found = "" if first is None else f"{first.span.file}:{first.span.line}: {first.message}"
            log.fault("a kept version cannot be compiled any more", version=version, found=found)
            return None
        if compiled.project.version != version:
            log.fault("a kept version is not what its name says", version=version, found=compiled.project.version)
            return None
        await asyncio.to_thread(prepare, compiled.project.flows.values())
        return compiled.project

    # what people look at

    async def publish(self, project: Project, archive: Archive, note: str = "") -> None:
        """Keep a version until somebody forgets it."""
        value = json.dumps({"at": self._clock(), "note": note}).encode()
        await self.put(project, archive)
        await self._store.put(PUBLISHED, project.version, value)
        await self.put(project, archive)  # what was thrown away in between is put back

    async def published(self) -> dict[str, Published]:
        """Every published version."""
        made: dict[str, Published] = {}
        for version in await self._store.keys(PUBLISHED):
            document = await self._store.take(PUBLISHED, version)
            if document is not None:
                made[version] = _published(document)
        return made

    async def entries(self) -> list[Entry]:
        """Every kept version, the newest first."""
        found: list[Entry] = []
        for version in await self._store.keys(VERSIONS):
            document = await self._store.take(VERSIONS, version)
            if document is not None:
                try:
                    found.append(entry(document.value))
                except UnreadableError:
                    found.append(Entry(version, "", {}, document.at))
        return sorted(found, key=lambda one: (-one.at, one.version))

    async def versions(self) -> list[str]:
        """The names of every kept version."""
        return await self._store.keys(VERSIONS)

    async def forget(self, version: str) -> bool:
        """A published version is published no more, and goes once nobody uses it. Whether it was published."""
        return await self._store.remove(PUBLISHED, version)

    # what is thrown away

    async def tend(self, in_use: Collection[str]) -> int:
        """Throw away what nobody needs, and note what is ``in_use``. How many versions went."""
        published = set(await self._store.keys(PUBLISHED))
        files: set[str] = set()
        gone, all_readable = 0, True
        for version in await self._store.keys(VERSIONS):
            document = await self._store.take(VERSIONS, version)
            if document is None:
                continue
            if version in in_use:
                if not self._is_fresh(document):
                    await self._note(version, document)
            elif version not in published and self._is_past(document):
                gone += await self._store.remove(VERSIONS, version)
                continue
            try:
                files.update(large_in(document.value))
            except UnreadableError as error:
                log.fault(str(error), version=version)
                all_readable = False  # it may need any file
        for digest in await self._store.keys(FILES) if all_readable else ():
            held = None if digest in files else await self._store.take(FILES, digest)
            if held is not None and self._is_past(held):
                await self._store.remove(FILES, digest)
        return gone

    async def drop(self, in_use: Collection[str]) -> int:
        """Throw away at once what only this process ever kept, just now, and what no call has begun in.

        So it is with most saves of an author. ``in_use`` are the versions of all calls, also of those that were over a
        moment ago, and what may be begun in. How many versions went.
        """
        gone = 0
        for version, (revision, at) in list(self._young.items()):
            if self._clock() > at + YOUNG_SECONDS:
                del self._young[version]  # a call may have come and gone, and left a record
            elif version not in in_use:
                del self._young[version]
                document = await self._store.take(VERSIONS, version)
                if document is not None and document.revision == revision:
                    gone += await self._store.remove(VERSIONS, version)
        return gone

    async def _note(self, version: str, document: Document) -> None:
        """Put a version on its shelf anew: it is needed now."""
        with suppress(Conflict):  # somebody else has just noted it
            await self._store.put(VERSIONS, version, document.value, document.revision)

    def _is_fresh(self, document: Document) -> bool:
        return document.at > self._clock() - FRESH * self._retention

    def _is_past(self, document: Document) -> bool:
        return document.at <= self._clock() - (1 + SLACK) * self._retention


def _first(document: Document) -> float:
    """When a version was kept for the first time."""
    try:
        return entry(document.value).at
    except UnreadableError:
        return document.at


def _published(document: Document) -> Published:
    try:
        found: dict[str, Any] = json.loads(document.value)
        return Published(float(found["at"]), str(found.get("note", "")))
    except (ValueError, KeyError, TypeError, AttributeError):
        return Published(document.at, "")
