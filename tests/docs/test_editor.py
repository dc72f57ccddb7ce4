"""The snippets of the page about editors start a server that answers."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from tests.docs.pages import ROOT, blocks
from tests.language_server.desk import COMMAND, FLOW, Desk

PAGE = ROOT / "docs" / "editor.md"


def _block(kind: str) -> str:
    [block] = blocks(kind, [PAGE])
    return block.text


def test_every_snippet_starts_the_same_command() -> None:
    """Neovim, Helix and Emacs are told ``callwright lsp``."""
    assert re.search(r'cmd = \{ "callwright", "lsp" \}', _block("lua"))
    helix = tomllib.loads(_block("toml"))
    assert helix["language-server"]["callwright"] == {"command": "callwright", "args": ["lsp"]}
    assert helix["language"][0]["language-servers"][-1] == "callwright"
    assert '("callwright" "lsp")' in _block("lisp")


def test_the_command_answers(tmp_path: Path) -> None:
    """That command, with and without ``--stdio``, finds the mistake that the page tells of, with its mend."""
    assert COMMAND[-2:] == ("lsp", "--stdio")
    with Desk(tmp_path, command=COMMAND[:-1]) as desk:
        found = desk.diagnostics(desk.open("flow.yaml", FLOW.replace("billing: bills", "billing: bils")))
        assert any("bills" in one["message"] for one in found)


def test_the_options_are_those_of_the_server() -> None:
    """Every option in the table is one that the server reads, and the other way round."""
    table = PAGE.read_text(encoding="utf-8").partition("### Options")[2].partition("\n## ")[0]
    source = (ROOT / "engine" / "callwright" / "language_server" / "server.py").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE)) == set(re.findall(r'options\.get\("(\w+)"', source))


def test_the_settings_are_those_of_the_extension() -> None:
    """Every setting in the page is one of the extension's, and the other way round; the version is its own too."""
    manifest = json.loads((ROOT / "editors" / "vscode" / "package.json").read_text(encoding="utf-8"))
    page = PAGE.read_text(encoding="utf-8")
    assert set(re.findall(r"`(callwright\.(?!toml)\w+)`", page)) == set(
        manifest["contributes"]["configuration"]["properties"]
    )
    assert f"callwright-{manifest['version']}.vsix" in page
