"""Where the platform takes actions that it did not ask for."""

from __future__ import annotations

import argparse
from typing import Any

from callwright.cli.serving import tokens
from callwright.cli.serving.usage import WrongUsage

DEFAULT_EXTERNAL_TOKEN_ENV = "CALLWRIGHT_EXTERNAL_TOKEN"


def add(parser: argparse.ArgumentParser) -> None:
    """See ``Group.add``."""
    parser.add_argument(
        "--external-url",
        metavar="URL",
        help="where the platform takes actions at any time, with {session_id} in it (default: nowhere)",
    )
    tokens.options(parser, "external-token", DEFAULT_EXTERNAL_TOKEN_ENV, "the secret for that")


def read(arguments: argparse.Namespace) -> dict[str, Any]:
    """See ``Group.read``."""
    token = tokens.of(arguments, "external-token")
    if arguments.external_url is not None:
        from callwright.runtime.external import wrong_with

        problem = wrong_with(arguments.external_url)
        if problem is not None:
            raise WrongUsage(*problem)
    if token is not None and not token.first.isprintable():
        raise WrongUsage(
            f"The secret in {tokens.source(arguments, 'external-token')} holds characters that cannot be sent.",
            "Write it on one line, without tabs.",
        )
    return {"external_url": arguments.external_url, "external_token": token}
