"""Where things lead: targets, ladders, the calls of sub-flows and what comes back from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from callwright.core.prompt import Prompt
from callwright.core.templates import Condition, Value
from callwright.diagnostics.model import Span


@dataclass(frozen=True, slots=True)
class Destination:
    """A state of a flow; ``flow`` is empty for this one, ``state`` is empty for the other flow's start."""

    state: str
    flow: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """``set: {name: value}``."""

    name: str
    value: Value
    span: Span


@dataclass(frozen=True, slots=True)
class Return:
    """``return: {…}``: the end of a sub-flow. ``failed`` names the failure; ``values`` are the result."""

    span: Span
    values: tuple[Assignment, ...] = ()
    failed: Value | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """``call``: another flow, or a state of this one, as a sub-flow, from which the call comes back.

    ``with_`` is what it is given, set in its own variables; ``save`` is put into ours from ``result``. Where the caller
    cancels, ``keep`` names what of the sub-flow's values becomes ours, and ``on_cancel`` where to go.
    """

    to: Destination
    span: Span
    with_: tuple[Assignment, ...] = ()
    save: tuple[Assignment, ...] = ()
    on_cancel: Targets | None = None
    keep: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Target:
    """Where something leads, on what condition, and what is set and said on the way.

    At most one of ``go_to``, ``returns`` and ``call``. Without any the prompts are said and the same question waits
    again. ``call`` is a digression: a sub-flow after which the open question is asked again. ``interrupt`` is only for
    what comes from outside: it stops what is being said instead of waiting for its end.
    """

    span: Span
    go_to: Destination | None = None
    returns: Return | None = None
    call: Call | None = None
    when: Condition | None = None
    sets: tuple[Assignment, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    interrupt: bool = False


Targets = tuple[Target, ...]


def lead_alike(one: Targets, other: Targets) -> bool:
    """Whether it makes no difference which of two is taken: both only lead to the same place."""
    return one == other or (len(one) == len(other) == 1 and _only_leads(one[0]) == _only_leads(other[0]) is not None)


def _only_leads(target: Target) -> Destination | None:
    """Where a target leads that does nothing else."""
    bare = Target(target.span, go_to=target.go_to)
    return target.go_to if target == bare else None


Failures = Mapping[str, Targets]
"""``if_fails``: where a ``request``, ``call`` or ``transfer`` goes that did not work, by what went wrong.

Keys: an HTTP status ("404"), a class of them ("4xx", "5xx"), a kind (``timeout``, ``unreachable``, ``unavailable``,
``too_large``, ``unreadable``, ``refused``, ``interrupted``), the name that a sub-flow fails with, and ``any`` for the
rest, which alone stands for the short form.
"""


class Reprompt(StrEnum):
    """What is said again after a rung."""

    QUESTION = "question"
    HELP = "help"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Rung:
    """One answer to a no-match or a no-input."""

    span: Span
    prompts: tuple[Prompt, ...] = ()
    reprompt: Reprompt = Reprompt.NONE
    go_to: Destination | None = None
    returns: Return | None = None
    sets: tuple[Assignment, ...] = ()


Ladder = tuple[Rung, ...] | None
"""The rungs of an author; ``None`` where nobody wrote any and the built-in ones serve."""


@dataclass(frozen=True, slots=True)
class Help:
    """What ``help`` says; with ``reprompt`` the question follows."""

    prompts: tuple[Prompt, ...]
    reprompt: bool = False
