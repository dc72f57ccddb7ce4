"""How many processes answer."""

from __future__ import annotations

import argparse
from typing import Any

from callwright.cli.serving.usage import WrongUsage

MOST_WORKERS = 64


def add(parser: argparse.ArgumentParser) -> None:
    """See ``Group.add``."""
    parser.add_argument(
        "--workers",
        type=_count,
        default=1,
        metavar="N",
        help="how many processes answer, on one port and with one store (default: 1); as many as the machine has cores",
    )


def _count(word: str) -> int:
    if not word.isascii() or not word.isdigit() or not 1 <= int(word) <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"{word!r} is no number of workers; use one from 1 to {MOST_WORKERS}")
    return int(word)


def read(arguments: argparse.Namespace) -> dict[str, Any]:
    """See ``Group.read``."""
    if arguments.workers > 1 and arguments.store.startswith("memory:"):
        raise WrongUsage(
            f"--workers {arguments.workers} with --store {arguments.store} would lose calls: each worker would have a "
            "memory of its own, and know nothing of the others' calls.",
            "Use --store sqlite:///calls.db, or redis://HOST for several machines; or leave --workers out.",
        )
    if arguments.workers > 1:
        import os

        if not hasattr(os, "fork"):
            raise WrongUsage(
                "--workers needs a system that can fork, which Windows cannot.",
                "Leave --workers out, or start several services behind a proxy, with one Redis.",
            )
    return {"workers": arguments.workers}
