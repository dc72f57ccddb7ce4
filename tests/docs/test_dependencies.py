"""Every dependency has its reason."""

from __future__ import annotations

import re
import tomllib

from tests.docs.pages import ROOT


def test_every_dependency_has_its_reason() -> None:
    """docs/decisions/dependencies.md names every package of pyproject.toml, and its table names no other."""
    page = (ROOT / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *(line for extra in extras if extra != "dev" for line in extras[extra])]
    needed = {re.split(r"[\[<>=;!~ ]", line)[0] for line in lines}
    table = re.findall(r"^\|([^|]+)\|", page, re.MULTILINE)[2:]
    assert {name for cell in table for name in re.findall(r"`([^`]+)`", cell)} == needed
    for line in extras["dev"]:
        assert f"`{re.split(r'[<>=;!~ ]', line)[0]}`" in page or line.startswith("callwright[")
