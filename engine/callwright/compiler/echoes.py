"""The same mistake in several places, told once.

A name that is not there is used on many lines when its definition is misspelt; an author who mends one of them mends
all. So findings that say the same of the same name become one, at the first place, with the others beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from callwright.diagnostics.model import Diagnostic, Fix, Related, Severity, Span, in_order

_ABOUT_NAMES = frozenset(
    "unknown-state unknown-intent unknown-prompt unknown-name unknown-hours unknown-service unknown-flow untyped-value"
    " out-of-scope unknown-language missing-language".split()
)
_ABOUT_NOTHING = frozenset({"wrong-kind"})
_MOST = 20


def gathered(findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings in their order, those that say the same of one name joined at the first place."""
    made: dict[tuple[str, str, str], list[Diagnostic]] = {}
    for at, found in enumerate(in_order(tuple(findings))):
        one = found.code in _ABOUT_NAMES and '"' in found.message
        made.setdefault((found.code, found.span.file, found.message if one else str(at)), []).append(found)
    faulty = {(found.span.file, found.span.line) for found in findings if found.severity is Severity.ERROR}
    moved = [found.span for found in findings if found.message.endswith((" to the right.", " to the left."))]
    curly = {found.span for found in findings if found.code == "typographic-quotes"}
    braced = {_quoted(found.message).strip("{}") for found in findings if found.code == "single-braces"}
    made = {
        key: same
        for key, same in made.items()
        if not (
            _emptied(same[0], faulty)
            or (same[0].code == "duplicate-key" and any(_between(place, same[0]) for place in moved))
            or (same[0].span in curly and same[0].code != "typographic-quotes")
            or (same[0].code == "unused-variable" and _quoted(same[0].message) in braced)
        )
    }
    return [_joined(same) if len(same) > 1 else same[0] for same in made.values()]


def _between(place: Span, found: Diagnostic) -> bool:
    """Whether a line that stands too far in or out stands between two equal keys, one of which belongs below it."""
    return any(
        related.span.file == place.file and related.span.line < place.line < found.span.line
        for related in found.related
    )


def _quoted(message: str) -> str:
    """What a message begins with in quotes."""
    return message.split('"')[1] if message.startswith('"') else ""


def _emptied(found: Diagnostic, faulty: Set[tuple[str, int]]) -> bool:
    """Whether a key only has no value because the line below it went wrong."""
    if found.code not in _ABOUT_NOTHING or not found.message.endswith("has no value."):
        return False
    return any((found.span.file, found.span.line + below) in faulty for below in range(1, 4))


def _joined(same: list[Diagnostic]) -> Diagnostic:
    first, rest = same[0], same[1:]
    also = tuple(Related(found.span, "and here") for found in rest[:_MOST])
    return replace(first, related=(*first.related, *also), fixes=tuple(_everywhere(same)))


def _everywhere(same: list[Diagnostic]) -> Iterable[Fix]:
    """Mends that all of them offer, made in all places at once; what mends the definition is made once."""
    for fix in same[0].fixes:
        others = [next((other for other in found.fixes if other.title == fix.title), None) for found in same]
        edits = dict.fromkeys(edit for other in others if other is not None for edit in other.edits)
        if None not in others:
            yield replace(fix, edits=tuple(edits))
