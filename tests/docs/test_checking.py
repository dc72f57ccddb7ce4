"""The page about checking: every command on it is run, and prints what the page shows.

Its files begin with a comment that is their name; a block ``text`` is what the commands before it print. With
``CALLWRIGHT_REGEN=1`` the page is written anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from callwright.cli.main import main
from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "checking.md"
_BLOCK = re.compile(
    r"(?:<!-- now: (?P<old>\S+) -> (?P<new>\S+) -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.S | re.M
)
_FILE = re.compile(r"# (after: )?(\S+\.(?:yaml|toml))\n")


def test_it_is_as_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command prints the very text below it, and each file comes to read as the page says."""
    monkeypatch.chdir(tmp_path)
    page = PAGE.read_text(encoding="utf-8")
    made, at, printed, ran = "", 0, "", 0
    for block in _BLOCK.finditer(page):
        text = block["text"]
        file = _FILE.match(text)
        if file and file[1]:
            text = f"{file[0]}{Path(file[2]).read_text(encoding='utf-8').partition(chr(10))[2].lstrip()}"
        elif file:
            Path(file[2]).write_text(text, encoding="utf-8")
        elif block["kind"] == "sh":
            if block["old"]:
                flow = Path("shop.yaml")
                flow.write_text(
                    re.sub(rf"\b{block['old']}$", block["new"], flow.read_text("utf-8"), flags=re.M), "utf-8"
                )
            printed = "".join(_run(line, capsys) for line in text.splitlines() if _can_run(line))
            ran += 1
        elif block["kind"] == "text":
            text = printed
        made += page[at : block.start("text")] + text
        at = block.end("text")
    made += page[at:]
    if os.environ.get("CALLWRIGHT_REGEN") == "1":
        PAGE.write_text(made, encoding="utf-8")
    assert made == PAGE.read_text(encoding="utf-8"), "CALLWRIGHT_REGEN=1 writes the page anew"
    assert ran > 5


def _can_run(line: str) -> bool:
    return line.startswith("callwright ") and " flows" not in line


def _run(line: str, capsys: pytest.CaptureFixture[str]) -> str:
    main(line.split()[1:])
    out, err = capsys.readouterr()
    return out + err
