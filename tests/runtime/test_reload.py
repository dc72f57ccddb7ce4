"""A save is live for the next call."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from callwright.core.events import Parties, SessionStart, UserSpeak
from callwright.runtime.catalog import Catalog, load
from callwright.runtime.dispatcher import Dispatcher
from callwright.runtime.reload import watch
from callwright.stores.memory import MemoryStore
from tests.runtime.serving import FLOW

US = Parties("", "4921112345", "inbound")
AT = 1_700_000_000_000


@asynccontextmanager
async def watching(flows: Path, taken: Callable[[], None] = lambda: None) -> AsyncIterator[tuple[Catalog, Dispatcher]]:
    """A catalog that is kept up to date. Yields when the watching has begun."""
    catalog, store = Catalog(load([flows])), MemoryStore()
    task = asyncio.create_task(watch(catalog, [flows], store, taken))
    probe = (flows if flows.is_dir() else flows.parent) / "probe.wav"
    began = catalog.current
    async with asyncio.timeout(20):
        while catalog.current is began:  # nothing tells when the system began to watch, so ask until it answers
            probe.write_bytes(os.urandom(4))
            await asyncio.sleep(0.05)
    try:
        yield catalog, Dispatcher(catalog, store)
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(holds: Callable[[], bool]) -> None:
    """Poll, with a deadline."""
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.01)


def version(n: int) -> str:
    return FLOW.replace("nine to six", f"version {n}")


def serves(catalog: Catalog, text: str) -> Callable[[], bool]:
    def holds() -> bool:
        prompts = catalog.current.flows["hotline"].states["hours"].prompts
        return text in prompts[0].texts[""][0].source

    return holds


async def says(dispatcher: Dispatcher, call: str) -> str:
    body = (await dispatcher.dispatch(UserSpeak(call, AT + 60_000, US, "opening hours"))).body
    return (body or b"").decode()


def _write(path: Path, text: str) -> None:
    path.write_text(text)


def _rename(path: Path, text: str) -> None:
    new = path.with_suffix(".yaml.new")
    new.write_text(text)
    new.replace(path)


def _remove_first(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text)


def _empty_first(path: Path, text: str) -> None:
    path.write_text("")
    os.sync()
    path.write_text(text)


@pytest.mark.parametrize("save", [_write, _rename, _remove_first, _empty_first])
def test_a_save_is_live_for_the_next_call_only(flows: Path, save: Callable[[Path, str], None]) -> None:
    """However an editor saves: a new call hears the new text, a call in progress what it began with."""

    async def main() -> None:
        async with watching(flows) as (catalog, dispatcher):
            await dispatcher.dispatch(SessionStart("old", AT, US))
            save(flows / "hotline.yaml", version(2))
            old = catalog.version
            await until(lambda: catalog.version != old)
            await dispatcher.dispatch(SessionStart("new", AT, US))
            assert "version 2" in await says(dispatcher, "new")
            assert "nine to six" in await says(dispatcher, "old")

    asyncio.run(main())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_text(FLOW.replace("go_to: welcome", "go_to: welcom")),
        lambda path: path.write_text("states: ["),
        lambda path: path.write_text(""),
        lambda path: path.write_bytes(b"\xff\xfe\x00"),
        lambda path: path.unlink(),
        lambda path: path.rename(path.with_name("hotline.bak")),
        lambda path: path.rename(path.with_name("other.yaml")),
    ],
)
def test_what_cannot_be_served_leaves_the_last_good_version(flows: Path, spoil: Callable[[Path], object]) -> None:
    """Broken, half, empty, no text, deleted, renamed: calls go on, ``trouble`` says so, and mending heals it."""
    (flows / "second.yaml").write_text(FLOW.replace("flow: hotline", 'flow: second\nnumbers: ["499"]'))
    first = (flows / "hotline.yaml").read_text()
    (flows / "hotline.yaml").write_text(first.replace("flow: hotline\n", "answers: everything\n"))

    async def main() -> None:
        async with watching(flows) as (catalog, dispatcher):
            spoil(flows / "hotline.yaml")
            await until(lambda: catalog.trouble is not None)
            assert catalog.trouble is not None
            assert catalog.trouble.errors >= 1
            await dispatcher.dispatch(SessionStart("new", AT, US))
            assert "nine to six" in await says(dispatcher, "new")
            for file in flows.glob("other.yaml"):
                file.unlink()
            (flows / "hotline.yaml").write_text(version(3).replace("flow: hotline\n", "answers: everything\n"))
            await until(lambda: catalog.trouble is None and len(catalog.current.flows) == 2)

    asyncio.run(main())


def test_the_mistakes_of_a_save_are_shown(
    flows: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """The terminal shows file, line and the mend; the log says that the last good version serves."""

    async def main() -> None:
        async with watching(flows) as (catalog, _dispatcher):
            (flows / "hotline.yaml").write_text(FLOW.replace("billing: billing\n", "billing: biling\n"))
            await until(lambda: catalog.trouble is not None)

    with caplog.at_level(logging.ERROR, "callwright"):
        asyncio.run(main())
    shown = capsys.readouterr().err
    assert "hotline.yaml:" in shown
    assert "biling" in shown
    assert "Traceback" not in shown
    assert any("last good version" in record.getMessage() for record in caplog.records)


def test_a_file_that_is_empty_for_a_moment_is_no_mistake(flows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who empties the file, waits and then writes it, is told nothing."""

    async def main() -> None:
        async with watching(flows) as (catalog, _dispatcher):
            path = flows / "hotline.yaml"
            path.write_text("")
            await asyncio.sleep(0.2)  # an editor's pause, not a synchronisation
            assert catalog.trouble is None
            path.write_text(version(2))
            await until(serves(catalog, "version 2"))

    asyncio.run(main())
    assert "error" not in capsys.readouterr().err


def test_a_hundred_saves_leave_no_versions_behind(flows: Path) -> None:
    """Versions that no call uses are forgotten; one that a call uses is not."""

    async def main() -> None:
        async with watching(flows) as (catalog, dispatcher):
            await dispatcher.dispatch(SessionStart("old", AT, US))
            for n in range(100):
                (flows / "hotline.yaml").write_text(version(n))
                if n % 10 == 9:
                    await until(serves(catalog, f"version {n}."))
            assert len(catalog) <= 3
            assert "nine to six" in await says(dispatcher, "old")

    asyncio.run(main())


def test_what_is_no_flow_is_not_looked_at(flows: Path) -> None:
    """Swap files, the store's own files and other programs' files cause no reading."""

    async def main() -> None:
        async with watching(flows) as (catalog, _dispatcher):
            began = catalog.current
            for name in (".hotline.yaml.swp", "calls.db", "notes.txt", "hotline.yaml~", ".#hotline.yaml"):
                (flows / name).write_text("x: [")
            (flows / "hotline.yaml").write_text(version(2))
            await until(lambda: catalog.current is not began)
            assert catalog.trouble is None

    asyncio.run(main())


def test_a_single_file_is_watched_through_its_folder(flows: Path) -> None:
    """Served by its name, replaced by renaming: seen."""

    async def main() -> None:
        async with watching(flows / "hotline.yaml") as (catalog, _dispatcher):
            _rename(flows / "hotline.yaml", version(2))
            await until(serves(catalog, "version 2"))

    asyncio.run(main())


def test_a_folder_that_goes_and_comes_back(flows: Path) -> None:
    """The folder itself is removed and made again: the last good version serves meanwhile, and saves are seen again."""

    async def main() -> None:
        async with watching(flows) as (catalog, _dispatcher):
            shutil.rmtree(flows)
            await until(lambda: catalog.trouble is not None)
            flows.mkdir()
            n = 0
            async with asyncio.timeout(20):
                while not serves(catalog, "version")():
                    n += 1
                    (flows / "hotline.yaml").write_text(version(n))
                    await asyncio.sleep(0.2)

    asyncio.run(main())


def test_who_wants_to_know_is_told_of_what_was_taken(flows: Path) -> None:
    """After the swap, and not of what was refused."""

    async def main() -> None:
        told: list[str] = []
        current: list[Catalog] = []

        def taken() -> None:
            told.extend(catalog.version for catalog in current)

        async with watching(flows, taken) as (catalog, _):
            current.append(catalog)
            good = catalog.version
            (flows / "hotline.yaml").write_text("flow: [")
            await until(lambda: catalog.trouble is not None)
            (flows / "hotline.yaml").write_text(version(2))
            await until(lambda: catalog.version != good)
            await until(lambda: catalog.version in told)
            assert set(told) <= {good, catalog.version}

    asyncio.run(main())
