"""A body is read whole, or refused."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.runtime.body import TooBigError, header, read


def taken(pieces: list[bytes], limit: int, *, length: int | None = None, breaks: bool = False) -> bytes | None:
    """What is read of a body that comes in pieces, each after a pause."""
    messages: list[dict[str, Any]] = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    messages += [{"type": "http.disconnect"} if breaks else {"type": "http.request", "body": b""}]
    coming = iter(messages)

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0)
        return next(coming)

    headers = [] if length is None else [(b"content-length", b"%d" % length)]
    return asyncio.run(read({"headers": headers}, receive, limit, 20.0))


@given(st.lists(st.binary(max_size=20), max_size=8), st.integers(0, 100))
def test_pieces_are_one_body_up_to_the_limit(pieces: list[bytes], limit: int) -> None:
    """However it is cut; a byte more than the limit is refused, and who breaks off gets nothing."""
    whole = b"".join(pieces)
    if len(whole) > limit:
        with pytest.raises(TooBigError):
            taken(pieces, limit)
    else:
        assert taken(pieces, limit) == whole
        assert taken(pieces, limit, breaks=True) is None


def test_the_length_alone_is_enough_to_refuse() -> None:
    """Nothing is waited for."""
    with pytest.raises(TooBigError):
        taken([b"x"], 10, length=11)


def test_a_body_that_never_ends_is_given_up() -> None:
    """``TimeoutError`` after the deadline."""

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        raise AssertionError("nobody sends")

    with pytest.raises(TimeoutError):
        asyncio.run(read({"headers": []}, receive, 10, 0.01))


def test_headers_are_found_by_their_name() -> None:
    """The first of that name; empty where there is none."""
    scope = {"headers": [(b"a", b"1"), (b"b", b"2"), (b"b", b"3")]}
    assert [header(scope, name) for name in (b"a", b"b", b"c")] == [b"1", b"2", b""]
