"""``callwright talk``: a person at the terminal is the caller."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callwright.platform.call import Call
    from callwright.platform.caller import Caller

WELCOME = """\
Type what the caller says and press enter. Just enter: the caller stays silent. #123: keys.
!words interrupts what is being said, ! alone is a noise. /hang up or Ctrl-D ends the call.
"""

INTERRUPTS_AFTER_MS = 1200
NOISE_MS = 400


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "talk",
        help="have a conversation with a flow in the terminal",
        description="You are the caller: type what you say, and read what the assistant says and does.",
        epilog=WELCOME,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("target", metavar="FLOW|URL", help="a flow file, or the address of a running service")
    parser.add_argument(
        "--token-env",
        metavar="NAME",
        default="CALLWRIGHT_TOKEN",
        help="environment variable with the token to send to a URL (default: %(default)s)",
    )
    parser.add_argument("--from", dest="from_number", metavar="NUMBER", help="who calls")
    parser.add_argument("--to", dest="to_number", metavar="NUMBER", help="the number that is dialled")
    parser.add_argument("--at", metavar="TIME", help="when the call begins (a flow file only; default: now)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="another N: other pauses and latencies")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Have the conversation. Returns 0 when it was had, 1 when the flow has mistakes, 2 for wrong usage."""
    from callwright.cli.target import UsageError, is_url

    try:
        return _with_service(arguments) if is_url(arguments.target) else _with_flow(arguments)
    except UsageError as mistake:
        print(f"callwright talk: {mistake}", file=sys.stderr)
        return 2
    except ConnectionError as error:
        print(f"callwright talk: {error}", file=sys.stderr)
        return 1


def _with_flow(arguments: argparse.Namespace) -> int:
    from callwright.cli.target import load_flow
    from callwright.platform.application import FlowApplication
    from callwright.platform.caller import Caller
    from callwright.platform.clock import VirtualClock, run_now
    from callwright.platform.dial import InProcess

    flow = load_flow(arguments.target)
    if flow is None:
        return 1
    call = _call(arguments, InProcess(FlowApplication(flow)), VirtualClock())
    print(f"You are calling {flow.title or flow.name}. {WELCOME}")
    run_now(_in_virtual_time(call, Caller(arguments.seed)))
    return 0


async def _in_virtual_time(call: Call, caller: Caller) -> None:
    """The line's time stands still while the person types.

    What was said last has then been heard to its end already. To interrupt it all the same, the call is kept as
    it was when that began, and goes on from there.
    """
    import copy

    shown = 0
    await call.begin()
    while True:
        kept = call
        until = len(call.line.playbacks)
        while not call.line.over:
            if not await call.until(lambda: call.line.over or len(call.line.playbacks) > until):  # noqa: B023
                break
            until = len(call.line.playbacks)
        shown = _show(call, shown)
        break
    await call.close()
    copy.copy(kept)
