"""How calls to the outside are made: the platform's API, who pays, and what may be dialled."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from callwright.cli.serving import tokens
from callwright.cli.serving.usage import WrongUsage

if TYPE_CHECKING:
    from callwright.runtime.outbound.plan import Plan
    from callwright.runtime.tokens import Tokens

DEFAULT_PLATFORM_TOKEN_ENV = "CALLWRIGHT_PLATFORM_TOKEN"
_FOR_ONE = "[FLOW=]"


def add(parser: argparse.ArgumentParser) -> None:
    """See ``Group.add``."""
    group = parser.add_argument_group(
        "calls to the outside",
        f"With a secret in {DEFAULT_PLATFORM_TOKEN_ENV} (or in the file that {DEFAULT_PLATFORM_TOKEN_ENV}_FILE names) "
        "this service has people rung: callwright dial.",
    )
    tokens.options(group, "platform-token", DEFAULT_PLATFORM_TOKEN_ENV, "the secret of the platform's API")
    group.add_argument("--platform-url", metavar="URL", help="the platform's API (default: https://api.sipgate.com/v3)")
    group.add_argument(
        "--ai-flow",
        action="append",
        metavar=f"{_FOR_ONE}ID",
        help="the platform's id of the flow that is dialled through; for one flow of several: FLOW=ID",
    )
    group.add_argument(
        "--billing-device", action="append", metavar=f"{_FOR_ONE}ID", help="who pays, such as e2; or FLOW=e2"
    )
    group.add_argument(
        "--dial-plus", action="store_true", help="write numbers with a + to the platform (default: without)"
    )
    group.add_argument(
        "--dial-allow",
        action="append",
        metavar="PREFIX",
        help="dial only numbers that begin so, such as +49; may be given again (default: every country)",
    )
    group.add_argument("--dial-rate", type=_count, metavar="N", help="calls a minute, at most (default: 60)")
    group.add_argument(
        "--dial-window",
        type=_count,
        metavar="SECONDS",
        help="how long a call may ring and still be known as the one that was dialled (default: 120)",
    )


def _count(word: str) -> int:
    if not word.isascii() or not word.isdigit() or not 1 <= int(word[:7]) <= 100_000:
        raise argparse.ArgumentTypeError(f"{word!r} is no number from 1 to 100000")
    return int(word)


def read(arguments: argparse.Namespace) -> dict[str, Any]:
    """See ``Group.read``."""
    from callwright.runtime.outbound import plan

    token = tokens.of(arguments, "platform-token")
    where = tokens.source(arguments, "platform-token")
    flows, devices = (
        _by_flow(option, given)
        for option, given in (("--ai-flow", arguments.ai_flow), ("--billing-device", arguments.billing_device))
    )
    if token is None:
        if flows or devices or arguments.dial_allow or arguments.platform_url:
            raise WrongUsage(
                f"Calls to the outside are set up, but {where} holds no secret.",
                "Set it to the token of the platform's API, or name a file with it: --platform-token-file.",
            )
        return {"dialling": None}
    if not token.first.isprintable() or not token.first.isascii():
        raise WrongUsage(
            f"The secret in {where} holds characters that cannot be sent.", "Use plain letters and digits."
        )
    url = plan.PLATFORM_URL if arguments.platform_url is None else arguments.platform_url
    problem = plan.wrong_address(url)
    if problem is not None:
        raise WrongUsage(*problem)
    for option, given in (("--ai-flow", flows), ("--billing-device", devices)):
        if not given:
            raise WrongUsage(
                f"{where} is set, but there is no {option}.",
                "Calls to the outside need both --ai-flow and --billing-device; the platform says what they are.",
            )
    return {"dialling": _plan(arguments, token, url, flows, devices)}


def _plan(
    arguments: argparse.Namespace, token: Tokens, url: str, flows: dict[str, str], devices: dict[str, str]
) -> Plan:
    from callwright.runtime.outbound import numbers, plan

    allow = []
    for prefix in arguments.dial_allow or ():
        wrong = numbers.wrong_prefix(prefix)
        if wrong is not None:
            raise WrongUsage(f"--dial-allow {wrong.found} is no beginning of numbers.", f"Write {wrong.allowed}.")
        allow.append(prefix.removeprefix("+"))
    return plan.Plan(
        token,
        flows,
        devices,
        url,
        arguments.dial_plus,
        tuple(allow),
        arguments.dial_rate or plan.RATE,
        float(arguments.dial_window or plan.WINDOW_SECONDS),
    )


def _by_flow(option: str, given: list[str] | None) -> dict[str, str]:
    """The ids by the name of the flow; what is for all has the empty name."""
    ids: dict[str, str] = {}
    for word in given or ():
        flow, mark, id = word.rpartition("=")
        if not id or not id.isprintable() or (mark and not flow):
            raise WrongUsage(f"{option} {word} has no id.", f"Write {option} ID, or {option} FLOW=ID for one flow.")
        if flow in ids:
            which = f'for the flow "{flow}"' if flow else "for all flows"
            raise WrongUsage(f"{option} is given twice {which}.", f"Leave one out, or write {option} FLOW=ID.")
        ids[flow] = id
    return ids
