"""What the tests of the service share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from callwright.runtime.app import create_app
from callwright.runtime.catalog import Catalog, load
from tests.runtime.outside import DESK
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


@pytest.fixture
def catalog(flows: Path) -> Catalog:
    """What that folder holds."""
    return Catalog(load([flows]))


@pytest.fixture
def numbered(tmp_path: Path) -> Catalog:
    """Two flows that answer one number each."""
    folder = tmp_path / "numbered"
    folder.mkdir()
    for name, number in (("sales", "+49 211 1"), ("support", "0049 211 2")):
        lines = f'numbers: ["{number}"]\nstates:\n  hello:\n    prompts: This is {name}.\n    hangup: true\n'
        (folder / f"{name}.yaml").write_text(f"flow: {name}\nlanguage: en-US\n{lines}")
    return Catalog(load([folder]))


@pytest.fixture(scope="module")
def desk_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A service whose flow listens to the world outside, with the tokens ``t`` and ``m``; one a file."""
    flow = tmp_path_factory.mktemp("desk") / "desk.yaml"
    flow.write_text(DESK)
    with serving(create_app(flow, token="t", management_token="m")) as port:
        yield port
