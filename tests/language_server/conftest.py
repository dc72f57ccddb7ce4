"""One server for the tests that only ask: starting one takes longer than a hundred answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.language_server.desk import Desk


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An editor over an empty folder; each test takes a folder of its own in it, which is a project of its own."""
    with Desk(tmp_path_factory.mktemp("desk")) as desk:
        yield desk
