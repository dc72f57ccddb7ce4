"""Where the platform takes actions that it did not ask for."""

from __future__ import annotations

import argparse
import os
from typing import Any

from callwright.cli.serving.usage import WrongUsage

DEFAULT_EXTERNAL_TOKEN_ENV = "CALLWRIGHT_EXTERNAL_TOKEN"


def add(parser: argparse.ArgumentParser) -> None:
    """See ``Group.add``."""
    parser.add_argument(
        "--external-url",
        metavar="URL",
        help="where the platform takes actions at any time, with {session_id} in it (default: nowhere)",
    )
    parser.add_argument(
        "--external-token-env",
        default=DEFAULT_EXTERNAL_TOKEN_ENV,
        metavar="NAME",
        help=f"environment variable that holds the secret for that (default: {DEFAULT_EXTERNAL_TOKEN_ENV})",
    )


def read(arguments: argparse.Namespace) -> dict[str, Any]:
    """See ``Group.read``."""
    token = os.environ.get(arguments.external_token_env, "").strip() or None
    if arguments.external_url is not None:
        from callwright.runtime.external import wrong_with

        problem = wrong_with(arguments.external_url)
        if problem is not None:
            raise WrongUsage(*problem)
    if token is not None and not token.isprintable():
        raise WrongUsage(
            f"The secret in {arguments.external_token_env} holds characters that cannot be sent.",
            "Write it on one line, without tabs.",
        )
    return {"external_url": arguments.external_url, "external_token": token}
