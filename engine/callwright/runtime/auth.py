"""Who may speak to us: the platform, known by the secret in ``X-API-TOKEN``, and whoever manages calls, by another one.

Theory of operation. Each door has its own secret in its own header, and neither opens the other. The check comes before
anything else of a request is read (how secrets are compared, and exchanged, says ``tokens``). Every refusal has the
same shape. The platform's door tells nothing else; that of the calls, at which people stand, says whether there was no
header at all, or another secret in it.

Without a token only this machine is answered: a connection from any other address is refused, also where somebody
mounts the service and forgets the token. But a browser on this machine goes where any page in the world sends it. So
without a token a request is refused too that a page of another site sent (``Origin`` and ``Sec-Fetch-Site`` say so),
or that was sent to a name which somebody can point at this machine from outside (``Host`` with a dot in it, and no
address). With a token neither matters: a page does not know it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import ip_address
from typing import Any, NamedTuple

from callwright.runtime.tokens import Tokens

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
FOREIGN_PAGE = {
    "error": "This service has no token, and a page of another site sent a browser here.",
    "found": "a request that says so in its headers Origin, Sec-Fetch-Site or Host",
    "allowed": "programs, and pages of this service's own address, such as 127.0.0.1; or a token for the service",
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
    """``tokens`` are the secrets, any of which opens; ``None`` where only this machine is to be answered."""

    __slots__ = ("_door", "_tokens")

    def __init__(self, tokens: Tokens | bytes | None, door: Door = PLATFORM) -> None:
        self._tokens = Tokens(tokens) if isinstance(tokens, bytes) else tokens
        self._door = door

    @property
    def lock(self) -> object:
        """Another one as soon as other secrets open; ``None`` where only this machine is answered."""
        return None if self._tokens is None else self._tokens.values

    def refuses(self, scope: Any) -> dict[str, str] | None:
        """What to tell whoever sent this, or ``None`` if they are welcome. ``scope`` is ASGI's."""
        headers, door = scope["headers"], self._door
        if self._tokens is None:
            client = scope.get("client")
            if client is not None and not (is_loopback(client[0]) and _is_told_by_nobody(client[0], headers)):
                return door.missing
            return FOREIGN_PAGE if is_sent_by_a_page(headers) else None
        wanted = door.header
        for name, value in headers:
            if name == wanted:
                return None if _secret(value, door.scheme) in self._tokens else door.wrong
        # What takes no time here tells what everybody may see: that there is no header.
        return door.absent


def _is_told_by_nobody(host: str, headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether an address is the connection's own, or at least is one: a proxy may say ``unknown`` of anybody."""
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return all(name != b"x-forwarded-for" for name, _ in headers)
    return True


def is_sent_by_a_page(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether a browser sent it for a page that is not ours, or to a name that somebody else may have chosen."""
    host = origin = b""
    for name, value in headers:
        if name == b"host":
            host = value
        elif name == b"origin":
            origin = value
        elif name == b"sec-fetch-site" and value not in (b"same-origin", b"none"):
            return True
    return _may_be_anybodys(host) or (origin != b"" and origin.partition(b"://")[2].lower() != host.lower())


@lru_cache(maxsize=64)
def _may_be_anybodys(host: bytes) -> bool:
    """Whether a ``Host`` is a name of the internet. An address is none, nor is a single word or ``….localhost``."""
    name = host.decode("latin-1").lower().rstrip(".")
    if name.startswith("["):
        return False
    name = name.rpartition(":")[0] or name
    try:
        ip_address(name)
    except ValueError:
        return "." in name and not name.endswith(".localhost")
    return False


def _secret(value: bytes, scheme: bytes) -> bytes:
    """What a header shows behind its scheme; nothing if the scheme is another one."""
    if not scheme:
        return value
    return value[len(scheme) :].strip() if value[: len(scheme)].lower() == scheme else b""


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
