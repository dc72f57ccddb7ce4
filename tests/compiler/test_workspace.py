"""A folder as an editor has it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callwright.compiler import compile_path
from callwright.compiler.workspace import Workspace
from tests.compiler.flows import HOTLINE
from tests.docs.pages import ROOT

FILE = "customer-hotline.yaml"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A copy of the shipped flows."""
    with tempfile.TemporaryDirectory() as made:
        yield Path(shutil.copytree(ROOT / "flows", Path(made) / "flows"))


def _edited(text: str, edit: tuple[int, float, float]) -> str:
    """One of the things that hands do to a text."""
    kind, place, other = edit
    lines = text.split("\n")
    line, at = int(place * len(lines)), int(place * len(text))
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + "'\":#{}[]-, x\n&*!"[int(other * 16)] + text[at:]
    if kind == 2:
        del lines[line]
    elif kind == 3:
        lines.insert(line, lines[int(other * len(lines))])
    elif kind == 4:
        lines[line] = " " + lines[line]
    elif kind == 5:
        lines[line] = lines[line][1:]
    else:
        lines.insert(line, "")
    return "\n".join(lines)


_SHARE = st.floats(0, 1, exclude_max=True)
_EDITS = st.lists(st.tuples(st.integers(0, 6), _SHARE, _SHARE), min_size=1, max_size=5)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=_EDITS)
def test_what_is_kept_changes_nothing(tmp_path: Path, edits: list[tuple[int, float, float]]) -> None:
    """Whatever is typed, a workspace says what one that sees the text for the first time says."""
    file, text = tmp_path / "flow.yaml", f"# A hotline.\n{HOTLINE}"
    workspace = Workspace(tmp_path)
    workspace.write(file, text)
    workspace.check()
    for edit in edits:
        text = _edited(text, edit)
        workspace.write(file, text)
        told = workspace.check().diagnostics
        new = Workspace(tmp_path)
        new.write(file, text)
        assert told == new.check().diagnostics


def test_it_says_what_check_says(folder: Path) -> None:
    """What is typed and not saved is told as ``compile_path`` tells it once it is saved."""
    file = folder / FILE
    text = file.read_text(encoding="utf-8").replace("go_to: goodbye", "go_to: goodby").replace("intents:", "intent:")
    workspace = Workspace(folder)
    workspace.write(file, text)
    told = workspace.check().diagnostics
    file.write_text(text, encoding="utf-8")
    assert told
    assert told == compile_path(folder).diagnostics


def test_only_the_state_that_changed_is_built_again(folder: Path) -> None:
    """Every other state is the very object that it was before."""
    file = folder / FILE
    workspace = Workspace(folder)
    before = workspace.check().built["customer-hotline"].flow.states
    text = file.read_text(encoding="utf-8")
    name = list(before)[1]
    place = text.index("prompts:", text.index(f"\n  {name}:"))
    line_end = text.index("\n", place)
    workspace.write(file, text[:line_end] + "  # a word" + text[line_end:])
    after = workspace.check().built["customer-hotline"].flow.states
    assert [state for state in after if after[state] is not before[state]] == [name]


def test_a_line_more_moves_what_stands_below(folder: Path) -> None:
    """Places are those of the text as it is now."""
    file = folder / FILE
    text = file.read_text(encoding="utf-8") + "  lonely:\n    hangup: yes\n"
    workspace = Workspace(folder)
    workspace.write(file, text)
    (first,) = (found for found in workspace.check().diagnostics if found.code == "unreachable-state")
    workspace.write(file, text.replace("\nstates:\n", "\n\n\nstates:\n"))
    (second,) = (found for found in workspace.check().diagnostics if found.code == "unreachable-state")
    assert second.span.line == first.span.line + 2


def test_what_is_closed_counts_as_on_the_disk(folder: Path) -> None:
    """A text that was not saved is forgotten with its window."""
    file = folder / FILE
    workspace = Workspace(folder)
    clean = workspace.check().diagnostics
    workspace.write(file, "states: 3\n")
    assert workspace.check().diagnostics != clean
    workspace.close(file)
    assert workspace.check().diagnostics == clean


def test_a_new_file_takes_part_before_it_is_saved(folder: Path) -> None:
    """A file that is only open is a flow of the folder."""
    workspace = Workspace(folder)
    workspace.check()
    workspace.write(folder / "new.yaml", "flow: new\nstates:\n  hello:\n    prompts: Hello.\n    hangup: yes\n")
    assert "new" in workspace.check().built


def test_the_levels_are_those_of_the_open_settings(folder: Path) -> None:
    """``callwright.toml`` counts while it is open and not saved, too."""
    file = folder / FILE
    workspace = Workspace(folder)
    workspace.write(file, file.read_text(encoding="utf-8") + "  lonely:\n    hangup: yes\n")
    assert "unreachable-state" in {found.code for found in workspace.check().diagnostics}
    workspace.write(folder / "callwright.toml", '[rules]\nunreachable-state = "off"\n')
    assert "unreachable-state" not in {found.code for found in workspace.check().diagnostics}


def test_a_folder_without_flows_has_nothing_to_tell(tmp_path: Path) -> None:
    """An editor is opened on an empty folder before its first flow is written."""
    assert Workspace(tmp_path).check().diagnostics == ()
