"""``callwright check PATH...``: read flow files and say every mistake in them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callwright.compiler import Compiled
    from callwright.diagnostics.model import Diagnostic

FORMATS = ("text", "concise", "json", "github", "sarif")

CLEAN, MISTAKES, WRONG_USAGE = 0, 1, 2


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "check",
        help="read flow files and say every mistake in them",
        description="Read flow files and say every mistake in them, with its line and how to mend it.",
        epilog="Exit code: 0 no mistakes (warnings at most), 1 mistakes, 2 wrong usage.",
    )
    parser.add_argument("path", metavar="PATH", nargs="+", help="a flow file, or a folder of flow files")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how findings are written (default: text)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print every finding. Returns 0 without mistakes, 1 with some, 2 for a path that is not there."""
    missing = [path for path in arguments.path if not os.path.lexists(path)]
    for path in missing:
        print(f'callwright check: there is no file or folder "{path}"', file=sys.stderr)
    if missing:
        return WRONG_USAGE

    from callwright.compiler import compile_path
    from callwright.diagnostics.model import has_errors, in_order

    compiled = [compile_path(path) for path in dict.fromkeys(arguments.path)]
    diagnostics = in_order([found for one in compiled for found in one.diagnostics])
    sources = {file: lines for one in compiled for file, lines in one.sources.items()}
    _write(_rendered(arguments.format, diagnostics, sources))
    if arguments.format == "text":
        if diagnostics:
            _write("\n")
        _write(_summary(diagnostics, compiled) + "\n")
    return MISTAKES if has_errors(diagnostics) else CLEAN


def _rendered(form: str, diagnostics: Sequence[Diagnostic], sources: dict[str, list[str]]) -> str:
    if form == "text":
        from callwright.diagnostics import text

        colours = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        return text.render(diagnostics, sources, colours=colours)
    from importlib import import_module

    rendered: str = import_module(f"callwright.diagnostics.{form}").render(diagnostics, sources)
    return rendered


def _summary(diagnostics: Sequence[Diagnostic], compiled: Sequence[Compiled]) -> str:
    """``3 errors, 1 warning in 2 files``, or how much was read without finding any."""
    counts = [
        _count(sum(found.severity == severity for found in diagnostics), severity) for severity in ("error", "warning")
    ]
    found = [count for count in counts if not count.startswith("0 ")]
    if found:
        files = {d.span.file for d in diagnostics if d.severity in ("error", "warning")}
        return f"{', '.join(found)} in {_count(len(files), 'file')}"
    flows = {
        (Path(f.span.file).resolve(), f.name): f for one in compiled if one.project for f in one.project.flows.values()
    }
    states = sum(len(flow.states) for flow in flows.values())
    return f"{_count(len(flows), 'flow')}, {_count(states, 'state')}: no mistakes found"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _write(text: str) -> None:
    """Print, on a terminal too that does not know every letter."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
