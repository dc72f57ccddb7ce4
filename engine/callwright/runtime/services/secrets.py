"""Secrets: what ``env.NAME`` of a flow stands for, where it is put in, and that it shows up nowhere else.

Theory of operation. The environment is read when a request is sent, and by nobody but who sends it; a session holds
marks (``core.secret_marks``). What was read for a request is struck out of its answer, should the service echo it. A
variable that is empty counts as missing. Blanks and line breaks around a value, which files like to add, are dropped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import quote, quote_plus

from callwright.core.model import Flow, Form
from callwright.core.secret_marks import ENV
from callwright.core.service import Body, Request
from callwright.core.templates import RenderError, Template, Value
from callwright.runtime.services.answer import REFUSED, UnusableError

SHORTEST = 6
"""What has fewer characters is no secret, and may well be a word of the answer."""

STRUCK = "…"


class Environment(Mapping[str, str]):
    """The environment as one request reads it. ``given`` are the values that it gave, ``missing`` what it lacks."""

    def __init__(self, variables: Mapping[str, str], change: Callable[[str], str] = str) -> None:
        self._variables = variables
        self._change = change
        self.given: set[str] = set()
        self.missing: set[str] = set()

    def __getitem__(self, name: str) -> str:
        if name not in self:
            raise KeyError(name)
        value = self._variables[name].strip()
        self.given.add(value)
        return self._change(value)

    def __contains__(self, name: object) -> bool:
        known = isinstance(name, str) and bool(self._variables.get(name, "").strip())
        if not known:
            self.missing.add(str(name))
        return known

    def __iter__(self) -> Iterator[str]:
        return iter(self._variables)

    def __len__(self) -> int:
        return len(self._variables)

    def quoted(self) -> Environment:
        """The same environment for a place where values are percent-encoded."""
        other = Environment(self._variables, lambda value: quote(value, safe=""))
        other.given, other.missing = self.given, self.missing
        return other

    def struck(self, text: str) -> str:
        """A text without the values that were given, also as JSON or an address would write them."""
        for value in self.given:
            if len(value) >= SHORTEST:
                for written in {value, quote(value, safe=""), quote_plus(value), json.dumps(value)[1:-1]}:
                    text = text.replace(written, STRUCK)
        return text


def missing(flows: Iterable[Flow], variables: Mapping[str, str]) -> tuple[str, ...]:
    """The names that services of these flows, and what is asked of them, need and that are not set, sorted."""
    environment = Environment(variables)
    return tuple(sorted({name for flow in flows for name in _needed(flow) if name not in environment}))


def _needed(flow: Flow) -> Iterator[str]:
    for service in flow.services.values():
        for template in (service.url, *service.headers.values()):
            yield from template.env
    for state in flow.states.values():
        checks = (check for slot in state.act.slots for check in slot.checks) if isinstance(state.act, Form) else ()
        for request in (state.act, *(check.request for check in checks)):
            if isinstance(request, Request):
                yield from _of_request(request)


def _of_request(request: Request) -> Iterator[str]:
    yield from request.path.env
    for value in request.query.values():
        yield from value.env
    yield from _of_body(request.body)


def _of_body(body: Body | None) -> Iterator[str]:
    if isinstance(body, Value):
        yield from body.env
    elif isinstance(body, Mapping):
        for part in body.values():
            yield from _of_body(part)
    elif body is not None:
        for part in body:
            yield from _of_body(part)


def with_marks(template: Template) -> str:
    """The url or a header of a service, with a mark where something of the environment belongs.

    Raises ``UnusableError``.
    """
    try:
        return template.render({"env": ENV}).strip()
    except RenderError as error:
        raise UnusableError(REFUSED, "its url or a header has no value") from error
