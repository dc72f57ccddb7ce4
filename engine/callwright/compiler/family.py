"""The flows of a project, built together: each for itself, then what only shows when all are known.

Flows know each other by name, so the names and states of all are there before the first is built.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType

from callwright.compiler import checks
from callwright.compiler.builders.flow import Built, bare, build_flow, versioned
from callwright.compiler.builders.timezone import place
from callwright.compiler.checks.around import Facts
from callwright.compiler.checks.subject import Subject
from callwright.compiler.files import Files
from callwright.compiler.memory import Memory
from callwright.compiler.reach import check_reach
from callwright.compiler.report import Report
from callwright.compiler.sections import Sections
from callwright.compiler.subflows import check_subflows
from callwright.core.model import Flow
from callwright.diagnostics.model import Related, Span


class _Any(frozenset[str]):
    """The states of a flow that could not be read, or not wholly: a name may be one of them."""

    def __contains__(self, name: object) -> bool:
        return True


def build_family(
    flows: Mapping[str, Sections],
    entry: str | None,
    unread: AbstractSet[str],
    files: Files,
    report: Report,
    memory: Memory,
) -> tuple[dict[str, Built], dict[str, Flow]]:
    """Build what could be read: each flow for itself, and all of them if there is no mistake.

    ``unread``: flows, by the names of their files, of which nothing is known.
    """
    states = {name: (frozenset if sections.whole else _Any)(sections.states) for name, sections in flows.items()}
    states |= {name: _Any() for name in unread - flows.keys()}
    family: dict[str, Flow] = {}
    shared = MappingProxyType(family)
    built: dict[str, Built] = {}
    for name, sections in flows.items():
        kept = memory.of_flow(name)
        made = kept.flow(sections, states, files, report)
        if made is None:
            told = len(report.diagnostics)
            made = build_flow(sections, states, shared, files, report, kept)
            kept.keep(sections, states, made, report.diagnostics[told:])
        if made is not None:
            built[name] = made
    _claimed_twice(built, flows, report)
    led_to = {place for name, made in built.items() for place in made.leads_to if place[0] != name}
    whereabouts = {name: made.needs_timezone for name, made in built.items()}
    flows_placed = place({name: made.flow for name, made in built.items()}, whereabouts, report)
    others = _answers_alone(built, {flow for flow, _ in led_to})
    answering = {name for name, made in built.items() if made.flow.numbers or made.flow.answers_everything}
    if entry is None and others is not None:
        answering.add(others)
    begins = answering | ({entry} if entry is not None else set())
    whole = len(built) == len(states)
    facts = Facts(built)
    for name, made in built.items():
        entered = frozenset(state for flow, state in led_to if flow == name and state)
        subject = Subject(made.flow, made.context, entered, report, built, whole=whole, answers=name in begins)
        checks.run(subject, memory.of_flow(name), made, facts)
    check_subflows(built, answering, report, whole=whole)
    if report.errors:
        return built, {}
    alone = entry or others
    check_reach(built, alone, report)
    version = files.version
    for name, made in built.items():
        everything = name == alone and not made.flow.numbers
        family[name] = versioned(flows_placed[name], version, shared, answers_everything=everything)
    return built, family


def _answers_alone(built: Mapping[str, Built], led_to: set[str]) -> str | None:
    """The only flow that no other one goes to, where none says that it answers everything."""
    if any(made.flow.answers_everything for made in built.values()):
        return None
    roots = [name for name in built if name not in led_to]
    return roots[0] if len(roots) == 1 else None


def _claimed_twice(built: Mapping[str, Built], flows: Mapping[str, Sections], report: Report) -> None:
    claimed: dict[str, tuple[str, Span]] = {}
    for name, made in built.items():
        for number, span, shown in _claims(made.flow, flows[name]):
            first = claimed.setdefault(number, (name, span))
            if first[1] != span:
                what = f"the number {shown}" if number else "every other number"
                report.add(
                    "number-claimed-twice",
                    f'The flows "{first[0]}" and "{name}" both answer {what}.',
                    span,
                    "Remove it from one of them.",
                    (Related(first[1], "the other one is here"),),
                )


def _claims(flow: Flow, sections: Sections) -> Iterator[tuple[str, Span, str]]:
    numbers, answers = sections.head("numbers"), sections.head("answers")
    for node in () if numbers is None else numbers.items or (numbers,):
        written = node.raw.strip()
        yield bare(written), node.span, written
    if flow.answers_everything and answers is not None:
        yield "", answers.span, ""
