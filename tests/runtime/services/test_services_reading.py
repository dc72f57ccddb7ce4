"""What of an answer's body is read, and what it says."""

from __future__ import annotations

import asyncio
import gzip
import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.runtime.services.answer import UnusableError
from callwright.runtime.services.reading import DEPTH, LIMIT, TEXT_LIMIT, understood
from tests.runtime.services.stand_in import asked, broken_off, packed, reply

JSON = "application/json"


def test_the_limit() -> None:
    """256 kB are read, a byte more is too large."""
    assert asked(reply(200, b"x" * LIMIT))[0].status == 200
    answer, _ = asked(reply(200, b"x" * (LIMIT + 1)))
    assert (answer.kind, answer.status, answer.text) == ("too_large", 0, "")


def test_a_huge_answer_is_not_read() -> None:
    """Of what says that it has ten million bytes, none is waited for."""
    answer, _ = asked(reply(200, Content_Length="10000000"), timeout=3000)
    assert answer.kind == "too_large"


def test_an_answer_without_a_length_is_counted() -> None:
    """In chunks or up to the end of the connection, without an end if need be."""

    async def for_ever(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            writer.write(b"ffff\r\n" + b"x" * 0xFFFF + b"\r\n")
            await writer.drain()

    assert asked(for_ever)[0].kind == "too_large"
    until_the_end = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b"x" * (LIMIT + 1)
    assert asked(broken_off(until_the_end))[0].kind == "too_large"


def test_a_length_that_is_too_short_lets_nothing_through() -> None:
    """What is behind it is not part of the answer."""
    answer, _ = asked(broken_off(reply(200, b"12" + b"x" * 10_000_000, Content_Length="2")))
    assert (answer.text, answer.kind) in (("12", ""), ("", "unreadable"))


def test_a_bomb_is_never_unfolded() -> None:
    """A few packed kilobytes that stand for a hundred megabytes: too large, and memory hardly grows."""
    bomb = packed(b"0" * 100_000_000)
    assert len(bomb) < LIMIT
    tracemalloc.start()
    try:
        answer, _ = asked(bomb)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert answer.kind == "too_large"
    assert most < 20 * LIMIT


def test_a_packed_answer_is_unpacked() -> None:
    """Also in several members."""
    assert asked(packed(b'{"a": 1}'))[0].json == {"a": 1}
    two = gzip.compress(b'{"a"') + gzip.compress(b": 1}")
    assert asked(reply(200, two, Content_Encoding="x-gzip"))[0].json == {"a": 1}


@pytest.mark.parametrize(
    ("body", "packing"),
    [
        (b"what", "gzip"),
        (gzip.compress(b"{}", mtime=0)[:-9], "gzip"),
        (b"{}", "br"),
        (b"{}", "gzip, gzip"),
        (b"{}", "zip"),
    ],
)
def test_what_cannot_be_unpacked_is_unreadable(body: bytes, packing: str) -> None:
    """Nor is a packing taken that was not asked for."""
    assert asked(reply(200, body, Content_Encoding=packing))[0].kind == "unreadable"


def test_the_body_of_a_failure_hides_nothing() -> None:
    """However big or broken it is, its status counts."""
    for failure in (reply(500, b"x" * (LIMIT + 1)), reply(404, b"{", Content_Type=JSON)):
        answer, _ = asked(failure)
        assert answer.kind == ""
        assert answer.status in (500, 404)
        assert answer.json is None


@pytest.mark.parametrize(
    ("body", "kind", "charset", "found", "text"),
    [
        (b'{"a": 1}', JSON, None, {"a": 1}, '{"a": 1}'),
        (b'{"a": 1}', "text/html", None, {"a": 1}, '{"a": 1}'),
        (b"[1]", "application/problem+json", None, [1], "[1]"),
        (b"", JSON, None, None, ""),
        (b"hello", "text/plain", None, None, "hello"),
        ("größe".encode("latin-1"), "text/plain", "ISO-8859-1", None, "größe"),
        ('"größe"'.encode("utf-16"), JSON, "utf-16", "größe", '"größe"'),
        ("größe".encode("cp1252"), "text/plain", "windows-1252", None, "größe"),
        (b"\xef\xbb\xbf1", JSON, None, 1, "1"),
        (b"gr\xf6\xdfe", "text/plain", None, None, "gr��e"),
        (b"x", "text/plain", "no-such-charset", None, "x"),
        (b"x", "text/plain", "zip", None, "x"),
        (b"\\u0041", "text/plain", "unicode_escape", None, "\\u0041"),
        (b'{"a": "\\ud800"}', JSON, None, {"a": "?"}, '{"a": "\\ud800"}'),
    ],
)
def test_what_a_body_says(body: bytes, kind: str, charset: str | None, found: Any, text: str) -> None:
    """JSON where it is some, and always the text, in the answer's own letters."""
    assert understood(body, kind, charset, 200) == (found, text)


@pytest.mark.parametrize(
    "body",
    [b"{", b"NaN", b"Infinity", b"1e999", b'{"a": NaN}', b"9" * 5000, b"[" * 100_000, b'{"a":' * 100_000,
     b"[" * (DEPTH + 1) + b"]" * (DEPTH + 1), b"hello", b"\xff"],
)  # fmt: skip
def test_json_that_is_none_is_unreadable(body: bytes) -> None:
    """Broken, endless or bottomless; where it does not say that it is JSON it is a text."""
    with pytest.raises(UnusableError) as unusable:
        understood(body, JSON, None, 200)
    assert unusable.value.kind == "unreadable"
    assert understood(body, "text/plain", None, 200)[0] is None


def test_a_long_text_is_cut() -> None:
    """A session is no place for it."""
    assert len(understood(b"x" * LIMIT, "text/plain", None, 200)[1]) == TEXT_LIMIT


@given(st.binary(max_size=80), st.sampled_from([JSON, "text/plain", ""]), st.text(max_size=12))
def test_any_bytes_are_understood_or_unreadable(body: bytes, kind: str, charset: str) -> None:
    """Nothing else comes of them, and what is given on can be stored."""
    try:
        found, text = understood(body, kind, charset, 200)
    except UnusableError as error:
        assert error.kind == "unreadable"
        return
    text.encode("utf-8")
    json.dumps(found, ensure_ascii=False, allow_nan=False).encode("utf-8")
