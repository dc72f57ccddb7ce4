"""The page about versions shows commands that do what it says."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from callwright.cli.main import main
from tests.docs.pages import ROOT, blocks

PAGE = ROOT / "docs" / "versions.md"


def test_every_command_of_the_page_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In their order, with two versions in the place of those that the page names; what serves is proved elsewhere."""
    shutil.copytree(ROOT / "flows", tmp_path / "flows")
    monkeypatch.chdir(tmp_path)
    names: dict[str, str] = {}
    for shown in ("3f2a", "9b1c"):
        shared = tmp_path / "flows" / "shared" / "english.yaml"
        shared.write_text(shared.read_text(encoding="utf-8") + f"# {shown}\n", encoding="utf-8")
        assert main(["publish", "flows"]) == 0
        names[shown] = capsys.readouterr().out.strip()
    done = 0
    text = PAGE.read_text(encoding="utf-8")
    inline = [found for found in re.findall(r"`(callwright (?:alias|versions)[^`]*)`", text) if "redis" not in found]
    shell = [line for block in blocks("sh", [PAGE]) for line in block.text.splitlines()]
    for command in (*shell, *inline):
        words = shlex.split(re.sub("|".join(names), lambda match: names[match[0]], command))
        if words[:2] in (["callwright", "serve"], ["curl", "-s"]) or "--forget" in words:
            continue
        assert main(words[1:]) == 0, (command, capsys.readouterr().err)
        done += 1
    assert done > 10
