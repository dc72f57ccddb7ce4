"""Which flow answers a new call: by the dialled number, and where versions share the calls, by the call's id.

Laws. The same call is always answered by the same flow, whoever is asked, whenever: its share is a hash of its id.
What is asked for each call costs the same for one flow and for two hundred: all that can be known before is worked out
when the versions change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import accumulate
from typing import NamedTuple

from callwright.compiler import Project
from callwright.compiler.builders.flow import bare
from callwright.core.events import Event
from callwright.core.model import Flow

WHOLE = 100
"""All shares of an offer together, in percent."""


class Offer(NamedTuple):
    """What new calls may begin in.

    ``shares``: how many percent of the calls begin in which project. ``numbers`` are the dialled numbers that it is
    for; empty: those that its flows name. ``alias`` is the name under which it is offered, empty for plain files.
    """

    shares: tuple[tuple[int, Project], ...]
    numbers: tuple[str, ...] = ()
    alias: str = ""


class Choice:
    """The flows that may answer one number, with their shares."""

    __slots__ = ("_ends", "_flows", "alias")

    def __init__(self, alias: str, shares: Sequence[tuple[int, Flow]]) -> None:
        self.alias = alias
        self._flows = tuple(flow for _, flow in shares)
        self._ends = tuple(accumulate(percent for percent, _ in shares))

    def flow(self, call: str) -> Flow:
        """The flow that answers this call."""
        if len(self._flows) == 1:
            return self._flows[0]
        return self._flows[min(bisect_right(self._ends, point(call)), len(self._flows) - 1)]


def point(call: str) -> int:
    """Where a call stands between 0 and 99, by its id alone."""
    return int.from_bytes(blake2b(call.encode("utf-8", "surrogatepass"), digest_size=8).digest()) % WHOLE


class Answering:
    """Made once for what is offered. Of several offers for the same number the first one counts."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        self._by_number: dict[str, Choice] = {}
        self._by_name: dict[str, Choice] = {}
        self._others: Choice | None = None
        for offer in offers:
            for number in offer.numbers:
                self._put(offer, number, [project.answering(number) or project.entry() for _, project in offer.shares])
        for offer in offers:
            if not offer.numbers:
                for number in _named(offer):
                    self._put(offer, number, [project.answering(number) for _, project in offer.shares])
                if self._others is None:
                    self._others = _choice(offer, [_everything(project) for _, project in offer.shares])

        for offer in offers:
            for name in dict.fromkeys(name for _, project in offer.shares for name in project.flows):
                named = _choice(offer, [project.flows.get(name) for _, project in offer.shares])
                if named is not None:
                    self._by_name.setdefault(name, named)

    def named(self, name: str) -> Choice | None:
        """By the name of the flow, for a call that we dial."""
        return self._by_name.get(name)

    def _put(self, offer: Offer, number: str, flows: list[Flow | None]) -> None:
        choice = _choice(offer, flows)
        if choice is not None:
            self._by_number.setdefault(bare(number), choice)

    def choice(self, event: Event) -> Choice | None:
        """By the number that was dialled; for an outbound call by the number that it comes from, before that."""
        if not self._by_number:
            return self._others
        parties = event.parties
        numbers = (parties.caller, parties.called) if parties.direction == "outbound" else (parties.called,)
        for number in numbers:
            found = self._by_number.get(bare(number)) if number else None
            if found is not None:
                return found
        return self._others


def _choice(offer: Offer, flows: list[Flow | None]) -> Choice | None:
    """A version that has no flow for a number leaves its share to one that has."""
    there = [flow for flow in flows if flow is not None]
    if not there:
        return None
    shares = zip(offer.shares, flows, strict=True)
    return Choice(offer.alias, [(percent, flow or there[0]) for (percent, _), flow in shares])


def _named(offer: Offer) -> Iterator[str]:
    for _, project in offer.shares:
        for flow in project.flows.values():
            yield from flow.numbers


def _everything(project: Project) -> Flow | None:
    return next((flow for flow in project.flows.values() if flow.answers_everything), None)


def plain(projects: Iterable[Project]) -> tuple[Offer, ...]:
    """Each project, for the numbers that its flows name."""
    return tuple(Offer(((WHOLE, project),)) for project in projects)
