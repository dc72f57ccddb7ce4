"""Which addresses a service may have."""

from __future__ import annotations

import asyncio
import socket
from ipaddress import IPv4Address
from typing import Any

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from callwright.runtime.services.addresses import NotAllowedError, is_allowed, opener
from callwright.runtime.services.services import Services
from tests.runtime.services.stand_in import StandIn, inquiry, reply, service

PUBLIC = [
    "1.1.1.1",
    "93.184.216.34",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "::ffff:1.1.1.1",
    "64:ff9b::1.1.1.1",
]
PRIVATE = ["10.0.0.1", "172.16.0.1", "192.168.1.1", "127.0.0.1", "127.9.9.9", "100.64.0.1", "::1", "fd12::1",
           "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::10.0.0.1"]  # fmt: skip
ANY = str(IPv4Address(0))
NEVER = [ANY, "0.1.2.3", "169.254.169.254", "169.254.1.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "198.18.0.1",
         "192.0.2.1", "100.100.100.200", "::", "fe80::1", "fe80::1%lo", "ff02::1", "fd00:ec2::254",
         "::ffff:169.254.169.254", "64:ff9b::169.254.169.254", "2002:a00:1::", "2001:0:1::", "::127.0.0.1", "",
         "localhost", "127.1"]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_allowed(address: str) -> None:
    """Whether private ones are or not."""
    assert is_allowed(address)
    assert is_allowed(address, private=True)


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_has_to_be_allowed(address: str) -> None:
    """Also where it is written as an IPv6 address."""
    assert not is_allowed(address)
    assert is_allowed(address, private=True)


@pytest.mark.parametrize("address", NEVER)
def test_some_addresses_are_never_allowed(address: str) -> None:
    """Link-local, multicast, reserved, a cloud's metadata, and what is no address."""
    assert not is_allowed(address)
    assert not is_allowed(address, private=True)


def test_no_socket_is_made_for_what_is_not_allowed() -> None:
    """The judge sits where sockets are made, and a path in the file system is no address either."""
    for family, address in ((socket.AF_INET, ("10.0.0.1", 80)), (socket.AF_UNIX, ("/run/docker.sock",))):
        with pytest.raises(NotAllowedError):
            opener()((family, socket.SOCK_STREAM, 0, "", address))


class Book(AbstractResolver):
    """A resolver whose names stand for what their test says, for one look-up after the other."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = list(addresses)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        del family
        address = self.addresses.pop(0) if len(self.addresses) > 1 else self.addresses[0]
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [ResolveResult(hostname=host, host=address, port=port, family=kind, proto=0, flags=0)]

    async def close(self) -> None:
        pass


def ask(host: str, *, private: bool, book: Book | None = None) -> tuple[Any, StandIn]:
    """Ask the service at ``host``, which is a port of this machine's under another name."""

    async def main() -> tuple[Any, StandIn]:
        stand_in = StandIn(reply(200, {"found": True}))
        services = Services({}, resolver=None if book is None else lambda: book)
        async with stand_in.open():
            try:
                return await services.ask(
                    service(f"http://{host}:{stand_in.port}", private=private), inquiry()
                ), stand_in
            finally:
                await services.close()

    return asyncio.run(main())


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "127.1", "0x7f000001", "2130706433", "0", "[::ffff:127.0.0.1]", ANY,
     "169.254.169.254", "[fe80::1]"],
)  # fmt: skip
def test_no_disguise_leads_to_this_machine(host: str) -> None:
    """However the address is written, a service without ``allow_private`` is not asked there."""
    answer, stand_in = ask(host, private=False)
    assert answer.kind == "refused"
    assert not stand_in.connections


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1"])
def test_a_name_for_a_private_address_is_refused(address: str) -> None:
    """A public name that stands for an address of this machine or its network is no way in."""
    answer, stand_in = ask("shop.example", private=False, book=Book(address))
    assert answer.kind == "refused"
    assert not stand_in.connections


def test_a_name_for_a_private_address_is_asked_where_that_is_allowed() -> None:
    """``allow_private`` opens the private network."""
    answer, stand_in = ask("shop.example", private=True, book=Book("127.0.0.1"))
    assert answer.json == {"found": True}
    assert stand_in.asked[0].headers["Host"] == f"shop.example:{stand_in.port}"


def test_a_clouds_metadata_is_refused_even_where_private_is_allowed() -> None:
    """Nobody's service is there."""
    answer, _ = ask("shop.example", private=True, book=Book("169.254.169.254"))
    assert answer.kind == "refused"


def test_a_name_that_changes_its_address_gains_nothing() -> None:
    """Each look-up of a rebinding name is judged by itself, at the socket: a good answer before opens no door."""
    book = Book("192.0.2.1", "127.0.0.1", "127.0.0.1")

    async def main() -> list[str]:
        stand_in = StandIn()
        services = Services({}, resolver=lambda: book)
        async with stand_in.open():
            shop = service(f"http://shop.example:{stand_in.port}", private=False)
            kinds = [(await services.ask(shop, inquiry())).kind for _ in range(3)]
            await services.close()
        assert not stand_in.connections
        return kinds

    assert asyncio.run(main()) == ["refused"] * 3


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "gopher://127.0.0.1:70/", "ftp://127.0.0.1/", "unix:///run/docker.sock"]
)
def test_only_http_is_spoken(url: str) -> None:
    """No other scheme leads anywhere, whatever is allowed."""

    async def main() -> str:
        services = Services({})
        answer = await services.ask(service(url, private=True), inquiry())
        await services.close()
        return answer.kind

    assert asyncio.run(main()) == "refused"
