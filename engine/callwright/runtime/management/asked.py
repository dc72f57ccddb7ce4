"""What the files of this folder share: a request's JSON, an answer, and a refusal that says why.

Theory of operation. A handler takes a ``Request`` and returns ``answer(...)``, or raises ``Refused`` with a status and
the three things that every refusal says: the ``error``, what was ``found``, what would be ``allowed``. The application
makes an answer and a line of the log of it. What stands in the path is decoded already: an id may hold anything.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from callwright.core.codec import WireError, loads_json
from callwright.runtime import body as bodies
from callwright.runtime.body import Receive, Scope, Send, TooBigError, not_json, problem_of, says_json
from callwright.runtime.settings import BODY_SECONDS, OUTSIDE_DEPTH, OUTSIDE_LIMIT

_KEPT = (b"allow", b"retry-after")
"""What else a refusal may say in its head."""
_READ = "callwright.read"


class Refused(Exception):  # noqa: N818  it is an answer, and no error of ours
    """Answer with ``status`` (4xx or 5xx) and this problem."""

    def __init__(self, status: int, error: str, found: str, allowed: str, **more: str) -> None:
        super().__init__(error)
        self.status = status
        self.problem = {"error": error, "found": found, "allowed": allowed, **more}


class BrokenOffError(Exception):
    """Nobody is there any more to be answered."""


class Answer(Response):
    """A value as JSON. Of a request whose body nobody has read the rest is read and thrown away, under a limit."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """As UTF-8; what no encoding can hold is a question mark."""
        return json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        if self.status_code >= 400 and not scope.get(_READ) and _has_body(scope):
            more = [header for header in self.raw_headers if header[0] in _KEPT]
            await bodies.refuse(send, receive, self.status_code, json.loads(bytes(self.body)), more)
        else:
            await super().__call__(scope, receive, send)


def answer(value: Mapping[str, Any], status: int = 200) -> Response:
    """Answer with a JSON object."""
    return Answer(value, status)


def _has_body(scope: Scope) -> bool:
    return any(name in (b"content-length", b"transfer-encoding") for name, _ in scope["headers"])


async def json_object(request: Request, limit: int = OUTSIDE_LIMIT, depth: int = OUTSIDE_DEPTH) -> dict[str, Any]:
    """The object in the body, ``{}`` if there is no body. Raises ``Refused``, and ``BrokenOffError``."""
    raw = await whole(request, limit)
    if not raw:
        return {}
    if not says_json(request.scope):
        raise Refused(415, **not_json(request.scope))
    try:
        body = loads_json(raw)
        if _depth(body) > depth:
            raise WireError("$", "JSON nested too deep", f"at most {depth} levels")
    except WireError as error:
        raise Refused(400, **problem_of(error, "This is no JSON object that can be used.")) from error
    return body


async def whole(request: Request, limit: int) -> bytes:
    """The body's bytes, at most ``limit`` of them. Raises ``Refused``, and ``BrokenOffError``."""
    try:
        raw = await bodies.read(request.scope, request.receive, limit, BODY_SECONDS)
    except TooBigError:
        raise Refused(413, "The body is too big.", f"more than {limit} bytes", f"at most {limit} bytes") from None
    except TimeoutError:
        request.scope[_READ] = True  # there is nothing to be waited for
        found = f"an unfinished body after {BODY_SECONDS:g} seconds"
        raise Refused(408, "The body did not arrive in time.", found, "a whole body") from None
    if raw is None:
        raise BrokenOffError
    request.scope[_READ] = True
    return raw


def _depth(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inside is None else 1 + max((_depth(item) for item in inside), default=0)
