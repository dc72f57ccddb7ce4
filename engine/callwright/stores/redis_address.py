"""The address of a Redis or Valkey server, read and checked.

    redis://[[USER]:PASSWORD@]HOST[:PORT][/NUMBER][?prefix=NAME:]      valkey:// is the same
    rediss://…                                                         with TLS (also valkeys://)
    unix://[[USER]:PASSWORD@]/PATH/TO/SOCKET[?db=NUMBER&prefix=NAME:]

Further words after the ``?``: ``ca=FILE`` (who signs the server's certificate) and ``verify=no`` (nobody looks at it).
A password is never shown.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from callwright.stores.base import StoreError

DEFAULT_PREFIX = "{callwright}:"
"""What all our keys begin with. The braces keep them together on one node of a cluster."""

_PORT = 6379
_WORDS = ("prefix", "db", "ca", "verify")


@dataclass(frozen=True)
class Address:
    """``shown`` is the address as people may read it. ``path`` is a socket's, else empty."""

    shown: str
    host: str = "localhost"
    port: int = _PORT
    path: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    number: int = 0
    prefix: str = DEFAULT_PREFIX
    tls: bool = False
    ca: str | None = None
    verify: bool = True

    def context(self) -> ssl.SSLContext | None:
        """What TLS needs; ``None`` without TLS. Raises ``StoreError`` if the file of ``ca`` cannot be read."""
        if not self.tls:
            return None
        try:
            context = ssl.create_default_context(cafile=self.ca)
        except OSError as error:
            raise StoreError(
                f"{self.ca}, the ca of the store {self.shown}, cannot be read: {error.strerror}."
            ) from error
        if not self.verify:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context


def read(url: str) -> Address:
    """The address in ``url``. Raises ``StoreError`` that says what is wrong, and never shows the password."""
    shown = hidden(url)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise StoreError(
            f"The port in {shown} is no number from 1 to 65535. Write it like redis://localhost:{_PORT}."
        ) from None
    words = _words(parts.query, shown)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    ca, verify = words.get("ca"), words.get("verify", "yes") != "no"
    prefix = words.get("prefix", DEFAULT_PREFIX)
    if parts.scheme == "unix":
        if not parts.path.strip("/") or parts.hostname:
            raise StoreError(
                f"{shown} names no socket. Write its whole path after three slashes: unix:///run/redis.sock."
            )
        number = _number(words.get("db", ""), shown)
        return Address(shown, "", 0, unquote(parts.path), user, password, number, prefix)
    if not parts.hostname:
        raise StoreError(
            f"{shown} names no server. Write {parts.scheme}://HOST:{_PORT}, such as redis://localhost:{_PORT}."
        )
    if port == 0:
        raise StoreError(f"The port in {shown} is no number from 1 to 65535. Write it like redis://localhost:{_PORT}.")
    number = _number(parts.path.strip("/") or words.get("db", ""), shown)
    tls = parts.scheme in ("rediss", "valkeys")
    return Address(shown, parts.hostname, port or _PORT, "", user, password, number, prefix, tls, ca, verify)


def _words(query: str, shown: str) -> dict[str, str]:
    words = dict(parse_qsl(query, keep_blank_values=True))
    for word in words:
        if word not in _WORDS:
            raise StoreError(
                f"{word!r} in {shown} is nothing that a store can be told. It can be: {', '.join(_WORDS)}."
            )
    return words


def _number(text: str, shown: str) -> int:
    if text and not (text.isascii() and text.isdigit()):
        raise StoreError(f"{text!r} in {shown} is no number of a database. Write a number such as 0, or leave it out.")
    return int(text or 0)


def hidden(url: str) -> str:
    """The address without a user and a password that may stand in it."""
    scheme, sign, rest = url.partition("://")
    _, at, tail = rest.rpartition("@")
    return f"{scheme}{sign}…@{tail}" if at else url
