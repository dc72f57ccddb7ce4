"""The README is carried out as a stranger would: in its order, in one folder, each output compared."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
_ITEM = re.compile(r"<!-- (?P<note>[^\n]*?) -->\n|```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(slots=True)
class Command:
    """What is typed into the shell, what it must print (``None``: not compared), what is typed into it then."""

    text: str
    run: bool
    edits: list[tuple[str, str, str]]
    output: str | None = None
    typed: str = ""


def commands() -> list[Command]:
    """Every shell block of the README in order."""
    found: list[Command] = []
    notes: list[str] = []
    for item in _ITEM.finditer(README):
        if item["note"]:
            notes.append(item["note"])
            continue
        if item["kind"] == "sh":
            edits = [note.removeprefix("edit: ").split(" | ") for note in notes if note.startswith("edit: ")]
            kept = not any(note.startswith("not run:") for note in notes)
            found.append(Command(item["text"], kept, [(file, old, new) for file, old, new in edits]))
        elif item["kind"] in ("text", "json"):
            found[-1].output = item["text"]
            typed = [note.removeprefix("typed: ") for note in notes if note.startswith("typed: ")]
            found[-1].typed = "".join(f"{line}\n" for line in typed[0].split(" | ")) if typed else ""
        notes = []
    return found


@contextmanager
def _server(arguments: list[str], folder: Path, environment: dict[str, str]) -> Iterator[list[str]]:
    """A service as its own process; gives its first three lines."""
    # Its own process, since Ctrl-C is how a person ends it.
    process = subprocess.Popen(
        [sys.executable, "-m", "callwright", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        lines = [process.stdout.readline() for _ in range(3)]
        address = re.search(r"http://[\d.:]+", "".join(lines))
        assert address, lines
        # The port is open before the service is ready; who waits for an answer does not stop it while it begins.
        with urllib.request.urlopen(f"{address.group()}/health", timeout=30) as answer:
            assert answer.status == 200
        yield lines
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
        process.stdout.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A clone, as far as the README needs one, and the command on the path."""
    shutil.copytree(ROOT / "flows", tmp_path / "flows")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "callwright"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m callwright "$@"\n')
    command.chmod(0o755)
    return tmp_path


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("curl") is None, reason="the README uses curl")
def test_a_stranger_can_follow_the_readme(folder: Path) -> None:
    """Every command works as it stands, and prints what the README says."""
    environment = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "NO_COLOR": "1"}
    environment.pop("CALLWRIGHT_TOKEN", None)
    with _server(["serve", "flows", "--port", "0", "--store", "sqlite:///calls.db"], folder, environment) as lines:
        address = re.search(r"http://([\d.:]+)/webhook", "".join(lines))
        assert address, lines
        for command in commands():
            if not command.run:
                continue
            for file, old, new in command.edits:
                _edit(folder / file, old, new)
            if command.text.startswith("callwright serve"):
                _serves(command.text, folder, environment)
                continue
            text = command.text.replace("127.0.0.1:8080", address[1])
            done = subprocess.run(
                text, shell=True, cwd=folder, env=environment, input=command.typed, capture_output=True, text=True
            )
            assert "Traceback" not in done.stderr
            if command.output is not None:
                _compare(command, done.stdout)
            else:
                assert done.returncode == 0, done.stdout + done.stderr


def _edit(file: Path, old: str, new: str) -> None:
    before = file.read_text(encoding="utf-8")
    assert before.count(old) == 1, f"{file.name} has '{old}' {before.count(old)} times"
    file.write_text(before.replace(old, new), encoding="utf-8")


def _serves(text: str, folder: Path, environment: dict[str, str]) -> None:
    """The command serves, on a free port instead of its own."""
    words = re.sub(r"--port \d+", "--port 0", text).split()[1:]
    with _server(words, folder, environment) as lines:
        assert lines[0].startswith("Serving reception ")


def _compare(command: Command, printed: str) -> None:
    assert command.output is not None
    if command.text.startswith("curl"):
        assert json.loads(printed) == json.loads(command.output)
    elif command.typed:
        assert printed.endswith(command.output)
    else:
        assert printed == command.output


def test_nothing_in_the_readme_is_left_out() -> None:
    """Only what a test cannot do is not carried out: fetch the repository, and serve other machines."""
    left_out = [command.text.splitlines()[0].split()[0] for command in commands() if not command.run]
    assert left_out == ["git", "export"]
    assert sum(command.output is not None for command in commands()) >= 7


def test_make_knows_the_readmes_targets() -> None:
    """``make serve`` and ``make test`` are targets of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake (serve|test|[a-z]+)`", README)) | {"serve"} <= targets
