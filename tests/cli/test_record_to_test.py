"""``callwright record-to-test``: a test that plays a recorded call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from callwright.cli.main import main
from tests.cli.recorded import recorded
from tests.runtime.serving import FLOW


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("tests")
    address = f"sqlite:///{folder / 'calls.db'}"
    with recorded(folder, address):
        yield address


@pytest.mark.parametrize("call", ["bill-1", "lost-2"])
def test_the_test_passes_right_away(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], call: str) -> None:
    """Written to a file, it is played by ``callwright call`` as it stands, with the interruption where it was."""
    flow, script = tmp_path / "hotline.yaml", tmp_path / "made.test.yaml"
    flow.write_text(FLOW)
    assert main(["record-to-test", call, "--store", store, "-o", str(script)]) == 0
    assert "left out" not in capsys.readouterr().err
    assert main(["call", str(flow), "--script", str(script)]) == 0
    assert "1 of 1 test went as written" in capsys.readouterr().out
    if call == "bill-1":
        text = script.read_text()
        assert "- caller: it's about my bill\n        interrupts_after: 1" in text
        assert "cuts: yes" in text
        assert "keys: 123" in text
        assert "from:" not in text


def test_it_is_printed_where_no_file_is_named(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With the caller's number only where that was asked for."""
    assert main(["record-to-test", "bill", "--store", store, "--numbers", "--name", "The bill: at once"]) == 0
    out = capsys.readouterr().out
    assert 'name: "The bill: at once"' in out
    assert "from: +4915120304050" in out


def test_a_folder_is_no_file(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """That is said before anything is done."""
    assert main(["record-to-test", "bill", "--store", store, "-o", str(tmp_path)]) == 2
    assert "is no file" in capsys.readouterr().err
