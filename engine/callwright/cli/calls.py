"""``callwright calls``: the calls that a service recorded."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from callwright.cli.recorded import add_store
from callwright.cli.terminal import plain, shown

if TYPE_CHECKING:
    from callwright.cli.recorded import Source
    from callwright.rehearsal.summary import Summary


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "calls",
        help="list the calls that a service recorded",
        description="Lists the recorded calls, the last one first: how they ended, and how well they went.",
        epilog="Exit code: 0 they are listed (also if there is none), 1 the service cannot be asked, 2 wrong usage.",
    )
    add_store(parser)
    parser.add_argument("--flow", metavar="NAME", help="only calls of this flow")
    parser.add_argument("--since", metavar="TIME", help="only calls since then: 2h, 7d, or 2026-11-20T10:00")
    parser.add_argument("--state", metavar="NAME", help="only calls that came to this state")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--open", action="store_true", help="only calls that are going on")
    which.add_argument("--ended", action="store_true", help="only calls that are over")
    parser.add_argument(
        "--unhappy",
        action="store_true",
        help="only calls in which something went wrong: a fault, a protected prompt unheard, not understood or not "
        "heard twice and more",
    )
    parser.add_argument("--from", dest="caller", metavar="NUMBER", help="only calls with numbers that end with this")
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="at most so many (default: %(default)s)")
    parser.add_argument("--numbers", action="store_true", help="show telephone numbers in full")
    parser.add_argument("--forget", metavar="ID", help="erase the record of this call, and list nothing")
    parser.add_argument("--json", action="store_true", help="print them as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """List them. Returns 0, 1 where the service cannot be asked, 2 for wrong usage."""
    from callwright.cli.managed import Unreachable
    from callwright.cli.recorded import source
    from callwright.cli.target import UsageError
    from callwright.stores import hidden

    try:
        since = None if arguments.since is None else moment(arguments.since)
        if arguments.limit < 1:
            raise UsageError(f"--limit {arguments.limit} would list nothing; write a number from 1 on")
        with source(arguments) as place:
            if arguments.forget is not None:
                return _forget(place, arguments.forget)
            found = list(_chosen(arguments, place, since))
            nothing = not found and not place.ids(1)
    except UsageError as mistake:
        print(plain(f"callwright calls: {mistake}"), file=sys.stderr)
        return 2
    except Unreachable as problem:
        print(shown(f"callwright calls: {problem}"), file=sys.stderr)
        return 1
    if arguments.json:
        print(shown(json.dumps([_data(arguments, one) for one in found], ensure_ascii=False, indent=2)))
    elif found:
        print("\n".join(table(found, numbers=arguments.numbers)))
    elif nothing:
        print(_nothing_recorded(hidden(arguments.store)))
    else:
        print("No recorded call is like that. callwright calls without options lists all.")
    return 0


def _nothing_recorded(store: str) -> str:
    return (
        f"Nothing is recorded in {store} yet.\n"
        "  callwright serve records every call unless it is told --records off; call the service, then look again.\n"
        f"  Does it keep its calls elsewhere? Name that: callwright calls --store ADDRESS"
    )


def _forget(place: Source, wanted: str) -> int:
    from callwright.cli.recorded import find

    call = find(place, wanted)
    place.forget(call)
    print(f"The record of {plain(call)} is erased.")
    return 0


def moment(written: str) -> int:
    """A moment as Unix ms: so long ago (``2h``, ``7d``), or a date. Raises ``UsageError``."""
    import re

    from callwright.cli.target import UsageError
    from callwright.cli.target import moment as date

    ago = re.fullmatch(r"([0-9]{1,6})\s*(m|min|h|d|w)", written.strip())
    if ago is not None:
        unit = {"m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 604_800}[ago[2]]
        return round((time.time() - int(ago[1]) * unit) * 1000)
    try:
        return date(written)
    except UsageError:
        raise UsageError(
            f'--since "{written}" is no moment; write how long ago (30min, 2h, 7d), or 2026-11-20T10:00'
        ) from None


def _chosen(arguments: argparse.Namespace, place: Source, since: int | None) -> Iterator[Summary]:
    from callwright.cli.recorded import Flows, recording
    from callwright.cli.target import UsageError
    from callwright.rehearsal.summary import OPEN, summary

    flows, now, count = Flows(place), round(time.time() * 1000), 0
    for call in place.ids():
        one = place.summary(call)
        if one is None:
            try:
                recorded = recording(place, call)
            except UsageError as broken:
                print(plain(f"callwright calls: {broken}"), file=sys.stderr)
                continue
            if since is not None and recorded.head.at < since:
                continue
            one = summary(recorded, flows, now)
        if (since is not None and one.at < since) or arguments.flow not in (None, one.flow):
            continue
        is_open = one.ended == OPEN
        if (arguments.open and not is_open) or (arguments.ended and is_open):
            continue
        if arguments.state is not None and arguments.state not in (one.states or ()):
            continue
        if arguments.unhappy and not one.unhappy:
            continue
        if arguments.caller is not None and not one.other.endswith(_digits(arguments.caller)):
            continue
        yield one
        count += 1
        if count >= arguments.limit:
            return


def _digits(number: str) -> str:
    return "".join(c for c in number if c.isdigit())


def table(calls: Sequence[Summary], *, numbers: bool = False) -> Iterator[str]:
    """The list, aligned. What only a replay could tell and cannot is a dash."""
    from callwright.cli.recorded import lasting, masked, when

    ids = _shortened([one.call for one in calls])
    rows = [("when", "call", "from", "flow", "how long", "turns", "missed", "cut", "how it ended")]
    for one, short in zip(calls, ids, strict=True):
        missed = "–" if one.no_matches is None else str(one.no_matches + (one.no_inputs or 0))
        rows.append(
            (
                when(one.at),
                plain(short),
                ("to " if one.outbound else "") + plain(masked(one.other, shown=numbers)),
                one.flow,
                lasting(one.ms),
                str(one.turns),
                missed,
                str(one.interruptions),
                _how(one),
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    widths[3] = min(widths[3], 20)
    right = {4, 5, 6, 7}
    for row in rows:
        cells = [
            cell[: width - 1] + "…" if len(cell) > width else cell.rjust(width) if at in right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
    yield ""
    yield f"{len(calls)} {'call' if len(calls) == 1 else 'calls'}. callwright why CALL says why one went as it did."


def _how(one: Summary) -> str:
    unheard = f", {len(one.unheard)} protected unheard" if one.unheard else ""
    faults = f", {one.faults} fault{'s' * (one.faults > 1)}" if one.faults and one.ended != "fault" else ""
    return one.ended + unheard + faults


def _shortened(ids: Sequence[str], least: int = 8) -> list[str]:
    """Beginnings that are enough to tell these calls apart."""
    length = least
    while len({call[:length] for call in ids}) < len(set(ids)):
        length += 1
    return [call[:length] for call in ids]


def _data(arguments: argparse.Namespace, one: Summary) -> dict[str, object]:
    from callwright.cli.recorded import masked

    data = one.data()
    for name in ("caller", "called"):
        data[name] = masked(data[name], shown=arguments.numbers)
    return data
