"""Where a request goes: the service's own address, the path below it, and redirects that stay there.

Laws.
1. Scheme, host and port are the base's; no path, query or redirect changes them, but for one from http to https.
2. The path begins with the base's. However often it is decoded on its way, it never climbs (``..``).
3. What cannot be sent as it is meant is refused, never mended by guessing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlencode, urlsplit

from callwright.runtime.services.answer import REFUSED, UnusableError

if TYPE_CHECKING:
    from yarl import URL

_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_AS_IT_IS = "/%!$&'()*+,;=:@-._~"
_PORTS = {"http": 80, "https": 443}


def place(base: str, path: str, query: Iterable[tuple[str, str]] = ()) -> URL:
    """The address of a request. ``path`` is percent-encoded where values were put in; ``query`` is not.

    Raises ``UnusableError`` (refused).
    """
    from yarl import URL

    origin, below = _base(base)
    if "?" in path or "#" in path:
        raise _refused("the path holds a '?' or a '#'")
    if path.startswith("//"):
        raise _refused("the path begins with two slashes")
    whole = below + ("/" if path and not path.startswith("/") else "") + path
    _stays(whole)
    asked = urlencode(list(query), quote_via=quote, errors="replace")
    return URL(origin + _encoded(whole or "/") + (f"?{asked}" if asked else ""), encoded=True)


def followed(at: URL, location: str) -> URL:
    """Where a redirect leads from ``at``. Raises ``UnusableError`` (refused) where we must not follow."""
    from yarl import URL

    if not location.isprintable() or "\\" in location:
        raise _refused("a redirect to an address that cannot be read")
    try:
        to = at.join(URL(location, encoded=True))
        there = (to.scheme, to.host, to.port)
    except ValueError as error:
        raise _refused("a redirect to an address that cannot be read") from error
    here = (at.scheme, at.host, at.port)
    upgraded = at.scheme == "http" and at.port == _PORTS["http"] and there == ("https", at.host, _PORTS["https"])
    if (there != here and not upgraded) or to.raw_user is not None or to.raw_password is not None:
        raise _refused("a redirect to another server")
    return to.with_fragment(None)


def _base(base: str) -> tuple[str, str]:
    """The origin, in plain letters, and the path without its last slash."""
    from yarl import URL

    if not base.isprintable() or " " in base or "\\" in base:
        raise _refused("the service's url holds what no address can")
    try:
        parts = urlsplit(base)
        usable = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise _refused("the service's url is no web address that begins with https:// or http://")
    if "@" in parts.netloc or "?" in base or "#" in base:
        raise _refused("the service's url holds a password, a '?' or a '#'")
    try:
        origin = str(URL(f"{parts.scheme}://{parts.netloc}").origin())
    except ValueError as error:
        raise _refused("the service's url has no usable host") from error
    return origin, parts.path.rstrip("/")


def _stays(path: str) -> None:
    while (once := unquote(path, errors="replace")) != path:
        path = once
    if "\\" in path or any(ord(c) < 32 or ord(c) == 127 for c in path):
        raise _refused("the path holds a backslash or a control character")
    if any(part.partition(";")[0] in (".", "..") for part in path.split("/")):
        raise _refused("the path would climb out of the service's url")


def _encoded(path: str) -> str:
    return quote(_STRAY.sub("%25", path), safe=_AS_IT_IS, errors="replace")


def _refused(found: str) -> UnusableError:
    return UnusableError(REFUSED, found)
