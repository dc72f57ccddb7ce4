"""Services: who may be asked over HTTP, and what is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from callwright.core.prompt import Prompt
from callwright.core.target import Assignment
from callwright.core.templates import Template, Value
from callwright.diagnostics.model import Span

Body = Value | Mapping[str, "Body"] | Sequence["Body"]
"""What is sent as JSON: values with ``{{ }}`` in them, in mappings and lists."""


@dataclass(frozen=True, slots=True)
class Service:
    """``services: {name: …}``: who may be asked over HTTP, and how.

    ``url`` and the headers may use ``env.NAME`` and nothing else; only whoever sends the request renders them.
    ``timeout`` is in ms. ``allow_private``: the host may be in a private network.
    """

    name: str
    url: Template
    span: Span
    headers: Mapping[str, Template] = field(default_factory=dict)
    timeout: int = 10_000
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """``request``: a service is asked. ``path`` percent-encodes what is put into it.

    ``query`` and ``body`` keep the types of lone ``{{ x }}``; ``filler`` are said one after the other while it takes
    long. ``id`` is unique in the flow.
    """

    id: str
    service: str
    path: Template
    span: Span
    method: str = "GET"
    query: Mapping[str, Value] = field(default_factory=dict)
    body: Body | None = None
    filler: tuple[Prompt, ...] = ()
    save: tuple[Assignment, ...] = ()
