"""Who may speak to us: the platform, known by the secret in ``X-API-TOKEN``.

Theory of operation. The check comes before anything else of a request is read. Tokens are compared as bytes in
constant time, so that answers tell nothing about how much of a guess was right. Every refusal has the same shape and
text, whether the token was missing, empty or wrong. Without a token only this machine is answered: a connection from
any other address is refused, also where somebody mounts the service and forgets the token.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any

HEADER = b"x-api-token"

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


class Doorkeeper:
    """``token`` is the secret, ``None`` where only this machine is to be answered."""

    __slots__ = ("_token",)

    def __init__(self, token: bytes | None) -> None:
        self._token = token

    def refuses(self, scope: Any) -> dict[str, str] | None:
        """What to tell whoever sent this, or ``None`` if they are welcome. ``scope`` is ASGI's."""
        if self._token is None:
            client = scope.get("client")
            return None if client is None or is_loopback(client[0]) else NO_TOKEN
        return None if hmac.compare_digest(_given(scope["headers"]), self._token) else WRONG_TOKEN


def _given(headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    for name, value in headers:
        if name == HEADER:
            return value
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
