"""The page on values shows what is really heard."""

from __future__ import annotations

import json
import re
from datetime import datetime

import pytest

from callwright.understanding.hearing import TYPES, hear
from tests.docs.pages import ROOT

PAGE = (ROOT / "docs" / "values.md").read_text(encoding="utf-8")
TABLE = re.compile(r"<!-- heard: (\w+) -->\n\|.*\n\|.*\n((?:\|.*\n)+)")
NOW = datetime.fromisoformat("2026-11-20T10:00")


def rows() -> list[tuple[str, str, str]]:
    found = []
    for type, table in TABLE.findall(PAGE):
        for row in table.splitlines():
            words, value = (cell.strip() for cell in row.strip("|").split("|"))
            found.append((type, words, value.strip("`")))
    return found


@pytest.mark.parametrize(("type", "words", "value"), rows())
def test_every_example_is_heard_so(type: str, words: str, value: str) -> None:
    """Each row of each table is what is heard."""
    assert hear(type, words, now=NOW).value == json.loads(value)


@pytest.mark.parametrize("type", TYPES)
def test_every_type_has_its_section(type: str) -> None:
    """No type is left out."""
    assert f"\n### {type}\n" in PAGE
