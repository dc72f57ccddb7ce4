"""``callwright graph``."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from callwright.cli import call, graph
from tests.cli.scripts import SCRIPT
from tests.platform.test_application import SMALL

OTHER = "flow: other\nanswers: everything\nstates:\n  bye:\n    prompts: Goodbye.\n    hangup: yes\n"


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    subparsers = parser.add_subparsers()
    graph.register(subparsers)
    call.register(subparsers)
    arguments = parser.parse_args(words)
    code: int = arguments.run(arguments)
    return code


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "small.yaml").write_text(SMALL)
    (tmp_path / "small.test.yaml").write_text(SCRIPT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_mermaid_is_printed(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Without anything said it is Mermaid on standard output, and nothing else."""
    assert run("graph", "small.yaml") == 0
    assert capfdbinary.readouterr().out.startswith(b"---\ntitle: ")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.svg", b"<svg "),
        ("a.SVG", b"<svg "),
        ("a.png", b"\x89PNG"),
        ("a.mmd", b"---\ntitle"),
        ("a.mermaid", b"---\ntitle"),
        ("a.md", b"```mermaid\n---\ntitle"),
    ],
)
def test_the_name_of_the_file_says_what_is_drawn(folder: Path, name: str, begins: bytes) -> None:
    """The ending of --output chooses the format, and what is written is that."""
    assert run("graph", "small.yaml", "--output", name) == 0
    assert (folder / name).read_bytes().startswith(begins)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("gone.yaml",), "there is no file"),
        (("https://callwright.example",), "cannot be looked into"),
        (("small.yaml", "--output", "flow.jpg"), "write --output flow.svg"),
        (("small.yaml", "--output", "flow.svg", "--format", "png"), "write --output flow.png"),
        (("small.yaml", "--output", "gone/flow.svg"), "mkdir -p gone"),
        (("small.yaml", "--output", "."), "is no file"),
        (("small.yaml", "--test", "x"), "add --call RECORD"),
        (("small.yaml", "--call", "gone.jsonl"), "cannot be read"),
        (("small.yaml", "--call", "small.yaml"), "it is not JSON"),
        (("small.yaml", "--flow", "smal"), "did you mean small?"),
    ],
)
def test_what_cannot_be_drawn_is_told(words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage is told in one line with what would do, and is 2."""
    assert run("graph", *words) == 2
    error = capsys.readouterr().err
    assert error.startswith("callwright graph: ")
    assert told in error
    assert error.count("\n") == 1


def test_a_folder_of_several_flows_is_asked_about(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Which of them is meant has to be said, and --flow says it."""
    (folder / "small.yaml").write_text(SMALL + "numbers: ['+4921155']\n")
    (folder / "other.yaml").write_text(OTHER)
    assert run("graph", ".") == 2
    assert "say which one with --flow: other, small" in capfd.readouterr().err
    assert run("graph", ".", "--flow", "other") == 0
    assert "Goodbye." in capfd.readouterr().out


def test_mistakes_are_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A flow with a mistake is not drawn; what is wrong is said as check says it, and is 1."""
    (folder / "small.yaml").write_text(SMALL.replace("states:", "start: gone\nstates:", 1))
    assert run("graph", "small.yaml", "--output", "a.svg") == 1
    assert "gone" in capsys.readouterr().err
    assert not (folder / "a.svg").exists()


def test_a_recorded_call_is_drawn(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``call --record`` writes what ``graph --call`` draws; of several calls one has to be named."""
    assert run("call", "small.yaml", "--script", "small.test.yaml", "--record", "calls.jsonl") == 0
    capsys.readouterr()
    assert run("graph", "small.yaml", "--call", "calls.jsonl", "--output", "a.svg") == 2
    assert 'say which one with --test: "Straight to the bill", "Says nothing"' in capsys.readouterr().err
    words = ("--call", "calls.jsonl", "--test", "Straight to the bill", "--output", "a.svg")
    assert run("graph", "small.yaml", *words) == 0
    picture = (folder / "a.svg").read_text()
    assert 'class="walked"' in picture
    assert "Straight to the bill" in "".join(ElementTree.fromstring(picture).itertext())
    assert run("graph", "small.yaml", "--call", "calls.jsonl", "--test", "gone") == 2
    assert 'has no call "gone"' in capsys.readouterr().err


def test_a_record_of_another_flow_is_told_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The path of a call is drawn over the flow that it walked."""
    (folder / "apart").mkdir()
    (folder / "apart" / "other.yaml").write_text(OTHER)
    assert run("call", "small.yaml", "--script", "small.test.yaml", "--record", "calls.jsonl") == 0
    capsys.readouterr()
    assert run("graph", "apart/other.yaml", "--call", "calls.jsonl", "--test", "Says nothing") == 2
    assert "a call of the flow “small”, and never comes to “other”" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_a_record_is_of_a_flow_file(capsys: pytest.CaptureFixture[str]) -> None:
    """A service cannot be looked into, and a record is put where it can be."""
    assert run("call", "http://127.0.0.1:9", "--script", "small.test.yaml", "--record", "a.jsonl") == 2
    assert "--record is for a flow file" in capsys.readouterr().err
    assert run("call", "small.yaml", "--script", "small.test.yaml", "--record", "gone/a.jsonl") == 2
    assert "mkdir -p gone" in capsys.readouterr().err


def test_a_file_that_is_not_ours_to_write_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the disk refuses is one sentence."""
    (folder / "a.svg").symlink_to(folder / "nowhere" / "b.svg")
    assert run("graph", "small.yaml", "--output", "a.svg") == 2
    assert "cannot be written" in capsys.readouterr().err
    shutil.rmtree(folder / "nowhere", ignore_errors=True)
