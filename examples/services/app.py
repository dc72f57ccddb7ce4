"""The services behind the example flows, all in one application: ``uvicorn examples.services.app:app --port 8100``.

One file, one service. Everything is in memory and the same at every start. Who asks shows the secret that is in the
environment as ``SERVICES_TOKEN``, as ``Authorization: Bearer …``.
"""

from __future__ import annotations

import os
import secrets

from examples.services import bank, calendar, customers, orders, survey
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

ROUTERS = {
    "/bank": bank.routes,
    "/calendar": calendar.routes,
    "/customers": customers.routes,
    "/orders": orders.routes,
    "/survey": survey.routes,
}


class Doorkeeper:
    """Lets in who shows the secret; without a secret in the environment, nobody."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 401."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        secret = os.environ.get("SERVICES_TOKEN", "")
        shown = Request(scope).headers.get("authorization", "")
        if secret and secrets.compare_digest(shown.encode(), f"Bearer {secret}".encode()):
            await self.app(scope, receive, send)
        else:
            error = "the token is wrong" if secret else "SERVICES_TOKEN is not set where this service runs"
            await JSONResponse({"error": error}, 401)(scope, receive, send)


app = Starlette(
    routes=[Mount(path, routes=routes) for path, routes in ROUTERS.items()], middleware=[Middleware(Doorkeeper)]
)
