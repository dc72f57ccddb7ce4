"""Who is welcome."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.runtime.auth import NO_TOKEN, WRONG_TOKEN, Doorkeeper, is_loopback, is_loopback_name


def scope(client: str | None, *tokens: bytes) -> dict[str, Any]:
    headers = [(b"host", b"x"), *((b"x-api-token", token) for token in tokens)]
    return {"client": None if client is None else (client, 1), "headers": headers}


@given(st.binary(max_size=64), st.binary(min_size=1, max_size=64))
def test_only_the_token_itself_is_welcome(given_token: bytes, token: bytes) -> None:
    """Any bytes are compared without an exception, and only equal ones pass."""
    refused = Doorkeeper(token).refuses(scope("203.0.113.7", given_token))
    assert refused == (None if given_token == token else WRONG_TOKEN)


def test_no_header_is_no_token() -> None:
    """Also from this machine: where there is a token, everybody needs it."""
    assert Doorkeeper(b"t").refuses(scope("127.0.0.1")) == WRONG_TOKEN


@pytest.mark.parametrize(
    ("client", "welcome"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        (None, True),
        ("testclient", True),
        ("203.0.113.7", False),
        ("10.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("2001:db8::1", False),
        ("fe80::1%eth0", False),
    ],
)
def test_without_a_token_only_this_machine_is_welcome(client: str | None, welcome: bool) -> None:
    """A peer at any other address is refused, whatever it sends."""
    assert Doorkeeper(None).refuses(scope(client, b"anything")) == (None if welcome else NO_TOKEN)
    assert client is None or is_loopback(client) is welcome


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("192.0.2.1", False),
        ("::", False),
        ("box", False),
        ("", False),
    ],
)
def test_addresses_to_listen_on(host: str, loopback: bool) -> None:
    """An unknown name may be reached from anywhere."""
    assert is_loopback_name(host) is loopback
