"""Secrets: what ``env.NAME`` of a flow stands for, where it is put in, and that it shows up nowhere else.

Theory of operation. The environment is read when a request is sent, and by nobody but who sends it; a session holds
marks (``core.secret_marks``). What was read for a request is struck out of its answer, should the service echo it. A
variable that is empty counts as missing. Blanks and line breaks around a value, which files like to add, are dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import quote

from callwright.core.model import Flow
from callwright.core.secret_marks import ENV, MARK
from callwright.core.templates import RenderError, Template
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
        """A text without the values that were given."""
        for value in self.given:
            if len(value) >= SHORTEST and value in text:
                text = text.replace(value, STRUCK)
        return text


def missing(flows: Iterable[Flow], variables: Mapping[str, str]) -> tuple[str, ...]:
    """The names that services of these flows need and that are not set, sorted."""
    environment = Environment(variables)
    services = [service for flow in flows for service in flow.services.values()]
    texts = [with_marks(template) for service in services for template in (service.url, *service.headers.values())]
    return tuple(sorted({name for text in texts for name in MARK.findall(text) if name not in environment}))


def with_marks(template: Template) -> str:
    """The url or a header of a service, with a mark where something of the environment belongs.

    Raises ``UnusableError``.
    """
    try:
        return template.render({"env": ENV}).strip()
    except RenderError as error:
        raise UnusableError(REFUSED, "its url or a header has no value") from error
