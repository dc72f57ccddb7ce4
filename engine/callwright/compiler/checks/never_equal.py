"""Comparisons of the call's own names with something that they never are: an intent, a language, a failure.

``heard.intent`` is one of the intents that the flow listens for, ``call.language`` one of its languages as they stand
under ``languages:``, ``call.direction`` one of two words, ``result.failed`` a name that a sub-flow fails with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from callwright.compiler.builders.flow import Built
from callwright.compiler.builders.notes import Use
from callwright.compiler.checks.around import fact
from callwright.compiler.checks.results import failures_known
from callwright.compiler.checks.subject import Subject
from callwright.compiler.report import listed
from callwright.core.comparisons import Comparison, comparisons
from callwright.diagnostics.model import Edit, Fix, Span
from callwright.diagnostics.nearest import nearest

_NAMES = ("heard.intent", "call.language", "call.direction", "result.failed")


class _Known(NamedTuple):
    """What a name can be. ``what`` says so in a sentence with its list."""

    values: frozenset[str]
    what: str


def check(subject: Subject) -> None:
    """Look at every comparison of the flow."""
    uses = [use for use in subject.context.uses if any(name in use.source for name in _NAMES)]
    known = _known(subject) if uses else {}
    told: set[tuple[Span, str, str]] = set()
    for use in uses:
        for found in comparisons(use.source):
            can = known.get(found.name + found.part)
            if can is None or found.sign not in ("==", "!=", "in") or not isinstance(found.fixed, str):
                continue
            where = (use.node.span, found.written, found.fixed)
            if found.fixed and found.fixed not in can.values and where not in told:
                told.add(where)
                _tell(subject, use, found, can)


def _known(subject: Subject) -> dict[str, _Known]:
    flow = subject.flow
    heard = {*flow.anytime, *flow.universals}.union(*(question.listening for question in flow.questions.values()))
    known = {
        "heard.intent": _Known(frozenset(heard), "It can be one of the intents that this flow listens for"),
        "call.language": _Known(frozenset(flow.languages), "It can be one of the flow's languages"),
        "call.direction": _Known(frozenset({"inbound", "outbound"}), "It is one of"),
    }
    if fact(subject.built, _are_several):  # what came before may have been heard in another flow, in its language
        heard |= fact(subject.built, _heard_anywhere)
        known["heard.intent"] = known["heard.intent"]._replace(values=frozenset(heard))
        languages = fact(subject.built, _languages_anywhere)
        known["call.language"] = known["call.language"]._replace(values=languages)
    if not subject.whole:
        known = {"call.direction": known["call.direction"]}
    elif (failures := failures_known(subject)) is not None:
        known["result.failed"] = _Known(failures, "A sub-flow of this flow fails with")
    return known


def _are_several(built: Mapping[str, Built]) -> bool:
    return len(built) > 1


def _heard_anywhere(built: Mapping[str, Built]) -> frozenset[str]:
    heard: set[str] = set()
    for made in built.values():
        other = made.flow
        heard |= {*other.anytime, *other.universals}.union(*(q.listening for q in other.questions.values()))
    return frozenset(heard)


def _languages_anywhere(built: Mapping[str, Built]) -> frozenset[str]:
    return frozenset(tag for made in built.values() for tag in made.flow.languages)


def _tell(subject: Subject, use: Use, found: Comparison, can: _Known) -> None:
    meant = _meant(found.fixed, can.values)
    holds = {"==": "this never holds", "!=": "this always holds", "in": "it is never this one"}[found.sign]
    hint = f" Did you mean '{meant}'?" if meant else ""
    at = use.node.place_of(found.fixed)
    if at == use.node.span:
        fixes: tuple[Fix, ...] = ()
    else:
        fixes = (Fix(f"Write '{meant}'", (Edit(at, meant),)),) if meant else ()
    subject.report.add(
        "never-equal",
        f'"{found.written}" is never {found.shown}, so {holds}.{hint}',
        at,
        f"{can.what}: {listed(can.values)}.",
        fixes=fixes,
    )


def _meant(written: str, values: Iterable[str]) -> str:
    """The value that is meant: one that begins so ("en" for "en-US"), else the nearest one."""
    begins = [value for value in values if value.casefold().startswith(f"{written.casefold()}-")]
    if len(begins) == 1:
        return begins[0]
    return nearest(written, values) or ""
