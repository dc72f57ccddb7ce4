"""How much is taken."""

from __future__ import annotations

import argparse
from typing import Any

from callwright.cli.serving.usage import WrongUsage

MOST = 1_000_000


def add(parser: argparse.ArgumentParser) -> None:
    """See ``Group.add``."""
    parser.add_argument(
        "--max-rate",
        metavar="EVENTS",
        help="events in a second, of all calls of one process together; new calls wait first (default: what it can do)",
    )
    parser.add_argument(
        "--max-connections",
        metavar="NUMBER",
        help="connections that are open at a time (default: 20000, or what the limit of open files allows)",
    )


def read(arguments: argparse.Namespace) -> dict[str, Any]:
    """See ``Group.read``."""
    from callwright.runtime.limits import Bounds

    rate = _number("--max-rate", arguments.max_rate, 10)
    return {"bounds": Bounds(rate, _number("--max-connections", arguments.max_connections, 64))}


def _number(option: str, word: str | None, least: int) -> int | None:
    if word is None:
        return None
    if not (word.isascii() and word.isdigit()) or not least <= int(word) <= MOST:
        raise WrongUsage(
            f'{option} "{word}" is no number that can be used.', f"Write a whole number from {least} to {MOST}."
        )
    return int(word)
