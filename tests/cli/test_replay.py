"""``callwright replay``: recorded calls, done once more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from callwright.cli.main import main
from tests.cli.recorded import recorded
from tests.runtime.serving import FLOW


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("replay")
    address = f"sqlite:///{folder / 'calls.db'}"
    with recorded(folder, address):
        yield address


def told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(["replay", *words]) == code
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return out if code != 2 else err


def test_the_same_version_gives_the_same_bytes(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """For one call, and for all of them."""
    assert "are the same with the version that it had, byte for byte" in told(capsys, "bill", "--store", store)
    assert "2 the same, 0 different" in told(capsys, "--all", "--store", store)


def test_another_flow_says_where_calls_part(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The turn, both answers and the lines behind them; calls that never came there are the same."""
    changed = tmp_path / "hotline.yaml"
    changed.write_text(FLOW.replace("Please type the digits", "Please dial the digits"))
    text = told(capsys, "bill-1", "--flow", str(changed), "--store", store, code=1)
    assert "in billing" in text
    assert "was  (stops" in text or "was  “" in text
    assert "Please type the digits" in text
    assert "Please dial the digits" in text
    assert f"{changed}:" in text
    every = told(capsys, "--all", "--flow", str(changed), "--store", store, code=1)
    assert "1 the same, 1 different" in every
    assert "billing: 1 call: bill-1" in every
    data = json.loads(told(capsys, "--all", "--flow", str(changed), "--store", store, "--json", code=1))
    assert [one["parting"] and one["parting"]["state"] for one in data] == [None, "billing"]


def test_an_unchanged_flow_is_the_same(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever its file is called."""
    same = tmp_path / "same.yaml"
    same.write_text(FLOW)
    assert "are the same" in told(capsys, "lost-2", "--flow", str(same), "--store", store)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], "name one call, or write --all"),
        (["bill-1", "--all"], "name one call, or write --all"),
        (["bill-1", "--since", "2h"], "write --all beside it"),
        (["bill-1", "--flow", "nowhere.yaml"], "there is no file"),
    ],
)
def test_wrong_usage(store: str, capsys: pytest.CaptureFixture[str], words: list[str], found: str) -> None:
    """Says what would do, with exit code 2."""
    assert found in told(capsys, *words, "--store", store, code=2)


def test_a_flow_with_mistakes_is_not_compared(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its mistakes are shown, as check shows them."""
    broken = tmp_path / "broken.yaml"
    broken.write_text(FLOW.replace("billing: billing", "billing: nowhere"))
    assert main(["replay", "bill-1", "--flow", str(broken), "--store", store]) == 1
    assert "nowhere" in capsys.readouterr().err
