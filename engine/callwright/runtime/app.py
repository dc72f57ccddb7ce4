"""``create_app``: the service as a Starlette application, to be served or mounted.

``POST /webhook`` and ``/websocket`` are what the platform is given as its address; ``GET /health`` says what runs (to
strangers only whether it does), ``GET /ready`` whether calls can be taken. What is for whoever manages the calls stands
apart, as an application of its own: ``app.state.management`` (see ``management.app``). ``callwright serve`` gives it a
port that only this machine reaches; who embeds the service mounts it where they like.

The webhook is looked for before the router is asked, because the router and its middleware cost more than a turn does;
where somebody adds middleware of their own, it goes through that. A stranger hears of any other path and method what
they hear of a wrong token. Should something of ours fail, the answer says so and nothing else; the log has the place.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from os import PathLike
from pathlib import Path
from typing import Literal

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute

from callwright.runtime import body as bodies
from callwright.runtime import log
from callwright.runtime.body import Receive, Scope, Send
from callwright.runtime.management.app import management_app
from callwright.runtime.management.asked import Answer
from callwright.runtime.outbound.plan import Plan
from callwright.runtime.service import Service
from callwright.runtime.settings import Settings
from callwright.runtime.tokens import Tokens
from callwright.runtime.webhook import Webhook
from callwright.runtime.websocket import WebSockets
from callwright.stores import Store
from callwright.stores.base import RETENTION_SECONDS

Paths = str | PathLike[str] | Sequence[str | PathLike[str]]
Secret = str | Sequence[str]
"""One, or several that are valid at once while they are exchanged."""

FAULT = {
    "error": "This could not be answered.",
    "found": "a fault of ours; the log says where",
    "allowed": "the same request in a moment",
}


def create_app(
    paths: Paths,
    *,
    store: str | Store = "memory://",
    token: Secret | None = None,
    reload: bool | Literal["live"] = False,
    trust_clock: bool = False,
    management_token: Secret | None = None,
    external_url: str | None = None,
    external_token: str | None = None,
    dialling: Plan | None = None,
    environment: Mapping[str, str] | None = None,
    records: float | None = RETENTION_SECONDS,
) -> Starlette:
    """A service for the flows in ``paths``: files, or folders of them.

    ``store`` is ``memory://`` or ``sqlite:///FILE``. ``token`` is the secret that the platform sends in
    ``X-API-TOKEN``, or several; without one, only connections from this machine are answered. ``reload`` takes saved
    files for the next call; ``"live"``, for trying out, for calls in progress too.
    ``management_token`` is the secret (or several) of whoever looks at calls and interrupts them at
    ``app.state.management``; without one, this machine may. ``external_url`` is where the platform takes actions for a
    call at any time, with ``{session_id}`` in it, and ``external_token`` the secret for that.
    ``dialling`` is how the platform is asked to ring somebody.
    ``environment`` is where ``env.NAME`` of a flow's services is found: the process's own, if none is given.
    ``records`` is for how many seconds calls are recorded (30 days); ``None``: none is. A store that is open already
    has its own ``retention``.
    ``trust_clock`` believes the times that a sender tells, which only the emulator needs.

    Mounted in another application it opens its store with the first event; ``app.state.service`` has ``open`` and
    ``close`` for whoever wants to say when. Raises ``ValueError`` if a flow has mistakes (the message lists them all),
    a token is empty, both doors have the same one, or ``external_url`` is no such address.
    """
    mine = _tokens(token, "the token is empty; leave it out to answer this machine only")
    managers = _tokens(
        management_token, "the management token is empty; leave it out to manage calls from this machine only"
    )
    if mine is not None and mine.shares(managers):
        raise ValueError("the platform's token and the management token are the same; choose another one for each")
    settings = Settings(
        token=mine,
        reload=bool(reload),
        live=reload == "live",
        trust_clock=trust_clock,
        management_token=managers,
        external_url=external_url,
        external_token=_tokens(external_token, "the token of the external API is empty"),
        dialling=dialling,
        environment=os.environ if environment is None else environment,
        records=records,
    )
    several = [paths] if isinstance(paths, str | PathLike) else list(paths)
    if not several:
        raise ValueError("no path of a flow was given")
    return app_of([Path(path) for path in several], store, settings)


def app_of(paths: Sequence[Path], store: str | Store, settings: Settings) -> Starlette:
    """The same for settings that are made already. Raises ``FlowError`` if a flow has mistakes."""
    return _App(Service(paths, store, settings))


def _tokens(given: Secret | None, empty: str) -> Tokens | None:
    if given is None:
        return None
    several = [given] if isinstance(given, str) else list(given)
    if not several or not all(one.strip() for one in several):
        raise ValueError(empty)
    return Tokens(*several)


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

        async def ready(request: Request) -> Response:
            known = service.doorkeeper.refuses(request.scope) is None
            reason = await service.ready(fresh=known)
            # Where the store is, and what is wrong with it, is nothing for strangers.
            answer = {"ready": reason is None} | ({} if reason is None or not known else {"reason": reason})
            return JSONResponse(answer, 200 if reason is None else 503)

        self.webhook = Webhook(service)
        super().__init__(
            routes=[
                Route("/webhook", self.webhook, methods=["POST"]),
                WebSocketRoute("/websocket", WebSockets(service)),
                Route("/health", health, methods=["GET"]),
                Route("/ready", ready, methods=["GET"]),
            ],
            exception_handlers={HTTPException: self._nothing_there, Exception: _fault},
            lifespan=lifespan,
        )
        self.router.redirect_slashes = False
        self.state.service = service
        self.state.management = management_app(service)

    @property
    def express(self) -> Webhook | None:
        """What may be answered before the application is asked; nothing where middleware wants to see it."""
        return None if self.user_middleware else self.webhook

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        straight = (
            scope["method"] == "POST"
            and scope["path"] == scope.get("root_path", "") + "/webhook"
            and not self.user_middleware
        )
        try:
            await (self.webhook if straight else super().__call__)(scope, receive, send)
        except Exception as error:
            log.fault("a request could not be answered", "", error, path=scope["path"][:200])
            if straight:
                with suppress(RuntimeError):  # an answer that has begun stays as it is
                    await bodies.answer_json(send, 500, FAULT)

    async def _nothing_there(self, request: Request, error: Exception) -> Response:
        """No such path, or no such method there; to a stranger the same as to any stranger."""
        assert isinstance(error, HTTPException)
        service: Service = self.state.service
        problem = service.doorkeeper.refuses(request.scope)
        if problem is not None:
            status, told = service.strangers.judge("another address", request.scope, problem)
            return Answer(told, status, headers={"connection": "close"})
        if error.status_code == 405:
            allowed = "POST" if request.url.path.endswith("/webhook") else "GET"
            problem = {"error": "This address takes another method.", "found": request.method[:20], "allowed": allowed}
            return Answer(problem, 405, headers=error.headers)
        return Answer(
            {
                "error": "There is no such address.",
                "found": request.scope["path"][:300],
                "allowed": "POST /webhook, the WebSocket /websocket, GET /health and GET /ready; "
                "what manages the calls has an address of its own (--management)",
            },
            404,
        )


async def _fault(_request: Request, _error: Exception) -> Response:
    return Answer(FAULT, 500)
