"""``--store``, the same for every command that has it.

What a Redis server is opened with stands in its address, and whatever stands on a command line is seen by everybody on
the machine: so the address may also come from the environment, for the service and for the commands that look into it.
"""

from __future__ import annotations

import argparse
import os

VARIABLE = "CALLWRIGHT_STORE"
DEFAULT = "sqlite:///calls.db"


def add_store(parser: argparse.ArgumentParser, help: str) -> None:
    """Add the option. ``help`` says what is kept there."""
    parser.add_argument(
        "--store",
        default=os.environ.get(VARIABLE, "").strip() or DEFAULT,
        metavar="ADDRESS",
        help=f"{help} (default: what {VARIABLE} says, else {DEFAULT})",
    )
