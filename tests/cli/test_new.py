"""``callwright new``: a project that works, and never at the cost of what was there."""

from __future__ import annotations

import json
import shlex
from importlib.resources import files
from pathlib import Path

import pytest

from callwright.cli.main import main
from callwright.cli.modeline import schema_named
from callwright.cli.new import FILES
from callwright.cli.schema import SCHEMAS
from callwright.compiler import compile_path
from callwright.platform.application import FlowApplication
from callwright.platform.clock import VirtualClock, run_now
from callwright.platform.dial import InProcess
from callwright.rehearsal.reader import load_script
from callwright.rehearsal.run import perform
from callwright.resources import schema_text


def _snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    assert main(["new", str(tmp_path / "line")]) == 0
    return tmp_path / "line"


def test_a_new_project_has_every_file(project: Path) -> None:
    """A flow, its conversations, a sound, a README, editor settings, .gitignore, and the schema."""
    assert _snapshot(project).keys() == {*FILES, *SCHEMAS.values()}


def test_every_file_of_the_starter_is_used() -> None:
    """Nothing lies in the starter that goes nowhere."""
    assert sorted(entry.name for entry in (files("callwright") / "starter").iterdir()) == sorted(FILES.values())


def test_a_new_project_has_no_finding(project: Path) -> None:
    """``check`` finds nothing in it, not even a note."""
    compiled = compile_path(project / "flows")
    assert compiled.diagnostics == ()
    assert compiled.project is not None
    assert list(compiled.project.flows) == ["reception"]


def test_the_conversations_of_a_new_project_go_as_written(project: Path) -> None:
    """Each test in it passes."""
    compiled = compile_path(project / "flows")
    assert compiled.project is not None
    script = load_script(project / "flows" / "reception.test.yaml")
    assert script.diagnostics == ()
    assert len(script.rehearsals) >= 3
    for rehearsal in script.rehearsals:
        connection = InProcess(FlowApplication(compiled.project.entry()))
        performance = run_now(perform(rehearsal, connection, VirtualClock()))
        assert performance.passed, performance.transcript()


@pytest.mark.parametrize(("name", "kind"), [("reception.yaml", "flow"), ("reception.test.yaml", "test")])
def test_the_editor_finds_the_schema(project: Path, name: str, kind: str) -> None:
    """The first line of each file names the copy of its schema, which is the one that check uses."""
    file = project / "flows" / name
    named = schema_named(file.read_bytes())
    assert (file.parent / named).resolve() == (project / SCHEMAS[kind]).resolve()
    assert (project / SCHEMAS[kind]).read_text(encoding="utf-8") == schema_text(kind)


def test_the_editor_has_all_that_it_needs(project: Path) -> None:
    """``callwright schema --write`` finds nothing to do in a new project."""
    before = _snapshot(project)
    assert main(["schema", "--write", str(project)]) == 0
    assert _snapshot(project) == before


def test_the_editor_gets_its_settings(project: Path) -> None:
    """Blanks instead of tabs, and the one extension that helps."""
    settings = json.loads((project / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["[yaml]"]["editor.insertSpaces"] is True
    extensions = json.loads((project / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    assert extensions["recommendations"] == ["redhat.vscode-yaml"]


def test_the_three_next_commands_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They name files that are there, also where the folder has a blank in its name."""
    assert main(["new", str(tmp_path / "my line")]) == 0
    printed = capsys.readouterr().out
    shown = [shlex.split(line) for line in printed.splitlines() if line.startswith("  callwright ")]
    assert [words[1] for words in shown] == ["check", "talk", "serve"]
    for words in shown:
        assert len(words) == 3
        assert Path(words[2]).exists()


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    """A folder that is there but empty, or holds only .git, is filled."""
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    assert main(["new", str(tmp_path)]) == 0
    assert _snapshot(tmp_path).keys() == {*FILES, *SCHEMAS.values(), ".git/HEAD"}


def test_missing_folders_above_are_made(tmp_path: Path) -> None:
    """``new a/b/c`` makes a and b too."""
    assert main(["new", str(tmp_path / "a" / "b" / "c")]) == 0
    assert (tmp_path / "a" / "b" / "c" / "README.md").is_file()


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is refused with what was found in it, and nothing in it changes."""
    (tmp_path / "README.md").write_text("mine\n")
    before = _snapshot(tmp_path)
    assert main(["new", str(tmp_path)]) == 2
    assert _snapshot(tmp_path) == before
    message = capsys.readouterr().err
    assert "is not empty: it has 'README.md'" in message
    assert "Nothing was written" in message


def test_a_second_time_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever runs it again by mistake loses nothing."""
    flow = project / "flows" / "reception.yaml"
    flow.write_text("flow: mine\n", encoding="utf-8")
    assert main(["new", str(project)]) == 2
    assert flow.read_text(encoding="utf-8") == "flow: mine\n"
    assert "and 4 more" in capsys.readouterr().err


def test_a_file_in_the_way_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The name of a file is no folder, and the file stays as it was."""
    place = tmp_path / "line"
    place.write_text("mine\n")
    assert main(["new", str(place)]) == 2
    assert place.read_text() == "mine\n"
    assert "is a file" in capsys.readouterr().err


def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    """Nothing is written through a broken link."""
    place = tmp_path / "line"
    place.symlink_to(tmp_path / "elsewhere")
    assert main(["new", str(place)]) == 2
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Below a file there can be no folder: exit code 2 and a sentence."""
    (tmp_path / "file").write_text("")
    assert main(["new", str(tmp_path / "file" / "line")]) == 2
    assert "callwright: " in capsys.readouterr().err
