"""How the line is doing, for whoever manages it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from callwright.core.events import SessionStart
from callwright.runtime import condition
from callwright.runtime.catalog import load
from callwright.stores.base import StoreError
from callwright.stores.memory import MemoryStore
from tests.runtime.turns import AT, US
from tests.runtime.watched import open_service, scraped


class Down(MemoryStore):
    """A store that does not work."""

    async def check(self) -> None:
        raise StoreError("The store cannot be used: it is a test.")


class Deaf(MemoryStore):
    """A store that never answers."""

    async def check(self) -> None:
        await asyncio.Event().wait()


def test_all_is_well(flows: Path) -> None:
    """What runs, how many calls there are, and no reason to worry."""

    async def main() -> dict[str, Any]:
        async with open_service(flows) as service:
            assert service.dispatcher is not None
            await service.dispatcher.dispatch(SessionStart("c1", AT, US))
            return await condition.health(service)

    report = asyncio.run(main())
    assert (report["status"], report["reasons"], report["workers"]) == ("ok", [], 1)
    assert report["store"] == {"ok": True, "calls": 1}
    assert report["versions"]["current"] == report["version"]


@pytest.mark.parametrize(("store", "word"), [(Down, "it is a test"), (Deaf, "does not answer within")])
def test_a_store_that_does_not_work(flows: Path, store: type[MemoryStore], word: str) -> None:
    """The line is down, and why is said; the metrics are there all the same, without a number of calls."""

    async def main() -> tuple[dict[str, Any], Any]:
        async with open_service(flows, store()) as service:
            return await condition.health(service), await scraped(service)

    report, page = asyncio.run(main())
    assert report["status"] == "down"
    assert any(word in reason for reason in report["reasons"])
    assert page["callwright_store_up"] == {(): 0}
    assert page["callwright_calls_open"] == {}


def test_a_save_that_does_not_compile(flows: Path) -> None:
    """The last good version serves; the line is degraded, and counts the mistakes until they are mended."""

    async def main() -> None:
        async with open_service(flows) as service:
            good = (flows / "hotline.yaml").read_text()
            (flows / "hotline.yaml").write_text(good.replace("go_to: welcome", "go_to: nowhere"))
            assert not service.catalog.take(load([flows]))
            report = await condition.health(service)
            assert report["status"] == "degraded"
            assert "The last good version goes on serving." in report["reasons"][0]
            assert (await scraped(service))["callwright_reload_errors"][()] >= 1
            (flows / "hotline.yaml").write_text(good)
            assert service.catalog.take(load([flows]))
            assert (await condition.health(service))["status"] == "ok"
            assert (await scraped(service))["callwright_reload_errors"] == {(): 0}

    asyncio.run(main())


def test_a_variable_that_is_missing(tmp_path: Path) -> None:
    """A service that cannot be asked is a reason."""
    from tests.runtime.shop import SHOP

    (tmp_path / "shop.yaml").write_text(SHOP.replace("METHOD", "GET").replace("NEXT", "tell"))

    async def main() -> dict[str, Any]:
        async with open_service(tmp_path, environment={"SHOP": "http://127.0.0.1:1"}) as service:
            return await condition.health(service)

    report = asyncio.run(main())
    assert report["status"] == "degraded"
    assert "TOKEN" in report["reasons"][0]


def test_the_version_that_is_served(flows: Path) -> None:
    """After a reload the old one is gone from the page."""

    async def main() -> None:
        async with open_service(flows) as service:
            first = service.catalog.version
            assert (await scraped(service))["callwright_version_info"] == {(first,): 1}
            text = (flows / "hotline.yaml").read_text()
            (flows / "hotline.yaml").write_text(text.replace("from nine to six", "all day"))
            assert service.catalog.take(load([flows]))
            assert (await scraped(service))["callwright_version_info"] == {(service.catalog.version,): 1}
            assert service.catalog.version != first

    asyncio.run(main())
