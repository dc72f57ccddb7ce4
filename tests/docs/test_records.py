"""What the page about recorded calls shows is what happens."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from callwright.cli.main import main
from tests.cli.recorded import recorded
from tests.docs.pages import ROOT
from tests.runtime.serving import FLOW

PAGE = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
_PAIR = re.compile(
    r"```sh\n(?P<command>callwright (?:calls|why|replay|record-to-test)[^\n]*)\n```(?P<told>.*?)(?=\n```sh|\n## )",
    re.DOTALL,
)
_SHOWN = re.compile(r"```(?:text|yaml)\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where ``calls.db`` lies, and the flow; the words of one prompt have changed since."""
    folder, before = tmp_path_factory.mktemp("records"), Path.cwd()
    os.chdir(folder)
    try:
        with recorded(Path(), "sqlite:///calls.db"):
            pass
        (folder / "hotline.yaml").write_text(FLOW.replace("Please type the digits", "Please dial the digits"))
        yield folder
    finally:
        os.chdir(before)


def test_every_command_on_the_page_says_what_stands_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In their order; each line that is shown is a line of what is printed, in the same order."""
    commands = 0
    for found in _PAIR.finditer(PAGE):
        words = shlex.split(found["command"])[1:]
        if "--since" in words:
            words[words.index("--since") + 1] = "2020-01-01"
        main(words)
        printed = capsys.readouterr().out
        if "-o" in words:
            printed = (folder / words[words.index("-o") + 1]).read_text()
        lines = iter(printed.splitlines())
        for shown in _SHOWN.findall(found["told"]):
            for line in filter(None, shown.splitlines()):
                assert any(line.strip() == real.strip() for real in lines), (line, printed)
        commands += 1
    assert commands == 6
