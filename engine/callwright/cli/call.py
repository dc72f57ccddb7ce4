"""``callwright call``: plays a scripted caller against a flow or a running service."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callwright.cli.reached import add_external_api

if TYPE_CHECKING:
    from callwright.core.inquiry import Inquiry
    from callwright.core.model import Flow
    from callwright.platform.envelope import CallSetup
    from callwright.platform.external_api import ExternalApi
    from callwright.rehearsal.coverage import Coverage
    from callwright.rehearsal.run import Performance
    from callwright.rehearsal.script import Rehearsal, Script


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "call",
        help="play a scripted caller against a flow or a service",
        description=(
            "Plays the platform's side of telephone calls as a test script writes them down, checks every answer, "
            "and prints the conversation. A flow file is called in no time at all, a URL in real time."
        ),
        epilog="Exit code: 0 all went as written, 1 something differs or an answer was wrong, 2 wrong usage.",
    )
    parser.add_argument("target", metavar="URL|FLOW", help="http(s):// or ws(s):// address, or a flow file")
    parser.add_argument("--script", metavar="FILE", required=True, help="what is said: a NAME.test.yaml file")
    parser.add_argument("--test", metavar="NAME", help="only the test of this name")
    parser.add_argument(
        "--transport",
        choices=("http", "websocket"),
        help="which connection a flow file is called over (a URL says it itself)",
    )
    parser.add_argument(
        "--token-env",
        metavar="NAME",
        default="CALLWRIGHT_TOKEN",
        help="environment variable with the token to send (default: %(default)s)",
    )
    parser.add_argument("--from", dest="from_number", metavar="NUMBER", help="who calls")
    parser.add_argument("--to", dest="to_number", metavar="NUMBER", help="the number that is dialled")
    parser.add_argument("--at", metavar="TIME", help="when the call begins, such as 2026-11-20T10:00+01:00")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="another N: other pauses and latencies")
    parser.add_argument(
        "--virtual-time",
        action="store_true",
        help="call a URL in no time at all; only for a service that was told to trust the caller's clock",
    )
    add_external_api(parser)
    parser.add_argument(
        "--heard", action="store_true", help="say of each prompt what the caller heard of it (a flow file)"
    )
    parser.add_argument(
        "--record",
        metavar="FILE",
        help="write what the flow did, step by step, for callwright graph --call (a flow file)",
    )
    parser.add_argument(
        "--coverage",
        action="store_true",
        help="list the states, transitions and rungs that no test has walked (a flow file)",
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Play the script. Returns 0 as written, 1 something differs, 2 wrong usage."""
    from callwright.cli.target import UsageError, telephone_number, why_not

    try:
        telephone_number("--from", arguments.from_number)
        telephone_number("--to", arguments.to_number)
        return _run(arguments)
    except UsageError as mistake:
        print(f"callwright call: {mistake}", file=sys.stderr)
        return 2
    except ConnectionError as error:
        print(f"callwright call: {why_not(arguments.target, error, token_env=arguments.token_env)}", file=sys.stderr)
        return 1


def _run(arguments: argparse.Namespace) -> int:
    from callwright.cli.target import UsageError, is_url, load_flow, moment, print_diagnostics
    from callwright.cli.written import must_be_writable
    from callwright.diagnostics.model import has_errors
    from callwright.platform.envelope import CallSetup

    script = _script(arguments.script)
    if has_errors(script.diagnostics):
        print_diagnostics(script.diagnostics, {script.file: script.lines})
        return 1
    chosen = [r for r in script.rehearsals if arguments.test in (None, r.name)]
    if not chosen:
        names = ", ".join(f'"{r.name}"' for r in script.rehearsals) or "none"
        wanted = f'no test "{arguments.test}"' if arguments.test else "no test"
        raise UsageError(f"{arguments.script} has {wanted}; there are: {names}")
    base = CallSetup()
    setup = CallSetup(
        to_number=arguments.to_number or base.to_number,
        from_number=base.from_number if arguments.from_number is None else arguments.from_number,
        epoch_ms=moment(arguments.at) if arguments.at else base.epoch_ms,
    )
    if is_url(arguments.target) and (arguments.record is not None or arguments.coverage):
        option = "--coverage" if arguments.record is None else "--record"
        raise UsageError(f"{option} is for a flow file; a service cannot be looked into")
    if arguments.record is not None:
        must_be_writable("--record", arguments.record)
    if is_url(arguments.target):
        performances, coverage = _over_network(arguments, chosen, setup), None
    else:
        if arguments.virtual_time:
            raise UsageError("--virtual-time is for a URL; a flow file is always called in virtual time")
        if arguments.external_api is not None:
            raise UsageError("--external-api is for a URL; a flow file is reached over --transport websocket")
        flow = load_flow(arguments.target, arguments.to_number)
        if flow is None:
            return 1
        if script.flow and script.flow != flow.name:
            raise UsageError(f'{arguments.script} is for the flow "{script.flow}", not for "{flow.name}"')
        if flow.numbers and not arguments.to_number:
            setup = replace(setup, to_number=flow.numbers[0])
        setup = replace(setup, timezone=flow.timezone)
        if arguments.at:
            setup = replace(setup, epoch_ms=moment(arguments.at, flow.timezone))
        performances, coverage = _in_process(arguments, flow, chosen, setup)
    _print(arguments, performances, coverage)
    return 0 if all(performance.passed for performance in performances) else 1


def _script(name: str) -> Script:
    from callwright.cli.target import UsageError
    from callwright.rehearsal.reader import load_script

    try:
        return load_script(Path(name))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f'the script "{name}" cannot be read: {reason}') from error


def _in_process(
    arguments: argparse.Namespace, flow: Flow, rehearsals: list[Rehearsal], setup: CallSetup
) -> tuple[list[Performance], Coverage]:
    from callwright.cli.written import write_text
    from callwright.core import record
    from callwright.platform.clock import VirtualClock, run_now
    from callwright.platform.dial import InProcess
    from callwright.platform.services import Services
    from callwright.rehearsal.coverage import walked
    from callwright.rehearsal.run import perform
    from callwright.rehearsal.steps import Noted, Noting, lines

    performances = []
    steps: list[Noted] = []
    recorded: list[str] = []
    for rehearsal in rehearsals:
        application = Noting(flow, Services(rehearsal.services))
        connection = InProcess(application, websocket=arguments.transport == "websocket")
        played = perform(rehearsal, connection, VirtualClock(), setup=setup, seed=arguments.seed)
        performance = run_now(played)
        if application.session is not None:
            performance = replace(performance, account=record.of(flow, application.session))
        performances.append(performance)
        steps += application.steps
        recorded += lines(rehearsal.name, flow, application.steps, performance.account)
    if arguments.record is not None:
        write_text("--record", arguments.record, "".join(recorded))
    return performances, walked(flow, steps)


def _over_network(arguments: argparse.Namespace, rehearsals: list[Rehearsal], setup: CallSetup) -> list[Performance]:
    import asyncio
    import time
    import uuid

    from callwright.cli.reached import external_api
    from callwright.cli.target import UsageError, connect
    from callwright.platform.clock import RealClock, VirtualClock
    from callwright.rehearsal.run import perform

    async def play(rehearsal: Rehearsal, api: ExternalApi | None) -> Performance:
        virtual = arguments.virtual_time
        connection = connect(arguments.target, token_env=arguments.token_env, virtual_time=virtual)
        if arguments.transport and (arguments.transport == "websocket") != connection.websocket:
            raise UsageError(f"{arguments.target} is no {arguments.transport} address; its scheme says which it is")
        # A service remembers calls: each one needs an id of its own. In real time only the wall's clock is true.
        here = replace(setup, session_id=str(uuid.uuid4()))
        arrival = getattr(connection, "arrival", None) or asyncio.Event()
        if api is not None:
            api.arrival = arrival
        if virtual:
            return await perform(rehearsal, connection, VirtualClock(), setup=here, seed=arguments.seed, api=api)
        here = replace(here, epoch_ms=time.time_ns() // 1_000_000)
        rehearsal = replace(rehearsal, call=replace(rehearsal.call, at=None))
        return await perform(rehearsal, connection, RealClock(arrival), setup=here, seed=arguments.seed, api=api)

    async def play_all() -> list[Performance]:
        async with external_api(arguments) as api:
            return [await play(rehearsal, api) for rehearsal in rehearsals]

    return asyncio.run(play_all())


def _print(arguments: argparse.Namespace, performances: list[Performance], coverage: Coverage | None) -> None:
    from callwright.cli import heard

    if arguments.json:
        data = _data(performances) | ({"coverage": coverage.data()} if coverage is not None else {})
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for performance in performances:
        print(f"{'✓' if performance.passed else '✗'} {performance.rehearsal.name}")
        print(performance.transcript())
        if arguments.heard and performance.account:
            print("\n" + "\n".join(heard.render(performance.account)))
        for failure in performance.failures:
            print(f"\n  {failure.span or performance.rehearsal.span}: {failure.detail}")
        for result in performance.results:
            if result.problem:
                print(f"\n  {result.step.span}: {result.problem}")
        for inquiry in performance.unplayed:
            print(f"\n  {performance.rehearsal.span}: {_unplayed(inquiry)}")
        if performance.faults:
            print(f"\n  {_count(len(performance.faults), 'answer')} of the application broke the protocol")
        print()
    passed = sum(performance.passed for performance in performances)
    print(f"{passed} of {_count(len(performances), 'test')} went as written")
    if coverage is not None:
        _print_coverage(arguments, coverage)


def _print_coverage(arguments: argparse.Namespace, coverage: Coverage) -> None:
    left = "what no test has walked" if arguments.test is None else "what this test has not walked"
    if not coverage.unwalked:
        then = ": everything."
    else:
        then = f". Here is {left}:" if arguments.coverage else f". --coverage lists {left}."
    print(f"Walked: {coverage.summary()}{then}")
    file = ""
    for part in coverage.unwalked if arguments.coverage else ():
        if part.span.file != file:
            file = part.span.file
            print()
        print(f"  {file}:{part.span.line}: {part}")


def _unplayed(inquiry: Inquiry) -> str:
    from callwright.platform.services import shown

    return (
        f'the test does not say what the service "{inquiry.service}" answers to "{shown(inquiry)}"; '
        "write it under `services:`"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _data(performances: list[Performance]) -> dict[str, Any]:
    from callwright.platform.timeline import to_data

    tests = [
        {
            "name": performance.rehearsal.name,
            "passed": performance.passed,
            "steps": [
                {
                    "step": type(result.step).__name__,
                    "file": result.step.span.file,
                    "line": result.step.span.line,
                    "column": result.step.span.column,
                    "at": result.at,
                    "passed": result.passed,
                    "problem": result.problem,
                }
                for result in performance.results
            ],
            "timeline": to_data(list(performance.timeline)),
            "heard": performance.account.get("heard", []),
        }
        for performance in performances
    ]
    return {"passed": all(performance.passed for performance in performances), "tests": tests}
