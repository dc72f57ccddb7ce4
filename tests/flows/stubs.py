"""The stubs of test scripts as a real service, for conversations over a network.

Theory of operation. All conversations are held at once, and two of them may be told different things at the same path.
What tells them apart is the ``Idempotency-Key`` of a request, which begins with the id of its call. A request that is
sent again has the same key and is answered as it was before.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from callwright.core.inquiry import Inquiry
from callwright.platform.services import Reply, Services
from callwright.rehearsal.script import Happens, PushesButton, Rehearsal
from callwright.rehearsal.stubs import METHODS

TOKEN = "let-me-in"


def environment(address: str) -> dict[str, str]:
    """What our flows find in their environment where the stubs are at ``address``."""
    return {"SERVICES_URL": f"http://{address}", "SERVICES_TOKEN": TOKEN}


def over_a_network(rehearsal: Rehearsal) -> bool:
    """Whether a conversation can be held with a service that is somewhere else.

    Not where something happens in the world outside, which only a call in process can be told. Nor where a service is
    slow, since virtual time does not wait for it; nor where one fails, because the service under test remembers that
    across calls and would leave it alone in the others.
    """
    replies = [reply for paths in rehearsal.services.values() for several in paths.values() for reply in several]
    fails = any(reply.kind or reply.takes_ms or reply.status >= 500 for reply in replies)
    return not fails and not any(isinstance(step, Happens | PushesButton) for step in rehearsal.steps)


def stubs(calls: Mapping[str, Rehearsal]) -> Starlette:
    """The stubs of all these conversations, by the ids of their calls: a service is found at ``/NAME``."""
    services = {call: Services(rehearsal.services) for call, rehearsal in calls.items()}
    told: dict[str, Reply] = {}

    async def answer(request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return Response("the token is wrong", 401)
        key = request.headers["idempotency-key"]
        if key not in told:
            _, name, *path = request.scope["raw_path"].decode().split("/")
            query = tuple(request.query_params.multi_items())
            told[key] = services[key.rpartition("/")[0]].reply(
                Inquiry(key, name, request.method, "/" + "/".join(path), query, None, 0, "")
            )
        reply = told[key]
        kind = "text/plain" if reply.data is None else "application/json"
        return Response(reply.body, reply.status, media_type=kind)

    return Starlette(routes=[Route("/{rest:path}", answer, methods=list(METHODS))])
