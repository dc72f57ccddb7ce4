"""One place in an author's file where a name stands."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from callwright.diagnostics.model import Span


class Kind(StrEnum):
    """What a name is the name of.

    ``PROMPT`` is what ``use`` and ``was_heard`` name, ``VARIABLE`` variables and slots alike, ``RESULT`` what a
    ``return`` gives and ``result.x`` reads, ``FAILURE`` what a sub-flow fails with.
    """

    STATE = "state"
    INTENT = "intent"
    PROMPT = "prompt"
    VARIABLE = "variable"
    SERVICE = "service"
    HOURS = "hours"
    FLOW = "flow"
    EVENT = "event"
    RESULT = "result"
    FAILURE = "failure"


ACROSS_FLOWS = frozenset({Kind.FLOW, Kind.EVENT, Kind.RESULT, Kind.FAILURE})
"""Kinds whose names belong to the whole project, since they go from one flow to another."""


class Role(StrEnum):
    """What the place does with the name. ``FILLS`` gives a variable a value; where nothing ``DEFINES`` it, that place
    is its definition."""

    DEFINES = "defines"
    FILLS = "fills"
    USES = "uses"


class Occurrence(NamedTuple):
    """A name where it stands.

    ``span`` covers the letters of the name and nothing else; where they cannot be told apart (an escape in the middle
    of a quoted text) it covers the whole value, and ``exact`` is false. ``scope`` is the name of the flow that the
    name belongs to, empty for what is the whole project's.
    """

    kind: Kind
    name: str
    role: Role
    span: Span
    scope: str
    exact: bool = True
