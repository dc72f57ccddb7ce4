"""``/calls/ID``: look at a call, send it an event, or press its button.

    GET   /calls/{call}                  the account of a call         200
    POST  /calls/{call}/events/{name}    something happened outside    200  {"delivered": "now" | "next_answer" | "no"}
    POST  /calls/{call}/barge_in         stop the playing prompt       200  the same

A body may be left out, and is then ``{}``.
"""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from callwright.core.codec import MAX_ID
from callwright.core.events import Button, Outside, Parties
from callwright.core.outside import MAX_PENDING, Refusal
from callwright.runtime import clock
from callwright.runtime.body import header
from callwright.runtime.delivery import Delivered
from callwright.runtime.management.asked import Refused, answer, json_object
from callwright.runtime.service import Service

_NOBODY = Parties()


def unknown_call() -> Refused:
    """The refusal of a call that nobody knows."""
    return Refused(
        404,
        "Nobody knows this call.",
        "an id that no call of the last two hours has, or whose call has been over for ten minutes",
        "the session.id of a call, percent-encoded",
    )


def routes(service: Service) -> list[Route]:
    """The addresses of this file."""
    of = _Calls(service)
    return [
        Route("/calls/{call}", of.look, methods=["GET"]),
        Route("/calls/{call}/barge_in", of.press, methods=["POST"]),
        Route("/calls/{call}/events/{name}", of.tell, methods=["POST"]),
    ]


class _Calls:
    def __init__(self, service: Service) -> None:
        self._service = service

    async def look(self, request: Request) -> Response:
        """The account of a call."""
        dispatcher = self._service.dispatcher or await self._service.open()
        account = await dispatcher.record(request.path_params["call"])
        if account is None:
            raise unknown_call()
        return answer(account)

    async def tell(self, request: Request) -> Response:
        """Something happened outside."""
        call, name = request.path_params["call"], request.path_params["name"]
        at = self._arrival(request)
        return await self._interrupt(Outside(call, at, _NOBODY, name, await json_object(request)))

    async def press(self, request: Request) -> Response:
        """The button."""
        at = self._arrival(request)
        body = await json_object(request)
        force: Any = body.get("force", False)
        if body.keys() - {"force"} or not isinstance(force, bool):
            found = json.dumps(body)[:200]
            raise Refused(400, "The button has one option.", found, '{"force": true}, or {}')
        return await self._interrupt(Button(request.path_params["call"], at, _NOBODY, force=force))

    def _arrival(self, request: Request) -> int:
        at = clock.now()
        return (clock.told(header(request.scope, clock.HEADER)) or at) if self._service.settings.trust_clock else at

    async def _interrupt(self, event: Outside | Button) -> Response:
        dispatcher = self._service.dispatcher or await self._service.open()
        taken = await dispatcher.from_outside(event)
        if taken is None:
            raise unknown_call()
        if isinstance(taken, Refusal):
            raise _refused(taken, event)
        if taken is Delivered.NO:
            return answer({"delivered": taken, "found": "no condition of this event's targets holds"})
        return answer({"delivered": taken})


def _refused(refusal: Refusal, event: Outside | Button) -> Refused:
    known = ", ".join(refusal.known)
    found = f"the event '{event.name[:MAX_ID]}'" if isinstance(event, Outside) else "the button"
    match refusal.reason:
        case "unknown":
            error, allowed = "No state of this flow listens for this event.", known or "no event: the flow has none"
            return Refused(404, error, found, allowed)
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
    return Refused(409, error, found, allowed)
