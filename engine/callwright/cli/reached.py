"""The emulator's external API on the command line: where a service reaches the call that ``call`` or ``talk`` makes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callwright.platform.external_api import ExternalApi


def add_external_api(parser: argparse.ArgumentParser) -> None:
    """Add the two options."""
    parser.add_argument(
        "--external-api",
        metavar="PORT",
        type=int,
        help="let a service at a URL reach the call by itself, at this port (0: a free one)",
    )
    parser.add_argument(
        "--external-token-env",
        metavar="NAME",
        default="CALLWRIGHT_EXTERNAL_TOKEN",
        help="environment variable with the token that the service has to send there (default: %(default)s)",
    )


@asynccontextmanager
async def external_api(arguments: argparse.Namespace) -> AsyncIterator[ExternalApi | None]:
    """The API, if the options ask for it; says its address on standard error. Raises ``UsageError``."""
    if arguments.external_api is None:
        yield None
        return
    from callwright.cli.target import UsageError
    from callwright.platform.external_api import ExternalApi

    if not 0 <= arguments.external_api <= 65535:
        raise UsageError(f"--external-api {arguments.external_api} is no port; write 0 to 65535, 0 for a free one")
    api = ExternalApi(token=os.environ.get(arguments.external_token_env, ""), port=arguments.external_api)
    try:
        await api.__aenter__()
    except OSError as error:
        raise UsageError(f"port {arguments.external_api} cannot be used: {error.strerror or error}") from error
    try:
        print(f"the service reaches this call at {api.address}", file=sys.stderr)
        yield api
    finally:
        await api.__aexit__()
