"""All services that are asked from here, each with its connections and its breaker.

Theory of operation. A service is the same as long as its name, its address and what it may reach are the same, so a
reload of the flows keeps connections and breaker. From an inquiry to its answer: the environment's values are put in,
the address is made, the breaker is asked, then the client. Whatever goes wrong is a kind of answer, never an exception;
what says so to the log holds no value of a secret, a query or a caller.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from callwright.core.inquiry import Inquiry
from callwright.core.secret_marks import fill
from callwright.core.service import Service
from callwright.runtime import log
from callwright.runtime.services.answer import REFUSED, TIMEOUT, UNAVAILABLE, UNREACHABLE, Answer, UnusableError
from callwright.runtime.services.breaker import OPEN_SECONDS, Breaker
from callwright.runtime.services.client import Client, Sending
from callwright.runtime.services.place import place
from callwright.runtime.services.secrets import Environment, with_marks

if TYPE_CHECKING:
    from aiohttp.abc import AbstractResolver


class _Known:
    """One service."""

    def __init__(self, client: Client, breaker: Breaker) -> None:
        self.client = client
        self.breaker = breaker


class Services:
    """Used by one event loop. ``variables`` is the environment, ``clock`` gives seconds and never goes back."""

    def __init__(
        self,
        variables: Mapping[str, str] | None = None,
        clock: Callable[[], float] = time.monotonic,
        resolver: Callable[[], AbstractResolver] | None = None,
    ) -> None:
        self._variables = os.environ if variables is None else variables
        self._clock = clock
        self._resolver = resolver
        self._known: dict[tuple[str, str, bool], _Known] = {}

    async def ask(self, service: Service, inquiry: Inquiry, traceparent: str = "") -> Answer:
        """What comes of an inquiry. Raises nothing but ``CancelledError``.

        ``traceparent`` is the header that makes what the service does a part of our trace; empty: none.
        """
        environment = Environment(self._variables)
        try:
            # The address of a service is no secret, and its answers may well name it.
            base = fill(with_marks(service.url), environment)
            environment.given.clear()
            return await self._through(service, base, _sending(service, inquiry, base, environment, traceparent))
        except KeyError:
            names = ", ".join(sorted(environment.missing))
            return Answer(kind=REFUSED, found=f"missing in the environment: {names}")
        except UnusableError as error:
            return Answer(kind=error.kind, found=str(error))
        except Exception as error:
            # Its message may hold an address with everything in it, so only its kind is told.
            log.fault("a service could not be asked", service=service.name, found=type(error).__name__)
            return Answer(kind=UNREACHABLE, found=type(error).__name__)

    async def _through(self, service: Service, base: str, sending: Sending) -> Answer:
        key = (service.name, base, service.allow_private)
        known = self._known.get(key)
        if known is None:
            client = Client(private=service.allow_private, resolver=self._resolver)
            known = self._known[key] = _Known(client, Breaker(self._clock))
        entered = known.breaker.enter()
        if entered is None:
            return Answer(kind=UNAVAILABLE, found=f"it failed too often and is left alone for {OPEN_SECONDS:g} seconds")
        worked: bool | None = None
        try:
            answer = await known.client.ask(sending, service.timeout / 1000)
            # What never got as far as to be sent says nothing about the service.
            worked = None if answer.kind == REFUSED or not answer.attempts else _worked(answer)
            return answer
        finally:
            if known.breaker.leave(entered, worked):
                log.warn("a service works again" if worked else "a service is left alone", service=service.name)

    async def close(self) -> None:
        """Let go of all connections."""
        known, self._known = self._known, {}
        for one in known.values():
            await one.client.close()


def _worked(answer: Answer) -> bool:
    return answer.kind not in (TIMEOUT, UNREACHABLE) and answer.status < 500


def _sending(service: Service, inquiry: Inquiry, base: str, environment: Environment, traceparent: str = "") -> Sending:
    """The request, its secrets put in. Raises ``KeyError`` where one is missing."""
    from multidict import CIMultiDict

    own = {name: _header(fill(with_marks(value), environment)) for name, value in service.headers.items()}
    path = fill(inquiry.path, environment.quoted())
    query = [(name, fill(value, environment)) for name, value in inquiry.query]
    kind = next((value for name, value in own.items() if name.lower() == "content-type"), "")
    kind, body = _body(_filled(inquiry.body, environment), kind)
    headers = CIMultiDict({"User-Agent": "callwright", "Accept": "application/json"})
    if kind:
        headers["Content-Type"] = kind
    headers.update(own)
    # These two are ours, whatever a flow says.
    headers.update({"Accept-Encoding": "gzip", "Idempotency-Key": quote(inquiry.key, safe="/:@")})
    if traceparent:
        headers["traceparent"] = traceparent
    return Sending(inquiry.method.upper(), place(base, path, query), headers, body, environment.struck)


def _header(value: str) -> str:
    if not value.isprintable():
        raise UnusableError(REFUSED, "a header holds a line break or another control character")
    return value


def _filled(body: Any, environment: Environment) -> Any:
    if isinstance(body, str):
        return fill(body, environment)
    if isinstance(body, Mapping):
        return {name: _filled(value, environment) for name, value in body.items()}
    if isinstance(body, list | tuple):
        return [_filled(value, environment) for value in body]
    return body


def _body(body: Any, kind: str) -> tuple[str, bytes | None]:
    """The media type and bytes of a body. A text goes out as it is, unless the service's headers say JSON."""
    if body is None:
        return "", None
    if isinstance(body, str) and "json" not in kind.lower():
        return "text/plain; charset=utf-8", body.encode("utf-8", "replace")
    return "application/json", json.dumps(body, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
