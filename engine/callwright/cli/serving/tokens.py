"""The secrets: the platform's, and that of whoever manages the calls; each from the environment or from a file."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from callwright.cli.serving.usage import WrongUsage

if TYPE_CHECKING:
    from callwright.runtime.tokens import Tokens

DEFAULT_TOKEN_ENV = "CALLWRIGHT_TOKEN"
DEFAULT_MANAGEMENT_TOKEN_ENV = "CALLWRIGHT_MANAGEMENT_TOKEN"


def add(parser: argparse.ArgumentParser) -> None:
    """See ``Group.add``."""
    options(parser, "token", DEFAULT_TOKEN_ENV, "the platform's secret")
    whose = "the secret of whoever looks at calls and interrupts them"
    options(parser, "management-token", DEFAULT_MANAGEMENT_TOKEN_ENV, whose)


def options(parser: argparse._ActionsContainer, name: str, variable: str, whose: str) -> None:
    """``--NAME-env`` and ``--NAME-file``: where a secret is found."""
    parser.add_argument(
        f"--{name}-env",
        default=variable,
        metavar="NAME",
        help=f"environment variable that holds {whose} (default: {variable})",
    )
    parser.add_argument(
        f"--{name}-file",
        default=os.environ.get(f"{variable}_FILE") or None,
        metavar="FILE",
        help=f"file that holds {whose}; it is read again when it changes (default: what {variable}_FILE says)",
    )


def read(arguments: argparse.Namespace) -> dict[str, Any]:
    """See ``Group.read``."""
    from callwright.runtime.auth import is_loopback_name

    token, managers = of(arguments, "token"), management(arguments)
    if token is None and not is_loopback_name(arguments.host):
        raise WrongUsage(
            f"--host {arguments.host} would answer other machines, and there is no token.",
            f"Set the environment variable {arguments.token_env} to the secret that the platform sends, "
            "or leave --host out to serve this machine only.",
        )
    if token is not None and token.shares(managers):
        raise WrongUsage(
            f"{source(arguments, 'token')} and {source(arguments, 'management-token')} hold the same secret.",
            "Choose another one for each: the platform has no business at the calls' management, nor the reverse.",
        )
    for name, tokens in (("token", token), ("management-token", managers)):
        _warn_of_weak(arguments, name, tokens)
    return {"token": token, "management_token": managers}


def _warn_of_weak(arguments: argparse.Namespace, name: str, tokens: Tokens | None) -> None:
    from callwright.runtime.tokens import LEAST_CHARACTERS

    if tokens is not None and tokens.are_weak:
        print(
            f"callwright: warning: a secret in {source(arguments, name)} has fewer than {LEAST_CHARACTERS} characters, "
            "which can be guessed.\n  Make a longer one, such as with: openssl rand -hex 24",
            file=sys.stderr,
        )


def management(arguments: argparse.Namespace) -> Tokens | None:
    """The secrets of whoever manages the calls."""
    return of(arguments, "management-token")


def of(arguments: argparse.Namespace, name: str) -> Tokens | None:
    """The secrets that ``--NAME-file`` or ``--NAME-env`` name, ``None`` if there are none. Raises ``WrongUsage``."""
    from callwright.runtime.tokens import Tokens

    file, variable = _named(arguments, name, "file"), _named(arguments, name, "env")
    text = os.environ.get(variable, "")
    if file is None:
        return Tokens.parse(text) if text.replace(",", " ").strip() else None
    if text.strip():
        raise WrongUsage(
            f"There is a secret in {variable}, and another one in the file {file}.",
            f"Take one of them away: unset {variable}, or leave out --{name}-file (or {variable}_FILE).",
        )
    try:
        return Tokens.read(Path(file))
    except ValueError as error:
        raise WrongUsage(
            f"The file of the secret cannot be used: {error}.",
            "Name a file that this user may read, with one secret in it, or several on lines of their own.",
        ) from None


def source(arguments: argparse.Namespace, name: str) -> str:
    """Where the secret is, for people."""
    return _named(arguments, name, "file") or str(_named(arguments, name, "env"))


def _named(arguments: argparse.Namespace, name: str, where: str) -> Any:
    return getattr(arguments, f"{name.replace('-', '_')}_{where}")
