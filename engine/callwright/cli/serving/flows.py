"""How changed flows are taken."""

from __future__ import annotations

import argparse
from typing import Any


def add(parser: argparse.ArgumentParser) -> None:
    """See ``Group.add``."""
    parser.add_argument("--reload", action="store_true", help="take saved files for the next call")


def read(arguments: argparse.Namespace) -> dict[str, Any]:
    """See ``Group.read``."""
    return {"reload": arguments.reload}
