"""The front door of the command line: what is typed wrongly is answered with what is near."""

from __future__ import annotations

import pytest

from callwright.cli.main import COMMANDS, main


def test_a_command_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt command is answered with the nearest one, any other with all of them; exit code 2."""
    assert main(["tlak", "flows"]) == 2
    assert 'There is no command "tlak". Did you mean: callwright talk?' in capsys.readouterr().err
    assert main(["zzzzzzzz"]) == 2
    told = capsys.readouterr().err
    assert "Did you mean" not in told
    assert ", ".join(COMMANDS) in told


def test_a_file_in_place_of_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Who names only a file is told of check, with the name in quotes where it has a blank."""
    assert main(["my line.yaml"]) == 2
    assert 'Did you mean: callwright check "my line.yaml"?' in capsys.readouterr().err


@pytest.mark.parametrize(("typed", "shown"), [(["help"], "COMMAND ..."), (["help", "fmt"], "callwright fmt [-h]")])
def test_help_is_asked_for_in_a_word(typed: list[str], shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    """``callwright help`` and ``callwright help fmt`` are as good as ``--help``."""
    with pytest.raises(SystemExit) as stopped:
        main(typed)
    assert stopped.value.code == 0
    assert shown in capsys.readouterr().out


def test_a_dash_out_of_a_word_processor(capsys: pytest.CaptureFixture[str]) -> None:
    """Two dashes that became one long one in a mail are told, with what to type."""
    assert main(["check", "flows", "–fix"]) == 2
    assert 'the dash of "–fix" comes from a word processor; type two short ones: --fix' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("check", "callwright check: PATH is missing: a flow file, a test script, or a folder of them"),
        ("serve --tokn x", "callwright serve: there is no --tokn here; did you mean --token-env?"),
        ("check -fix flows", "callwright check: there is no -fix here; did you mean --fix?"),
        (
            "check flows --format jsn",
            '--format cannot be "jsn". Did you mean json? Write text, concise, json, github or',
        ),
        ("check flows --format", "callwright check: behind --format stands text, concise, json, github or sarif"),
        ("check flows --fix=yes", 'callwright check: --fix stands alone, without "=yes"'),
        ("serve a.yaml --reload=dead", 'serve: --reload stands alone, without "=dead"; or write --reload=live'),
        ("show a.yaml welcome", 'callwright show: "welcome" is too much; write: callwright show FLOW[:STATE]'),
        ("call a.yaml", "callwright call: --script FILE is missing: what is said: a NAME.test.yaml file"),
        ("talk a.yaml --to", "callwright talk: --to NUMBER is missing: the number that is dialled"),
        ("talk a.yaml --seed x", 'callwright talk: --seed is a whole number, not "x"'),
        ("serve a.yaml --port x", "callwright serve: --port: 'x' is not a port; use a number from 0 to 65535"),
        ("--vresion", "callwright: there is no --vresion here; did you mean --version?"),
    ],
)
def test_wrong_usage_in_plain_words(typed: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is missing, too much or misspelt is said in one line, without the whole usage in front; exit code 2."""
    with pytest.raises(SystemExit) as stopped:
        main(typed.split())
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert told in said
    assert "usage:" not in said


@pytest.mark.parametrize(("typed", "meant"), [("--frmat", "--format"), ("--vresion", "--version")])
def test_an_option_that_is_not_there(typed: str, meant: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt option is answered with the nearest one of the command and of callwright itself; exit code 2."""
    with pytest.raises(SystemExit) as stopped:
        main(["check", typed, "flows"])
    assert stopped.value.code == 2
    assert f"there is no {typed} here; did you mean {meant}?" in capsys.readouterr().err
