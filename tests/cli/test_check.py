"""``callwright check``: what it prints and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from callwright.cli.main import main
from tests.compiler.flows import HOTLINE, MENU

BROKEN = MENU.replace("prompts", "promts")
WARNED = MENU + "  lost:\n    hangup: yes\n"


def _check(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main(["check", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


def _file(folder: Path, name: str, written: str) -> Path:
    path = folder / name
    path.write_text(written, encoding="utf-8")
    return path


def test_a_clean_flow(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without mistakes it says how much it has read, and ends with 0."""
    code, out, err = _check(capsys, _file(tmp_path, "hotline.yaml", HOTLINE))
    assert (code, out, err) == (0, "1 flow, 6 states: no mistakes found\n", "")


def test_flows_are_counted_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder and a file in it are not counted twice."""
    one = _file(tmp_path, "one.yaml", "answers: everything\n" + HOTLINE)
    _file(tmp_path, "two.yaml", "numbers: '1'\n" + MENU)
    code, out, _ = _check(capsys, tmp_path, one, one)
    assert (code, out) == (0, "2 flows, 7 states: no mistakes found\n")


def test_notes_are_no_mistakes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Notes are printed, and change neither the count nor the exit code."""
    _file(tmp_path, "callwright.toml", '[rules]\nunreachable-state = "info"\n')
    code, out, _ = _check(capsys, _file(tmp_path, "one.yaml", WARNED))
    assert code == 0
    assert "info: " in out
    assert "[unreachable-state]" in out
    assert out.endswith("\n\n1 flow, 2 states: no mistakes found\n")


def test_mistakes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Mistakes are shown with their lines and counted at the end; it ends with 1."""
    one, two = _file(tmp_path, "one.yaml", BROKEN), _file(tmp_path, "two.yaml", WARNED + "    go_to: x\n")
    code, out, _ = _check(capsys, one, two)
    assert code == 1
    assert f"{one}:3:5" in out
    assert "    promts: Hello." in out
    assert "\n\n3 errors in 2 files\n" in out


def test_warnings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Warnings alone end with 0."""
    code, out, _ = _check(capsys, _file(tmp_path, "one.yaml", WARNED))
    assert code == 0
    assert out.endswith("\n\n1 warning in 1 file\n")


@pytest.mark.parametrize("arguments", [["nothing.yaml"], ["--format", "xml", "x"], []])
def test_wrong_usage(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A path that is not there, an unknown format or no path at all ends with 2 and a sentence."""
    monkeypatch.chdir(tmp_path)
    try:
        code = main(["check", *arguments])
    except SystemExit as end:
        code = int(end.code or 0)
    out, err = capsys.readouterr()
    assert code == 2
    assert out == ""
    assert "check" in err


def test_an_empty_folder_is_a_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without flows ends with 1."""
    code, out, _ = _check(capsys, tmp_path)
    assert code == 1
    assert "[no-flows]" in out


def test_a_folder_that_may_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Permission is what is missing then, not flows."""

    def locked(folder: str) -> None:
        raise PermissionError(13, "Permission denied", folder)

    monkeypatch.setattr("os.scandir", locked)
    code, out, _ = _check(capsys, tmp_path)
    assert code == 1
    assert "[unreadable-file]" in out
    assert "permission" in out


def test_json_is_the_list_of_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON has each finding with its place, and nothing else."""
    code, out, _ = _check(capsys, _file(tmp_path, "one.yaml", BROKEN), "--format", "json")
    (found,) = json.loads(out)
    assert code == 1
    assert set(found) == {
        "code",
        "severity",
        "message",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "help",
        "related",
        "fixes",
    }
    assert (found["code"], found["severity"], found["line"], found["column"]) == ("unknown-key", "error", 3, 5)


def test_a_clean_flow_is_an_empty_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In formats for programs a clean flow leaves no words that are none of the format."""
    path = _file(tmp_path, "one.yaml", HOTLINE)
    assert json.loads(_check(capsys, path, "--format", "json")[1]) == []
    assert _check(capsys, path, "--format", "concise")[1] == ""
    assert _check(capsys, path, "--format", "github")[1] == ""
    sarif: dict[str, Any] = json.loads(_check(capsys, path, "--format", "sarif")[1])
    assert sarif["runs"][0]["results"] == []


@pytest.mark.parametrize(
    ("form", "part"),
    [("concise", "one.yaml:3:5: error:"), ("github", "::error "), ("sarif", '"ruleId": "unknown-key"')],
)
def test_other_formats(form: str, part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each format tells the finding in its own way."""
    code, out, _ = _check(capsys, _file(tmp_path, "one.yaml", BROKEN), "--format", form)
    assert code == 1
    assert part in out


def test_a_terminal_that_knows_few_letters(tmp_path: Path) -> None:
    """Letters that the terminal does not have become question marks, never an error."""
    path = _file(tmp_path, "one.yaml", "states:\n  größe:\n    go_to: größe\n")
    done = subprocess.run(
        [sys.executable, "-m", "callwright.cli.main", "check", str(path)],
        capture_output=True, env={"PYTHONIOENCODING": "ascii", "PATH": ""}, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert b"[silent-loop]" in done.stdout
    assert done.stderr == b""


@pytest.mark.parametrize("name", ["shop.yaml.txt", "shop.txt", "shop.YAML"])
def test_a_flow_under_a_wrong_name(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder whose only flow has the end of another kind of file says how to call it."""
    (tmp_path / name).write_text("states:\n  a:\n    prompts: Hello.\n    hangup: yes\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    assert f'Is "{name}" one? Then call it shop.yaml' in capsys.readouterr().out


def test_a_name_with_blanks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that its blanks have cut, and one with a slip in it, are told with what to type."""
    (tmp_path / "my line.yaml").touch()
    monkeypatch.chdir(tmp_path)
    assert main(["check", "my", "line.yaml"]) == 2
    assert 'a name with blanks stands in quotes: "my line.yaml"' in capsys.readouterr().err
    assert main(["check", "my lnie.yaml"]) == 2
    assert 'there is no file or folder "my lnie.yaml". Did you mean "my line.yaml"?' in capsys.readouterr().err
