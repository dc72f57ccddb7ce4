"""``callwright why``: why each turn of a recorded call went as it did."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from callwright.cli.recorded import add_store
from callwright.cli.terminal import plain, shown

if TYPE_CHECKING:
    from callwright.cli.recorded import Source
    from callwright.rehearsal.recording import Recording
    from callwright.rehearsal.summary import Summary
    from callwright.rehearsal.why import Reason

WIDTH = 96


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "why",
        help="say why each turn of a recorded call went as it did",
        description="Says of each turn of a recorded call what came, what was understood, which line of your files led "
        "where, what was said, and what the caller really heard of it.",
        epilog="Exit code: 0 it is said, 1 the version of the call is gone or the service cannot be asked, 2 wrong "
        "usage.",
    )
    parser.add_argument("call", metavar="CALL", help="the call's id, or its beginning, as callwright calls shows it")
    parser.add_argument("--turn", type=int, metavar="N", help="only this turn")
    parser.add_argument("--all", action="store_true", help="also the turns in which nothing was decided")
    parser.add_argument("--flow", metavar="PATH", help="explain it with these files, where its own version is gone")
    parser.add_argument("--numbers", action="store_true", help="show telephone numbers in full")
    add_store(parser)
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Explain a call. Returns 0, 1 where it cannot be, 2 for wrong usage."""
    from callwright.cli.managed import Unreachable
    from callwright.cli.recorded import MistakesError, gone, source
    from callwright.cli.target import UsageError
    from callwright.rehearsal.replay import LostVersionError

    try:
        with source(arguments) as place:
            return _explain(arguments, place)
    except UsageError as mistake:
        print(plain(f"callwright why: {mistake}"), file=sys.stderr)
        return 2
    except LostVersionError as lost:
        print(f"callwright why: {gone([lost.version])}", file=sys.stderr)
        return 1
    except Unreachable as problem:
        print(shown(f"callwright why: {problem}"), file=sys.stderr)
        return 1
    except MistakesError:
        return 1


def _explain(arguments: argparse.Namespace, place: Source) -> int:
    import time

    from callwright.cli.recorded import Flows, find, recording
    from callwright.cli.target import UsageError
    from callwright.rehearsal.summary import summary
    from callwright.rehearsal.why import reasons

    call = find(place, arguments.call)
    recorded = recording(place, call)
    flows = Flows(place, arguments.flow)
    told = reasons(recorded, flows)
    if arguments.turn is not None and not 1 <= arguments.turn <= len(told):
        raise UsageError(f"--turn {arguments.turn} is not in this call; it has turns from 1 to {len(told)}")
    whole = arguments.all or arguments.json
    chosen = [
        one for one in told if arguments.turn == one.number or (arguments.turn is None and (whole or not one.quiet))
    ]
    line = summary(recorded, flows, round(time.time() * 1000))
    if flows.instead:
        print(
            f"The version that this call had is gone; this is told with {arguments.flow} as it is now, and may differ.",
            file=sys.stderr,
        )
    if arguments.json:
        told_as_data = {"call": call, "turns": [_data(one) for one in chosen]}
        print(shown(json.dumps(told_as_data, ensure_ascii=False, indent=2)))
        return 0
    if arguments.turn is None:
        print(shown("\n".join(_about(arguments, recorded, line))) + "\n")
    print(shown("\n".join(row for one in chosen for row in _rows(arguments, one)).rstrip()))
    left = len(told) - len(chosen)
    if arguments.turn is None and left:
        print(f"\n{left} {'turn' if left == 1 else 'turns'} in which nothing was decided: --all shows them.")
    return 0


def _about(arguments: argparse.Namespace, recorded: Recording, line: Summary) -> Iterator[str]:
    from callwright.cli.recorded import lasting, masked, when

    head = recorded.head
    caller, called = (plain(masked(number, shown=arguments.numbers)) for number in (line.caller, line.called))
    yield f"Call {plain(head.call)}"
    yield f"  {when(head.at)}, {lasting(line.ms)} minutes, from {caller} to {called}, over {_over(head.over)}"
    yield f"  flow {line.flow}, version {line.version}"
    turns = "1 turn" if line.turns == 1 else f"{line.turns} turns"
    yield f"  {line.ended}; {turns}, {line.no_matches} not understood, {line.no_inputs} without a word"
    for name in line.unheard or ():
        yield f"  The protected prompt {name} was not heard to its end."


def _over(way: str) -> str:
    return "a WebSocket" if way == "websocket" else "the webhook"


def _rows(arguments: argparse.Namespace, one: Reason) -> Iterator[str]:
    from callwright.cli.recorded import without_numbers
    from callwright.platform.transcript import time_of

    def hide(text: str) -> str:
        return text if arguments.numbers else without_numbers(text)

    yield from _wrapped(f"{one.number:>3}  {time_of(one.at)}  ", hide(one.came))
    for decision in one.decisions:
        yield from _placed("because", hide(decision.words), decision.place)
    for prompt in one.said:
        yield from _placed("says", f"{hide(prompt.words)} [{prompt.policy}]", prompt.place)
        yield from _wrapped(f"{'':15}{'':>9}", f"→ {prompt.heard}")
    for did in one.did:
        yield from _placed("does", hide(did), "")
    if one.note:
        yield from _placed("note", one.note, "")
    yield ""


def _placed(what: str, words: str, place: str) -> Iterator[str]:
    first, *rest = _wrapped(f"{'':15}{what:<9}", words)
    every = [first, *rest]
    if place and len(every[-1]) + len(place) + 3 <= WIDTH:
        every[-1] += f"  ({place})"
    elif place:
        every.append(f"{'':24}({place})")
    yield from every


def _wrapped(start: str, words: str) -> Iterator[str]:
    lines = textwrap.wrap(words, WIDTH - len(start), break_on_hyphens=False) or [""]
    for number, line in enumerate(lines):
        yield (start if number == 0 else " " * len(start)) + line


def _data(one: Reason) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(one)
