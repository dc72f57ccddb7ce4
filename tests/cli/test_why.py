"""``callwright why``: why each turn of a recorded call went as it did."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from callwright.cli.main import main
from tests.cli.recorded import recorded
from tests.runtime.serving import FLOW, management


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("why")
    address = f"sqlite:///{folder / 'calls.db'}"
    with recorded(folder, address):
        yield address


def told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(["why", *words]) == code
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return out if code == 0 else err


def test_each_turn_says_what_led_where(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What came, what was understood and how surely, the lines of the author, what was said and what was heard."""
    text = told(capsys, "bill-1", "--store", store)
    for words in (
        "Call bill-1",
        "caller hung up",
        "The caller said “it's about my bill”, and cut the prompt.",
        "understood as billing (1.00)",
        "so the call goes to billing",
        "hotline.yaml:",
        "“This call may be recorded.” [protected]",
        "→ heard to its end",
        "→ cut after",
        "The caller pressed 1.",
    ):
        assert words in text, words
    assert "4915120304050" not in text


def test_what_was_not_understood_names_what_was_near(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """And the rung that followed, or that nobody wrote one."""
    text = told(capsys, "lost", "--store", store)
    assert "nothing fits; listened for:" in text
    assert "not understood (the 1st time in a row): nobody wrote a ladder here" in text
    assert "(callwright's default)" in text
    assert "The caller said nothing for as long as we waited." in text


def test_one_turn_alone(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """By its number."""
    text = told(capsys, "bill-1", "--turn", "1", "--store", store)
    assert "The call begins." in text
    assert "my bill" not in text
    turns = json.loads(told(capsys, "bill-1", "--turn", "2", "--json", "--store", store))["turns"]
    assert [turn["number"] for turn in turns] == [2]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["bill-1", "--turn", "99"], "it has turns from 1 to"),
        (["bil-1"], "did you mean bill-1?"),
        (["something else altogether"], "the last ones are lost-2 or bill-1"),
    ],
)
def test_wrong_usage_says_what_there_is(
    store: str, capsys: pytest.CaptureFixture[str], words: list[str], found: str
) -> None:
    """An unknown id names those that are near."""
    assert found in told(capsys, *words, "--store", store, code=2)


def test_without_the_version_the_files_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A service's door gives out no flows: why says so, and takes the file instead, whatever has changed in it."""
    with recorded(tmp_path, "memory://") as port:
        address = f"http://127.0.0.1:{management(port)}"
        assert "--flow PATH" in told(capsys, "bill-1", "--store", address, code=1)
        text = told(capsys, "bill-1", "--store", address, "--flow", str(tmp_path / "hotline.yaml"))
        assert "so the call goes to billing" in text
        changed = tmp_path / "changed.yaml"
        changed.write_text(FLOW.replace("Please type", "Please dial"))
        assert main(["why", "bill-1", "--store", address, "--flow", str(changed)]) == 0
        out, err = capsys.readouterr()
        assert "may differ" in err
        assert "comes out otherwise now" in out
