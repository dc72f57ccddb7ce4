"""Trees and names of files while they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.compiler.document import parse
from callwright.compiler.names import Kind, read_names
from callwright.language_server.readings import Readings
from tests.docs.pages import ROOT
from tests.language_server.desk import FLOW

FILES = sorted([*(ROOT / "flows").rglob("*.yaml"), *(ROOT / "examples").rglob("*.yaml")])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_names_read_in_parts_are_those_of_the_whole(file: Path) -> None:
    """After any line is taken out and put back, the names are those that reading the whole file anew gives."""
    path = str(file)
    lines = tuple(file.read_text(encoding="utf-8").split("\n"))
    readings = Readings()
    readings.of(path, lines)
    for gone in range(0, len(lines), max(1, len(lines) // 6)):
        for now in ((*lines[:gone], *lines[gone + 1 :]), lines):
            document = parse("\n".join(now).encode(), path)
            if document.root is not None:
                found = readings.of(path, now).names
                whole = read_names(document)
                assert sorted(found.occurrences) == sorted(whole.occurrences), gone
                assert found._replace(occurrences=()) == whole._replace(occurrences=())


def test_a_broken_file_keeps_its_names() -> None:
    """While a file cannot be read it has the names of before."""
    readings = Readings()
    whole = readings.of("flow.yaml", FLOW.split("\n"))
    broken = readings.of("flow.yaml", FLOW.replace("flow: hotline", 'flow: "hotline').split("\n"))
    assert broken.names == whole.names
    assert broken.root is whole.root


@pytest.mark.parametrize("state", ["welcome", "bills", "shop", "farewell"])
def test_a_file_that_never_could_be_read_has_the_names_of_its_other_parts(state: str) -> None:
    """A state with a mistake in its YAML does not hide the other states, wherever it stands, nor their places."""
    broken = FLOW.replace(f"  {state}:\n", f'  {state}:\n    set: "\n')
    names = Readings().of("flow.yaml", broken.split("\n")).names
    defined = {
        one.name: broken.split("\n")[one.span.line - 1].strip()
        for one in names.occurrences
        if one.kind is Kind.STATE and one.role == "defines"
    }
    assert defined == {name: f"{name}:" for name in ("welcome", "bills", "shop", "farewell") if name != state}


def test_files_that_are_gone_are_let_go() -> None:
    """Nothing is kept of a file that is no longer there: it is read anew."""
    readings = Readings()
    lines = FLOW.split("\n")
    before = readings.of("flow.yaml", lines)
    assert readings.of("flow.yaml", lines) is before
    readings.forget_all_but(())
    assert readings.of("flow.yaml", lines) is not before
