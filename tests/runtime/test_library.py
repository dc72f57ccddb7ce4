"""Versions are kept by their content, and compiled again to the very same."""

from __future__ import annotations

import asyncio
import shutil
import struct
import zlib
from pathlib import Path

import pytest

from callwright.runtime.library import FILES, PUBLISHED, VERSIONS, Library
from callwright.runtime.loading import Loaded, load
from callwright.runtime.packing import FORM, LARGE, MOST_BYTES, Entry
from callwright.stores.memory import MemoryStore
from callwright.stores.sqlite import SqliteStore
from tests.compiler.test_memory import plain
from tests.docs.pages import ROOT
from tests.runtime.serving import FLOW

DAY = 86_400.0
SAMPLES = bytes(2 * LARGE)
SOUND = b"RIFF%bWAVEfmt %b%bdata%b%b" % (
    struct.pack("<I", 36 + len(SAMPLES)),
    struct.pack("<I", 16),
    struct.pack("<HHIIHH", 1, 1, 16_000, 32_000, 2, 16),
    struct.pack("<I", len(SAMPLES)),
    SAMPLES,
)


class Clock:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


class Shelf:
    """A memory store and a library in it, with one clock."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.store = MemoryStore(clock=self.clock)
        self.library = Library(self.store, retention=30 * DAY, clock=self.clock)


def _packed(body: bytes) -> bytes:
    return b"\n".join((FORM, b'{"version": "v", "large": []}', zlib.compress(body, 9)))


@pytest.mark.parametrize(
    "value",
    [
        _packed(b" " * (MOST_BYTES + 1) + b"{}"),
        _packed(b"[" * 200_000),
        _packed(b"[]"),
        _packed(b'{"path": "x", "folder": true, "texts": [], "settings": {}, "files": []}'),
        _packed(b"{}")[:-3],
        b"\n".join((FORM, b"[" * 200_000, b"")),
        b"\n".join((FORM, b"{}", b"no archive")),
    ],
    ids=["a bomb", "deep", "a list", "no files", "cut off", "a deep head", "nothing packed"],
)
def test_whatever_stands_in_the_store_is_unreadable_at_worst(value: bytes) -> None:
    """No memory is taken for it, and nothing falls over it."""

    async def main() -> None:
        store = MemoryStore()
        await store.put(VERSIONS, "v", value)
        library = Library(store)
        assert await library.archive("v") is None
        assert await library.project("v") is None
        assert len(await library.entries()) == 1
        await library.tend(["v"])

    asyncio.run(main())


@pytest.mark.parametrize("where", [VERSIONS, FILES])
def test_what_was_changed_in_the_store_is_not_served(flows: Path, where: str) -> None:
    """A version is its content: neither another flow under its name, nor another recording in its place."""
    (flows / "sound.wav").write_bytes(SOUND)
    (flows / "hotline.yaml").write_text(
        FLOW.replace("prompts: We are open from nine to six.", "prompts: {audio: sound.wav}")
    )
    loaded = load([flows])
    (project,) = loaded.projects

    async def main() -> None:
        store = MemoryStore()
        library = Library(store)
        await library.keep(loaded)
        assert await library.project(project.version) is not None
        if where == FILES:
            (digest,) = await store.keys(FILES)
            await store.put(FILES, digest, SOUND[:-4] + b"evil")
        else:
            other = changed(flows, "ten")
            await library.keep(other)
            kept = await store.take(VERSIONS, other.projects[0].version)
            assert kept is not None
            await store.put(VERSIONS, project.version, kept.value)
        assert await library.project(project.version) is None

    asyncio.run(main())


def changed(flows: Path, what: object) -> Loaded:
    (flows / "hotline.yaml").write_text(FLOW.replace("nine", str(what)))
    return load([flows])


@pytest.mark.parametrize("named", ["flows", "flows/balance.yaml", "examples"])
def test_a_kept_version_is_compiled_to_the_same(named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the files: the same hash, the same flows, with the author's own paths, recordings too."""
    shutil.copytree(ROOT / named.partition("/")[0], tmp_path / named.partition("/")[0])
    monkeypatch.chdir(tmp_path)
    loaded = load([Path(named)])

    async def main() -> None:
        store = SqliteStore(tmp_path / "calls.db")
        library = Library(store)
        await library.keep(loaded)
        assert loaded.archives == {}
        shutil.rmtree(tmp_path / named.partition("/")[0])
        (before,) = loaded.projects
        after = await library.project(before.version)
        assert after is not None
        assert after.version == before.version
        assert plain(after.flows) == plain(before.flows)
        assert all(flow.span.file.startswith(named.partition("/")[0] + "/") for flow in after.flows.values())
        store.close()

    asyncio.run(main())


def test_the_levels_that_were_in_force_still_are(tmp_path: Path) -> None:
    """A rule that ``callwright.toml`` switches off is off in the kept version, also where the file lies above."""
    folder = tmp_path / "flows"
    folder.mkdir()
    (folder / "hotline.yaml").write_text(FLOW + "  lonely:\n    prompts: Hello.\n    hangup: true\n")
    (tmp_path / "callwright.toml").write_text('[rules]\nunreachable-state = "error"\n')
    assert load([folder]).projects == ()
    (tmp_path / "callwright.toml").write_text('[rules]\nunreachable-state = "off"\n')

    async def main() -> None:
        shelf, loaded = Shelf(), load([folder])
        await shelf.library.keep(loaded)
        (tmp_path / "callwright.toml").write_text('[rules]\nunreachable-state = "error"\n')
        assert await shelf.library.project(loaded.projects[0].version) is not None

    asyncio.run(main())


def test_a_large_file_is_kept_once(flows: Path) -> None:
    """However many versions have it; it goes with the last of them."""
    shutil.copytree(ROOT / "flows" / "sounds", flows / "sounds")
    tone = (flows / "sounds" / "tone.wav").read_bytes()
    long = bytearray(tone + bytes(LARGE))
    long[4:8], long[40:44] = (len(long) - 8).to_bytes(4, "little"), (len(long) - 44).to_bytes(4, "little")
    (flows / "sounds" / "tone.wav").write_bytes(long)

    async def main() -> None:
        shelf = Shelf()
        for what in ("eight", "nine"):
            text = FLOW.replace("nine", what).replace(
                "prompts: We are", "prompts:\n      - audio: sounds/tone.wav\n      - We are"
            )
            (flows / "hotline.yaml").write_text(text)
            loaded = load([flows])
            assert loaded.projects, loaded.diagnostics
            await shelf.library.keep(loaded)
        assert len(await shelf.store.keys(VERSIONS)) == 2
        assert len(await shelf.store.keys(FILES)) == 1
        for version in await shelf.library.versions():
            assert await shelf.library.project(version) is not None
        shelf.clock.now += 40 * DAY
        assert await shelf.library.tend(set()) == 2
        assert await shelf.store.keys(FILES) == []

    asyncio.run(main())


def test_what_nobody_needs_goes_after_the_retention(flows: Path) -> None:
    """And not what is in use, or was a moment ago, or is published, until that is taken back."""

    async def main() -> None:
        shelf = Shelf()
        used, published, unused = (changed(flows, what) for what in ("one", "two", "three"))
        for loaded in (used, published, unused):
            (project,) = loaded.projects
            if loaded is published:
                await shelf.library.publish(project, loaded.archives[project.version], "the second")
            else:
                await shelf.library.keep(loaded)
        version = used.projects[0].version
        for _ in range(40):
            shelf.clock.now += DAY
            await shelf.library.tend({version})
        assert await shelf.library.versions() == sorted((version, published.projects[0].version))
        assert (await shelf.library.published())[published.projects[0].version].note == "the second"
        for _ in range(30):
            shelf.clock.now += DAY
            assert await shelf.library.tend(set()) == 0
        assert version in await shelf.library.versions(), "a record of its last call may need it"
        assert await shelf.library.forget(published.projects[0].version)
        shelf.clock.now += 10 * DAY
        assert await shelf.library.tend(set()) == 2
        assert await shelf.library.versions() == []

    asyncio.run(main())


def test_what_is_kept_again_stays_and_has_the_day_on_which_it_was_new(flows: Path) -> None:
    """A version that comes back after weeks is not thrown away as old."""

    async def main() -> None:
        shelf = Shelf()
        first = shelf.clock.now
        await shelf.library.keep(changed(flows, "one"))
        shelf.clock.now += 34 * DAY
        await shelf.library.keep(changed(flows, "one"))
        shelf.clock.now += 10 * DAY
        assert await shelf.library.tend(set()) == 0
        (entry,) = await shelf.library.entries()
        assert entry.at == first
        assert entry.states == 4

    asyncio.run(main())


@pytest.mark.parametrize(
    "value", [b"", b"callwright version 99\n{}", b"callwright version 1\n{}\nxx", b"\x00\xff" * 40]
)
def test_what_cannot_be_read_is_no_version(value: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """Of another release, or spoilt: nobody stumbles, nothing is thrown away that it may need, and the log says so."""

    async def main() -> None:
        shelf = Shelf()
        await shelf.store.put(VERSIONS, "f" * 16, value)
        await shelf.store.put(FILES, "e" * 64, b"x")
        assert await shelf.library.project("f" * 16) is None
        assert [type(entry) for entry in await shelf.library.entries()] == [Entry]
        await shelf.library.tend({"f" * 16})
        assert await shelf.store.keys(VERSIONS) == ["f" * 16]
        shelf.clock.now += 40 * DAY
        await shelf.library.tend({"f" * 16})
        assert await shelf.store.keys(FILES) == ["e" * 64]

    asyncio.run(main())
    assert caplog.records


def test_a_version_that_is_not_what_its_name_says_is_not_served(flows: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever was put under that name."""

    async def main() -> None:
        shelf, loaded = Shelf(), changed(flows, "one")
        await shelf.library.keep(loaded)
        found = await shelf.store.take(VERSIONS, loaded.projects[0].version)
        assert found is not None
        await shelf.store.put(VERSIONS, "0" * 16, found.value)
        assert await shelf.library.project("0" * 16) is None

    asyncio.run(main())
    assert "not what its name says" in caplog.text


def test_nobody_has_what_was_never_kept() -> None:
    """``None``, and no complaint."""

    async def main() -> None:
        shelf = Shelf()
        assert await shelf.library.project("0" * 16) is None
        assert await shelf.library.archive("0" * 16) is None
        assert not await shelf.library.forget("0" * 16)
        assert await shelf.store.keys(PUBLISHED) == []

    asyncio.run(main())


def test_what_nobody_began_a_call_in_is_thrown_away_at_once(flows: Path) -> None:
    """As most saves of an author; not what is in use, what somebody else keeps too, or what was kept a while ago."""

    async def main() -> None:
        shelf = Shelf()
        other = Library(shelf.store, retention=30 * DAY, clock=shelf.clock)
        unused, used, shared, published = (changed(flows, what) for what in ("one", "two", "three", "four"))
        for loaded in (unused, used, shared, published):
            archives = dict(loaded.archives)
            await shelf.library.keep(loaded)
            if loaded is shared:
                await other.put(loaded.projects[0], archives[loaded.projects[0].version])
            if loaded is published:
                await other.publish(loaded.projects[0], archives[loaded.projects[0].version])
        in_use = {used.projects[0].version}
        assert await other.drop(in_use) == 0
        assert await shelf.library.drop(in_use) == 1
        left = {loaded.projects[0].version for loaded in (used, shared, published)}
        assert set(await shelf.library.versions()) == left
        shelf.clock.now += 3_600
        assert await shelf.library.drop(set()) == 0
        assert set(await shelf.library.versions()) == left

    asyncio.run(main())
