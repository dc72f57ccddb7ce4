"""Which flows are served, and how changed ones are taken."""

from __future__ import annotations

import argparse
from typing import Any

from callwright.cli.serving.usage import WrongUsage


def add(parser: argparse.ArgumentParser) -> None:
    """See ``Group.add``."""
    parser.add_argument("--reload", action="store_true", help="take saved files for the next call")
    parser.add_argument(
        "--reload=live", dest="live", action="store_true", help="and for calls in progress too, for trying out"
    )
    parser.add_argument(
        "--alias",
        action="append",
        default=[],
        metavar="NAME",
        help="serve what is published under this alias, in the place of PATH; can be given several times",
    )


def read(arguments: argparse.Namespace) -> dict[str, Any]:
    """See ``Group.read``."""
    aliases: tuple[str, ...] = tuple(dict.fromkeys(arguments.alias))
    if aliases and arguments.path:
        raise WrongUsage(
            f"Both files ({arguments.path[0]}) and an alias ({aliases[0]}) are named.",
            "Leave one of them out: an alias serves what was published before.",
        )
    if not aliases and not arguments.path:
        raise WrongUsage(
            "Which flows? No file and no alias is named.",
            "Name a flow file or a folder of them as PATH: callwright serve flows. Or what was published: "
            "callwright serve --alias production",
        )
    if aliases and (arguments.reload or arguments.live):
        raise WrongUsage(
            "--reload watches files, and an alias has none.",
            "Leave --reload out: a changed alias is taken without it.",
        )
    if aliases and arguments.store.startswith("memory:"):
        raise WrongUsage(
            f"--store {arguments.store} begins empty, so nothing is published in it.",
            "Name the store in which it is published: --store sqlite:///calls.db, or --store redis://HOST",
        )
    return {"reload": arguments.reload or arguments.live, "live": arguments.live, "aliases": aliases}
