"""``callwright graph``: draws a flow, its states and its ways, as Mermaid, SVG or PNG."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callwright.core.model import Flow
    from callwright.graph.chart import Chart, Walked

FORMATS = ("mermaid", "svg", "png")
ENDINGS = {".svg": "svg", ".png": "png", ".mmd": "mermaid", ".mermaid": "mermaid", ".md": "markdown"}
INSTALL = "pip install 'callwright[graph]'"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "graph",
        help="draw a flow as a picture",
        description=(
            "Draws the states of a flow and every way from one to the other: what each says, how the caller may cut "
            "it, what no call ever comes to. SVG is for any browser, Mermaid for GitHub and other pages of text, "
            f"and PNG ({INSTALL}) for everything else."
        ),
        epilog="Exit code: 0 drawn, 1 the flow has mistakes (they are printed), 2 wrong usage.",
    )
    parser.add_argument("target", metavar="FLOW", help="a flow file, or a folder of them")
    parser.add_argument("--flow", metavar="NAME", help="which flow of a folder; needed where it has several")
    parser.add_argument("--format", choices=FORMATS, help="what to draw (default: what --output ends in, else mermaid)")
    parser.add_argument("--output", metavar="FILE", help="where to put the picture (default: standard output)")
    parser.add_argument("--call", metavar="RECORD", help="draw the path of a call: a file of callwright call --record")
    parser.add_argument("--test", metavar="NAME", help="which call of the record; needed where it has several")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Draw the flow. Returns 0 drawn, 1 the flow has mistakes, 2 wrong usage."""
    from callwright.cli.target import UsageError

    try:
        return _run(arguments)
    except UsageError as mistake:
        print(f"callwright graph: {mistake}", file=sys.stderr)
        return 2


def _run(arguments: argparse.Namespace) -> int:
    from callwright.cli.target import UsageError, is_url, must_exist
    from callwright.cli.written import write_bytes
    from callwright.graph import drafting

    if is_url(arguments.target):
        raise UsageError("a picture is drawn of a flow file; a service cannot be looked into")
    must_exist(arguments.target)
    form = _form(arguments.format, arguments.output)
    if arguments.test is not None and arguments.call is None:
        raise UsageError("--test says which call of a record; add --call RECORD")
    flow = _flow(arguments.target, arguments.flow)
    if flow is None:
        return 1
    chart = drafting.chart(flow)
    walked = _walked(chart, arguments.call, arguments.test) if arguments.call is not None else None
    picture = _drawn(chart, walked, form)
    if arguments.output is not None:
        write_bytes("--output", arguments.output, picture)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(picture)
    return 0


def _form(asked: str | None, output: str | None) -> str:
    """What is drawn; before anything is read, whether it can be put there."""
    from callwright.cli.target import UsageError
    from callwright.cli.written import must_be_writable
    from callwright.graph import png

    form = asked or "mermaid"
    if output is not None:
        must_be_writable("--output", output)
        path = Path(output)
        ending = ENDINGS.get(path.suffix.lower())
        if ending is None:
            better = path.with_suffix({"mermaid": ".mmd"}.get(form, f".{form}") if asked else ".svg")
            raise UsageError(f"--output {output} ends in none of {', '.join(ENDINGS)}; write --output {better}")
        form = asked or ending
        if form != ending and not (form == "mermaid" and ending == "markdown"):
            better = path.with_suffix({"mermaid": ".mmd"}.get(form, f".{form}"))
            raise UsageError(f"--output {output} does not end as --format {form} does; write --output {better}")
        form = ending
    elif form == "png" and sys.stdout.isatty():
        raise UsageError("a PNG is nothing to read here; add --output flow.png")
    if form == "png" and not png.available():
        raise UsageError(f"what draws PNG is not installed; {INSTALL} brings it, and --format svg needs nothing")
    return form


def _flow(target: str, name: str | None) -> Flow | None:
    from callwright.cli.target import UsageError, load_flow, print_diagnostics
    from callwright.compiler import compile_path
    from callwright.diagnostics.nearest import nearest

    if name is None and not Path(target).is_dir():
        return load_flow(target)
    compiled = compile_path(target)
    if compiled.project is None:
        print_diagnostics(compiled.diagnostics, compiled.sources)
        return None
    flows = compiled.project.flows
    names = ", ".join(sorted(flows))
    if name is None:
        if len(flows) > 1:
            raise UsageError(f'"{target}" has {len(flows)} flows; say which one with --flow: {names}')
        return next(iter(flows.values()))
    if name not in flows:
        near = nearest(name, flows)
        meant = f"did you mean {near}? " if near else ""
        raise UsageError(f'there is no flow "{name}" in "{target}"; {meant}there are: {names}')
    return flows[name]


def _walked(chart: Chart, file: str, test: str | None) -> Walked:
    from callwright.cli.target import UsageError
    from callwright.graph.walking import RecordError, read, walk

    try:
        text = Path(file).read_text(encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f'the record "{file}" cannot be read: {reason}') from error
    except UnicodeDecodeError:
        raise UsageError(f'"{file}" is no record: it is no text') from None
    try:
        records = read(text)
        chosen = [record for record in records if test in (None, record.name)]
        names = ", ".join(f'"{record.name}"' for record in records)
        if not chosen:
            raise UsageError(f'{file} has no call "{test}"; there are: {names}')
        if len(chosen) > 1:
            raise UsageError(f"{file} has several calls; say which one with --test: {names}")
        return walk(chart, chosen[0])
    except RecordError as mistake:
        raise UsageError(f'"{file}" is no record of a call of this flow: {mistake}') from mistake


def _drawn(chart: Chart, walked: Walked | None, form: str) -> bytes:
    from callwright.cli.target import UsageError
    from callwright.graph import mermaid, plan, png

    if form == "mermaid":
        return mermaid.text(chart, walked).encode()
    if form == "markdown":
        return f"```mermaid\n{mermaid.text(chart, walked)}```\n".encode()
    picture = plan.picture(chart, walked)
    if form == "svg":
        return picture.encode()
    try:
        return png.of(picture)
    except png.TooLargeError:
        raise UsageError("this flow is too large for a PNG that programs open; draw it with --format svg") from None
