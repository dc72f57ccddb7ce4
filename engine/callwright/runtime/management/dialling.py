"""``POST /calls``: have somebody rung; ``GET /dials/ID``: what became of it.

    POST  /calls         {"flow", "to", "variables"?, "idempotency_key"?}      201  it rings
                                                                               200  the key was used: what became of it
                                                                               202  nobody knows whether it rings
    GET   /dials/{dial}  what became of it, and the id of the call that it is  200

Where nobody was rung: 400 (what was asked for cannot be used), 403 (a number that is not dialled), 404 (no such flow),
409 (not set up, or another call's key), 429 (too many in a minute), 502 (the platform refuses), 503 (the platform wants
to be left alone for a while, or cannot be reached).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from callwright.runtime import clock
from callwright.runtime.management.asked import Answer, Refused, answer, json_object
from callwright.runtime.outbound.dials import Dial, State
from callwright.runtime.outbound.outbound import Objection, Outbound, Wish
from callwright.runtime.service import Service

MOST_BYTES = 64 * 1024
LONGEST_KEY = 200
_KEYS = ("flow", "to", "variables", "idempotency_key", "typed")
_EXAMPLE = '{"flow": "reminder", "to": "+4915123456789", "variables": {"day": "2026-11-20"}}'
_ID = re.compile("[0-9a-f]{20}")
_STATUS = {State.INITIATED: 201, State.ANSWERED: 201, State.UNANSWERED: 201, State.UNCERTAIN: 202}


def routes(service: Service) -> list[Route]:
    """The addresses of this file."""
    of = _Dialling(service)
    return [
        Route("/calls", of.dial, methods=["POST"]),
        Route("/dials/{dial}", of.look, methods=["GET"]),
    ]


class _Dialling:
    def __init__(self, service: Service) -> None:
        self._service = service

    async def dial(self, request: Request) -> Response:
        """Have somebody rung."""
        wish = _wish(await json_object(request, MOST_BYTES))
        dialled = await (await self._outbound()).dial(wish)
        if isinstance(dialled, Objection):
            return _refusal(dialled.status, dialled.error, dialled.found, dialled.allowed, dialled.wait)
        dial, said = dialled
        if said is None:
            return answer(_shown(dial))
        if said.state is State.REFUSED:
            status = 503 if said.status in (0, 429) else 502
            found = f"status {said.status} from the platform" if said.status else "no connection"
            return _refusal(status, said.problem, found, said.mend, said.wait, dial.id)
        more = {"problem": said.problem, "mend": said.mend} if said.state is State.UNCERTAIN else {}
        # A call that began while the platform was still talking to us has been initiated, whatever else came of it.
        return answer({**_shown(dial), **more}, _STATUS.get(said.state, 201))

    async def look(self, request: Request) -> Response:
        """What became of a dial."""
        id: str = request.path_params["dial"]
        dial = await (await self._outbound()).find(id) if _ID.fullmatch(id) else None
        if dial is None:
            found = "an id that no call has which was dialled an hour ago or later"
            raise Refused(404, "Nobody knows this dial.", found, "a dial's id")
        return answer(_shown(dial))

    async def _outbound(self) -> Outbound:
        await self._service.open()
        outbound = self._service.outbound
        assert outbound is not None
        return outbound


def _wish(body: dict[str, Any]) -> Wish:
    unknown = sorted(body.keys() - set(_KEYS))
    if unknown:
        raise _wrong(f"the key {unknown[0][:80]!r}")
    flow, to = (body.get(name) for name in ("flow", "to"))
    variables, key, typed = body.get("variables", {}), body.get("idempotency_key", ""), body.get("typed", False)
    if not isinstance(flow, str) or not flow:
        raise _wrong('no "flow", or one that is no text')
    if not isinstance(to, str) or not to:
        raise _wrong('no "to", or one that is no text')
    if not isinstance(variables, dict):
        raise _wrong('"variables" that are no object')
    if not isinstance(key, str) or len(key) > LONGEST_KEY or ("idempotency_key" in body and not key.strip()):
        raise _wrong(f'an "idempotency_key" that is no text of 1 to {LONGEST_KEY} characters')
    if not isinstance(typed, bool):
        raise _wrong('"typed" that is neither true nor false')
    return Wish(flow, to, variables, key, typed)


def _wrong(found: str) -> Refused:
    return Refused(400, "This does not say whom to ring.", found, _EXAMPLE)


def _refusal(status: int, error: str, found: str, allowed: str, wait: int | None, dial: str = "") -> Response:
    problem = {"error": error, "found": found, "allowed": allowed} | ({"dial": dial} if dial else {})
    return Answer(problem, status, headers=None if wait is None else {"retry-after": str(wait)})


def _shown(dial: Dial) -> dict[str, Any]:
    """A dial for people and programs; neither the variables nor who was rung, but for the last digits."""
    state = dial.state_at(clock.now() / 1000)
    shown: dict[str, Any] = {
        "dial": dial.id,
        "state": state.value,
        "flow": dial.flow,
        "to": "…" + dial.number[-3:],
        "dialled_at": _time(dial.made),
        "waits_until": _time(dial.until),
    }
    if dial.call:
        shown |= {"call": dial.call, "answered_at": _time(dial.answered)}
    return shown | ({"problem": dial.problem} if dial.problem else {})


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
