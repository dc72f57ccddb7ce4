"""Secrets in plain text."""

from __future__ import annotations

import pytest

from callwright.compiler import compile_text
from tests.compiler.checks.speech import flow, found, mended, told

CODE = "plain-secret"
_RANDOM = "q7Xv2LmN9sKd4TfB8wRj3ZpC"


def _service(lines: str, url: str = "https://orders.example/api", request: str = "") -> str:
    return flow(
        f"request:\n  service: orders\n  path: /latest\n{request}if_fails: bye\ngo_to: bye\n",
        head=f"services:\n  orders:\n    url: {url}\n{lines}",
    )


def _header(name: str, value: str) -> str:
    return _service(f"    headers:\n      {name}: {value}\n")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Authorization", "Bearer open-sesame"),
        ("Authorization", "Basic dXNlcjpwYXNz"),
        ("X-Api-Key", "sesame"),
        ("apikey", "'0451'"),
        ("Cookie", "session=1"),
        ("X-Auth-Token", "sesame"),
        ("X-Shop", _RANDOM),
        ("X-Shop", "ghp_aaaaaaaaaaaaaaaaaaaaaaaa"),
    ],
)
def test_secrets_in_headers(name: str, value: str) -> None:
    """A secret is told by the name of its header, by its form or by its letters, at its value."""
    assert told(CODE, _header(name, value)) == [value]
    assert "{{ env.ORDERS_TOKEN }}" in mended(CODE, _header(name, value))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Authorization", "Bearer {{ env.ORDERS_TOKEN }}"),
        ("X-Api-Key", '"{{ env.KEY }}"'),
        ("Accept", "application/json"),
        ("User-Agent", "callwright-for-the-harbour-shop-2026"),
        ("X-Tenant", "6b1f3b1e-9f5c-4b59-8d12-0c2a5f2f8c11"),
        ("X-Idempotent", "yes"),
        ("X-Purpose", "authorization-of-the-customer-service"),
    ],
)
def test_headers_without_a_secret(name: str, value: str) -> None:
    """What comes from the environment is right; names, kinds and numbers of a tenant are no secrets."""
    assert told(CODE, _header(name, value)) == []


def test_secrets_in_an_address() -> None:
    """A name and a password before the host, and tokens that are known by their beginning."""
    assert told(CODE, _service("", url="https://shop:sesame@orders.example")) == ["shop:sesame"]
    known = "https://orders.example/AKIAIOSFODNN7EXAMPLE"
    assert told(CODE, _service("", url=known)) == [known]
    assert told(CODE, _service("", url="https://orders.example:8443/api")) == []


@pytest.mark.parametrize(
    ("request_", "place"),
    [
        ("  query:\n    api_key: sesame\n", "sesame"),
        ("  method: POST\n  body:\n    login:\n      password: sesame\n", "sesame"),
        ("  method: POST\n  body:\n    items:\n      - accessToken: sesame\n", "sesame"),
        (f"  query:\n    shop: {_RANDOM}\n", _RANDOM),
    ],
)
def test_secrets_in_a_request(request_: str, place: str) -> None:
    """Values of a query and of a body, however deep."""
    text = _service("", request=request_)
    assert told(CODE, text) == [place]
    mended(CODE, text)


def test_secrets_in_a_path() -> None:
    """A token behind the ? of a path is told at its place."""
    text = _service("").replace("path: /latest", "path: /latest?token=sesame&page=2")
    assert told(CODE, text) == ["token=sesame"]


@pytest.mark.parametrize(
    "request_",
    [
        '  query:\n    token: "{{ env.TOKEN }}"\n',
        '  method: POST\n  body:\n    pin: "{{ caller.number }}"\n    password: ""\n',
        "  query:\n    keyword: sesame\n    author: Fred\n    page_token: yes\n    tokens: 5\n",
    ],
)
def test_requests_without_a_secret(request_: str) -> None:
    """Templates, nothing at all, switches and numbers are no secrets, nor are words that only look alike."""
    assert told(CODE, _service("", request=request_)) == []


def test_secrets_in_variables() -> None:
    """A variable that is named after a secret and holds one."""
    text = flow("go_to: bye\n", head="variables:\n  api_token: sesame\n  token:\n  other_token: none\n  tries: 0\n")
    assert told(CODE, text) == ["sesame"]


def test_the_secret_is_in_no_message() -> None:
    """Messages go into logs."""
    made = compile_text(_header("Authorization", "Bearer open-sesame"))
    told_ = "".join(f"{one.message}{one.help}{[fix.title for fix in one.fixes]}" for one in made.diagnostics)
    assert "sesame" not in told_
    assert found(CODE, _header("Authorization", "Bearer open-sesame"))[0].message.startswith('"Authorization"')


@pytest.mark.parametrize(
    "variable",
    [
        "cookie: chocolate",
        "authorization: pending",
        "token: none yet",
        "signature: Moss and Sons",
        "password: not given yet",
    ],
)
def test_words_are_no_secret(variable: str) -> None:
    """A biscuit, the state of an approval and a name below a message may be read by anybody."""
    assert told(CODE, flow("prompts: Hello.\ngo_to: bye\n", head=f"variables:\n  {variable}\n")) == []
    request = f"  method: POST\n  body:\n    {variable}\n"
    assert told(CODE, _service("", request=request)) == []


@pytest.mark.parametrize("variable", ["cookie: s4ss10n", "api_key: sesame", "password: sesame", "token: 8f3a99c1d2e4"])
def test_secret_variables(variable: str) -> None:
    """By its name and its letters."""
    text = flow("prompts: Hello.\ngo_to: bye\n", head=f"variables:\n  {variable}\n")
    assert told(CODE, text) == [variable.partition(": ")[2]]
