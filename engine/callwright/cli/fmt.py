"""``callwright fmt PATH...``: bring flow files into their one form."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from callwright.cli.absent import absent
from callwright.cli.changing import difference, printed, put

if TYPE_CHECKING:
    from collections.abc import Iterable

AS_IT_IS, CHANGED, WRONG_USAGE = 0, 1, 2


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "fmt",
        help="bring flow files into their one form",
        description=(
            "Bring flow files into their one form: keys in the order of the language, two blanks a step. "
            "What they say stays the same, and every comment stays with its key."
        ),
        epilog="Exit code: 0 well, 1 with --check if a file would change or a file cannot be read, 2 wrong usage.",
    )
    parser.add_argument("path", metavar="PATH", nargs="+", help="a flow file, or a folder of flow files")
    parser.add_argument("--check", action="store_true", help="change nothing, and end with 1 if something would change")
    parser.add_argument("--diff", action="store_true", help="change nothing, and print what would change")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Format every file. Returns 0, or 1 for a file that would change or could not be read, or 2 for a wrong path."""
    if told := absent(arguments.path):
        print(f"callwright fmt: {told}", file=sys.stderr)
        return WRONG_USAGE

    from callwright.cli.target import print_diagnostics
    from callwright.compiler.editing.formatting import formatted
    from callwright.compiler.editing.write import NotWrittenError
    from callwright.compiler.reading import read_bytes

    look_only = arguments.check or arguments.diff
    files = list(dict.fromkeys(file for path in arguments.path for file in files_of(Path(path))))
    changed = failed = 0
    for file in files:
        data = file.read_bytes()
        made = formatted(data, str(file))
        if made.refused:
            print_diagnostics(made.refused, {str(file): read_bytes(data, str(file))[0].lines})
            failed += 1
        elif made.data != data:
            try:
                if arguments.diff:
                    printed(difference(str(file), data, made.data))
                elif look_only:
                    printed(f"{file} would change\n")
                else:
                    put(file, made.data, data)
                    printed(f"{file} formatted\n")
                changed += 1
            except NotWrittenError as error:
                print(f"callwright fmt: {file} was left as it is: {error}", file=sys.stderr)
                failed += 1
    printed(_summary(len(files), changed, failed, look_only))
    return CHANGED if failed or (changed and arguments.check) else AS_IT_IS


def files_of(path: Path) -> Iterable[Path]:
    """The files that a path names: itself, or of a folder its flows, what they include, and their tests."""
    if not path.is_dir():
        return [path]
    from callwright.compiler.workspace import Workspace
    from callwright.rehearsal.against import scripts_below

    whole = Path(os.path.abspath(path))
    checked = Workspace(path).check()
    unreadable = {found.span.file for found in checked.diagnostics} & checked.sources.keys()
    ours = {path / Path(file).relative_to(whole) for file in {*checked.documents, *unreadable}}
    return sorted({*ours, *scripts_below(path)})


def _summary(files: int, changed: int, failed: int, look_only: bool) -> str:
    count = f"{files} file" if files == 1 else f"{files} files"
    parts = [f"{changed} {'would change' if look_only else 'formatted'}"] if changed else []
    parts += [f"{failed} left as {'it is' if failed == 1 else 'they are'}"] if failed else []
    return f"{count}: {', '.join(parts) or 'nothing to change'}\n"
