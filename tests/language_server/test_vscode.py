"""The extension for Visual Studio Code: packaged, and started from its package in node.

The module that Visual Studio Code gives an extension has a stand-in (``vscode_stand_in.js``); the extension, the
client that it is bundled with and the server are the real ones.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.docs.pages import ROOT
from tests.language_server.desk import FLOW
from tests.needs import missing, node

EXTENSION = ROOT / "editors" / "vscode"
INSTALL = "npm install --prefix editors/vscode --no-package-lock --no-audit --no-fund"
MANIFEST = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
STAND_IN = Path(__file__).parent / "vscode_stand_in.js"
PATIENCE = 60

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is in the package, made with the extension's own command in a copy of its folder."""
    node()
    for name, wanted in MANIFEST["devDependencies"].items():
        part = EXTENSION / "node_modules" / name / "package.json"
        found = json.loads(part.read_text(encoding="utf-8"))["version"] if part.exists() else "nothing"
        if found != wanted:
            missing(f"{name} {wanted} is wanted and {found} installed", INSTALL)
    folder = tmp_path_factory.mktemp("package")
    for name in ("package.json", "extension.js", "README.md"):
        shutil.copy(EXTENSION / name, folder / name)
    (folder / "node_modules").symlink_to(EXTENSION / "node_modules")
    made = subprocess.run(
        ["npm", "run", "package"], cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    assert made.returncode == 0, made.stdout + made.stderr
    [package] = folder.glob("*.vsix")
    assert package.name == f"callwright-{MANIFEST['version']}.vsix"
    with zipfile.ZipFile(package) as files:
        files.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_the_package_has_what_it_needs_and_no_more(unpacked: Path) -> None:
    """The extension is one bundled file with its manifest and its page; nothing of ``node_modules`` comes along."""
    files = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    assert files == {
        "[Content_Types].xml",
        "extension.vsixmanifest",
        "extension/package.json",
        "extension/readme.md",
        "extension/dist/extension.js",
    }
    manifest = json.loads((unpacked / "extension" / "package.json").read_text(encoding="utf-8"))
    assert (unpacked / "extension" / manifest["main"]).is_file()
    assert str(ROOT) not in (unpacked / "extension" / "dist" / "extension.js").read_text(encoding="utf-8")


def _run(unpacked: Path, folder: Path, command: str = "", *, lines: int, typed: bool = False) -> list[dict[str, Any]]:
    """The first lines that the stand-in prints; ``command`` is the setting of that name; ``typed``: the document is
    empty at first."""
    bundle = unpacked / "extension" / "dist" / "extension.js"
    process = subprocess.Popen(
        [node(), str(STAND_IN), str(bundle), str(folder), str(folder / "flow.yaml"), command, "typed" * typed],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PATH": "/nowhere"},
        text=True,
    )
    assert process.stdout is not None
    try:
        found = [json.loads(process.stdout.readline()) for _ in range(lines)]
        rest, _ = process.communicate("", timeout=PATIENCE)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 0
    assert [line for line in map(json.loads, rest.splitlines()) if "codes" not in line] == []
    return found


@pytest.mark.parametrize("place", ["setting", ".venv"])
def test_it_starts_the_server_and_shows_what_that_finds(unpacked: Path, tmp_path: Path, place: str) -> None:
    """With a flow open, the real server is started, from the settings or from ``.venv``, and its findings arrive."""
    (tmp_path / "flow.yaml").write_text(FLOW.replace("billing: bills", "billing: bils"))
    command = Path(sys.executable).with_name("callwright")
    if place == ".venv":
        (tmp_path / ".venv" / "bin").mkdir(parents=True)
        (tmp_path / ".venv" / "bin" / "callwright").symlink_to(command)
    found = _run(unpacked, tmp_path, str(command) if place == "setting" else "", lines=2)
    assert {"running": True} in found
    [told] = [one for one in found if "codes" in one]
    assert told["file"] == "flow.yaml"
    assert "unknown-state" in told["codes"]


def test_a_flow_that_is_begun_starts_it(unpacked: Path, tmp_path: Path) -> None:
    """Where no flow was open, the first that is typed starts the server before it is saved."""
    (tmp_path / "flow.yaml").write_text(FLOW.replace("billing: bills", "billing: bils"))
    command = Path(sys.executable).with_name("callwright")
    running, told = _run(unpacked, tmp_path, str(command), lines=2, typed=True)
    assert running == {"running": False}
    assert "unknown-state" in told["codes"]


def test_other_yaml_starts_nothing(unpacked: Path, tmp_path: Path) -> None:
    """In a folder without flows no server is started."""
    (tmp_path / "flow.yaml").write_text("services:\n  web:\n    image: nginx\n")
    assert _run(unpacked, tmp_path, lines=1) == [{"running": False}]


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("", 'callwright is not installed where Visual Studio Code can find it. Install it with: pip install "'),
        ('echo "install it with: pip install" >&2; exit 2', "install it with: pip install"),
        ("exit 3", "ended at once (3)."),
    ],
)
def test_a_server_that_cannot_be_started_is_told_once(unpacked: Path, tmp_path: Path, program: str, words: str) -> None:
    """A command that is missing, lacks a part or ends at once: the author is told one sentence, one time."""
    (tmp_path / "flow.yaml").write_text(FLOW)
    command = tmp_path / "command"
    if program:
        command.write_text(f"#!/bin/sh\n{program}\n")
        command.chmod(0o755)
    complaint, running = _run(unpacked, tmp_path, str(command) if program else "", lines=2)
    assert words in complaint["complaint"]
    assert running == {"running": False}
