"""``callwright show FLOW[:STATE]``: the full form of a flow or of one state, and where each value comes from."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callwright.compiler import Project
    from callwright.core.model import Flow


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "show",
        help="print a flow in full, with every default and where it comes from",
        description="Print the full form of a flow, or of one of its states: every default filled in, and behind each "
        "value the file and the line that it comes from.",
        epilog="Exit code: 0 well, 1 the flow has mistakes, 2 wrong usage.",
    )
    parser.add_argument(
        "target",
        metavar="FLOW[:STATE]",
        help="a flow file, or a folder of flow files; behind a colon the name of a state",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print it. Returns 0 well, 1 with mistakes in the flow, 2 for a flow or a state that is not there."""
    from callwright.cli.target import UsageError

    try:
        return _run(arguments.target)
    except UsageError as mistake:
        print(f"callwright show: {mistake}", file=sys.stderr)
        return 2


def _run(target: str) -> int:
    from callwright.cli.target import UsageError, print_diagnostics
    from callwright.compiler import compile_path
    from callwright.compiler.full import show_flow, show_state

    path, state = _parts(target)
    if not Path(path).exists():
        from callwright.cli.absent import did_you_mean

        near = did_you_mean(path) or "; give a flow file, and behind a colon a state"
        raise UsageError(f'there is no file or folder "{path}"{near}')
    compiled = compile_path(path)
    if compiled.project is None:
        print_diagnostics(compiled.diagnostics, compiled.sources)
        return 1
    flow = _flow(path, state, compiled.project)
    built = compiled.built[flow.name]
    shown = show_state(built, flow, state) if state is not None else show_flow(built, flow)
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(shown.encode(encoding, "replace").decode(encoding))
    return 0


def _parts(target: str) -> tuple[str, str | None]:
    """The path and the state. A path may hold a colon itself, as drives of Windows do."""
    path, colon, state = target.rpartition(":")
    if Path(target).exists() or not colon or (len(path) == 1 and state.startswith(("\\", "/"))):
        return target, None
    return path, state


def _flow(path: str, state: str | None, project: Project) -> Flow:
    """The flow that is meant: the one in the file, or of a folder the one that has the state."""
    from callwright.cli.target import UsageError
    from callwright.diagnostics.nearest import listing, nearest

    mine = [flow for flow in project.flows.values() if Path(flow.span.file) == Path(path)] or [*project.flows.values()]
    if state is None:
        if len(mine) > 1:
            files = sorted({flow.span.file for flow in mine})
            raise UsageError(f'"{path}" has {len(mine)} flows; name the file of one: {listing(files)}')
        return mine[0]
    having = [flow for flow in mine if state in flow.states]
    if len(having) > 1:
        files = sorted(f"{flow.span.file}:{state}" for flow in having)
        raise UsageError(f'{len(having)} flows of "{path}" have a state "{state}"; name the file: {listing(files)}')
    if having:
        return having[0]
    states = [name for flow in mine for name in flow.states]
    near = nearest(state, states)
    meant = f" Did you mean {path}:{near}?" if near else ""
    raise UsageError(f'"{path}" has no state "{state}".{meant} Its states: {listing(states)}')
