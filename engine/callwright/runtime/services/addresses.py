"""Which addresses may be connected to: only public ones, and private ones for a service that says so.

Theory of operation. A name may stand for any address, and for another one a moment later, so neither the name nor what
it was resolved to is judged, but the address to which a socket is about to be connected: ``opener`` makes the sockets,
and makes none for an address that is not allowed. There is no other way to a connection, whether the host was a name,
an address, or an address in disguise (``127.1``, ``0x7f000001``, ``::ffff:10.0.0.1``).

    public                                  always
    private, loopback, shared (CGNAT)       with ``allow_private``
    all else                                never: link-local, multicast, 0.0.0.0, what is reserved, and where clouds
                                            keep the machine's own credentials
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

AddrInfo = tuple[int, int, int, str, tuple[Any, ...]]
"""As ``socket.getaddrinfo`` gives it."""

NOT_ALLOWED = "the address of the service is not allowed"

_PRIVATE = tuple(map(IPv4Network, ("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
_PRIVATE_6 = tuple(map(IPv6Network, ("::1/128", "fc00::/7")))

_NEVER = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "100.100.100.200/32",  # a cloud's metadata
            "169.254.0.0/16",  # link-local, and most clouds' metadata
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)
_GLOBAL_6 = IPv6Network("2000::/3")
_NEVER_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocols of their own, Teredo's tunnels among them
            "2001:db8::/32",
            "2002::/16",  # tunnels to an IPv4 address that we could not judge
            "3fff::/20",
            "fd00:ec2::254/128",  # a cloud's metadata
        ),
    )
)
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv4 addresses as a network that has IPv6 only writes them."""


class NotAllowedError(OSError):
    """A socket that was not made."""

    def __init__(self) -> None:
        super().__init__(NOT_ALLOWED)


def is_allowed(address: str, *, private: bool = False) -> bool:
    """Whether a connection to this numerical address may be made. What is no address is not allowed."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped
        if inner is None and found in _TRANSLATED:
            inner = IPv4Address(int(found) & 0xFFFF_FFFF)
        if inner is None:
            return _is_allowed_6(found, private)
        found = inner
    if any(found in network for network in _NEVER):
        return False
    return private or not any(found in network for network in _PRIVATE)


def _is_allowed_6(address: IPv6Address, private: bool) -> bool:
    if address.scope_id is not None or any(address in network for network in _NEVER_6):
        return False
    return address in _GLOBAL_6 or (private and any(address in network for network in _PRIVATE_6))


def opener(*, private: bool = False) -> Callable[[AddrInfo], socket.socket]:
    """What makes the sockets of a service, each for the one address that it is connected to next."""

    def make(info: AddrInfo) -> socket.socket:
        family, kind, protocol, _, address = info
        if family not in (socket.AF_INET, socket.AF_INET6) or not is_allowed(str(address[0]), private=private):
            raise NotAllowedError
        return socket.socket(family, kind, protocol)

    return make
