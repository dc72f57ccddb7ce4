"""``callwright check`` of test scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from callwright.cli.main import main
from tests.compiler.flows import HOTLINE, MENU

SERVICES = """\
flow: orders
services:
  shop:
    url: https://shop.example/api
states:
  look_up:
    request:
      service: shop
      path: /orders
    if_fails: bye
    events:
      parcel_sent:
        go_to: bye
    go_to: bye
  bye:
    prompts: Goodbye.
    hangup: yes
"""
SCRIPT = """\
flow: orders
tests:
  - name: Asks the shop
    services:
      shop:
        /orders:
          status: 200
    steps:
      - event: parcel_sent
      - assistant: Goodbye
      - hangup
"""


def _check(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = main(["check", *map(str, arguments)])
    return code, capsys.readouterr().out


def _write(folder: Path, script: str) -> Path:
    (folder / "orders.yaml").write_text(SERVICES, encoding="utf-8")
    file = folder / "orders.test.yaml"
    file.write_text(script, encoding="utf-8")
    return file


def test_a_good_script(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The tests of a folder are read with its flows and counted; one that is named alone is read alone."""
    file = _write(tmp_path, SCRIPT)
    code, out = _check(capsys, tmp_path)
    assert code == 0
    assert out.endswith("1 flow, 2 states, 1 test: no mistakes found\n")
    assert _check(capsys, file) == (0, "1 test: no mistakes found\n")
    assert _check(capsys, tmp_path, file)[1].endswith("1 flow, 2 states, 1 test: no mistakes found\n")


@pytest.mark.parametrize(
    ("right", "wrong", "code", "at", "near"),
    [
        ("flow: orders", "flow: order", "test-unknown-name", "1:7", 'mean "orders"'),
        ("shop:\n", "shp:\n", "test-unknown-name", "5:7", 'mean "shop"'),
        ("event: parcel_sent", "event: parcel_send", "test-unknown-name", "9:16", 'mean "parcel_sent"'),
        ("- assistant", "- asistant", "test-unknown-key", "10:9", "mean `assistant`"),
        ("- hangup", "- hangupp", "test-unknown-key", "11:9", "mean `hangup`"),
    ],
)
def test_a_mistake_in_a_script(
    right: str, wrong: str, code: str, at: str, near: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that there is not and a key that there is not are shown in their line, with the nearest one."""
    file = _write(tmp_path, SCRIPT.replace(right, wrong))
    for path in (tmp_path, file):
        ended, out = _check(capsys, path)
        assert ended == 1
        assert f"[{code}]\n" in out
        assert f"{file}:{at}\n" in out
        assert near in out


def test_they_can_be_mended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt word of a script with one near one is mended."""
    file = _write(tmp_path, SCRIPT.replace("- asistant", "- assistant").replace("shop:\n", "shp:\n"))
    code, out = _check(capsys, tmp_path, "--fix")
    assert code == 0
    assert file.read_text(encoding="utf-8") == SCRIPT
    assert out.startswith(f"mended {file}:5:7: ")


def test_an_event_that_nothing_may_hear(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A test that shows that an event is refused may name any."""
    file = _write(tmp_path, SCRIPT.replace("event: parcel_sent", "event: fire\n        refused: yes"))
    assert _check(capsys, file)[0] == 0


def test_without_a_name_it_is_for_the_flow_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A script that names no flow is held against the one whose file has its name; else its names are left alone."""
    wrong = SCRIPT.replace("flow: orders\n", "").replace("shop:\n", "shp:\n")
    file = _write(tmp_path, wrong)
    assert "[test-unknown-name]" in _check(capsys, file)[1]
    other = file.rename(tmp_path / "other.test.yaml")
    assert _check(capsys, other)[0] == 0


def test_where_a_flow_has_a_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The names in a script are not held against flows that could not be built."""
    file = _write(tmp_path, SCRIPT)
    (tmp_path / "orders.yaml").write_text(SERVICES.replace("go_to: bye", "go_to: by"), encoding="utf-8")
    assert "[test-" not in _check(capsys, tmp_path)[1]
    assert _check(capsys, file) == (0, "1 test: no mistakes found\n")


def test_yaml_of_others_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of such a name that has no tests is somebody else's."""
    (tmp_path / "one.yaml").write_text(HOTLINE, encoding="utf-8")
    (tmp_path / "other.test.yaml").write_text("services: {web: {image: x}}\n", encoding="utf-8")
    assert _check(capsys, tmp_path)[1].endswith("1 flow, 6 states: no mistakes found\n")


def test_the_nearest_flow_of_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A flow that is checked alone is told the nearest flow of its folder too."""
    file = tmp_path / "one.yaml"
    file.write_text(MENU.replace("hangup: yes", "go_to: flow:membr"), encoding="utf-8")
    (tmp_path / "member.yaml").write_text("flow: member\n" + MENU, encoding="utf-8")
    code, out = _check(capsys, file)
    assert code == 1
    assert 'Did you mean "member"?' in out
    assert "member.yaml:" not in out


def test_a_script_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A script that is there and cannot be read is told, with the others' findings."""
    _write(tmp_path, SCRIPT)
    (tmp_path / "gone.test.yaml").symlink_to(tmp_path / "nowhere.yaml")
    code, out = _check(capsys, tmp_path)
    assert code == 1
    assert "[unreadable-file]" in out
    assert f'"{tmp_path / "gone.test.yaml"}" cannot be read: no such file or directory.' in out


def test_a_script_whose_first_key_is_misspelt(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A script is not passed over because the key that makes it one has a slip in it."""
    _write(tmp_path, SCRIPT.replace("tests:", "test:"))
    code, told = _check(capsys, tmp_path)
    assert code == 1
    assert "A script has no `test`." in told
