"""``/calls/…``: whoever manages the calls looks at one, sends it an event, or presses its button.

    GET   /calls/{id}                  the account of a call         200
    POST  /calls/{id}/events/{name}    something happened outside    200  {"delivered": "now" | "next_answer" | "no"}
    POST  /calls/{id}/barge_in         stop the playing prompt       200  the same

Theory of operation. The token comes first: a stranger learns nothing, not even which paths there are. Ids and names
stand percent-encoded in the path and may hold anything, a slash too, so the path is cut before it is decoded. A body
may be left out, and is then ``{}``. Whatever is refused says what was found and what would be allowed:

    400  no JSON object           404  no such call, event or path       413  more than 8 KiB
    401  the token                405  another method                    415  a body that does not say it is JSON
    408  the body was too slow    409  not now; the answer says why      503  the calls cannot be read at the moment
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote_to_bytes

from callwright.core.codec import MAX_ID, WireError, loads_json
from callwright.core.events import Button, Outside, Parties
from callwright.core.outside import MAX_PENDING, Refusal
from callwright.runtime import body as bodies
from callwright.runtime import clock, log
from callwright.runtime.body import Receive, Scope, Send, TooBigError, header, problem_of
from callwright.runtime.delivery import Delivered
from callwright.runtime.service import Service
from callwright.runtime.settings import BODY_SECONDS, OUTSIDE_DEPTH, OUTSIDE_LIMIT

_NOBODY = Parties()
_TOO_BIG = {
    "error": "The body is too big.",
    "found": f"more than {OUTSIDE_LIMIT} bytes",
    "allowed": f"at most {OUTSIDE_LIMIT} bytes",
}
_TOO_SLOW = {
    "error": "The body did not arrive in time.",
    "found": f"an unfinished body after {BODY_SECONDS:g} seconds",
    "allowed": "a whole body",
}
_PATHS = "/calls/ID, /calls/ID/events/NAME or /calls/ID/barge_in"
_UNKNOWN_CALL = {
    "error": "Nobody knows this call.",
    "found": "an id that no call of the last two hours has, or whose call has been over for ten minutes",
    "allowed": "the session.id of a call, percent-encoded",
}
_BROKEN = {
    "error": "The call could not be worked on.",
    "found": "a fault of ours or of the store; the log says which",
    "allowed": "the same request again in a moment",
}


class Admin:
    """The ASGI endpoint; one a service."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, of any method, for a path that begins with ``/calls/``."""
        problem = self._service.manager.refuses(scope)
        if problem is not None:
            log.refused("/calls", 401, problem["error"], found=problem["found"], peer=bodies.peer(scope))
            await bodies.refuse(send, receive, 401, problem)
            return
        segments = _segments(scope)
        call = segments[0] if segments else ""

        async def refuse(status: int, problem: Mapping[str, str], receive: Receive | None = receive) -> None:
            log.refused("/calls", status, problem["error"], call)
            await bodies.refuse(send, receive, status, problem)

        name: str | None = None
        match segments:
            case [] | ["", *_]:
                await refuse(404, _no_path(scope))
                return
            case [call]:
                allowed = "GET"
            case [call, "barge_in"]:
                allowed = "POST"
            case [call, "events", name]:
                allowed = "POST"
            case _:
                await refuse(404, _no_path(scope))
                return
        if scope["method"] != allowed:
            found = {"error": "This address takes another method.", "found": scope["method"], "allowed": allowed}
            await refuse(405, found)
            return
        try:
            status, answer = await (
                self._look(call) if allowed == "GET" else self._interrupt(call, name, scope, receive)
            )
        except TooBigError:
            await refuse(413, _TOO_BIG)
        except TimeoutError:
            await refuse(408, _TOO_SLOW, None)
        except _BrokenOffError:
            return
        else:
            if 400 <= status < 500:
                log.refused("/calls", status, answer["error"], call)
            await bodies.answer_json(send, status, answer)

    async def _look(self, call: str) -> tuple[int, Mapping[str, Any]]:
        dispatcher = self._service.dispatcher or await self._service.open()
        try:
            account = await dispatcher.record(call)
        except Exception as error:
            log.fault("a call could not be looked at", call[:MAX_ID], error)
            return 503, _BROKEN
        return (404, _UNKNOWN_CALL) if account is None else (200, account)

    async def _interrupt(
        self, call: str, name: str | None, scope: Scope, receive: Receive
    ) -> tuple[int, Mapping[str, Any]]:
        """``name`` is the event's; ``None`` means the button."""
        at = clock.now()
        if self._service.settings.trust_clock:
            at = clock.told(header(scope, clock.HEADER)) or at
        raw = await bodies.read(scope, receive, OUTSIDE_LIMIT, BODY_SECONDS)
        if raw is None:
            raise _BrokenOffError
        try:
            body = _json(raw, scope)
        except WireError as error:
            return 400, problem_of(error, "This is no JSON object that can be used.")
        if body is None:
            return 415, _not_json(scope)
        event: Outside | Button
        if name is not None:
            event = Outside(call, at, _NOBODY, name, body)
        elif body.keys() - {"force"} or not isinstance(body.get("force", False), bool):
            found = json.dumps(body)[:200]
            return 400, {"error": "The button has one option.", "found": found, "allowed": '{"force": true}, or {}'}
        else:
            event = Button(call, at, _NOBODY, force=body.get("force", False))
        dispatcher = self._service.dispatcher or await self._service.open()
        try:
            taken = await dispatcher.from_outside(event)
        except Exception as error:
            log.fault("a call could not be interrupted", call[:MAX_ID], error, event=type(event).__name__)
            return 503, _BROKEN
        if taken is None:
            return 404, _UNKNOWN_CALL
        if isinstance(taken, Refusal):
            return _refusal(taken, name)
        if taken is Delivered.NO:
            return 200, {"delivered": taken, "found": "no condition of this event's targets holds"}
        return 200, {"delivered": taken}


class _BrokenOffError(Exception):
    """Nobody is there any more to be answered."""


def _segments(scope: Scope) -> list[str]:
    """What stands in the path behind ``/calls``, decoded one by one."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    behind = scope.get("root_path", "").rstrip("/").count("/") + 2
    return [unquote_to_bytes(part).decode("utf-8", "replace") for part in raw.partition(b"?")[0].split(b"/")[behind:]]


def _json(raw: bytes, scope: Scope) -> dict[str, Any] | None:
    """The body's object; ``None`` if it does not say that it is JSON. Raises ``WireError``."""
    if not raw:
        return {}
    kind = header(scope, b"content-type").partition(b";")[0].strip().lower()
    if kind != b"application/json":
        return None
    body = loads_json(raw)
    if _depth(body) > OUTSIDE_DEPTH:
        raise WireError("$", "JSON nested too deep", f"at most {OUTSIDE_DEPTH} levels")
    return body


def _not_json(scope: Scope) -> dict[str, str]:
    kind = header(scope, b"content-type").decode("latin-1")[:100]
    return {
        "error": "The body is not said to be JSON.",
        "found": f"Content-Type: {kind}" if kind else "no Content-Type",
        "allowed": 'Content-Type: application/json, or no body; with curl: -H "Content-Type: application/json"',
    }


def _no_path(scope: Scope) -> dict[str, str]:
    return {"error": "There is no such address.", "found": scope["path"][:300], "allowed": _PATHS}


def _depth(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inside is None else 1 + max((_depth(item) for item in inside), default=0)


def _refusal(refusal: Refusal, name: str | None) -> tuple[int, dict[str, str]]:
    """The status and what to say, in the shape of all our refusals."""
    known = ", ".join(refusal.known)
    found = "the button" if name is None else f"the event '{name[:MAX_ID]}'"
    match refusal.reason:
        case "unknown":
            error, allowed = "No state of this flow listens for this event.", known or "no event: the flow has none"
            return 404, {"error": error, "found": found, "allowed": allowed}
        case "unheard":
            error, allowed = "Nothing listens for this event at this point of the call.", known or "no event"
        case "protected":
            error, allowed = "A protected prompt is playing.", 'a moment later, or at once with {"force": true}'
        case "full":
            error, allowed = f"Too much waits for this call already: {MAX_PENDING} events.", "a moment later"
        case "changed":
            error, allowed = "The call's flow is gone: the call begins again with its next event.", "after that"
        case _:
            error, allowed = "The call is not ours any more.", "a call that is neither over nor transferred nor hung up"
    return 409, {"error": error, "found": found, "allowed": allowed}
