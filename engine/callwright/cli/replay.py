"""``callwright replay``: recorded calls, done once more."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from callwright.cli.recorded import add_store
from callwright.cli.terminal import plain, shown

if TYPE_CHECKING:
    from callwright.cli.recorded import Flows, Source
    from callwright.compiler import Project
    from callwright.core.model import Flow
    from callwright.rehearsal.parting import Compared, Parting
    from callwright.rehearsal.recording import Recording

SHOWN = 3
"""Calls that are named for each state; the others are counted."""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "replay",
        help="do recorded calls once more, also with another flow",
        description="Does a recorded call once more. With the version that it had every answer has to be the same, "
        "byte for byte; with another flow (--flow) it is shown where the calls part.",
        epilog="Exit code: 0 all is the same, 1 something differs or cannot be compared, 2 wrong usage.",
    )
    parser.add_argument("call", metavar="CALL", nargs="?", help="the call's id, or its beginning")
    parser.add_argument("--all", action="store_true", help="all recorded calls, instead of one")
    parser.add_argument("--since", metavar="TIME", help="with --all: only calls since then: 2h, 7d, 2026-11-20T10:00")
    parser.add_argument("--flow", metavar="PATH", help="do it with the flow in these files")
    parser.add_argument("--limit", type=int, default=10_000, metavar="N", help="with --all: at most so many calls")
    add_store(parser)
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Replay. Returns 0 where all is the same, 1 where not, 2 for wrong usage."""
    from callwright.cli.calls import moment
    from callwright.cli.managed import Unreachable
    from callwright.cli.recorded import MistakesError, source
    from callwright.cli.target import UsageError

    try:
        if arguments.all == (arguments.call is not None):
            raise UsageError("name one call, or write --all for all of them")
        if arguments.since is not None and not arguments.all:
            raise UsageError("--since chooses among all calls; write --all beside it")
        since = None if arguments.since is None else moment(arguments.since)
        with source(arguments) as place:
            return _several(arguments, place, since) if arguments.all else _one(arguments, place)
    except UsageError as mistake:
        print(plain(f"callwright replay: {mistake}"), file=sys.stderr)
        return 2
    except Unreachable as problem:
        print(shown(f"callwright replay: {problem}"), file=sys.stderr)
        return 1
    except MistakesError:
        return 1


def _one(arguments: argparse.Namespace, place: Source) -> int:
    from callwright.cli.recorded import Flows, compiled, find, gone, recording

    recorded = recording(place, find(place, arguments.call))
    other = None if arguments.flow is None else compiled(arguments.flow)
    done = _again(recorded, Flows(place), other)
    if arguments.json:
        print(shown(json.dumps(asdict(done), ensure_ascii=False, indent=2)))
        return _code([done])
    if done.stopped == _LOST:
        print(f"callwright replay: {gone([recorded.head.version])}", file=sys.stderr)
        return 1
    where = "the version that it had" if other is None else arguments.flow
    if done.stopped:
        print(f"{plain(done.call)}: {done.turns} turns are the same with {where}, then {done.stopped}.")
    elif done.parting is None:
        print(f"{plain(done.call)}: all {done.turns} turns are the same with {where}, byte for byte.")
    else:
        print(f"{plain(done.call)}: differs with {where}, from turn {done.parting.turn} on.\n")
        print(shown("\n".join(_shown(done.parting))))
        _of_another_release(recorded)
    return _code([done])


def _of_another_release(recorded: Recording) -> None:
    from importlib.metadata import version

    if recorded.head.release and recorded.head.release != version("callwright"):
        print(
            f"\nIt was recorded by callwright {recorded.head.release}; this is {version('callwright')}, which may do "
            "some things otherwise."
        )


_LOST = "lost"


def _again(recorded: Recording, flows: Flows, other: Project | None) -> Compared:
    from callwright.rehearsal.parting import Compared, compare, differing
    from callwright.rehearsal.replay import LostVersionError, replay

    call = recorded.head.call
    if other is not None:
        flow = _flow(recorded, other)
        if flow is None:
            return Compared(call, 0, stopped=f"there is no flow {recorded.head.flow} in it")
        return compare(recorded, flow, flows)
    turns = 0
    try:
        for turn in replay(recorded, flows):
            turns += 1
            if not turn.same:
                return Compared(call, turns, differing(turn, recorded))
    except LostVersionError:
        return Compared(call, turns, stopped=_LOST)
    except Exception as error:
        return Compared(
            call, turns, stopped=f"a step fails here that did not when it was recorded ({type(error).__name__})"
        )
    return Compared(call, turns)


def _flow(recorded: Recording, project: Project) -> Flow | None:
    """The flow of the same name, or of a lone file whatever its name is."""
    flow = project.flows.get(recorded.head.flow)
    if flow is None and len(project.flows) == 1:
        return next(iter(project.flows.values()))
    return flow


def _shown(parting: Parting) -> Iterator[str]:
    from callwright.cli.recorded import without_numbers
    from callwright.platform.transcript import time_of

    where = f"turn {parting.turn}, at {time_of(parting.at).strip()}, in {parting.state or 'the beginning'}"
    yield f"  {where}: {plain(without_numbers(parting.came))}"
    for what, side in (("was", parting.was), ("now", parting.now)):
        yield f"    {what}  {plain(without_numbers(side.words))}"
        if side.place:
            yield f"         ({side.place})"
        if parting.was.state and parting.was.state != parting.now.state and side.state:
            yield f"         then in {side.state}"


def _code(done: Sequence[Compared]) -> int:
    return 1 if any(one.parting is not None or one.stopped for one in done) else 0


# all of them


def _several(arguments: argparse.Namespace, place: Source, since: int | None) -> int:
    from callwright.cli.recorded import Flows, compiled, recording
    from callwright.cli.target import UsageError

    other = None if arguments.flow is None else compiled(arguments.flow)
    flows = Flows(place)
    done: list[Compared] = []
    left_out = 0
    for call in place.ids(arguments.limit):
        try:
            recorded = recording(place, call)
        except UsageError as broken:
            print(plain(f"callwright replay: {broken}"), file=sys.stderr)
            left_out += 1
            continue
        if since is not None and recorded.head.at < since:
            continue
        if other is not None and _flow(recorded, other) is None:
            left_out += 1
            continue
        done.append(_again(recorded, flows, other))
    if arguments.json:
        print(shown(json.dumps([asdict(one) for one in done], ensure_ascii=False, indent=2)))
        return _code(done)
    print(shown("\n".join(_told(arguments, done, left_out))))
    return _code(done)


def _told(arguments: argparse.Namespace, done: Sequence[Compared], left_out: int) -> Iterator[str]:
    where = "the version that each had" if arguments.flow is None else arguments.flow
    if not done:
        yield f"There is no recorded call that could be done again with {where}."
        return
    partings = [one.parting for one in done if one.parting is not None]
    stopped = Counter(one.stopped for one in done if one.stopped)
    same = len(done) - len(partings) - sum(stopped.values())
    yield f"{_calls(len(done))} with {where}: {same} the same, {len(partings)} different."
    for why, count in stopped.items():
        reason = "its version is not kept any more" if why == _LOST else why
        yield f"{_calls(count)} could not be compared to the end: {reason}."
    if left_out:
        yield f"{_calls(left_out)} left out: of another flow, or not readable."
    by_state: dict[str, list[Parting]] = {}
    for parting in partings:
        by_state.setdefault(parting.state, []).append(parting)
    for state, those in sorted(by_state.items(), key=lambda item: -len(item[1])):
        names = ", ".join(f"{plain(one.call)} (turn {one.turn})" for one in those[:SHOWN])
        more = f" and {len(those) - SHOWN} more" if len(those) > SHOWN else ""
        yield ""
        yield f"{state or 'the beginning'}: {_calls(len(those))}: {names}{more}"
        yield from _shown(those[0])


def _calls(count: int) -> str:
    return "1 call" if count == 1 else f"{count} calls"
