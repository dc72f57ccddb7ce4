"""Golden pairs: each bad file or folder beside what its author is told.

``WRITE_GOLDENS=1 pytest tests/compiler/test_bad.py`` writes them anew; read the difference before keeping it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from callwright.compiler import compile_path
from callwright.diagnostics import text
from callwright.diagnostics.catalog import CATALOG
from callwright.diagnostics.codes_flow import FLOW_CODES
from callwright.diagnostics.model import Severity

BAD = Path(__file__).parent / "bad"
CASES = sorted(path for path in BAD.iterdir() if path.suffix != ".expected")
NEEDS_THE_DISK = {"unreadable-file"}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_what_the_author_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bad file gets exactly the findings that stand beside it."""
    monkeypatch.chdir(BAD)
    made = compile_path(path.name)
    told = text.render(made.diagnostics, made.sources)
    expected = path.with_name(path.name.removesuffix(".yaml") + ".expected")
    if os.environ.get("WRITE_GOLDENS"):
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [path for path in CASES if path.suffix == ".yaml"], ids=lambda path: path.stem)
def test_a_file_named_after_a_code_has_it(path: Path) -> None:
    """A file that is named after a code of the catalogue brings that code about, and is refused if it is an error."""
    if path.stem not in CATALOG:
        return
    made = compile_path(path)
    assert path.stem in {found.code for found in made.diagnostics}
    assert (made.project is None) == (CATALOG[path.stem].severity is Severity.ERROR)


def test_every_code_has_a_golden() -> None:
    """Each code about flows is in some golden."""
    goldens = "\n".join(path.read_text(encoding="utf-8") for path in BAD.glob("*.expected"))
    missing = [entry.code for entry in FLOW_CODES if f"[{entry.code}]" not in goldens]
    assert set(missing) == NEEDS_THE_DISK
