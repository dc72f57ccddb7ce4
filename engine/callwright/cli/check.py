"""``callwright check PATH...``: read flow files and say every mistake in them; ``--fix`` mends what has one mend."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from callwright.cli.absent import absent
from callwright.cli.changing import difference, printed, put

if TYPE_CHECKING:
    from callwright.cli.checked import Checked
    from callwright.compiler.editing.mending import Mended

FORMATS = ("text", "concise", "json", "github", "sarif")

CLEAN, MISTAKES, WRONG_USAGE = 0, 1, 2


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "check",
        help="read flow files and say every mistake in them",
        description="Read flow files and their tests, and say every mistake in them, with its line and how to mend it.",
        epilog="Exit code: 0 no mistakes (warnings at most), 1 mistakes (or, with --diff, mends), 2 wrong usage.",
    )
    parser.add_argument("path", metavar="PATH", nargs="+", help="a flow file, a test script, or a folder of them")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how findings are written (default: text)")
    parser.add_argument("--fix", action="store_true", help="mend what has only one mend, then say what is left")
    parser.add_argument("--diff", action="store_true", help="change nothing, and print what --fix would change")
    parser.add_argument("--show-silenced", action="store_true", help="list what comments silence, with the reasons")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print every finding. Returns 0 without mistakes, 1 with some, 2 for a path that is not there."""
    if told := absent(arguments.path):
        print(f"callwright check: {told}", file=sys.stderr)
        return WRONG_USAGE

    from callwright.cli.checked import check_paths
    from callwright.diagnostics.model import has_errors

    if arguments.diff:
        return _show_mends(arguments.path)
    unwritten = arguments.fix and not _fix(arguments.path, to_stdout=arguments.format == "text")
    checked = check_paths(arguments.path)
    silenced = checked.silenced if arguments.show_silenced else ()
    printed(_rendered(arguments.format, checked, silenced))
    if arguments.format == "text":
        if checked.diagnostics or silenced:
            printed("\n")
        printed(_summary(checked, fixed=arguments.fix) + "\n")
    return MISTAKES if unwritten or has_errors(checked.diagnostics) else CLEAN


def _mended(paths: Sequence[str]) -> Mended:
    from callwright.cli.checked import check_paths
    from callwright.compiler.editing.mending import mend

    named = [Path(path).absolute() for path in paths]

    def may_change(file: str) -> bool:
        here = Path(file).absolute()
        return any(here == path or path in here.parents for path in named)

    return mend(
        lambda known: check_paths(paths, known).diagnostics,
        lambda file: Path(file).read_bytes(),
        may_change,
    )


def _fix(paths: Sequence[str], *, to_stdout: bool) -> bool:
    """Mend the files and say what was mended. False where a file could not be written."""
    from callwright.compiler.editing.write import NotWrittenError

    mended = _mended(paths)
    refused: dict[str, NotWrittenError] = {}
    for file, (before, after) in mended.changed.items():
        try:
            put(Path(file), after, before)
        except NotWrittenError as error:
            refused[file] = error
    written = [one for one in mended.mends if one.diagnostic.span.file not in refused]
    told = "".join(f"mended {one.diagnostic.span}: {one.fix.title} [{one.diagnostic.code}]\n" for one in written)
    if to_stdout:
        printed(told + "\n" if told else "")
    else:
        sys.stderr.write(told)
    for file, why in refused.items():
        print(f"callwright check: {file} was left as it is: {why}", file=sys.stderr)
    return not refused


def _show_mends(paths: Sequence[str]) -> int:
    mended = _mended(paths)
    for file, (before, after) in mended.changed.items():
        printed(difference(file, before, after))
    from callwright.diagnostics.model import has_errors

    return MISTAKES if mended.changed or has_errors(mended.left) else CLEAN


def _rendered(form: str, checked: Checked, silenced: Sequence[object]) -> str:
    from importlib import import_module

    renderer = import_module(f"callwright.diagnostics.{form}")
    colours = {"colours": sys.stdout.isatty() and not os.environ.get("NO_COLOR")} if form == "text" else {}
    rendered: str = renderer.render(checked.diagnostics, checked.sources, silenced, **colours)
    return rendered


def _summary(checked: Checked, *, fixed: bool) -> str:
    """``3 errors, 1 warning in 2 files``, or how much was read without finding any."""
    diagnostics = checked.diagnostics
    counts = [
        _count(sum(found.severity == severity for found in diagnostics), severity) for severity in ("error", "warning")
    ]
    found = [count for count in counts if not count.startswith("0 ")]
    silenced = f", {len(checked.silenced)} silenced" if checked.silenced else ""
    if found:
        files = {d.span.file for d in diagnostics if d.severity in ("error", "warning")}
        mendable = 0 if fixed else sum(any(fix.safe for fix in d.fixes) for d in diagnostics)
        mend = f"\n{mendable} of them can be mended for you: add --fix" if mendable else ""
        return f"{', '.join(found)} in {_count(len(files), 'file')}{silenced}{mend}"
    states = sum(len(flow.states) for flow in checked.flows.values())
    tests = sum(len(script.rehearsals) for script in checked.scripts.values())
    read = [_count(len(checked.flows), "flow"), _count(states, "state")] if checked.flows or not tests else []
    read += [_count(tests, "test")] if tests else []
    return f"{', '.join(read)}: no mistakes found{silenced}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
