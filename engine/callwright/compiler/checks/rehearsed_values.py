"""Filters and comparisons that break with the kind of value they are given.

Theory of operation. Where the kind of every name in an expression is known, it is worked out once with a value of each
kind, by the very templates that a call uses; what breaks then breaks in every call. Two names that are only asked
whether they are equal do not break, they just never are, so those are compared by their kinds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from callwright.compiler.builders.notes import Use
from callwright.compiler.checks.hearing_phrases import NOW, SAMPLES
from callwright.compiler.checks.subject import Subject
from callwright.core.comparisons import named_pairs
from callwright.core.filters import ARGUMENTS
from callwright.core.templates import TemplateProblem, compile_condition
from callwright.core.unfilled import RenderError

_OF_THE_CALL: Mapping[str, Any] = {
    "now": NOW.isoformat()[:16],
    "today": NOW.date().isoformat(),
    "caller": {"number": "+492115566770"},
    "called": {"number": "+492115566771"},
    "call": {"direction": "inbound", "language": "en-US"},
    "heard": {"text": "hello", "intent": "", "barged_in": False},
}
_KIND_OF_THE_CALL: Mapping[str, str] = {
    "now": "a moment",
    "today": "a day",
    "caller.number": "a telephone number",
    "called.number": "a telephone number",
    "heard.text": "text",
}
_IS: Mapping[str, str] = {
    "digits": "digits",
    "phone": "a telephone number",
    "spelling": "letters and digits",
    "number": "a number",
    "money": "a sum of money",
    "date": "a day",
    "time": "a time of day",
    "duration": "a length of time",
    "yes_no": "yes or no",
}
"""The types whose values always look the same; a name or a text may be anything."""
_BRACES = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_WORDS = frozenset({"digits", "a telephone number", "letters and digits", "text"})
"""Kinds that may be the same letters."""


def check(subject: Subject) -> None:
    """Look at every expression that filters, reckons or compares."""
    told: set[tuple[str, str]] = set()
    for use in subject.context.uses:
        if not any(sign in use.source for sign in "|+-<>=") or (use.source, str(use.node.span)) in told:
            continue
        told.add((use.source, str(use.node.span)))
        if not _unlike(subject, use):
            _broken(subject, use)


# comparisons of two names


def _unlike(subject: Subject, use: Use) -> bool:
    """Tell two names of different kinds that are compared; whether there were any."""
    found = False
    for left, sign, right in named_pairs(use.source):
        kinds = _kind(subject, left), _kind(subject, right)
        if "" in kinds or kinds[0] == kinds[1] or set(kinds) <= _WORDS or set(kinds) == {"a number", "a sum of money"}:
            continue
        found = True
        how = {"==": "they are never the same", "!=": "they always differ"}.get(sign, "that cannot be told")
        subject.report.add(
            "unlike-values",
            f'"{left}" is {kinds[0]} and "{right}" is {kinds[1]}: {how}.',
            use.node.place_of(left.split(".")[0]),
            f'Compare "{left}" with another value of its kind.',
        )
    return found


def _kind(subject: Subject, name: str) -> str:
    return _KIND_OF_THE_CALL.get(name) or _IS.get(subject.flow.types.get(name, ""), "")


# what breaks


def _broken(subject: Subject, use: Use) -> None:
    if use.heard or use.asks:
        return
    types = tuple((name, subject.flow.types.get(name, "")) for name in sorted(use.names))
    if any(name not in _OF_THE_CALL and type not in _IS for name, type in types):
        return
    for written in _expressions(use.source):
        problem = _tried(written, types, subject.flow.language)
        if problem:
            filters = [name for name in ARGUMENTS if re.search(rf"\|\s*{name}\b", written)]
            examples = ", ".join(ARGUMENTS[name].example for name in filters)
            kinds = [f'"{name}" is {kind}' for name, _ in types if (kind := _kind(subject, name))]
            subject.report.add(
                "unfit-filter",
                f"This breaks in every call: {'; '.join((problem, *kinds))}.",
                use.node.place_of(written),
                f"For example: {examples}" if examples else "Only numbers, sums, days and times can be reckoned with.",
            )


def _expressions(source: str) -> list[str]:
    """What stands between the braces of a text; a bare expression itself."""
    if "{%" in source:
        return []  # what is said depends on what holds
    return [found.strip() for found in _BRACES.findall(source)] if "{{" in source else [source]


@lru_cache(maxsize=2048)
def _tried(written: str, types: tuple[tuple[str, str], ...], language: str) -> str:
    """What goes wrong when an expression is worked out with a value of each kind; empty if nothing does."""
    call = {"call": {"direction": "inbound", "language": language}}
    held = {name: SAMPLES[type] for name, type in types if type in _IS}
    try:
        compile_condition(written).value(
            {**_OF_THE_CALL, **call, **held, "types_": dict(types), "labels_": {}, "timezone_": "UTC"}
        )
    except TemplateProblem:
        return ""
    except RenderError as problem:
        return str(problem)
    return ""
