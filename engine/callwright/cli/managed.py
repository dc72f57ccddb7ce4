"""A running service, asked over its management door; what commands that need one share."""

from __future__ import annotations

import argparse
import http.client
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

DEFAULT_SERVICE = "http://127.0.0.1:8081"
TOKEN_ENV = "CALLWRIGHT_MANAGEMENT_TOKEN"
SECONDS = 30.0


class Unreachable(Exception):  # noqa: N818  it is told to whoever typed the command
    """Nobody answers there, or nobody who is a service of ours; the text says what would help."""


def add_service(parser: argparse.ArgumentParser) -> None:
    """Add the options that say where the service is, and with which secret."""
    parser.add_argument(
        "--service",
        default=DEFAULT_SERVICE,
        metavar="URL",
        help="where the service is managed, as callwright serve says (default: %(default)s)",
    )
    parser.add_argument(
        "--management-token-env",
        default=TOKEN_ENV,
        metavar="NAME",
        help=f"environment variable that holds the secret for it (default: {TOKEN_ENV})",
    )


@contextmanager
def managed(arguments: argparse.Namespace, option: str = "--service") -> Iterator[Managed]:
    """The service that the options name; ``option`` is where its address was written.

    Raises ``UsageError`` for an address that is none.
    """
    from callwright.cli.target import UsageError

    parts = urlsplit(arguments.service)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.username:
        raise UsageError(f'{option} "{arguments.service}" is no address; write one such as {DEFAULT_SERVICE}')
    name = arguments.management_token_env
    token, file = os.environ.get(name, "").strip(), os.environ.get(f"{name}_FILE", "").strip()
    if file and not token:
        try:
            token = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "this is no text"
            raise UsageError(f"the file {file} (from {name}_FILE) cannot be read: {why}") from error
    # Of several secrets the service takes each one.
    token = (token.replace(",", " ").split() or [""])[0]
    if not token.isascii() or not token.isprintable():
        raise UsageError(f"the secret in {name} holds characters that cannot be sent")
    service = Managed(arguments.service.rstrip("/"), token, name, option)
    try:
        yield service
    finally:
        service.close()


class Managed:
    """One connection to it."""

    def __init__(self, url: str, token: str, token_name: str, option: str = "--service") -> None:
        self._url = url
        self._token = token
        self._name = token_name
        self._option = option
        parts = urlsplit(url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        assert parts.hostname is not None
        self._connection = kind(parts.hostname, parts.port, timeout=SECONDS)
        self._path = parts.path

    def ask(
        self, method: str, path: str, body: object = None, *names: str, again: bool = False
    ) -> tuple[int, dict[str, Any]]:
        """Status and JSON object of the answer. ``names`` go into the braces of ``path``, percent-encoded.

        A connection that broke is tried once more for a ``GET``, or where that is harmless (``again``). Raises
        ``Unreachable``.
        """
        where = self._path + path.format(*(quote(name, safe="") for name in names))
        headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {self._token}"} if self._token else {})
        raw = None if body is None else json.dumps(body).encode()
        if raw is not None:
            headers["Content-Type"] = "application/json"
        for last in (not again and method != "GET", True):
            try:
                self._connection.request(method, where, raw, headers)
                answer = self._connection.getresponse()
                text = answer.read()
                break
            except (OSError, http.client.HTTPException) as error:
                self._connection.close()
                if last or isinstance(error, ConnectionRefusedError):
                    raise Unreachable(self._nobody(error)) from error
        if answer.status == 401:
            wrong = "wrong" if self._token else "missing"
            raise Unreachable(f"the secret is {wrong}: set {self._name} to the one that {self._url} was started with")
        try:
            told = json.loads(text)
        except ValueError:
            told = None
        if not isinstance(told, dict):
            raise Unreachable(
                f"what answers at {self._url} (with status {answer.status}) is no management of callwright; "
                "callwright serve says its address when it starts (management)"
            )
        return answer.status, told

    def _nobody(self, error: Exception) -> str:
        if isinstance(error, TimeoutError):
            return f"the service at {self._url} gave no answer within {SECONDS:g} seconds"
        why = getattr(error, "strerror", None) or type(error).__name__
        return (
            f"nobody answers at {self._url} ({why}); start the service with callwright serve, "
            f"or say where it is with {self._option}"
        )

    def close(self) -> None:
        """Hang up."""
        self._connection.close()
