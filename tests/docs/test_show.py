"""What the page about the full form shows is what the command prints."""

from __future__ import annotations

import re
import shlex

import pytest

from callwright.cli.main import main
from tests.docs.pages import ROOT

PAGE = (ROOT / "docs" / "show.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```sh\ncallwright (show [^\n]*)\n```\n\n```text\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("command", "printed"), SHOWN, ids=[command for command, _ in SHOWN])
def test_every_command_prints_what_stands_below_it(
    command: str, printed: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed in the folder of the project, it prints these lines and no others."""
    monkeypatch.chdir(ROOT)
    assert main(shlex.split(command)) == 0
    assert capsys.readouterr().out == printed


def test_something_is_shown() -> None:
    """The page has examples that are run."""
    assert len(SHOWN) == 2
