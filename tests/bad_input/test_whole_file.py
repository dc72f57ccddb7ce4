"""Files that are wrong before anything is known about flows, and files that look odd and are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.compiler.document import parse
from callwright.diagnostics import text
from tests.golden import check_golden

HERE = Path(__file__).parent
BAD = sorted((HERE / "whole_file").glob("*.yaml"))
SILENT = sorted((HERE / "silent").glob("*.yaml"))


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad(path: Path) -> None:
    """Each bad file is told about in the words that were agreed on, at the right place."""
    document = parse(path.read_bytes(), path.name)
    assert document.diagnostics
    check_golden(path.with_suffix(".expected"), text.render(document.diagnostics, {path.name: document.lines}))


@pytest.mark.parametrize("path", SILENT, ids=lambda path: path.stem)
def test_silent(path: Path) -> None:
    """A good file is read without a word."""
    document = parse(path.read_bytes(), path.name)
    assert document.diagnostics == ()
    assert document.root is not None


def test_all_are_there() -> None:
    """The folders are not empty, and each expected text belongs to a file."""
    assert len(BAD) > 50
    assert len(SILENT) > 15
    assert {path.stem for path in (HERE / "whole_file").glob("*.expected")} == {path.stem for path in BAD}
