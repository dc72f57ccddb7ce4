"""A service that serves what is published, and follows what its aliases say."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from callwright.cli.main import main
from callwright.runtime.aliases import AliasBook, AliasError, Aliases, changed, removed, taken_back
from callwright.runtime.app import app_of
from callwright.runtime.library import Library
from callwright.runtime.loading import load
from callwright.runtime.settings import Settings
from callwright.stores import Store, open_store
from tests.runtime.reloading import Line, version
from tests.runtime.serving import serving
from tests.stores.servers import RedisServer

T = TypeVar("T")


class Office:
    """Whoever publishes, with commands of their own, each in a process as good as its own."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.address = address

    def do(self, work: Callable[[Store], Awaitable[T]]) -> T:
        async def run() -> T:
            store = open_store(self.address)
            try:
                return await work(store)
            finally:
                store.close()

        return asyncio.run(run())

    def publish(self, what: object) -> str:
        """A version of the flow; its name."""
        folder = self.folder / "desk"
        folder.mkdir(exist_ok=True)
        (folder / "hotline.yaml").write_text(version(what))
        loaded = load([folder])
        (project,) = loaded.projects
        self.do(lambda store: Library(store).publish(project, loaded.archives[project.version]))
        (folder / "hotline.yaml").unlink()
        return project.version

    def change(self, how: Callable[[Aliases, float], Aliases]) -> None:
        self.do(lambda store: AliasBook(store).change(how))

    def point(self, name: str, *shares: tuple[str, int], numbers: list[str] | None = None) -> None:
        """Let an alias lead to these versions."""
        self.change(lambda aliases, at: changed(aliases, name, at, shares, numbers))

    @contextmanager
    def served(self, *names: str, follow_seconds: float = 0.1) -> Iterator[Line]:
        """A service of these aliases."""
        app = app_of([], self.address, Settings(aliases=names, follow_seconds=follow_seconds))
        with serving(app) as port:
            yield Line(port, app.state.service)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """With a SQLite file, of whose changes nobody is told: they are looked for."""
    return Office(tmp_path, f"sqlite:///{tmp_path}/calls.db")


@pytest.fixture
def far_office(tmp_path: Path) -> Iterator[Office]:
    """With a Redis server, over which workers are told."""
    server = RedisServer(tmp_path)
    server.start()
    yield Office(tmp_path, server.url)
    server.stop()


def test_a_changed_alias_reaches_new_calls_of_a_running_service(office: Office) -> None:
    """Forth and back, without a restart; each call stays in the version that it began in, over a restart too."""
    one, two = office.publish(1), office.publish(2)
    office.point("production", (one, 100))
    with office.served("production") as line:
        assert line.flows()["aliases"] == [
            {"name": "production", "shares": [{"version": one, "percent": 100}], "numbers": []}
        ]
        line.begin("a", "b")
        office.point("production", (two, 100))
        line.another(one)
        line.begin("c", "d")
        assert "version 1" in line.hours("a")
        assert "version 2" in line.hours("c")
        office.change(lambda aliases, at: taken_back(aliases, "production", at))
        line.another(two)
        line.begin("e")
        assert "version 1" in line.hours("e")
    with office.served("production") as line:
        assert "version 1" in line.hours("b")
        assert "version 2" in line.hours("d")


def test_shares_are_those_of_the_calls(office: Office) -> None:
    """Each call hears one version, by its id, and goes on in it."""
    one, two = office.publish(1), office.publish(2)
    office.point("production", (one, 50), (two, 50))
    with office.served("production") as line:
        calls = [f"call-{n}" for n in range(40)]
        line.begin(*calls)
        heard = ["version 1" in line.hours(call) for call in calls]
    with office.served("production") as line:
        again = [f"call-{n}" for n in range(40, 50)]
        line.begin(*again)
        assert all("version" in line.hours(call) for call in again)
    assert 8 < sum(heard) < 32


def test_an_alias_has_its_numbers(office: Office) -> None:
    """A call to one of them begins in its version; all others in that of the alias without numbers."""
    one, two = office.publish(1), office.publish(2)
    office.point("production", (one, 100))
    office.point("trial", (two, 100), numbers=["+49 211 999"])
    with office.served("production", "trial") as line:
        line.begin("a")
        assert "version 1" in line.hours("a")
        assert line.service.catalog.version == f"{one}+{two}"
        office.change(lambda aliases, at: changed(aliases, "trial", at, numbers=["+4921112345"]))
        line.until(lambda found: found["aliases"][1]["numbers"] == ["+4921112345"])
        line.begin("b")
        assert "version 2" in line.hours("b")


def test_an_alias_that_is_gone_leaves_what_is_served(office: Office) -> None:
    """The service says so and goes on; when it is there again all is well."""
    one = office.publish(1)
    office.point("production", (one, 100))
    with office.served("production") as line:
        office.change(lambda aliases, _: removed(aliases, "production"))
        trouble = line.trouble()
        assert 'no alias "production"' in trouble["message"]
        assert line.health()["status"] == "degraded"
        line.begin("a")
        assert "version 1" in line.hours("a")
        office.point("production", (office.publish(2), 100))
        line.another(one)
        assert line.health()["status"] == "ok"


def test_what_cannot_be_served_is_told_before_anything_is(office: Office) -> None:
    """An alias that there is not, and a version that nobody has."""
    with pytest.raises(AliasError, match='no alias "production"'):
        app_of([], office.address, Settings(aliases=("production",)))
    office.point("production", ("0" * 16, 100))
    with pytest.raises(AliasError, match="00000000, which cannot be served"):
        app_of([], office.address, Settings(aliases=("production",)))


def test_a_changed_alias_is_told_over_the_bus(far_office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    """Where workers share a Redis server, ``callwright alias`` reaches them though they never look by themselves."""
    one, two = far_office.publish(1), far_office.publish(2)
    far_office.point("production", (one, 100))
    served = partial(far_office.served, "production", follow_seconds=3_600.0)
    with served() as first, served() as second:

        def tell() -> bool:
            """Once more, since nobody knows when the workers began to listen. The second time it changes nothing."""
            return main(["alias", f"production={two}", "--store", far_office.address]) == 0

        for line in (first, second):
            assert line.until(lambda found: tell() and found["version"] == two)
            line.begin(f"call-{line.port}")
            assert "version 2" in line.hours(f"call-{line.port}")
    assert "New calls begin so" in capsys.readouterr().out
