"""For how long calls are recorded."""

from __future__ import annotations

import argparse
import re
from typing import Any

from callwright.cli.serving.usage import WrongUsage

_SECONDS = {"h": 3_600, "d": 86_400, "w": 7 * 86_400}


def add(parser: argparse.ArgumentParser) -> None:
    """See ``Group.add``."""
    parser.add_argument(
        "--records",
        default="30d",
        metavar="TIME|off",
        help="how long calls are kept for callwright calls, such as 12h, 30d or 8w; off: none is (default: 30d)",
    )


def read(arguments: argparse.Namespace) -> dict[str, Any]:
    """See ``Group.read``."""
    word = str(arguments.records).strip().lower()
    if word == "off":
        return {"records": None}
    found = re.fullmatch(r"([1-9][0-9]{0,4})\s*([hdw])", word)
    if found is None:
        raise WrongUsage(
            f'--records "{arguments.records}" is no length of time.',
            "Write a number with h, d or w behind it (hours, days, weeks), such as --records 30d, or --records off.",
        )
    return {"records": float(int(found[1]) * _SECONDS[found[2]])}
