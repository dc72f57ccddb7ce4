"""The page on values shows what is really heard."""

from __future__ import annotations

import json
import re
import shlex
from datetime import datetime

import pytest

from callwright.cli.main import main
from callwright.languages import LANGUAGES
from callwright.understanding.hearing import TYPES, hear
from tests.docs.pages import ROOT
from tests.languages.__main__ import main as print_scores

PAGE = (ROOT / "docs" / "values.md").read_text(encoding="utf-8")
TABLE = re.compile(r"<!-- heard: (\w+) -->\n\|.*\n\|.*\n((?:\|.*\n)+)")
TONGUES = re.compile(r"<!-- heard in several languages -->\n\|.*\n\|.*\n((?:\|.*\n)+)")
COMMANDS = re.findall(r"^callwright (?:hear|say) [^<\n]*$", PAGE, re.MULTILINE)
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


def tongues() -> list[tuple[str, ...]]:
    (table,) = TONGUES.findall(PAGE)
    return [tuple(cell.strip().strip("`") for cell in row.strip("|").split("|")) for row in table.splitlines()]


@pytest.mark.parametrize(("language", "type", "words", "value"), tongues())
def test_every_example_of_a_language_is_heard_so(language: str, type: str, words: str, value: str) -> None:
    """Each row of the table of languages is what is heard."""
    assert hear(type, words, language=language, now=NOW).value == json.loads(value)


def test_every_language_has_an_example() -> None:
    """No language is left out."""
    assert {row[0].partition("-")[0] for row in tongues()} | {"en"} == set(LANGUAGES)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_a_value(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each line that can be typed as it stands prints a value that is told."""
    assert main(shlex.split(command)[1:]) == 0
    assert capsys.readouterr().out.strip() != "null"


@pytest.mark.parametrize("type", TYPES)
def test_every_type_has_its_section(type: str) -> None:
    """No type is left out."""
    assert f"\n### {type}\n" in PAGE


def test_the_scores_are_printed_as_the_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    """``python -m tests.languages`` tells of a language how much there is, and that it adds up."""
    assert "`python -m tests.languages`" in PAGE
    print_scores(["nl"])
    head, row = capsys.readouterr().out.splitlines()[:2]
    assert head.split() == ["sentences", "right", "asked", "back", "wrong"]
    name, sentences, *parts = row.split()
    assert name == "nl"
    assert int(sentences) == sum(map(int, parts)) > 400
