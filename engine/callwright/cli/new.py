"""``callwright new DIR``: a small project that works at once, to change into one's own.

The files lie in ``callwright/starter``; ``FILES`` says where each one goes. Nothing that exists is ever written over.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from callwright.cli.schema import SCHEMAS
from callwright.resources import schema_text

FILES = {
    "flows/reception.yaml": "reception.yaml",
    "flows/reception.test.yaml": "reception.test.yaml",
    "flows/sounds/chime.wav": "chime.wav",
    "README.md": "README.md",
    ".gitignore": "gitignore",
    ".vscode/settings.json": "settings.json",
    ".vscode/extensions.json": "extensions.json",
}
"""Where each file of the starter goes."""

HARMLESS = frozenset({".git", ".DS_Store"})
"""What a folder may hold and still count as empty."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "new",
        help="write a small project to begin with",
        description="Write a small project: a flow, conversations that test it, a sound, and settings for your editor.",
        epilog="Exit code: 0 it is written, 2 the folder is not free.",
    )
    parser.add_argument("folder", metavar="DIR", type=Path, help="the folder to write it to; it is made if needed")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the project. Returns 0, or 2 where the folder is not free."""
    folder: Path = arguments.folder
    refusal = _why_not(folder)
    if refusal:
        print(f"callwright: {refusal}", file=sys.stderr)
        return 2
    for name, content in _contents():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            file.write(content)
    print(_next_steps(folder))
    return 0


def _why_not(folder: Path) -> str:
    """Why nothing can be written to a folder; empty if it can."""
    if folder.is_dir():
        found = sorted(entry.name for entry in folder.iterdir() if entry.name not in HARMLESS)
        if found:
            more = f" and {len(found) - 1} more" if len(found) > 1 else ""
            return f"'{folder}' is not empty: it has '{found[0]}'{more}. Nothing was written. Choose a new folder."
    elif folder.exists() or folder.is_symlink():
        return f"'{folder}' is a file. Nothing was written. Choose a new folder."
    return ""


def _contents() -> Iterator[tuple[str, bytes]]:
    """Every file of a new project, by its path in it."""
    starter = files("callwright") / "starter"
    for name, source in FILES.items():
        yield name, (starter / source).read_bytes()
    for kind, place in SCHEMAS.items():
        yield place, schema_text(kind).encode()


def _next_steps(folder: Path) -> str:
    flows = shlex.quote(str(folder / "flows"))
    flow = shlex.quote(str(folder / "flows" / "reception.yaml"))
    return (
        f"A telephone line to begin with is in '{folder}'. What to do next:\n"
        "\n"
        f"  callwright check {flows}\n"
        f"  callwright talk {flow}\n"
        f"  callwright serve {flows}"
    )
