"""The flows around the one that a rule looks at, and what the rule took from them.

Law: what a rule found counts for as long as everything that it took is the same. So a rule that asks for one flow by
its name depends on that flow, one that asks for a ``fact`` about all of them on what that fact is, and one that goes
through all of them on every one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from callwright.compiler.builders.flow import Built
    from callwright.compiler.checks.subject import Subject

POSITION = ("entered", "whole", "answers")
"""What a ``Subject`` says of its flow's place among the others."""

T = TypeVar("T")
Find = Callable[[Mapping[str, "Built"]], object]


class Facts:
    """What is found out once about all flows of a project, for every rule and every flow."""

    def __init__(self, built: Mapping[str, Built]) -> None:
        self.built = built
        self._found: dict[Find, object] = {}

    def find(self, find: Find) -> object:
        """What ``find`` makes of the flows."""
        if find not in self._found:
            self._found[find] = find(self.built)
        return self._found[find]


class Around(Mapping[str, "Built"]):
    """The flows by their names, as one rule sees them."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._named: dict[str, Built | None] = {}
        self._all: Mapping[str, Built] | None = None
        self._taken: dict[Find, object] = {}
        self.position: dict[str, object] = {}
        """What was taken of ``POSITION``."""

    def __getitem__(self, name: str) -> Built:
        found = self._named[name] = self._facts.built.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        self._all = dict(self._facts.built)
        return iter(self._facts.built)

    def __len__(self) -> int:
        self._all = dict(self._facts.built)
        return len(self._facts.built)

    def fact(self, find: Find) -> object:
        """See ``fact``."""
        self._taken[find] = found = self._facts.find(find)
        return found

    def still_holds(self, facts: Facts, subject: Subject) -> bool:
        """Whether everything that was taken would be the same now, for this ``subject`` of the same flow."""
        built = facts.built
        if any(getattr(subject, name) != value for name, value in self.position.items()):
            return False
        if self._all is not None and (
            list(self._all) != list(built) or any(self._all[name] is not made for name, made in built.items())
        ):
            return False
        return all(built.get(name) is made for name, made in self._named.items()) and all(
            facts.find(find) == found for find, found in self._taken.items()
        )


class Looking:
    """A ``Subject`` that notes what a rule takes of its place among other flows."""

    __slots__ = ("_around", "_subject")

    def __init__(self, subject: Subject, around: Around) -> None:
        self._subject = subject
        self._around = around

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._subject, name)
        if name in POSITION:
            self._around.position[name] = value
        return value


def fact(built: Mapping[str, Built], find: Callable[[Mapping[str, Built]], T]) -> T:
    """What ``find`` makes of all flows together. It has to be a function of a module, and its value is compared."""
    if isinstance(built, Around):
        return built.fact(find)  # type: ignore[return-value]  # it is what ``find`` made
    return find(built)
