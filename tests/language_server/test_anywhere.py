"""Every question can be asked anywhere, whatever the text is like."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callwright.language_server import actions, completion, hover, names, symbols
from callwright.language_server.folder import Folder
from callwright.language_server.text import Encoding, Text
from tests.docs.pages import ROOT
from tests.language_server.desk import copied

FILES = ("flows/customer-hotline.yaml", "flows/order-status.yaml", "flows/order-status.test.yaml")
TYPED = ("", "{{ ", "{{ caller.", "{{ x | ", "'", '"', "- ", ": ", "{", "[", "|\n", "#", "<a:", "😀", "\t", "\r")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Folder]:
    """A few flows and their scripts, on the disk."""
    root = copied(tmp_path_factory.mktemp("anywhere"), *FILES, "flows/shared/english.yaml")
    return root, Folder(root)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FILES), st.data())
def test_no_question_fails(folder: tuple[Path, Folder], name: str, data: st.DataObject) -> None:
    """With a piece cut out and something typed instead, all that can be asked at the place is answered."""
    root, project = folder
    file = str(root / name)
    whole = (ROOT / name).read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(whole)))
    cut = data.draw(st.integers(0, 60))
    put = data.draw(st.sampled_from(TYPED))
    text = Text(whole[:start] + put + whole[start + cut :], Encoding.UTF16)
    known = project.check({file: text.text})
    before = Text(whole[:start] + put, Encoding.UTF16)
    line, column = before.lines, len(before.line(before.lines)) + 1
    completion.complete(known, file, text.normal, line, column)
    hover.hover(known, file, text.normal, line, column)
    names.definition(known, file, line, column)
    names.references(known, file, line, column, definitions=False)
    names.highlights(known, file, line, column)
    names.renamed(known, file, line, column, "brand_new")
    names.everywhere(known, "a")
    symbols.outline(known, file)
    symbols.folds(known, file)
    for action in actions.actions(known, file, max(line - 1, 1), line + 1):
        assert action.title
        assert action.edits
    project.in_order(file, text.text)
