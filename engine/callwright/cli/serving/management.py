"""Where calls are managed: a port of its own, which only this machine reaches unless somebody says otherwise."""

from __future__ import annotations

import argparse
from typing import Any

from callwright.cli.serving.usage import WrongUsage

OFF = "off"


def add(parser: argparse.ArgumentParser) -> None:
    """See ``Group.add``."""
    parser.add_argument(
        "--management",
        metavar="HOST:PORT",
        help="where calls are looked at and interrupted; off: nowhere "
        "(default: this machine only, at the port after --port: 127.0.0.1:8081)",
    )


def read(arguments: argparse.Namespace) -> dict[str, Any]:
    """See ``Group.read``. ``arguments`` have the tokens' options too."""
    from callwright.cli.serving import tokens
    from callwright.runtime.auth import is_loopback_name

    word = arguments.management
    if word is None:
        return {"management": ("127.0.0.1", _next_to(arguments.port))}
    if word == OFF:
        return {"management": None}
    host, port = _address(word)
    if port and (host, port) == (arguments.host, arguments.port):
        raise WrongUsage(
            f"--management {word} is where the platform is answered, too.",
            f"Choose another port for it, such as {host}:{_next_to(port)}, or leave --management out.",
        )
    if not is_loopback_name(host) and tokens.management(arguments) is None:
        raise WrongUsage(
            f"--management {word} would let other machines manage the calls, and there is no secret for that.",
            f"Set the environment variable {arguments.management_token_env} to a secret of your own, "
            f"or let it listen on this machine only: --management 127.0.0.1:{port}",
        )
    return {"management": (host, port)}


def _next_to(port: int) -> int:
    """0 takes a free one."""
    return port and (port + 1 if port < 65535 else port - 1)


def _address(word: str) -> tuple[str, int]:
    host, colon, port = word.rpartition(":")
    host = host.removeprefix("[").removesuffix("]") if host.startswith("[") else host
    if not colon or not host or not (port.isascii() and port.isdigit()) or int(port) > 65535:
        raise WrongUsage(
            f'--management "{word}" is no address with a port.',
            "Write HOST:PORT, such as 127.0.0.1:8081, or [::1]:8081; or off.",
        )
    return host, int(port)
