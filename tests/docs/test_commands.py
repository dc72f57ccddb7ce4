"""The commands and options in the documentation are those that there are."""

from __future__ import annotations

import argparse
import importlib
import re

import pytest

from callwright.cli.main import COMMANDS
from tests.docs.pages import PAGES, blocks

TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def _parser(command: str) -> argparse.ArgumentParser:
    subparsers = argparse.ArgumentParser().add_subparsers()
    importlib.import_module(f"callwright.cli.{command.replace('-', '_')}").register(subparsers)
    parser: argparse.ArgumentParser = subparsers.choices[command]
    return parser


def _options(command: str) -> set[str]:
    return {option for action in _parser(command)._actions for option in action.option_strings} - {"-h"}


def test_every_command_in_the_documentation_exists() -> None:
    """``callwright NAME`` is never a command that there is not."""
    typed = "".join(block.text for block in blocks("sh"))
    used = set(re.findall(r"`callwright ([a-z]+(?:-[a-z]+)*)", TEXT)) | set(
        re.findall(r"^callwright ([a-z]+(?:-[a-z]+)*)", typed, re.MULTILINE)
    )
    assert used
    assert used <= set(COMMANDS), used - set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_documentation(command: str) -> None:
    """Each command has its place in the pages."""
    assert re.search(rf"\bcallwright {command}\b", TEXT)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_in_the_documentation(command: str) -> None:
    """Each option of each command is named in the pages."""
    missing = {
        option
        for option in _options(command)
        if not re.search(rf"`[^`]*{option}\b|^callwright .*{option}\b", TEXT, re.MULTILINE)
    }
    assert missing <= {"--help"}


def test_every_option_in_the_documentation_exists() -> None:
    """A command that is shown has the options that it is shown with."""
    for command, rest in re.findall(r"\bcallwright ([a-z]+(?:-[a-z]+)*)([^\n`]*)", TEXT):
        if command in COMMANDS:
            shown = set(re.findall(r"(--[a-z-]+)", rest))
            assert shown <= _options(command), f"callwright {command} has no {shown - _options(command)}"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_its_exit_codes(command: str) -> None:
    """Whoever writes a script finds them in ``--help``: 0, and 2 for wrong usage, and what else there is."""
    shown = " ".join(_parser(command).format_help().split())
    assert re.search(r"Exit code: 0 .+, 2 ", shown)
