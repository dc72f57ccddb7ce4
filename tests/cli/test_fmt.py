"""``callwright fmt``: which files it changes, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.cli.main import main

MESSY = "states:\n    welcome:\n        hangup: yes\n        prompts: Hello.\nflow: one\n"
NEAT = "flow: one\n\nstates:\n  welcome:\n    prompts: Hello.\n    hangup: yes\n"


def _fmt(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main(["fmt", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A flow that is not in its one form."""
    file = tmp_path / "one.yaml"
    file.write_text(MESSY, encoding="utf-8")
    return file


def test_once(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It changes the file, says so, and the second time there is nothing to do."""
    assert _fmt(capsys, file) == (0, f"{file} formatted\n1 file: 1 formatted\n", "")
    assert file.read_text(encoding="utf-8") == NEAT
    assert _fmt(capsys, file) == (0, "1 file: nothing to change\n", "")


def test_only_looking(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--check`` changes nothing and ends with 1 where something would change, else with 0."""
    assert _fmt(capsys, "--check", file) == (1, f"{file} would change\n1 file: 1 would change\n", "")
    assert file.read_text(encoding="utf-8") == MESSY
    file.write_text(NEAT, encoding="utf-8")
    assert _fmt(capsys, "--check", file)[0] == 0


def test_showing_the_change(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``--diff`` prints the change and makes none."""
    code, out, _ = _fmt(capsys, "--diff", file)
    assert code == 0
    assert out.startswith(f"--- {file}\n+++ {file}\n")
    assert "+flow: one\n" in out
    assert file.read_text(encoding="utf-8") == MESSY


def test_a_folder(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a folder it takes the flows, what they include and their tests, and leaves other YAML alone."""
    (tmp_path / "shared").mkdir()
    shared = tmp_path / "shared" / "english.yaml"
    shared.write_text("intents:\n    billing:\n    - my bill\n", encoding="utf-8")
    file.write_text("include: shared/english.yaml\n" + NEAT, encoding="utf-8")
    script = tmp_path / "one.test.yaml"
    script.write_text("tests:\n- name: Hello\n  steps:\n  - hangup\n", encoding="utf-8")
    other = tmp_path / "compose.yaml"
    other.write_text("services:\n    web: {image: x}\n", encoding="utf-8")
    code, out, _ = _fmt(capsys, tmp_path)
    assert code == 0
    assert out == f"{script} formatted\n{file} formatted\n{shared} formatted\n3 files: 3 formatted\n"
    assert shared.read_text(encoding="utf-8") == "intents:\n  billing:\n    - my bill\n"
    assert script.read_text(encoding="utf-8") == "tests:\n  - name: Hello\n    steps:\n      - hangup\n"
    assert other.read_text(encoding="utf-8") == "services:\n    web: {image: x}\n"


def test_what_is_no_yaml(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that YAML cannot read stays as it is; what is wrong is shown, and it ends with 1."""
    file = tmp_path / "one.yaml"
    file.write_text("states:\n  a: [\n", encoding="utf-8")
    code, out, err = _fmt(capsys, file)
    assert code == 1
    assert out == "1 file: 1 left as it is\n"
    assert f"{file}:" in err
    assert file.read_text(encoding="utf-8") == "states:\n  a: [\n"


def test_a_link(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link is not written through."""
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    code, _, err = _fmt(capsys, link)
    assert code == 1
    assert f"{link} was left as it is: it is a link to {file}" in err
    assert file.read_text(encoding="utf-8") == MESSY


def test_a_path_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It ends with 2 and a sentence."""
    code, out, err = _fmt(capsys, tmp_path / "nothing.yaml")
    assert (code, out) == (2, "")
    assert "there is no file or folder" in err
