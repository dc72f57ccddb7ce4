"""Versions in memory."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from callwright.compiler import Project
from callwright.core.events import Parties, SessionStart
from callwright.core.interpreter import start
from callwright.core.playback import Spoken
from callwright.core.prompt import BargeIn, Kind
from callwright.runtime.catalog import Catalog, load
from callwright.stores import StoreError
from tests.runtime.serving import FLOW

START = SessionStart("c", 1_700_000_000_000, Parties("", "492111", "inbound"))


def changed(flows: Path, old: str, new: str) -> None:
    (flows / "hotline.yaml").write_text(FLOW.replace(old, new))


def test_a_call_keeps_the_version_it_began_with(flows: Path) -> None:
    """After a swap the old session is walked in the old flow, a new one in the new."""
    catalog = Catalog(load([flows]))
    old = catalog.answering(START)
    assert old is not None
    session = start(old, START).session
    changed(flows, "nine", "ten")
    assert catalog.take(load([flows]))
    assert catalog.flow_of(session) == (old, session)
    new = catalog.answering(START)
    assert new is not None
    assert new is not old
    assert new.version == catalog.version != old.version


def test_unused_versions_are_forgotten_but_the_one_before(flows: Path) -> None:
    """What the store names stays, and the current and the one before it always."""
    catalog = Catalog(load([flows]))
    versions = [catalog.version]
    for n in range(4):
        changed(flows, "nine", f"ten {n}")
        catalog.take(load([flows]))
        versions.append(catalog.version)
    assert len(catalog) == 5
    catalog.prune({versions[1]})
    assert len(catalog) == 3
    catalog.prune(set())
    assert len(catalog) == 2


def test_what_does_not_compile_is_refused_and_counted(flows: Path) -> None:
    """The current version serves on; trouble goes with the next good load."""
    catalog = Catalog(load([flows]))
    before = catalog.current
    changed(flows, "go_to: welcome", "go_to: welcom")
    assert not catalog.take(load([flows]))
    assert catalog.current is before
    assert catalog.trouble is not None
    assert catalog.trouble.errors == 1
    changed(flows, "", "")
    assert catalog.take(load([flows]))
    assert catalog.trouble is None


def test_a_catalog_needs_flows(flows: Path) -> None:
    """``ValueError`` for files with mistakes."""
    changed(flows, "go_to: welcome", "go_to: welcom")
    with pytest.raises(ValueError, match="no flow"):
        Catalog(load([flows]))


def test_a_recording_that_is_gone_is_nothing_to_go_on_with(flows: Path) -> None:
    """A waiting recording that the current version does not have means to begin again."""
    catalog = Catalog(load([flows]))
    flow = catalog.answering(START)
    assert flow is not None
    session = start(flow, START).session.fork()
    session.version = "gone"
    found, moved = catalog.flow_of(session)
    assert found is flow
    assert moved is not None
    assert (moved.version, session.version) == (flow.version, "gone")
    session.waiting = (Spoken("x", Kind.AUDIO, "welcome/prompts/9", BargeIn()),)
    assert catalog.flow_of(session) == (flow, None)
    session.flow = "other"
    assert catalog.flow_of(session) == (None, None)


def test_it_knows_whether_services_are_asked(flows: Path) -> None:
    """By any version that is in memory, so long as a call of it may be waiting."""
    catalog = Catalog(load([flows]))
    assert not catalog.asks
    changed(flows, "intents:", "services:\n  shop:\n    url: https://shop.example\nintents:")
    assert catalog.take(load([flows]))
    assert catalog.asks
    for _ in range(2):
        changed(flows, "nine", "ten")
        assert catalog.take(load([flows]))
        assert catalog.asks
        changed(flows, "nine", "eleven")
        assert catalog.take(load([flows]))
    catalog.prune(set())
    assert not catalog.asks


def test_no_caller_waits_for_the_grammars(tmp_path: Path) -> None:
    """What values are heard with is ready when a flow is loaded, for each of its languages."""
    (tmp_path / "flow.yaml").write_text(
        "languages: [de-DE, pl-PL]\ntimezone: Europe/Berlin\nstates:\n  a:\n    collect:\n      slot: tag\n"
        "      type: date\n      prompts: Wann?\n    go_to: b\n  b:\n    hangup: yes\n"
    )
    program = (
        "import sys; from pathlib import Path; from callwright.runtime.catalog import load\n"
        "from callwright.languages.values import voice\n"
        "load([Path(sys.argv[1])]); print(*sorted(language.tag for language, _ in voice._voices))"
    )
    done = subprocess.run(  # a process in which nothing was heard before
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["de", "pl"]


def test_a_version_that_is_not_in_memory_is_fetched_once(flows: Path) -> None:
    """However many calls wait for it; they go on in it, and the others never ask."""
    old = load([flows])
    session = start(old.flows["hotline"], START).session
    changed(flows, "nine", "ten")
    asked: list[str] = []

    async def main() -> None:
        there = asyncio.Event()

        async def fetch(version: str) -> Project:
            asked.append(version)
            await there.wait()
            return old.projects[0]

        catalog = Catalog(load([flows]), fetch=fetch)
        assert catalog.lacks(session)
        waiting = [asyncio.ensure_future(catalog.fetch(session.version)) for _ in range(20)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        there.set()
        await asyncio.gather(*waiting[1:])
        assert not catalog.lacks(session)
        assert catalog.flow_of(session) == (old.flows["hotline"], session)

    asyncio.run(main())
    assert asked == [session.version]


def test_a_version_that_nobody_has_is_not_asked_for_at_each_turn(flows: Path) -> None:
    """The call goes on by the rule for that; a store that does not work is another matter, and is told."""
    session = start(load([flows]).flows["hotline"], START).session.fork()
    session.version = "gone"
    asked: list[str] = []

    async def main() -> None:
        async def fetch(version: str) -> Project | None:
            asked.append(version)
            if len(asked) == 1:
                raise StoreError("The store does not work.")
            return None

        catalog = Catalog(load([flows]), fetch=fetch)
        with pytest.raises(StoreError):
            await catalog.fetch("gone")
        assert catalog.lacks(session)
        await catalog.fetch("gone")
        assert not catalog.lacks(session)
        moved = catalog.flow_of(session)[1]
        assert moved is not None
        assert moved.version == catalog.version

    asyncio.run(main())
    assert asked == ["gone", "gone"]


def test_live_moves_calls_that_have_a_place(flows: Path) -> None:
    """At once, with a session of its own; where the state is gone the call stays what it was."""
    catalog = Catalog(load([flows]), live=True)
    flow = catalog.answering(START)
    assert flow is not None
    session = start(flow, START).session
    assert catalog.flow_of(session) == (flow, session)
    changed(flows, "nine", "ten")
    assert catalog.take(load([flows]))
    new, moved = catalog.flow_of(session)
    assert new is catalog.current.flows["hotline"]
    assert moved is not None
    assert (moved.version, session.version) == (catalog.version, flow.version)
    changed(flows, "welcome", "greeting")
    assert catalog.take(load([flows]))
    assert catalog.flow_of(session) == (flow, session)


def test_it_says_since_when_a_version_is_served(flows: Path) -> None:
    """A version that is taken again without a change has been served all along."""
    catalog = Catalog(load([flows]))
    since = catalog.since(catalog.version)
    assert catalog.take(load([flows]))
    assert catalog.since(catalog.version) == since
    assert catalog.alias(START) == ""
