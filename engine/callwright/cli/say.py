"""``callwright say TYPE VALUE``: how a value is said to a caller."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "say",
        help="try how a value is said",
        description="Prints a value as it is put into a sentence for a caller: the other half of callwright hear.",
        epilog='A value is written as callwright hear prints it; money also as "523.18 USD". '
        "Exit code: 0 it is said, 2 it is no value of its type.",
    )
    parser.add_argument("type", metavar="TYPE", help="the type of value, such as date")
    parser.add_argument("value", metavar="VALUE", help="the value, such as 2012-11-04")
    parser.add_argument("--language", default="en-US", metavar="TAG", help="such as en-GB (default: %(default)s)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Say the value. Returns 0, or 2 where it is none of its type."""
    from callwright.understanding.hearing import say

    try:
        print(say(arguments.type, _value(arguments.type, arguments.value), language=arguments.language))
    except ValueError as mistake:
        print(f"callwright say: {mistake}", file=sys.stderr)
        return 2
    return 0


def _value(type: str, text: str) -> Any:
    """What was typed, as ``say`` takes it: JSON where it is an object or a quoted text, else the text."""
    if type == "yes_no":
        return _TRUTH.get(text.strip().casefold(), text)
    if text[:1] in ("{", '"'):
        try:
            return json.loads(text)
        except json.JSONDecodeError:
            return text
    return text
