"""Calls by number: which flow, which call, what was broken, and how a failing one is made small and shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from random import Random

from callwright.core.model import Flow
from callwright.platform.switches import RECOMMENDED, Switches
from callwright.platform.transcript import render
from tests.laws.callers import Case, case_of
from tests.laws.files import compiled
from tests.laws.flows import texts_of
from tests.laws.known import known
from tests.laws.laws import broken
from tests.laws.witness import Witness


@dataclass(frozen=True, slots=True)
class Failure:
    """A call in which laws were broken. ``flow`` is a number, or the name of a known flow."""

    flow: str
    call: int
    seed: int
    complaints: dict[str, list[str]]


@lru_cache(maxsize=64)
def flow_called(name: str, seed: int = 0) -> Flow:
    """A random flow by its number, or a known one by its name."""
    return compiled(texts_of(Random(f"flow {seed} {name}"))) if name.isdigit() else known()[name]


def case_called(flow: str, call: int, seed: int = 0) -> Case:
    """One of the calls of a flow."""
    return case_of(Random(f"call {seed} {flow} {call}"))


def complaints_of(flow: Flow, case: Case) -> dict[str, list[str]]:
    """What is wrong with a call, by law."""
    return broken(Witness(flow, case).lead())


def failures(flows: Iterable[str], calls: int, seed: int = 0) -> list[Failure]:
    """Every call of these in which a law was broken."""
    return list(each_failure(flows, calls, seed))


def each_failure(flows: Iterable[str], calls: int, seed: int = 0) -> Iterator[Failure]:
    """The same, one after the other."""
    for name in flows:
        flow = flow_called(name, seed)
        for call in range(calls):
            complaints = complaints_of(flow, case_called(name, call, seed))
            if complaints:
                yield Failure(name, call, seed, complaints)


def shrunk(flow: Flow, case: Case, law: str) -> Case:
    """A smaller call that breaks the same law: fewer deeds, fewer switches that are turned."""

    def still(other: Case) -> bool:
        return law in complaints_of(flow, other)

    smaller = True
    while smaller:
        smaller = False
        for place in reversed(range(len(case.deeds))):
            fewer = replace(case, deeds=case.deeds[:place] + case.deeds[place + 1 :])
            if still(fewer):
                case, smaller = fewer, True
    for name in (field.name for field in fields(Switches)):
        plain = replace(case, switches=replace(case.switches, **{name: getattr(RECOMMENDED, name)}))
        if plain != case and still(plain):
            case = plain
    return case


def report(failure: Failure) -> str:
    """All that is needed to understand a failure: what was broken, the smallest such call, and what was said in it."""
    flow = flow_called(failure.flow, failure.seed)
    case = case_called(failure.flow, failure.call, failure.seed)
    law = next(iter(failure.complaints))
    small = Witness(flow, shrunk(flow, case, law)).lead()
    seed = f" --seed {failure.seed}" if failure.seed else ""
    lines = [
        f"flow {failure.flow}, call {failure.call}: {', '.join(failure.complaints)}",
        f"again: .venv/bin/python -m tests.laws --flow {failure.flow} --call {failure.call}{seed}",
        f"made small: {small.case}",
        *render(small.line.timeline),
        *(f"{name}: {complaint}" for name, complaints in broken(small).items() for complaint in complaints[:3]),
    ]
    return "\n".join(lines)


def reports(found: list[Failure], each: int = 1) -> str:
    """The first failures of each law, in full."""
    shown: dict[str, int] = {}
    told = []
    for failure in found:
        law = next(iter(failure.complaints))
        shown[law] = shown.get(law, 0) + 1
        if shown[law] <= each:
            told.append(report(failure))
    return "\n\n".join(told)
