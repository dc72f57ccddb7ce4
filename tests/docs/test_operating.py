"""What the page about living with a line says is so."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from callwright.cli.main import main
from tests.cli.recorded import recorded
from tests.docs.pages import ROOT

PAGE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the page uses SQLite's own command")
def test_a_copy_of_a_running_store_has_its_calls(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is made as the page says, while the service runs, and nobody else can read it."""
    (backup,) = re.findall(r"```sh\n(umask .*?)```", PAGE, re.DOTALL)
    with recorded(tmp_path, f"sqlite:///{tmp_path}/calls.db"):
        subprocess.run(backup, shell=True, cwd=tmp_path, check=True, timeout=20)
    copy = tmp_path / "calls-copy.db"
    assert copy.stat().st_mode & 0o077 == 0
    assert main(["calls", "--store", f"sqlite:///{copy}"]) == 0
    assert "bill-1" in capsys.readouterr().out


def test_the_messages_on_the_page_are_said() -> None:
    """Each one that keeps a start from working stands in the code."""
    table = PAGE.partition("| it says |")[2]
    told = [row.split(" | ")[0].removeprefix("| ") for row in table.splitlines() if row.startswith("| ")]
    assert len(told) > 5
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "engine").rglob("*.py"))
    for message in told:
        words = re.split(r"…|127\.0\.0\.1|0\.0\.0\.0|8080", message)
        assert all(word.strip() in code for word in words), message
