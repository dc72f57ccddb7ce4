"""A save is live for the next call.

Theory of operation. The folders of the flows are watched, never single files: editors replace files rather than write
them. A change of any YAML or WAV file below them sets a flag; the reader takes the flag down, compiles everything anew
in a thread, so that calls go on meanwhile, and hands the result to the catalog, which refuses what is broken. If the
flag is up again by then, the result is thrown away and the reading begins anew.

Some editors empty a file and then write it, so a broken result is believed only if nothing changes for another moment.
What is broken is shown in full, once; the last good version goes on serving, and so do the calls that began with it.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from watchfiles import Change, awatch

from callwright.diagnostics import text
from callwright.diagnostics.model import has_errors
from callwright.runtime import log
from callwright.runtime.catalog import Catalog, Loaded, load
from callwright.stores import Store, StoreError

SUFFIXES = (".yaml", ".yml", ".wav")
DEBOUNCE_MS = 50
STEP_MS = 10
BELIEVE_SECONDS = 0.4
"""How long a broken state of the files must last before anybody is told."""

LOOK_MS = 1_000
"""How often the folders themselves are looked at: whether they are still the ones that are watched."""

RETRY_SECONDS = 0.5


async def watch(
    catalog: Catalog, paths: Sequence[Path], store: Store, taken: Callable[[], None] = lambda: None
) -> None:
    """Watch until cancelled. ``taken`` is called after each reload that was taken."""
    changed = asyncio.Event()
    noticing = asyncio.create_task(_notice(changed, _folders(paths)))
    try:
        while True:
            await changed.wait()
            changed.clear()
            if await _reload(catalog, paths, store, changed):
                taken()
    finally:
        noticing.cancel()


async def _reload(catalog: Catalog, paths: Sequence[Path], store: Store, changed: asyncio.Event) -> bool:
    """Whether what was read is served now."""
    try:
        loaded = await asyncio.to_thread(load, paths)
    except Exception as error:  # a fault of the compiler must not end the watching
        log.fault("the flows could not be read", error=error)
        return False
    if changed.is_set():
        return False
    if catalog.objection(loaded) is not None:
        try:
            await asyncio.wait_for(changed.wait(), BELIEVE_SECONDS)
            return False
        except TimeoutError:
            pass
    before = catalog.version
    taken = catalog.take(loaded)
    _show(catalog, loaded, taken, before)
    if taken:
        try:
            catalog.prune(await store.versions())
        except StoreError as error:
            log.fault(str(error))
    return taken


def _show(catalog: Catalog, loaded: Loaded, taken: bool, before: str) -> None:
    trouble = catalog.trouble
    if loaded.diagnostics:
        print(text.render(loaded.diagnostics, loaded.sources, colours=sys.stderr.isatty()), file=sys.stderr)
    if not taken and trouble is not None:
        log.logger.error(trouble.message, extra={"fields": {"errors": trouble.errors}})
    elif catalog.version != before:
        log.note("the saved flows are live for the next call", version=catalog.version)
    elif not has_errors(loaded.diagnostics):
        log.note("the flows are as they were", version=before)


def _folders(paths: Sequence[Path]) -> list[Path]:
    folders = {path.resolve() if path.is_dir() else path.resolve().parent for path in paths}
    return sorted(folder for folder in folders if not any(other in folder.parents for other in folders))


async def _notice(changed: asyncio.Event, folders: Sequence[Path]) -> None:
    """Set the flag whenever something of interest changed. A folder that is removed and made again is another one."""
    before: list[tuple[int, int] | None] | None = None
    while True:
        watched = [_identity(folder) for folder in folders]
        if before not in (None, watched):
            changed.set()
        before = watched
        there = [folder for folder, found in zip(folders, watched, strict=True) if found]
        if not there:
            await asyncio.sleep(RETRY_SECONDS)
            continue
        try:
            async for changes in awatch(
                *there,
                watch_filter=_of_interest,
                debounce=DEBOUNCE_MS,
                step=STEP_MS,
                rust_timeout=LOOK_MS,
                yield_on_timeout=True,
            ):
                if changes:
                    changed.set()
                if watched != [_identity(folder) for folder in folders]:
                    break
        except (OSError, RuntimeError) as error:
            log.fault("the folder of the flows cannot be watched", error=error)
            await asyncio.sleep(RETRY_SECONDS)


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _of_interest(_change: Change, path: str) -> bool:
    name = Path(path).name
    return name.lower().endswith(SUFFIXES) and not name.startswith(".")
