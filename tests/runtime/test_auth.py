"""Who is welcome."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.runtime.auth import (
    MANAGEMENT,
    NO_MANAGEMENT_HEADER,
    NO_MANAGEMENT_TOKEN,
    NO_TOKEN,
    WRONG_MANAGEMENT_TOKEN,
    WRONG_TOKEN,
    Doorkeeper,
    is_loopback,
    is_loopback_name,
)


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


def authorized(value: bytes) -> dict[str, Any]:
    return {"client": ("203.0.113.7", 1), "headers": [(b"x-api-token", b"t"), (b"authorization", value)]}


@given(st.binary(max_size=64))
def test_the_other_door_has_its_own_secret_in_its_own_header(value: bytes) -> None:
    """Only ``Authorization: Bearer`` with the management token, whatever ``X-API-TOKEN`` says."""
    keeper = Doorkeeper(b"m", MANAGEMENT)
    scheme, _, secret = value.partition(b" ")
    welcome = scheme.lower() == b"bearer" and secret.strip() == b"m"
    assert keeper.refuses(authorized(value)) == (None if welcome else WRONG_MANAGEMENT_TOKEN)


@pytest.mark.parametrize(
    ("value", "welcome"),
    [
        (b"Bearer m", True),
        (b"bearer m", True),
        (b"BEARER  m ", True),
        (b"Bearer t", False),
        (b"Bearer", False),
        (b"Bearerm", False),
        (b"m", False),
        (b"Basic m", False),
        (b"", False),
    ],
)
def test_how_the_management_token_is_written(value: bytes, welcome: bool) -> None:
    """The scheme's name in any case, then the secret."""
    refused = Doorkeeper(b"m", MANAGEMENT).refuses(authorized(value))
    assert refused == (None if welcome else WRONG_MANAGEMENT_TOKEN)
    assert Doorkeeper(None, MANAGEMENT).refuses(authorized(value)) == NO_MANAGEMENT_TOKEN


def test_whoever_manages_calls_hears_whether_there_was_a_header() -> None:
    """None at all, or another secret; the secret is not in it."""
    keeper = Doorkeeper(b"m", MANAGEMENT)
    assert keeper.refuses(scope("127.0.0.1", b"m")) == NO_MANAGEMENT_HEADER
    assert keeper.refuses(authorized(b"Bearer x")) == WRONG_MANAGEMENT_TOKEN


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


@pytest.mark.parametrize("told", ["unknown", "_hidden", "localhost", ""])
def test_whom_a_proxy_does_not_name_is_not_this_machine(told: str) -> None:
    """Behind a proxy that hides who is asking, everybody would be."""
    asked = scope(told)
    assert Doorkeeper(None).refuses(asked) is None
    asked["headers"].append((b"x-forwarded-for", told.encode()))
    assert Doorkeeper(None).refuses(asked) == NO_TOKEN
    near = scope("127.0.0.1")
    near["headers"].append((b"x-forwarded-for", b"127.0.0.1"))
    assert Doorkeeper(None).refuses(near) is None


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
