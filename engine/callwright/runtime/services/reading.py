"""Reading an answer's body: never more than the limit, and only what can be understood.

Theory of operation. What is counted is what comes out, after decompression, piece by piece: neither the length that the
answer says of itself nor what a few packed bytes unfold to is ever held in memory. We ask for gzip and take nothing
else. JSON is taken strictly and no deeper than an event may be, since it may be kept in the session.
"""

from __future__ import annotations

import codecs
import json
import math
import re
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from callwright.runtime.services.answer import TOO_LARGE, UNREADABLE, UnusableError

if TYPE_CHECKING:
    from aiohttp import ClientResponse

LIMIT = 256 * 1024
"""Bytes of a body."""

TEXT_LIMIT = 16 * 1024
"""Characters of it that are given on as text."""

DEPTH = 64

_PACKED = ("gzip", "x-gzip")
_CHARSETS = re.compile(r"utf-(8|16|32)(-[bl]e|-sig)?|ascii|iso8859-\d+|cp125\d")
"""Python's names of those that are tables; others of its codecs run programs, or unfold."""


async def read(response: ClientResponse) -> bytes:
    """The body, unpacked. Raises ``UnusableError``, and what ``aiohttp`` raises where the connection breaks."""
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("", "identity", *_PACKED):
        raise UnusableError(UNREADABLE, "a packing that was not asked for")
    if (response.content_length or 0) > LIMIT:
        raise _too_large()
    unpacking = _Unpacking() if packing in _PACKED else None
    body = bytearray()
    async for piece in response.content.iter_any():
        body += piece if unpacking is None else unpacking.take(piece, LIMIT + 1 - len(body))
        if len(body) > LIMIT:
            raise _too_large()
    if unpacking is not None and body and not unpacking.whole:
        raise UnusableError(UNREADABLE, "a packed body that breaks off")
    return bytes(body)


class _Unpacking:
    """gzip, one member after the other."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(31)
        self.whole = False

    def take(self, piece: bytes, room: int) -> bytes:
        """What a piece unfolds to, at most ``room`` bytes; then the rest is lost."""
        out = b""
        try:
            while piece and len(out) < room:
                if self.whole:
                    self._member = zlib.decompressobj(31)
                out += self._member.decompress(piece, room - len(out))
                self.whole = self._member.eof
                piece = self._member.unused_data if self.whole else self._member.unconsumed_tail
        except zlib.error as error:
            raise UnusableError(UNREADABLE, "a packed body that cannot be unpacked") from error
        return out


def understood(
    body: bytes, kind: str, charset: str | None, status: int, hidden: Callable[[str], str] = str
) -> tuple[Any, str]:
    """JSON (``None`` where it is none) and text of a body.

    ``kind`` is its media type. ``hidden`` is applied to every text. Raises ``UnusableError`` where it was to be JSON:
    the body of a failure may be anything.
    """
    text = _decoded(body, charset)
    is_json = kind == "application/json" or kind.endswith("+json")
    found = None
    if text.strip():
        try:
            found = _tidy(_JSON.decode(text), hidden, DEPTH)
        except (ValueError, RecursionError) as error:
            if is_json and 200 <= status < 300:
                raise UnusableError(UNREADABLE, "a body that says it is JSON and is not") from error
    return found, hidden(text)[:TEXT_LIMIT]


def _decoded(body: bytes, charset: str | None) -> str:
    try:
        name = codecs.lookup(charset or "utf-8").name
    except (LookupError, ValueError):
        name = "utf-8"
    name = name if _CHARSETS.fullmatch(name) else "utf-8"
    return body.decode(name, "replace").removeprefix("\ufeff")


def _tidy(value: Any, hidden: Callable[[str], str], depth: int) -> Any:
    """The same value, its texts whole characters. Raises ``ValueError`` where it is too deep."""
    if isinstance(value, str):
        return hidden(value.encode("utf-8", "replace").decode("utf-8"))
    if isinstance(value, list | dict) and not depth:
        raise ValueError("too deep")
    if isinstance(value, list):
        return [_tidy(item, hidden, depth - 1) for item in value]
    if isinstance(value, dict):
        return {_tidy(key, hidden, 0): _tidy(item, hidden, depth - 1) for key, item in value.items()}
    return value


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number without end")
    return number


_JSON = json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite)


def _too_large() -> UnusableError:
    return UnusableError(TOO_LARGE, f"more than {LIMIT} bytes")
