"""The server behind the YAML extension of Visual Studio Code, started once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.docs.pages import ROOT
from tests.editor.client import Client
from tests.needs import node, node_part

SETTINGS = {"yaml": {"schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True}}


@pytest.fixture(scope="session")
def editor() -> Iterator[Client]:
    """An editor with this repository open."""
    server = node_part("yaml-language-server") / "bin" / "yaml-language-server"
    with Client([node(), server, "--stdio"], ROOT, SETTINGS) as client:
        yield client
