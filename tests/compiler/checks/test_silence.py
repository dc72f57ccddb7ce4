"""Rules of the craft stay silent on good flows."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.compiler import compile_path, compile_text
from callwright.diagnostics import concise
from tests.compiler.flows import HOTLINE

ROOT = Path(__file__).parents[3]
FOLDERS = [ROOT / "flows", ROOT / "examples"]
GOOD = sorted((Path(__file__).parents[1] / "good").glob("*.yaml"))
FLOWS = [
    path
    for folder in (*FOLDERS, ROOT / "examples" / "interruption")
    for path in sorted(folder.glob("*.yaml"))
    if ".test." not in path.name and "\nstates:" in path.read_text(encoding="utf-8") and path.name != "bistro.yaml"
]


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.name)
def test_a_shipped_flow_has_no_finding(path: Path) -> None:
    """Each flow that is shipped is told nothing, not even a note."""
    made = compile_path(path)
    assert concise.render(made.diagnostics, made.sources) == ""


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_shipped_folder_has_no_finding(folder: Path) -> None:
    """The flows of a folder are told nothing together either."""
    made = compile_path(folder)
    assert concise.render(made.diagnostics, made.sources) == ""


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_flow_has_no_finding(path: Path) -> None:
    """Flows that do what good lines do, each in its own way, are told nothing."""
    made = compile_path(path)
    assert concise.render(made.diagnostics, made.sources) == ""


def test_the_flow_of_the_first_page_has_no_finding() -> None:
    """The flow that the language is introduced with is told nothing."""
    assert compile_text(HOTLINE).diagnostics == ()
