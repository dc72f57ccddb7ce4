"""``create_app``: the service as a Starlette application, to be served or mounted.

``POST /webhook`` and ``/websocket`` are what the platform is given as its address; ``/calls/…`` is for whoever manages
the calls (see ``admin``); ``GET /health`` says what runs (to
strangers only whether it does), ``GET /ready`` whether calls can be taken. The webhook is looked for before the router
is asked, because the router and its middleware cost more than a turn does; where somebody adds middleware of their
own, it goes through that.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from os import PathLike
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute

from callwright.runtime.admin import Admin
from callwright.runtime.service import Service
from callwright.runtime.settings import Settings
from callwright.runtime.webhook import Webhook
from callwright.runtime.websocket import WebSockets
from callwright.stores import Store

Paths = str | PathLike[str] | Sequence[str | PathLike[str]]


def create_app(
    paths: Paths,
    *,
    store: str | Store = "memory://",
    token: str | None = None,
    reload: bool = False,
    trust_clock: bool = False,
    management_token: str | None = None,
    external_url: str | None = None,
    external_token: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> Starlette:
    """A service for the flows in ``paths``: files, or folders of them.

    ``store`` is ``memory://`` or ``sqlite:///FILE``. ``token`` is the secret that the platform sends in
    ``X-API-TOKEN``; without one, only connections from this machine are answered. ``reload`` takes saved files for
    the next call.
    ``management_token`` is the secret of whoever looks at calls and interrupts them below ``/calls/``; without one,
    this machine may. ``external_url`` is where the platform takes actions for a call at any time, with ``{session_id}``
    in it, and ``external_token`` the secret for that.
    ``environment`` is where ``env.NAME`` of a flow's services is found: the process's own, if none is given.
    ``trust_clock`` believes the times that a sender tells, which only the emulator needs.

    Mounted in another application it opens its store with the first event; ``app.state.service`` has ``open`` and
    ``close`` for whoever wants to say when. Raises ``ValueError`` if a flow has mistakes (the message lists them all),
    a token is empty, both doors have the same one, or ``external_url`` is no such address.
    """
    if token is not None and not token.strip():
        raise ValueError("the token is empty; leave it out to answer this machine only")
    if management_token is not None and not management_token.strip():
        raise ValueError("the management token is empty; leave it out to manage calls from this machine only")
    if token is not None and token == management_token:
        raise ValueError("the platform's token and the management token are the same; choose another one for each")
    settings = Settings(
        token=None if token is None else token.encode(),
        reload=reload,
        trust_clock=trust_clock,
        management_token=None if management_token is None else management_token.encode(),
        external_url=external_url,
        external_token=external_token,
        environment=os.environ if environment is None else environment,
    )
    several = [paths] if isinstance(paths, str | PathLike) else list(paths)
    if not several:
        raise ValueError("no path of a flow was given")
    return _App(Service([Path(path) for path in several], store, settings))


class _App(Starlette):
    def __init__(self, service: Service) -> None:
        @asynccontextmanager
        async def lifespan(_app: Starlette) -> AsyncIterator[None]:
            await service.open()
            try:
                yield
            finally:
                await service.close()

        async def health(request: Request) -> Response:
            report = service.health()
            known = service.doorkeeper.refuses(request.scope) is None
            return JSONResponse(report if known else {"status": report["status"]})

        async def ready(_request: Request) -> Response:
            reason = await service.ready()
            answer = {"ready": reason is None} | ({} if reason is None else {"reason": reason})
            return JSONResponse(answer, 200 if reason is None else 503)

        self.webhook, admin = Webhook(service), Admin(service)
        super().__init__(
            routes=[
                Route("/webhook", self.webhook, methods=["POST"]),
                Route("/calls", admin),
                Route("/calls/{rest:path}", admin),
                WebSocketRoute("/websocket", WebSockets(service)),
                Route("/health", health, methods=["GET"]),
                Route("/ready", ready, methods=["GET"]),
            ],
            lifespan=lifespan,
        )
        self.state.service = service

    @property
    def express(self) -> Webhook | None:
        """What may be answered before the application is asked; nothing where middleware wants to see it."""
        return None if self.user_middleware else self.webhook

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if (
            scope["type"] == "http"
            and scope["method"] == "POST"
            and scope["path"] == scope.get("root_path", "") + "/webhook"
            and not self.user_middleware
        ):
            await self.webhook(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
