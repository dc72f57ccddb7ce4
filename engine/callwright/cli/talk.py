"""``callwright talk``: a person at the terminal is the caller."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from callwright.cli.reached import add_external_api

if TYPE_CHECKING:
    import asyncio

    from callwright.platform.application import FlowApplication
    from callwright.platform.clock import Clock
    from callwright.platform.dial import Connection
    from callwright.rehearsal.conversation import Conversation

HANG_UP = "/hang up"

WELCOME = """\
You are calling {who}. Type what the caller says; just enter is silence, #123 are keys.
!words interrupt the reply just read, ! alone is a noise. /hang up or Ctrl-D ends the call.
"""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "talk",
        help="have a conversation with a flow in the terminal",
        description="You are the caller: type what you say, and read what the assistant says and does.",
        epilog=WELCOME.format(who="the flow") + "\n\nExit code: 0 it was had, 1 the flow has mistakes, 2 wrong usage.",
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
    add_external_api(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Have the conversation. Returns 0 when it was had, 1 when the flow has mistakes, 2 for wrong usage."""
    from callwright.cli.target import UsageError, is_url, telephone_number, why_not

    try:
        telephone_number("--from", arguments.from_number)
        telephone_number("--to", arguments.to_number)
        return _with_service(arguments) if is_url(arguments.target) else _with_flow(arguments)
    except UsageError as mistake:
        print(f"callwright talk: {mistake}", file=sys.stderr)
        return 2
    except ConnectionError as error:
        print(f"callwright talk: {why_not(arguments.target, error, token_env=arguments.token_env)}", file=sys.stderr)
        return 1


def _with_flow(arguments: argparse.Namespace) -> int:
    from callwright.cli.asked import RealServices
    from callwright.cli.target import UsageError, load_flow
    from callwright.platform.application import FlowApplication
    from callwright.platform.clock import VirtualClock, run_now
    from callwright.platform.dial import InProcess

    if arguments.external_api is not None:
        raise UsageError("--external-api is for a URL: it is where a running service reaches the call")
    flow = load_flow(arguments.target, arguments.to_number)
    if flow is None:
        return 1
    arguments.to_number = arguments.to_number or next(iter(flow.numbers), None)
    application = FlowApplication(flow, RealServices(flow))
    connection = InProcess(application)
    conversation = _conversation(arguments, connection, VirtualClock(), rewinds=True, timezone=flow.timezone)
    print(WELCOME.format(who=flow.title or flow.name))
    run_now(_in_virtual_time(conversation, application))
    return 0


def _with_service(arguments: argparse.Namespace) -> int:
    import asyncio

    from callwright.cli.reached import external_api
    from callwright.cli.target import UsageError, connect

    if arguments.at:
        raise UsageError("--at is for a flow file; a service has its own clock")

    async def talk() -> None:
        from callwright.platform.clock import RealClock

        connection = connect(arguments.target, token_env=arguments.token_env)
        # Whatever is typed wakes the clock as whatever the service sends does.
        arrival: asyncio.Event = getattr(connection, "arrival", None) or asyncio.Event()
        conversation = _conversation(arguments, connection, RealClock(arrival), rewinds=False)
        async with external_api(arguments) as api:
            if api is not None:
                api.arrival = arrival
                api.reaches(conversation.call)
            print(WELCOME.format(who=arguments.target), flush=True)
            await _in_real_time(conversation, arrival)

    asyncio.run(talk())
    return 0


def _conversation(
    arguments: argparse.Namespace, connection: Connection, clock: Clock, *, rewinds: bool, timezone: str = "UTC"
) -> Conversation:
    import time
    import uuid

    from callwright.cli.target import moment
    from callwright.platform.call import Call
    from callwright.platform.caller import Caller
    from callwright.platform.envelope import CallSetup
    from callwright.platform.line import Line
    from callwright.rehearsal.conversation import Conversation

    base = CallSetup()
    setup = CallSetup(
        to_number=arguments.to_number or base.to_number,
        from_number=base.from_number if arguments.from_number is None else arguments.from_number,
        epoch_ms=moment(arguments.at, timezone) if arguments.at else time.time_ns() // 1_000_000,
        session_id=str(uuid.uuid4()),
    )
    line = Line(setup, seed=arguments.seed, websocket=connection.websocket)
    return Conversation(Call(line, connection, clock), Caller(arguments.seed), rewinds=rewinds)


async def _in_virtual_time(conversation: Conversation, application: FlowApplication) -> None:
    """The line's time stands still while the person types."""
    await conversation.begin()
    told = 0
    try:
        while True:
            _print(await conversation.listen())
            told = _tell_failures(application, told)
            if conversation.over:
                return
            _print(await conversation.act(_typed()))
    finally:
        _print(await conversation.end())


async def _in_real_time(conversation: Conversation, arrival: asyncio.Event) -> None:
    """The line's time goes on while the person types; what they typed is done when its moment comes."""
    import asyncio
    import threading

    typed: list[str] = []
    loop = asyncio.get_running_loop()

    def hear(line: str) -> None:
        typed.append(line)
        arrival.set()

    def read() -> None:
        # Reading stops with the input; the program does not wait for a line that nobody types.
        while True:
            line = sys.stdin.readline()
            try:
                loop.call_soon_threadsafe(hear, line)
            except RuntimeError:
                return
            if not line:
                return

    threading.Thread(target=read, daemon=True).start()
    await conversation.begin()
    try:
        while not conversation.over:
            _print(await conversation.listen(lambda: bool(typed) or conversation.has_news))
            if typed and not typed[0]:
                # Nobody types any more: they hear the assistant out and hang up.
                _print(await conversation.listen())
                return
            if typed:
                _print(await conversation.act(typed.pop(0)))
            elif not conversation.has_news:
                await conversation.wait_a_moment()
    finally:
        _print(await conversation.end())


def _typed() -> str:
    """The next line that the person types; at the end of the input they hang up."""
    if sys.stdin.isatty():
        print("> ", end="", flush=True)
    return sys.stdin.readline() or HANG_UP


def _tell_failures(application: FlowApplication, told: int) -> int:
    """Say what could not go on as its author wrote it, once; how many have been said."""
    failures = application.failures
    for failure in failures[told:]:
        print(f"({failure.span}: {failure.detail})" if failure.span else f"({failure.detail})", file=sys.stderr)
    return len(failures)


def _print(lines: list[str]) -> None:
    for line in lines:
        print(line, flush=True)
