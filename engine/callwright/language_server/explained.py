"""Where a code is explained at length: its heading in the page of all diagnostics, if that page is there."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path


@cache
def where_explained(code: str) -> str:
    """The address of a code's explanation, with the line that it begins in; empty where there is none."""
    page, lines = _page()
    return f"{page}#L{lines[code]}" if code in lines else ""


@cache
def _page() -> tuple[str, dict[str, int]]:
    inside = Path(str(files("callwright"))) / "docs" / "diagnostics.md"
    page = inside if inside.is_file() else Path(__file__).parents[3] / "docs" / "diagnostics.md"
    if not page.is_file():
        return "", {}
    lines = page.read_text(encoding="utf-8").splitlines()
    return page.as_uri(), {line[3:].strip(): number for number, line in enumerate(lines, 1) if line.startswith("## ")}
