"""``callwright check``: levels of a project, and findings that comments silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from callwright.cli.main import main
from tests.compiler.flows import MENU

LOST = "  lost:{}\n    hangup: yes\n"
WHY = " # callwright: allow unreachable-state because the fair in May leads here"


def _check(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = main(["check", *map(str, arguments)])
    return code, capsys.readouterr().out


def _write(folder: Path, toml: str = "", comment: str = "") -> Path:
    if toml:
        (folder / "callwright.toml").write_text(toml, encoding="utf-8")
    flow = folder / "one.yaml"
    flow.write_text(MENU + LOST.format(comment), encoding="utf-8")
    return flow


@pytest.mark.parametrize(
    ("level", "code", "summary"),
    [
        ("off", 0, "1 flow, 2 states: no mistakes found\n"),
        ("warning", 0, "1 warning in 1 file\n"),
        ("error", 1, "1 error in 1 file\n"),
    ],
)
def test_the_level_counts(
    level: str, code: int, summary: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A rule that is off says nothing; one that is an error ends with 1, of a file and of its folder alike."""
    flow = _write(tmp_path, f'[rules]\nunreachable-state = "{level}"\n')
    for path in (flow, tmp_path):
        ended, out = _check(capsys, path)
        assert ended == code
        assert out.endswith(summary)


def test_a_mistake_in_the_levels(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake in callwright.toml is shown with its line, and ends with 1."""
    _write(tmp_path, '[rules]\nunreachable-state = "of"\n', WHY)
    code, out = _check(capsys, tmp_path)
    assert code == 1
    assert f"{tmp_path / 'callwright.toml'}:2:21" in out
    assert '2 | unreachable-state = "of"' in out


def test_silenced_findings_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a comment silences is not shown; the last line counts it."""
    assert _check(capsys, _write(tmp_path, comment=WHY)) == (0, "1 flow, 2 states: no mistakes found, 1 silenced\n")


def test_silenced_findings_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Asked for, they are listed with their reasons, in every format that has a place for that."""
    flow = _write(tmp_path, comment=WHY)
    _, text = _check(capsys, flow, "--show-silenced")
    assert "silenced: " in text
    assert "= because the fair in May leads here\n" in text
    assert text.endswith("\n\n1 flow, 2 states: no mistakes found, 1 silenced\n")
    _, concise = _check(capsys, flow, "--show-silenced", "--format", "concise")
    assert concise.startswith(f"{flow}:5:3: silenced: ")
    assert concise.endswith("[unreachable-state] because the fair in May leads here\n")
    _, listed = _check(capsys, flow, "--show-silenced", "--format", "json")
    (one,) = json.loads(listed)
    assert (one["code"], one["silenced"]) == ("unreachable-state", "the fair in May leads here")
    _, sarif = _check(capsys, flow, "--show-silenced", "--format", "sarif")
    (result,) = json.loads(sarif)["runs"][0]["results"]
    assert result["suppressions"][0]["justification"] == "the fair in May leads here"
    assert _check(capsys, flow, "--show-silenced", "--format", "github")[1] == ""


def test_a_comment_without_a_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It silences nothing, and says so."""
    code, out = _check(capsys, _write(tmp_path, comment=WHY.partition(" because")[0]))
    assert code == 0
    assert "[unreachable-state]" in out
    assert "[allow-without-reason]" in out
    assert out.endswith("2 warnings in 1 file\n")
