"""What the tests of the service share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from callwright.runtime.app import create_app
from tests.runtime.serving import FLOW, serving


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    """A folder with one flow."""
    folder = tmp_path / "flows"
    folder.mkdir()
    (folder / "hotline.yaml").write_text(FLOW)
    return folder


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A service with the memory store and the token ``s3cret-Ü``; tests of one file share it."""
    flow = tmp_path_factory.mktemp("flows") / "hotline.yaml"
    flow.write_text(FLOW)
    with serving(create_app(flow, token="s3cret-Ü")) as port:
        yield port
