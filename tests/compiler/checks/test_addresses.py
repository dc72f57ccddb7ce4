"""Addresses that are refused while a call runs."""

from __future__ import annotations

import pytest

from callwright.runtime.services.addresses import is_allowed
from tests.compiler.checks.speech import flow, mended, told


def _service(url: str, more: str = "", path: str = "/latest") -> str:
    return flow(
        f"request:\n  service: orders\n  path: {path}\nif_fails: bye\ngo_to: bye\n",
        head=f"services:\n  orders:\n    url: {url}\n{more}",
    )


@pytest.mark.parametrize(
    "host", ["localhost", "api.localhost", "127.0.0.1", "10.1.2.3", "172.20.0.1", "192.168.1.20", "100.64.0.1"]
)
def test_a_private_address_needs_leave(host: str) -> None:
    """It is told at the host; with allow_private: yes nothing is."""
    text = _service(f"http://{host}:8080/api")
    assert told("private-address", text) == [host]
    assert "    allow_private: yes\n" in mended("private-address", text)


@pytest.mark.parametrize("host", ["169.254.169.254", "0.0.0.1", "224.0.0.1"])
def test_some_addresses_are_never_allowed(host: str) -> None:
    """There is no leave for them."""
    assert told("private-address", _service(f"http://{host}/", "    allow_private: yes\n")) == [host]
    assert not is_allowed(host, private=True)


@pytest.mark.parametrize(
    "url", ["https://orders.example/api", "https://8.8.8.8/api", '"{{ env.URL }}/api"', "https://local.example"]
)
def test_public_addresses(url: str) -> None:
    """Names are judged when they are resolved, what comes from the environment then too."""
    assert told("private-address", _service(url)) == []


def test_the_brackets_of_a_newer_address() -> None:
    """Addresses of six are written in brackets."""
    assert told("private-address", _service('"http://[::1]:8080/api"')) == ["::1"]
    assert told("private-address", _service('"http://[2606:4700::1111]/api"')) == []


@pytest.mark.parametrize(
    "address", ["10.0.0.1", "127.0.0.1", "192.168.0.1", "169.254.1.1", "8.8.8.8", "::1", "fe80::1"]
)
def test_a_server_judges_the_same(address: str) -> None:
    """What is told without leave is what a server refuses."""
    host = f"[{address}]" if ":" in address else address
    assert bool(told("private-address", _service(f'"http://{host}/"'))) is not is_allowed(address)


@pytest.mark.parametrize("path", ["/../admin", "/a/../b", "/.."])
def test_a_path_that_climbs(path: str) -> None:
    """Each is told; dots inside a name are none."""
    assert len(told("climbing-path", _service("https://orders.example", path=path))) == 1


@pytest.mark.parametrize("path", ["/latest", "/v1.2/orders", "/a..b", "/search?from=../x"])
def test_a_path_that_stays(path: str) -> None:
    """Dots in a name, and behind a ?, climb nowhere."""
    assert told("climbing-path", _service("https://orders.example", path=path)) == []
