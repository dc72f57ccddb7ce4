"""Filters and comparisons that break with the kind of value they are given.

Theory of operation. Where the kind of every name in an expression is known, it is worked out once with a value of each
kind, by the very templates that a call uses; what breaks then breaks in every call. Two names that are only asked
whether they are equal do not break, they just never are, so those are compared by their kinds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import nodes

from callwright.compiler.builders.notes import Use
from callwright.compiler.checks.hearing_phrases import NOW, SAMPLES
from callwright.compiler.checks.subject import Subject
from callwright.compiler.checks.truth import expression
from callwright.compiler.report import listed
from callwright.core.filters import ARGUMENTS
from callwright.core.sandbox import TEXT
from callwright.core.templates import TemplateProblem, compile_condition, compile_text
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
    for left, sign, right in _pairs(use.source):
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


def _pairs(source: str) -> Iterator[tuple[str, str, str]]:
    signs = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
    for compare in _compares(source):
        left = compare.expr
        for operand in compare.ops:
            one, other = _name(left), _name(operand.expr)
            if one and other and operand.op in signs:
                yield one, signs[operand.op], other
            left = operand.expr


def _compares(source: str) -> Iterator[nodes.Compare]:
    tree: nodes.Node | None = TEXT.parse(source) if "{{" in source or "{%" in source else expression(source)
    if isinstance(tree, nodes.Compare):
        yield tree
    if tree is not None:
        yield from tree.find_all(nodes.Compare)


def _name(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return f"{node.node.name}.{node.attr}"
    return ""


def _kind(subject: Subject, name: str) -> str:
    return _KIND_OF_THE_CALL.get(name) or _IS.get(subject.flow.types.get(name, ""), "")


# what breaks


def _broken(subject: Subject, use: Use) -> None:
    scope: dict[str, Any] = {
        "types_": subject.flow.types,
        "labels_": subject.flow.labels,
        "timezone_": "UTC",
        "call": {"direction": "inbound", "language": subject.flow.language},
    }
    for name in use.names:
        if name in _OF_THE_CALL:
            scope.setdefault(name, _OF_THE_CALL[name])
        elif subject.flow.types.get(name, "") in _IS:
            scope[name] = SAMPLES[subject.flow.types[name]]
        else:
            return
    if use.heard or use.asks:
        return
    try:
        if "{{" in use.source or "{%" in use.source:
            compile_text(use.source).render(scope)
        else:
            compile_condition(use.source).value(scope)
    except TemplateProblem:
        return
    except RenderError as problem:
        filters = [name for name in ARGUMENTS if f"| {name}" in use.source or f"|{name}" in use.source]
        examples = ", ".join(ARGUMENTS[name].example for name in filters)
        kinds = [f'"{name}" is {kind}' for name in sorted(use.names) if (kind := _kind(subject, name))]
        subject.report.add(
            "unfit-filter",
            f"This breaks in every call: {problem}. {'; '.join(kinds)}".rstrip(". ") + ".",
            use.node,
            f"For example: {examples}" if examples else f"Names with a value: {listed(subject.context.declared)}.",
        )
