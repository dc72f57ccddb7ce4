"""The front door of the command line: what is typed wrongly is answered with what is near."""

from __future__ import annotations

import pytest

from callwright.cli.main import COMMANDS, main


def test_a_command_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt command is answered with the nearest one, any other with all of them; exit code 2."""
    assert main(["tlak", "flows"]) == 2
    assert "There is no command “tlak”. Did you mean: callwright talk?" in capsys.readouterr().err
    assert main(["zzzzzzzz"]) == 2
    told = capsys.readouterr().err
    assert "Did you mean" not in told
    assert ", ".join(COMMANDS) in told


@pytest.mark.parametrize(("typed", "meant"), [("--frmat", "--format"), ("--vresion", "--version")])
def test_an_option_that_is_not_there(typed: str, meant: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt option is answered with the nearest one of the command and of callwright itself; exit code 2."""
    with pytest.raises(SystemExit) as stopped:
        main(["check", typed, "flows"])
    assert stopped.value.code == 2
    assert f"there is no {typed} here; did you mean {meant}?" in capsys.readouterr().err
