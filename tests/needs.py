"""What some tests need beside Python, and what happens where it is not there.

On a desk such a test is skipped, with the command that brings what it needs; in CI it fails, since a proof that is
skipped there is no proof.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

NODE_PARTS = Path(__file__).parent / "editor"
"""Where ``package.json`` names the parts that are written for node, each with its version."""

INSTALL = "npm install --prefix tests/editor --no-package-lock --no-audit --no-fund"
"""What brings them."""


def node() -> str:
    """The command that runs node. Skips the test where there is none, fails it in CI."""
    found = shutil.which("node")
    return found if found else missing("node is not installed (version 20 or later)", "https://nodejs.org")


def node_part(name: str) -> Path:
    """The folder of an npm package that ``tests/editor/package.json`` names.

    Skips the test where node or the package is not installed, or not in the version that is asked for; fails it in CI.
    """
    node()
    wanted = json.loads((NODE_PARTS / "package.json").read_text())["dependencies"][name]
    folder = NODE_PARTS / "node_modules" / name
    try:
        found = json.loads((folder / "package.json").read_text())["version"]
    except FileNotFoundError:
        missing(f"{name} is not installed", INSTALL)
    if found != wanted:
        missing(f"{name} is installed as {found}, and {wanted} is wanted", INSTALL)
    return folder


def redis_server() -> str:
    """The command that runs a Redis or Valkey server. Skips the test where there is none, fails it in CI."""
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    return found if found else missing("no Redis server is installed", "apt-get install redis-server", "redis")


def missing(what: str, mend: str, name: str = "") -> NoReturn:
    """Say that something is not there, and what brings it: skips the test, fails it in CI.

    It also fails where ``CALLWRIGHT_REQUIRE`` has its ``name`` among its words.
    """
    reason = f"{what}; what brings it: {mend}"
    required = os.environ.get("CALLWRIGHT_REQUIRE", "").replace(",", " ").split()
    if os.environ.get("CI") == "true" or (name and name in required):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
