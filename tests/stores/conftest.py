"""Stores for tests, and one Redis server for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from callwright.stores import Store
from tests.stores.desk import Desk
from tests.stores.servers import RedisServer


@pytest.fixture(scope="session")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A server that nobody stops."""
    server = RedisServer(tmp_path_factory.mktemp("redis"), "--appendonly", "no")
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["memory", "sqlite", "redis"])
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of store."""
    return str(request.param)


@pytest.fixture
def desk(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A place where calls are kept."""
    server = request.getfixturevalue("redis").url if kind == "redis" else ""
    made = Desk(kind, tmp_path, server)
    yield made
    made.close()


@pytest.fixture
def store(desk: Desk) -> Store:
    """One store there."""
    return desk.open()
