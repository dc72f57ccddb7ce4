"""``POST /webhook``: one event in, its actions out.

Theory of operation. A plain ASGI callable, since the frame around a step of thirty microseconds must be thinner than
the step. In this order: the token, the kind of content, the length, the body, JSON, the event, the limits, the
dispatcher, the answer. What is answered is one of these and nothing else:

    200  one action, or an array of two and more     413  more than 256 KiB
    204  nothing to do                               415  a body that does not say that it is JSON
    400  no event: what was found, what is allowed   429  too many events of one call, or too many wrong tokens
    401  the token                                   503  too many events altogether (see ``limits``)
    408  the body did not come in time
"""

from __future__ import annotations

from callwright.core import codec
from callwright.core.codec import WireError
from callwright.runtime import body as bodies
from callwright.runtime import clock
from callwright.runtime.body import Receive, Scope, Send, TooBigError, header, not_json, problem_of, says_json
from callwright.runtime.dispatcher import Answering
from callwright.runtime.service import Service
from callwright.runtime.settings import BODY_LIMIT, BODY_SECONDS

MOST_HEADS = 256
"""So many heads are known to be welcome at a time."""

TOO_BIG = {
    "error": "The event is too big.",
    "found": f"more than {BODY_LIMIT} bytes",
    "allowed": f"at most {BODY_LIMIT} bytes",
}
TOO_SLOW = {
    "error": "The event did not arrive in time.",
    "found": f"an unfinished body after {BODY_SECONDS:g} seconds",
    "allowed": "a whole body",
}


class Webhook:
    """The ASGI endpoint."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._trust_clock = service.settings.trust_clock
        self._welcome: dict[int, tuple[object, str | None, object]] = {}
        """By the ``id`` of the headers of a head that comes again and again: those, their sender, and the lock."""

    def begin(self, scope: Scope, body: bytes, answer: Answering, receive: Receive) -> bool:
        """Take a request whose body is here, if all is well with it and nobody works on its call.

        False means that nothing was done and that the request is to be taken the ordinary way. ``answer`` is called
        with the outcome, mostly before this returns, and says whether it could be sent. That the body says that it is
        JSON has been looked at.
        """
        service = self._service
        dispatcher = service.dispatcher
        if dispatcher is None or not self._is_welcome(scope):
            return False
        try:
            at = self._arrival(scope) if self._trust_clock else clock.now()
            event = codec.decode(codec.loads_json(body), at)
        except WireError:
            return False
        if not service.limits.admits(event):
            return False
        return dispatcher.begin(event, dispatcher.fingerprint(body), body, answer, receive)

    def _is_welcome(self, scope: Scope) -> bool:
        """Whether nothing in the head speaks against it. What was found of one head holds until the lock is changed."""
        headers, client, keeper = scope["headers"], scope["client"], self._service.doorkeeper
        host = None if client is None else client[0]
        known = self._welcome.get(id(headers))
        lock = keeper.lock
        if known is not None and known[0] is headers and known[2] is lock and known[1] == host:
            return True
        if keeper.refuses(scope) is not None or self._is_forwarded(scope):
            return False
        if len(self._welcome) >= MOST_HEADS:
            self._welcome.clear()
        self._welcome[id(headers)] = (headers, host, lock)
        return True

    def _is_forwarded(self, scope: Scope) -> bool:
        """Whether the address of the sender is to be read from a proxy's header, and matters."""
        return self._service.settings.token is None and header(scope, b"x-forwarded-for") != b""

    def _arrival(self, scope: Scope) -> int:
        at = clock.now()
        return (clock.told(header(scope, clock.HEADER)) or at) if self._trust_clock else at

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. The method is known to be ``POST``."""
        service = self._service
        problem = service.doorkeeper.refuses(scope)
        if problem is not None:
            service.watch.refused("/webhook", 401)
            await service.strangers.refuse("/webhook", scope, receive, send, problem)
            return
        bodies.proved(scope)
        if not says_json(scope):
            service.watch.refused("/webhook", 415)
            await bodies.refuse(send, receive, 415, not_json(scope))
            return
        at = self._arrival(scope)
        try:
            body = await bodies.read(scope, receive, BODY_LIMIT, BODY_SECONDS)
        except TooBigError:
            service.watch.refused("/webhook", 413)
            await bodies.refuse(send, receive, 413, TOO_BIG)
            return
        except TimeoutError:
            service.watch.refused("/webhook", 408)
            await bodies.refuse(send, None, 408, TOO_SLOW)
            return
        if body is None:
            return
        try:
            event = codec.decode(codec.loads_json(body), at)
        except WireError as error:
            service.refused += 1
            service.watch.refused("/webhook", 400)
            await bodies.answer_json(send, 400, problem_of(error, "This is no event of the platform."))
            return
        dispatcher = service.dispatcher or await service.open()
        turned = await service.turned_away(event)
        if turned is not None:
            service.watch.refused("/webhook", turned.status)
            await bodies.answer_instead(send, turned)
            return
        outcome = await dispatcher.dispatch(event, dispatcher.fingerprint(body), receive, raw=body)
        if outcome.body is None:
            await send({"type": "http.response.start", "status": 204, "headers": []})
            await send({"type": "http.response.body", "body": b""})
        else:
            await bodies.answer(send, 200, outcome.body)
