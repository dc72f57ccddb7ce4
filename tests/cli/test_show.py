"""``callwright show``: a flow or a state in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.cli.main import main
from callwright.compiler import compile_path
from tests.compiler.flows import HOTLINE

SUB = "flow: sub\nstates:\n  only:\n    prompts: Hi.\n    return: yes\n  farewell:\n    return: yes\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one flow, in which we stand."""
    (tmp_path / "hotline.yaml").write_text(HOTLINE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_flow_is_printed_in_full(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is printed is a flow that compiles, with the places as they were asked for."""
    assert main(["show", "hotline.yaml"]) == 0
    shown = capsys.readouterr().out
    assert "  # hotline.yaml:25\n" in shown
    (folder / "full.yaml").write_text(shown, encoding="utf-8")
    assert compile_path(folder / "full.yaml").project is not None


def test_a_state_is_printed_by_itself(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Behind a colon stands the name of one state, of a file or of a folder."""
    assert main(["show", "hotline.yaml:farewell"]) == 0
    one = capsys.readouterr().out
    assert one.startswith("states:\n  farewell:\n    prompts:\n")
    assert "welcome" not in one
    assert main(["show", f"{folder}:farewell"]) == 0
    assert capsys.readouterr().out.startswith("states:\n  farewell:\n")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("nowhere.yaml", 'there is no file or folder "nowhere.yaml"'),
        ("nowhere.yaml:welcome", 'there is no file or folder "nowhere.yaml"'),
        ("hotline.yaml:wellcome", 'has no state "wellcome". Did you mean hotline.yaml:welcome?'),
        ("hotline.yaml:", 'has no state "".'),
        ("C:\\flows\\x.yaml", 'there is no file or folder "C:\\flows\\x.yaml"'),
    ],
)
def test_what_is_not_there_is_told(target: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A flow or a state that is not there is named, with the nearest one."""
    assert main(["show", target]) == 2
    assert told in capsys.readouterr().err


def test_of_several_flows_one_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a folder of several flows a state says which is meant, where only one has it; else a file is asked for."""
    (folder / "sub.yaml").write_text(SUB, encoding="utf-8")
    called = HOTLINE.replace(
        "go_to: operator\n\n  operator", "go_to: sub\n\n  sub:\n    call: flow:sub\n    go_to: operator\n\n  operator"
    )
    (folder / "hotline.yaml").write_text(called, encoding="utf-8")
    assert main(["show", "."]) == 2
    assert "name the file of one: hotline.yaml or sub.yaml" in capsys.readouterr().err
    assert main(["show", ".:only"]) == 0
    assert capsys.readouterr().out.startswith("states:\n  only:\n")
    assert main(["show", ".:farewell"]) == 2
    assert "hotline.yaml:farewell or sub.yaml:farewell" in capsys.readouterr().err


def test_mistakes_are_told_as_check_tells_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A flow with mistakes is not shown; its mistakes are."""
    (folder / "hotline.yaml").write_text(HOTLINE.replace("billing: billing", "billing: biling"), encoding="utf-8")
    assert main(["show", "hotline.yaml"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "unknown-state" in told.err
