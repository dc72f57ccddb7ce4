"""The services of a flow, played: what they answer to an inquiry, and how long they take.

Replies stand in a script by the service's name, then by the path, or by the method and the path ("POST /payments").
Several replies to one path are given one after the other, the last one from then on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import unquote, urlencode

from callwright.core.inquiry import Inquiry


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of a service. ``kind`` says what went wrong instead of a status; ``takes_ms`` how long it takes.

    ``text`` is the body where ``data`` is None; else the body is ``data`` as JSON.
    """

    status: int = 200
    data: Any = None
    text: str = ""
    kind: str = ""
    takes_ms: int = 0

    @property
    def body(self) -> str:
        """The body as text."""
        return self.text if self.data is None else json.dumps(self.data, ensure_ascii=False)


Replies = Mapping[str, Mapping[str, Sequence[Reply]]]
"""Service -> path, or method and path -> its replies in order."""

NOBODY = Reply(0, kind="unreachable")


class Answers(Protocol):
    """Who answers what a call asks of services."""

    def reply(self, inquiry: Inquiry) -> Reply:
        """What the service answers."""


@dataclass(slots=True)
class Services:
    """The services that a call may ask. ``unknown`` are the inquiries that nobody had a reply for."""

    replies: Replies = field(default_factory=dict)
    asked: list[Inquiry] = field(default_factory=list)
    unknown: list[Inquiry] = field(default_factory=list)
    _given: dict[tuple[str, str], int] = field(default_factory=dict)

    def reply(self, inquiry: Inquiry) -> Reply:
        """What the service answers. One that nobody plays cannot be reached."""
        self.asked.append(inquiry)
        known = self.replies.get(inquiry.service, {})
        for way in ways(inquiry):
            if way in known:
                place = self._given.get((inquiry.service, way), 0)
                self._given[inquiry.service, way] = place + 1
                return known[way][min(place, len(known[way]) - 1)]
        self.unknown.append(inquiry)
        return NOBODY


def shown(inquiry: Inquiry) -> str:
    """An inquiry as a script names it: the method with the path, as people write them."""
    return f"{inquiry.method} {unquote(inquiry.path)}{_plain(inquiry)}"


def _plain(inquiry: Inquiry) -> str:
    return "?" + "&".join(f"{name}={value}" for name, value in inquiry.query) if inquiry.query else ""


def ways(inquiry: Inquiry) -> list[str]:
    """How a script may name an inquiry, from the most exact on."""
    paths = [inquiry.path, unquote(inquiry.path)]
    if inquiry.query:
        paths[:0] = [f"{paths[0]}?{urlencode(inquiry.query)}", f"{paths[1]}{_plain(inquiry)}"]
    return [way for path in dict.fromkeys(paths) for way in (f"{inquiry.method} {path}", path)]
