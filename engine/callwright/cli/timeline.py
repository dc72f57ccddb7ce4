"""``callwright timeline``: draws a scripted call, as it took place, in a picture."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callwright.core.model import Flow
    from callwright.rehearsal.script import Rehearsal, Script


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "timeline",
        help="draw a scripted call as a picture",
        description=(
            "Plays one test of a script against a flow, in no time at all, and draws who said what when: what was "
            "cut, what was heard, what went over the wire and why. The picture is an SVG file, for any browser."
        ),
        epilog="Exit code: 0 all went as written, 1 something differs (it is drawn up to there), 2 wrong usage.",
    )
    parser.add_argument("target", metavar="FLOW", help="a flow file, or a folder of them")
    parser.add_argument("--script", metavar="FILE", required=True, help="what is said: a NAME.test.yaml file")
    parser.add_argument("--test", metavar="NAME", help="the test to draw; needed where the script has several")
    parser.add_argument(
        "--transport",
        choices=("http", "websocket"),
        default="http",
        help="which connection the flow is called over (default: %(default)s)",
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="another N: other pauses and latencies")
    parser.add_argument("--output", metavar="FILE.svg", help="where to put the picture (default: standard output)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Draw the test. Returns 0 as written, 1 something differs, 2 wrong usage."""
    from callwright.cli.target import UsageError

    try:
        return _run(arguments)
    except UsageError as mistake:
        print(f"callwright timeline: {mistake}", file=sys.stderr)
        return 2


def _run(arguments: argparse.Namespace) -> int:
    from callwright.cli.target import UsageError, is_url, load_flow, must_exist, print_diagnostics
    from callwright.diagnostics.model import has_errors

    if is_url(arguments.target):
        raise UsageError("a timeline is drawn of a flow file; a service cannot be looked into")
    must_exist(arguments.target)
    _can_be_written(arguments.output)
    script = _script(arguments.script)
    if has_errors(script.diagnostics):
        print_diagnostics(script.diagnostics, {script.file: script.lines})
        return 1
    rehearsal = _chosen(script, arguments.test)
    flow = load_flow(arguments.target, rehearsal.call.to_number)
    if flow is None:
        return 1
    if script.flow and script.flow != flow.name:
        raise UsageError(f'{arguments.script} is for the flow "{script.flow}", not for "{flow.name}"')
    websocket = arguments.transport == "websocket"
    picture, problems = picture_of(flow, rehearsal, websocket=websocket, seed=arguments.seed)
    if arguments.output:
        try:
            Path(arguments.output).write_text(picture, encoding="utf-8", newline="\n")
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UsageError(f"--output {arguments.output} cannot be written: {reason}") from error
    else:
        sys.stdout.write(picture)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def picture_of(flow: Flow, rehearsal: Rehearsal, *, websocket: bool = False, seed: int = 0) -> tuple[str, list[str]]:
    """One test, played and drawn: the SVG, and what went otherwise than written."""
    from dataclasses import replace

    from callwright.graph.account import account
    from callwright.graph.timeline import draw
    from callwright.graph.witness import Witness
    from callwright.platform.clock import VirtualClock, run_now
    from callwright.platform.dial import InProcess
    from callwright.platform.envelope import CallSetup
    from callwright.rehearsal.run import perform

    setup = CallSetup()
    if flow.numbers:
        setup = replace(setup, to_number=flow.numbers[0])
    witness = Witness(flow)
    connection = InProcess(witness, websocket=websocket)
    performance = run_now(perform(rehearsal, connection, VirtualClock(), setup=setup, seed=seed))
    about = f"{flow.title} · {'over a WebSocket' if websocket else 'over a webhook'}"
    drawn = draw(account(rehearsal.name, about, performance.timeline, witness.exchanges, witness.said, witness.dropped))
    problems = [f"{result.step.span}: {result.problem}" for result in performance.results if result.problem]
    return drawn, problems + [str(fault) for fault in performance.faults]


def _can_be_written(output: str | None) -> None:
    """Raise ``UsageError`` where no picture can be put; before anything is played."""
    from callwright.cli.target import UsageError

    if output is None:
        return
    path = Path(output)
    if not output or path.is_dir():
        example = path / "call.svg"
        raise UsageError(f'--output "{output}" is no file; name one in it: --output {example}')
    if path.suffix.lower() != ".svg":
        raise UsageError(
            f"--output {output} does not end in .svg, and the picture is SVG: --output {path.with_suffix('.svg')}"
        )
    if not path.parent.is_dir():
        mend = f"make it first (mkdir -p {path.parent}), or write --output {path.name}"
        raise UsageError(f'there is no folder "{path.parent}" to put {path.name} in; {mend}')


def _script(name: str) -> Script:
    from callwright.cli.target import UsageError
    from callwright.rehearsal.reader import load_script

    try:
        return load_script(Path(name))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f'the script "{name}" cannot be read: {reason}') from error


def _chosen(script: Script, name: str | None) -> Rehearsal:
    from callwright.cli.target import UsageError

    chosen = [rehearsal for rehearsal in script.rehearsals if name in (None, rehearsal.name)]
    if len(chosen) == 1:
        return chosen[0]
    names = ", ".join(f'"{rehearsal.name}"' for rehearsal in script.rehearsals) or "none"
    if chosen:
        raise UsageError(f"{script.file} has several tests; say which one with --test: {names}")
    wanted = f'no test "{name}"' if name else "no test"
    raise UsageError(f"{script.file} has {wanted}; there are: {names}")
