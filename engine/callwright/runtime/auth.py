"""Who may speak to us: the platform, known by the secret in ``X-API-TOKEN``, and whoever manages calls, by another one.

Theory of operation. Each door has its own secret in its own header, and neither opens the other. The check comes before
anything else of a request is read. Tokens are compared as bytes in constant time, so that answers tell nothing about
how much of a guess was right. Every refusal has the same shape. The platform's door tells nothing else; that of the
calls, at which people stand, says whether there was no header at all, or another secret in it. Without a token only
this machine is answered: a connection from any other address is refused, also where somebody mounts the service and
forgets the token.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any, NamedTuple

WRONG_TOKEN = {
    "error": "This request is not from the platform.",
    "found": "no X-API-TOKEN header, or one with another secret",
    "allowed": "the header X-API-TOKEN with the secret that this service was started with",
}
NO_TOKEN = {
    "error": "This service has no token, so it answers its own machine only.",
    "found": "a connection from another machine",
    "allowed": "start the service with a token: set CALLWRIGHT_TOKEN to the secret that the platform sends",
}
NO_MANAGEMENT_HEADER = {
    "error": "This request is not from whoever manages the calls.",
    "found": "no Authorization header",
    "allowed": "the header Authorization: Bearer, with the management token that this service was started with",
}
WRONG_MANAGEMENT_TOKEN = {
    "error": "This request is not from whoever manages the calls.",
    "found": "an Authorization header with another secret, or one that does not begin with Bearer",
    "allowed": "the header Authorization: Bearer, with the management token that this service was started with",
}
NO_MANAGEMENT_TOKEN = {
    "error": "This service has no management token, so calls are managed from its own machine only.",
    "found": "a connection from another machine",
    "allowed": "start the service with one: set CALLWRIGHT_MANAGEMENT_TOKEN to a secret of your own",
}


class Door(NamedTuple):
    """Where a secret is shown, in which ``header`` and after which ``scheme``; and what strangers hear.

    ``wrong`` is for another secret, ``absent`` for none, ``missing`` for another machine where we have no secret.
    """

    header: bytes
    scheme: bytes
    wrong: dict[str, str]
    absent: dict[str, str]
    missing: dict[str, str]


PLATFORM = Door(b"x-api-token", b"", WRONG_TOKEN, WRONG_TOKEN, NO_TOKEN)
MANAGEMENT = Door(b"authorization", b"bearer ", WRONG_MANAGEMENT_TOKEN, NO_MANAGEMENT_HEADER, NO_MANAGEMENT_TOKEN)


class Doorkeeper:
    """``token`` is the secret, ``None`` where only this machine is to be answered."""

    __slots__ = ("_door", "_token")

    def __init__(self, token: bytes | None, door: Door = PLATFORM) -> None:
        self._token = token
        self._door = door

    def refuses(self, scope: Any) -> dict[str, str] | None:
        """What to tell whoever sent this, or ``None`` if they are welcome. ``scope`` is ASGI's."""
        if self._token is None:
            client = scope.get("client")
            return None if client is None or is_loopback(client[0]) else self._door.missing
        headers = scope["headers"]
        if hmac.compare_digest(_given(headers, self._door), self._token):
            return None
        return self._door.wrong if any(name == self._door.header for name, _ in headers) else self._door.absent


def _given(headers: Iterable[tuple[bytes, bytes]], door: Door) -> bytes:
    for name, value in headers:
        if name == door.header:
            scheme, secret = value[: len(door.scheme)], value[len(door.scheme) :]
            return (secret.strip() if scheme else secret) if scheme.lower() == door.scheme else b""
    return b""


def is_loopback_name(host: str) -> bool:
    """Whether an address to listen on is reached from this very machine only. A name other than localhost is not."""
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return host == "localhost"
    return is_loopback(host)


def is_loopback(host: str) -> bool:
    """Whether a peer is this very machine. What is no IP address never came over a network."""
    if host in ("127.0.0.1", "::1", "localhost"):
        return True
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return True
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
