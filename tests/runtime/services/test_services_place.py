"""Where a request may go."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from yarl import URL

from callwright.runtime.services.answer import UnusableError
from callwright.runtime.services.place import followed, place

BASE = "https://shop.example/api/"


@pytest.mark.parametrize(
    ("base", "path", "address"),
    [
        ("https://shop.example", "", "https://shop.example/"),
        ("https://shop.example", "/orders", "https://shop.example/orders"),
        ("https://shop.example/api/", "orders/17", "https://shop.example/api/orders/17"),
        ("http://shop.example:8080/api", "/orders/", "http://shop.example:8080/api/orders/"),
        ("https://bücher.example/", "/größe", "https://xn--bcher-kva.example/gr%C3%B6%C3%9Fe"),
        ("https://shop.example", "/a b/100%/x%2Fy", "https://shop.example/a%20b/100%25/x%2Fy"),
        ("https://[2606:4700::1111]:8443", "/", "https://[2606:4700::1111]:8443/"),
        ("https://shop.example", "/users/me@home", "https://shop.example/users/me@home"),
        ("https://shop.example", "@evil.example/", "https://shop.example/@evil.example/"),
        ("https://shop.example", ".evil.example", "https://shop.example/.evil.example"),
        ("https://shop.example", ":99/x", "https://shop.example/:99/x"),
        ("https://shop.example", "/a%20%C3%BC", "https://shop.example/a%20%C3%BC"),
    ],
)
def test_a_path_is_put_below_the_url(base: str, path: str, address: str) -> None:
    """One slash between them, letters encoded once."""
    assert str(place(base, path)) == address


def test_a_query_is_encoded() -> None:
    """Nothing in a value becomes another parameter."""
    address = place("https://shop.example", "/o", [("q", "a&b=c#d /é"), ("q", "\r\n"), ("n", "")])
    assert str(address) == "https://shop.example/o?q=a%26b%3Dc%23d%20%2F%C3%A9&q=%0D%0A&n="


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "/..", "/../x", "/a/../../x", "/%2e%2e/x", "/%2E%2E%2Fx", "/a%2F..%2Fb", "/%252e%252e/x",
     "/..;x/y", "/.", "/a\\b", "/a%5Cb", "/a\r\nHost: evil", "/a%0d%0ab", "/a%00", "/a?b=c", "/a#b", "..",
     "\\\\evil.example"],
)  # fmt: skip
def test_a_path_that_leads_away_is_refused(path: str) -> None:
    """However it is encoded."""
    with pytest.raises(UnusableError) as refused:
        place(BASE, path)
    assert refused.value.kind == "refused"


@pytest.mark.parametrize(
    "base",
    ["", "shop.example", "//shop.example", "file:///etc/passwd", "gopher://shop.example", "ftp://shop.example", "https://",
     "https:///x", "https://user:pw@shop.example", "https://user@shop.example", "https://shop.example?x=1",
     "https://shop.example#x", "https://shop example", "https://shop.example\n", "https://shop.example\\@evil.example",
     "https://shop.example:0", "https://shop.example:99999", "https://shop.example:x", "https://[::1", "https://shop.example/../x",
     "javascript:alert(1)", "https://@shop.example"],
)  # fmt: skip
def test_a_url_that_is_none_is_refused(base: str) -> None:
    """Only http and https, a host, and no password."""
    with pytest.raises(UnusableError) as refused:
        place(base, "/x")
    assert refused.value.kind == "refused"


_CRAFTED = st.text(st.sampled_from("/.%25eEfFdDaAcC\\@:?#;&= \r\n\té1"), max_size=24)


@given(st.one_of(_CRAFTED, st.text(max_size=40)), st.lists(st.tuples(st.text(max_size=9), _CRAFTED), max_size=3))
@example("/%25252e%25252e/", [])
@example("////", [])
def test_no_path_leaves_the_service(path: str, query: list[tuple[str, str]]) -> None:
    """Any text at all is refused, or goes to the same server, below the same path, and never climbs."""
    try:
        address = place(BASE, path, query)
    except UnusableError as error:
        assert error.kind == "refused"
        return
    again = URL(str(address))
    assert (address.scheme, address.raw_host, address.port, address.raw_user) == ("https", "shop.example", 443, None)
    assert (again.scheme, again.raw_host, again.port) == ("https", "shop.example", 443)
    assert str(address).isascii()
    assert str(address).isprintable()
    seen = address.raw_path
    assert seen == "/api" or seen.startswith("/api/")
    for _ in range(8):
        seen = unquote(seen, errors="replace")
        assert not {".", ".."} & set(seen.replace("\\", "/").split("/"))


@pytest.mark.parametrize(
    ("at", "location", "to"),
    [
        ("http://shop.example/a/b", "c?d=1", "http://shop.example/a/c?d=1"),
        ("http://shop.example/a/b", "/c#part", "http://shop.example/c"),
        ("http://shop.example/a", "http://SHOP.example/b", "http://shop.example/b"),
        ("http://shop.example/a", "https://shop.example/b", "https://shop.example/b"),
        ("https://shop.example:8443/a", "//shop.example:8443/b", "https://shop.example:8443/b"),
    ],
)
def test_a_redirect_within_the_server_is_followed(at: str, location: str, to: str) -> None:
    """Or from http to https of the same server."""
    assert str(followed(URL(at), location)).lower() == to


@pytest.mark.parametrize(
    "location",
    ["http://shop.example/", "https://evil.example/", "//evil.example", "https://shop.example:8443/", "https://shop.example.evil/",
     "http://169.254.169.254/latest", "file:///etc/passwd", "gopher://shop.example/", "https://shop.example@evil.example/",
     "https://me:pw@shop.example/", "https:\\\\evil.example", "/a\r\nb", "https://[::1", "javascript:alert(1)"],
)  # fmt: skip
def test_a_redirect_to_somewhere_else_is_refused(location: str) -> None:
    """Another server, another port, another scheme, or nothing that can be read."""
    with pytest.raises(UnusableError) as refused:
        followed(URL("https://shop.example/a"), location)
    assert refused.value.kind == "refused"
