"""``callwright dial FLOW --to NUMBER``: have somebody rung by a running service."""

from __future__ import annotations

import argparse
import json
import secrets
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from callwright.cli.managed import Managed

POLL_SECONDS = 0.5
_RINGS = frozenset({"asking", "initiated", "uncertain"})


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    from callwright.cli.managed import add_service

    parser = subparsers.add_parser(
        "dial",
        help="have somebody rung, and begin a flow when they answer",
        description="Asks a running service to have somebody rung. When they answer, the call begins in FLOW.",
        epilog="Exit code: 0 it rings (with --wait: it was answered, and is over), 1 it does not, or nobody answered, "
        "2 wrong usage.",
    )
    parser.add_argument("flow", metavar="FLOW", help="the name of the flow (what stands behind flow: in its file)")
    parser.add_argument("--to", required=True, metavar="NUMBER", help="who is rung, such as +49 151 23456789")
    parser.add_argument(
        "--var",
        action="append",
        metavar="NAME=VALUE",
        help="what a variable of the flow begins with; may be given again",
    )
    parser.add_argument(
        "--key",
        metavar="TEXT",
        help="a name for this very call: given again, nobody is rung twice (default: a new one)",
    )
    parser.add_argument("--wait", action="store_true", help="follow the call, and say how it ended")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    add_service(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Dial. Returns 0 where it rings, 1 where it does not, 2 for wrong usage."""
    from callwright.cli.managed import Unreachable, managed
    from callwright.cli.target import UsageError

    try:
        variables = _variables(arguments.var or ())
        with managed(arguments) as service:
            return _dial(arguments, service, variables)
    except UsageError as mistake:
        print(f"callwright dial: {mistake}", file=sys.stderr)
        return 2
    except Unreachable as problem:
        print(f"callwright dial: {problem}", file=sys.stderr)
        return 1


def _dial(arguments: argparse.Namespace, service: Managed, variables: dict[str, str]) -> int:
    wish = {
        "flow": arguments.flow,
        "to": arguments.to,
        "variables": variables,
        "typed": True,
        "idempotency_key": arguments.key or secrets.token_hex(8),
    }
    # The key makes it safe to ask again where the answer got lost: the service dials once.
    status, told = service.ask("POST", "/calls", wish, again=True)
    if status not in (200, 201, 202):
        return _refused(arguments, status, told)
    if not arguments.wait:
        _show(arguments, told, _rings(told))
        return 0 if status != 202 else 1
    if not arguments.json:
        print(_rings(told))
    return _follow(arguments, service, told)


def _refused(arguments: argparse.Namespace, status: int, told: dict[str, Any]) -> int:
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return 2 if status in (400, 403, 404) else 1
    print(f"callwright dial: {told.get('error', f'The service answers with status {status}.')}", file=sys.stderr)
    for name, word in (("found", "Found"), ("allowed", "Allowed" if status < 500 else "What helps")):
        if told.get(name):
            print(f"  {word}: {told[name]}", file=sys.stderr)
    return 2 if status in (400, 403, 404) else 1


def _follow(arguments: argparse.Namespace, service: Managed, told: dict[str, Any]) -> int:
    """Until the call is over, or will not be any more."""
    say: Callable[[str], None] = (lambda _line: None) if arguments.json else lambda line: print(line, flush=True)
    while told["state"] in _RINGS:
        time.sleep(POLL_SECONDS)
        _, told = service.ask("GET", f"/dials/{told['dial']}")
    if told["state"] != "answered":
        _show(arguments, told, "Nobody answered in time." if told["state"] == "unanswered" else told.get("problem", ""))
        return 1
    say(f"Answered: the call {told['call']} has begun.")
    account: dict[str, Any] = {}
    began = time.monotonic()
    while True:
        status, found = service.ask("GET", "/calls/{}", None, told["call"])
        if status == 404:
            break
        account = found
        if account.get("phase") in ("over", "transferred"):
            break
        time.sleep(POLL_SECONDS)
    _show(arguments, {**told, "account": account}, _ended(account, time.monotonic() - began))
    return 0


def _rings(told: dict[str, Any]) -> str:
    match told["state"]:
        case "uncertain":
            return f"{told.get('problem', '')} {told.get('mend', '')}".strip()
        case "answered":
            return f"Answered already (dial {told['dial']})."
        case "unanswered":
            return f"It was dialled before, and nobody answered in time (dial {told['dial']})."
    return f"It rings (dial {told['dial']})."


def _ended(account: dict[str, Any], seconds: float) -> str:
    if not account:
        return "The call is over."
    where = f' It last stood in the state "{account["state"]}".' if account.get("state") else ""
    how = "The caller was put through" if account.get("phase") == "transferred" else "The call is over"
    heard = account.get("heard", [])
    cut = sum(line.get("fate") == "cut" for line in heard)
    whole = sum(line.get("fate") in ("heard", "ended") for line in heard)
    said = f" Prompts heard: {whole}" + (f", cut short: {cut}." if cut else ".")
    return f"{how}, after {seconds:.0f} s.{where}{said}"


def _show(arguments: argparse.Namespace, told: dict[str, Any], words: str) -> None:
    print(json.dumps(told, ensure_ascii=False, indent=2) if arguments.json else words)


def _variables(given: tuple[str, ...] | list[str]) -> dict[str, str]:
    """Raises ``UsageError``."""
    from callwright.cli.target import UsageError

    variables: dict[str, str] = {}
    for word in given:
        name, mark, value = word.partition("=")
        if not mark or not name.strip():
            raise UsageError(f'--var "{word}" has no "="; write --var NAME=VALUE, such as --var day=2026-11-20')
        if name.strip() in variables:
            raise UsageError(f"--var {name.strip()} is given twice; leave one of them out")
        variables[name.strip()] = value
    return variables
