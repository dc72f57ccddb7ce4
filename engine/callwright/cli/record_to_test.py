"""``callwright record-to-test``: a test that plays a recorded call."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from callwright.cli.recorded import add_store
from callwright.cli.terminal import plain, shown

if TYPE_CHECKING:
    from callwright.cli.recorded import Source
    from callwright.core.model import Flow
    from callwright.rehearsal.acts import Retold
    from callwright.rehearsal.recording import Recording
    from callwright.rehearsal.retelling import Passing
    from callwright.rehearsal.script import CallFacts


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "record-to-test",
        help="make a test of a recorded call",
        description="Prints a test script that plays a recorded call against its flow: what the caller said, pressed "
        "and when, what services answered, what happened outside. It is played before it is printed, so it passes.",
        epilog="Exit code: 0 it is written, 1 the version of the call is gone or the service cannot be asked, 2 wrong "
        "usage.",
    )
    parser.add_argument("call", metavar="CALL", help="the call's id, or its beginning, as callwright calls shows it")
    parser.add_argument("-o", "--output", metavar="FILE", help="write it there: a NAME.test.yaml file")
    parser.add_argument("--name", metavar="WORDS", help="what the test is called (default: the call's id and day)")
    parser.add_argument("--flow", metavar="PATH", help="the flow to try it with, instead of the version that it had")
    parser.add_argument("--numbers", action="store_true", help="write the caller's telephone number into it")
    add_store(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the test. Returns 0, 1 where it cannot be made, 2 for wrong usage."""
    from callwright.cli.managed import Unreachable
    from callwright.cli.recorded import MistakesError, gone, source
    from callwright.cli.target import UsageError
    from callwright.cli.written import must_be_writable, write_text
    from callwright.rehearsal.replay import LostVersionError

    try:
        if arguments.output is not None:
            must_be_writable("--output", arguments.output)
        with source(arguments) as place:
            text, told = _made(arguments, place)
        if arguments.output is None:
            print(text, end="")
        else:
            write_text("--output", arguments.output, text)
            told.insert(0, f"Written to {arguments.output}.")
        print("\n".join(told), file=sys.stderr)
        return 0
    except UsageError as mistake:
        print(plain(f"callwright record-to-test: {mistake}"), file=sys.stderr)
        return 2
    except LostVersionError as lost:
        print(f"callwright record-to-test: {gone([lost.version])}", file=sys.stderr)
        return 1
    except Unreachable as problem:
        print(shown(f"callwright record-to-test: {problem}"), file=sys.stderr)
        return 1
    except MistakesError:
        return 1


def _made(arguments: argparse.Namespace, place: Source) -> tuple[str, list[str]]:
    """The script, and what its author has to know about it."""
    from callwright.cli.recorded import Flows, find, recording, when
    from callwright.rehearsal.acts import retell
    from callwright.rehearsal.replay import LostVersionError, replay
    from callwright.rehearsal.retelling import passing
    from callwright.rehearsal.written import script

    recorded = recording(place, find(place, arguments.call))
    head = recorded.head
    flows = Flows(place, arguments.flow)
    turns = list(replay(recorded, flows))
    retold = retell(turns)
    flow = flows.files().flows.get(head.flow) if arguments.flow is not None else flows(head.version, head.flow)
    if flow is None:
        raise LostVersionError(head.version, head.flow)
    websocket = head.over == "websocket" or retold.outside
    name = arguments.name or f"Call {plain(head.call)} of {when(head.at)[:10]}"
    made = passing(retold, name, _facts(recorded, retold, flow, numbers=arguments.numbers), flow, websocket=websocket)
    told = _told(arguments, recorded, made, websocket=websocket)
    for service in sorted(retold.hidden_services):
        told.append(f"The service {service} was asked with a secret: say under services what it answers.")
    notes = {n: _fill(made, n) for n in sorted(made.secrets)}
    about = [f"Made of the call {plain(head.call)}.", *told]
    return script(flow.name, made.rehearsal, notes, about), told


def _fill(made: Passing, place: int) -> str:
    from callwright.rehearsal.script import Presses

    step = made.rehearsal.steps[place]
    what = f"{len(step.keys)} keys were pressed here" if isinstance(step, Presses) else "a secret was said here"
    return f"FILL IN: {what}, which no record keeps"


def _facts(recorded: Recording, retold: Retold, flow: Flow, *, numbers: bool) -> CallFacts:
    from datetime import datetime

    from callwright.core.hiding import HIDDEN
    from callwright.core.moment import zone
    from callwright.platform.envelope import bare
    from callwright.rehearsal.script import CallFacts

    parties = [turn.event.parties for turn in recorded.turns]
    caller = next((one.caller for one in parties if one.caller), "")
    called = next((one.called for one in parties if one.called), "")
    at = datetime.fromtimestamp(recorded.head.at // 1000, zone(flow.timezone))
    return CallFacts(
        from_number=bare(caller) if numbers or not caller else None,
        to_number=bare(called) or None,
        at=at.replace(tzinfo=None),
        outbound=any(one.direction == "outbound" for one in parties),
        sms_fails=retold.sms_fails,
        variables={name: value for name, value in (recorded.head.variables or {}).items() if value != HIDDEN},
    )


def _told(arguments: argparse.Namespace, recorded: Recording, made: Passing, *, websocket: bool) -> list[str]:
    way = " --transport websocket" if websocket else ""
    file = arguments.output or "FILE.test.yaml"
    told = [f"Play it: callwright call FLOW --script {file}{way}"]
    if made.untried is not None:
        steps = len(made.rehearsal.steps)
        told.append(
            f"Secrets are not recorded: fill in the steps that say FILL IN. Steps {made.untried + 1} to {steps} could "
            "not be tried before you do."
        )
    if made.left_out:
        told.append(
            f"{_steps(len(made.left_out))} of the call did not come out in the emulator as recorded, and "
            f"{'was' if len(made.left_out) == 1 else 'were'} left out."
        )
    if made.eased:
        told.append(f"{_steps(made.eased)} could not be timed as in the call: look at what was interrupted.")
    if not arguments.numbers and any(turn.event.parties.caller for turn in recorded.turns):
        told.append("The caller's number is not in it; --numbers puts it in.")
    return told


def _steps(count: int) -> str:
    return "1 step" if count == 1 else f"{count} steps"
