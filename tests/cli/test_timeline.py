"""``callwright timeline``."""

from __future__ import annotations

import argparse
from pathlib import Path
from xml.etree import ElementTree

import pytest

from callwright.cli import timeline
from tests.cli.scripts import SCRIPT
from tests.platform.test_application import SMALL


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    timeline.register(parser.add_subparsers())
    arguments = parser.parse_args(["timeline", *words])
    code: int = arguments.run(arguments)
    return code


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "small.yaml").write_text(SMALL)
    (tmp_path / "small.test.yaml").write_text(SCRIPT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


FIRST = ("small.yaml", "--script", "small.test.yaml", "--test", "Straight to the bill")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("transport", ["http", "websocket"])
def test_a_picture_is_printed(capsys: pytest.CaptureFixture[str], transport: str) -> None:
    """Without --output the picture goes to standard output, and nothing else does."""
    assert run(*FIRST, "--transport", transport) == 0
    tree = ElementTree.fromstring(capsys.readouterr().out)
    assert "Straight to the bill" in "".join(tree.itertext())
    assert ("user_speech_started" in "".join(tree.itertext())) == (transport == "websocket")


def test_a_picture_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --output it goes to the file; the same seed gives the same bytes, another seed another caller."""
    for name, seed in (("one.svg", "1"), ("same.svg", "1"), ("other.svg", "2")):
        assert run(*FIRST, "--seed", seed, "--output", name) == 0
    one, same, other = ((folder / name).read_bytes() for name in ("one.svg", "same.svg", "other.svg"))
    assert one == same != other
    assert capsys.readouterr().out == ""


def test_a_difference_is_drawn_and_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A test that goes otherwise is drawn as it went, with the difference on standard error and exit code 1."""
    (folder / "small.test.yaml").write_text(SCRIPT.replace("Bills are sent", "Bills are free"))
    assert run(*FIRST) == 1
    told = capsys.readouterr()
    assert "small.test.yaml:10:20: “Bills are free” was expected" in told.err
    assert ElementTree.fromstring(told.out).tag.endswith("svg")


def test_only_one_test_needs_no_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A script with a single test is drawn without --test."""
    (folder / "small.test.yaml").write_text(SCRIPT.partition("  - name: Says")[0])
    assert run("small.yaml", "--script", "small.test.yaml") == 0
    assert "Straight to the bill" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("small.yaml", "--script", "small.test.yaml"), 'say which one with --test: "Straight to the bill"'),
        (("small.yaml", "--script", "small.test.yaml", "--test", "x"), 'has no test "x"; there are: "Straight'),
        (("small.yaml", "--script", "absent.yaml"), '"absent.yaml" cannot be read'),
        (("absent.yaml", *FIRST[1:]), 'there is no file "absent.yaml"'),
        (("absent.yaml", "--script", "no.yaml", "--output", "nodir/x.png"), 'there is no file "absent.yaml"'),
        (
            (*FIRST, "--output", "nodir/x.svg"),
            'there is no folder "nodir" to put x.svg in; make it first (mkdir -p nodir)',
        ),
        ((*FIRST, "--output", "."), '--output "." is no file; name one in it: --output call.svg'),
        ((*FIRST, "--output", "x.png"), "does not end in .svg, and the picture is SVG: --output x.svg"),
        (("http://127.0.0.1:9/webhook", *FIRST[1:]), "a service cannot be looked into"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_wrong_usage(capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str) -> None:
    """Wrong usage is one line that says what would do, and exit code 2."""
    assert run(*words) == 2
    told = capsys.readouterr()
    assert says in told.err
    assert told.out == ""


def test_mistakes_are_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A flow or a script with mistakes is not drawn; the mistakes are shown with their lines."""
    (folder / "small.yaml").write_text(SMALL.replace("barge_in: none", "barge_in: nobody"))
    assert run(*FIRST) == 1
    assert "small.yaml:" in capsys.readouterr().err
    (folder / "small.test.yaml").write_text(SCRIPT.replace("steps", "stepz"))
    assert run(*FIRST) == 1
    assert "small.test.yaml:" in capsys.readouterr().err


def test_a_script_for_another_flow(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A script for another flow is not drawn."""
    (folder / "small.test.yaml").write_text(SCRIPT.replace("flow: small", "flow: large"))
    assert run(*FIRST) == 2
    assert 'is for the flow "large", not for "small"' in capsys.readouterr().err
