"""When a project is checked, and what the editor is told of it.

Theory of operation. All of this runs on the event loop, which only counts edits and passes on answers; what takes time
runs on one worker thread, in the order in which it was asked for. An edit makes the project due. It is checked when the
author pauses for a moment, or at once where a question needs the present text; edits that come while a check runs make
one more check afterwards, however many they are. What is told is the difference to what was told before, so that a
file that somebody else's edit broke or mended is told as well, and one that is gone is cleared.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import TypeVar

from callwright.diagnostics.model import Diagnostic, Edit
from callwright.language_server.actions import difference
from callwright.language_server.documents import Documents
from callwright.language_server.folder import Folder, Known

Answer = TypeVar("Answer")
Tell = Callable[[str, tuple[Diagnostic, ...], Known, int | None], None]
"""Tells the editor the findings of a file, with the version of the document that they are of."""

log = logging.getLogger(__name__)


class Project:
    """A project's folder, seen from the event loop.

    ``pause``: seconds without an edit before a check; ``settled``: done once the first check has been told;
    ``files``: what is open of it.
    """

    def __init__(
        self,
        root: Path,
        documents: Documents,
        worker: Executor,
        tell: Tell,
        pause: float,
        settled: Callable[[], None] = lambda: None,
    ) -> None:
        self.root = root
        self.files: set[str] = set()
        self._folder = Folder(root)
        self._documents = documents
        self._worker = worker
        self._tell = tell
        self._pause = pause
        self._settled = settled
        self._edits: dict[str, str | None] = {}
        self._disk = True
        self._known: Known | None = None
        self._checking: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._told: dict[str, tuple[tuple[Diagnostic, ...], int | None]] = {}

    def opened(self, file: str, text: str) -> None:
        """A document was opened: it is looked at without a pause, and told whatever was told before."""
        self._edits[file] = text
        self._told.pop(file, None)
        self._soon(0)

    def edited(self, file: str, text: str | None) -> None:
        """A document says something new; ``None``: it was closed, and what is on the disk counts."""
        self._edits[file] = text
        self._soon(self._pause)

    def disk_changed(self) -> None:
        """Files may have changed without the editor."""
        self._disk = True
        self._soon(self._pause)

    async def present(self) -> Known:
        """What is known of the texts as they stand now."""
        while self._known is None or self._due or self._checking is not None:
            if self._checking is None:
                self._begin()
            assert self._checking is not None
            await asyncio.shield(self._checking)
        return self._known

    async def recent(self) -> Known:
        """What is known from the last check, which may be of the text of a moment ago."""
        return self._known if self._known is not None else await self.present()

    async def ask(self, work: Callable[[], Answer]) -> Answer:
        """An answer from the thread that what is known belongs to."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)

    async def mended(self, file: str, text: str) -> tuple[Edit, ...]:
        """What makes every safe mend in an open document."""
        return await self.ask(lambda: difference(file, text, self._folder.mended(file, text)))

    async def in_order(self, file: str, text: str) -> tuple[Edit, ...]:
        """What brings the keys of an open document into the order of the language."""
        return await self.ask(lambda: difference(file, text, self._folder.in_order(file, text)))

    def dismissed(self) -> None:
        """No document of the project is open any more: take back all that was told."""
        if self._timer is not None:
            self._timer.cancel()
        if self._checking is not None:
            self._checking.cancel()
        for file, (found, _) in self._told.items():
            if found and self._known is not None:
                self._tell(file, (), self._known, None)
        self._told = {}

    @property
    def _due(self) -> bool:
        return bool(self._edits) or self._disk

    def _soon(self, pause: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(pause, self._begin)

    def _begin(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._checking is None and self._due:
            self._checking = asyncio.get_running_loop().create_task(self._check())

    async def _check(self) -> None:
        edits, self._edits = self._edits, {}
        disk, self._disk = self._disk, False
        versions = {document.file: document.version for document in self._documents}
        try:
            first = self._known is None
            self._known = await self.ask(lambda: self._folder.check(edits, disk=disk))
        except Exception:
            log.exception("the check of %s failed", self.root)
            if self._known is None:
                self._known = self._folder.nothing()
        else:
            self._publish(self._known, versions)
            if first:
                await self.ask(self._settled)
        finally:
            self._checking = None
        if self._due and self._timer is None:
            self._begin()

    def _publish(self, known: Known, versions: Mapping[str, int]) -> None:
        for file in sorted({*known.found, *self._told, *(file for file in versions if file in known.ours)}):
            document = self._documents.of(file)
            version = versions.get(file)
            if document is not None and document.version != version:
                continue  # it was edited meanwhile, and the next check tells it
            found = known.found.get(file, ())
            before = self._told.get(file)
            if before is None and not found and version is None:
                continue
            if before != (found, version):
                self._told[file] = (found, version)
                self._tell(file, found, known, version)
