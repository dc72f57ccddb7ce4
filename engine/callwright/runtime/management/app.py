"""The management's application: every noun of this folder behind one door.

Theory of operation. In this order: the token, the path, the method, the noun's own handler. So a stranger learns
nothing, not even which paths there are, and no handler has to think of it. The path is matched as it came,
percent-encoded, and its parts are decoded afterwards: ids and names may hold anything, a slash too. Whatever is refused
has one shape:

    400  no JSON object                     405  another method                413  a body that is too big
    401  the token                          408  the body was too slow         415  a body that does not say it is JSON
    404  no such address, or what it names  409  not now; it says why          500  a fault of ours; the log has it
                                                                               503  the store does not work

``callwright serve`` gives it a port of its own, which only this machine reaches. Who embeds the service mounts it where
they like: it is ``app.state.management``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol
from urllib.parse import quote, unquote_to_bytes

from starlette.applications import Starlette
from starlette.convertors import Convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from callwright.runtime import log
from callwright.runtime.body import Message, Receive, Scope, Send, proved
from callwright.runtime.management import calls, dialling, document, flows, metrics, records
from callwright.runtime.management.asked import BrokenOffError, Refused, answer
from callwright.runtime.service import Service
from callwright.stores.base import StoreError


class Noun(Protocol):
    """A file of this folder."""

    def routes(self, service: Service) -> list[Route]:
        """Its addresses. Handlers may raise ``Refused``."""


NOUNS: tuple[Noun, ...] = (calls, dialling, flows, metrics, records, document)

BROKEN = {
    "error": "The calls cannot be worked on at the moment.",
    "found": "the store does not work; the log says why",
    "allowed": "the same request in a moment",
}
FAULT = {
    "error": "This could not be done.",
    "found": "a fault of ours; the log says where",
    "allowed": "the same request in a moment",
}
_KEPT_FROM_BROWSERS = [
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
]


def management_app(service: Service) -> Starlette:
    """An ASGI application that answers whoever shows the management token; without one, this machine."""
    return _Management(service)


class _Decoded(Convertor[str]):
    """A part of the path, whatever it holds."""

    regex = "[^/]+"

    def convert(self, value: str) -> str:
        return unquote_to_bytes(value).decode("utf-8", "replace")

    def to_string(self, value: str) -> str:
        return quote(value, safe="")


class _Management(Starlette):
    def __init__(self, service: Service) -> None:
        routes = [route for noun in NOUNS for route in noun.routes(service)]
        for route in routes:
            for name, convertor in route.param_convertors.items():
                if convertor.regex == _Decoded.regex:
                    route.param_convertors[name] = _Decoded()
        super().__init__(
            routes=routes,
            exception_handlers={
                HTTPException: self._no_address,
                Refused: self._refused,
                BrokenOffError: _nobody,
                StoreError: self._broken,
                Exception: _fault,
            },
        )
        self.router.redirect_slashes = False
        self.state.service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        problem = self.state.service.manager.refuses(scope)
        if problem is not None:
            self.state.service.watch.refused("management", 401)
            await self.state.service.strangers.refuse("management", scope, receive, send, problem)
            return
        proved(scope)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *_KEPT_FROM_BROWSERS]}
            await send(message)

        scope["path"] = _as_it_came(scope)
        try:
            await super().__call__(scope, receive, sent)
        except Exception as error:
            # Starlette has answered by now, and raises so that a server may write what we write ourselves.
            log.fault("a request of the management failed", "", error, path=scope["path"][:200])

    async def _refused(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        self.state.service.watch.refused("management", error.status)
        log.refused(_door(request), error.status, error.problem["error"], request.path_params.get("call", ""))
        return answer(error.problem, error.status)

    async def _broken(self, request: Request, error: Exception) -> Response:
        log.fault(str(error), request.path_params.get("call", ""), error)
        return answer(BROKEN, 503)

    async def _no_address(self, request: Request, _error: Exception) -> Response:
        """No such path, or no such method there."""
        allowed = sorted({method for route in self._there(request.scope) for method in route.methods or ()} - {"HEAD"})
        if allowed:
            refusal = Refused(405, "This address takes another method.", request.method[:20], ", ".join(allowed))
            refused = await self._refused(request, refusal)
            refused.headers["allow"] = ", ".join(allowed)
            return refused
        paths = ", ".join(dict.fromkeys(_shown(route) for route in self.routes if isinstance(route, Route)))
        refusal = Refused(404, "There is no such address.", request.scope["path"][:300], paths)
        return await self._refused(request, refusal)

    def _there(self, scope: Scope) -> Iterable[Route]:
        """The routes to a path, whatever their methods."""
        return (each for each in self.routes if isinstance(each, Route) and each.matches(scope)[0] is not Match.NONE)


async def _fault(_request: Request, _error: Exception) -> Response:
    return answer(FAULT, 500)


async def _nobody(_request: Request, _error: Exception) -> Response:
    return Nothing()


class Nothing(Response):
    """What is sent where nobody listens any more."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Nothing."""


def _as_it_came(scope: Scope) -> str:
    """The path with its parts still encoded; where the application is mounted, that address is decoded."""
    root: str = scope.get("root_path", "").rstrip("/")
    raw: bytes = scope.get("raw_path") or quote(scope["path"]).encode()
    parts = raw.partition(b"?")[0].decode("latin-1").split("/")
    return "/".join([root, *parts[root.count("/") + 1 :]])


def _door(request: Request) -> str:
    route = request.scope.get("route")
    return "/" + route.path.split("/")[1] if isinstance(route, Route) else "management"


def _shown(route: Route) -> str:
    """A route as people write it: ``/calls/ID/events/NAME``."""
    shown = route.path.replace("{call}", "{id}")
    return "/".join(part[1:-1].upper() if part[:1] == "{" else part for part in shown.split("/"))
