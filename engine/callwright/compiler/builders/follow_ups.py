"""Findings that only follow from another mistake, which is told already: they are left out.

Laws:

- Where a part was taken out, nothing is told about what is missing around it.
- A name is not called unknown where the mistake may be that its definition is lost: below a misspelt section, in a file
  that could not be included, or under a name that stands there twice.
- Whatever is left out comes back once the first mistake is mended, if it was one of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from callwright.compiler.nodes import Node
from callwright.compiler.report import Report
from callwright.compiler.schema import SECTIONS
from callwright.compiler.sections import Sections
from callwright.compiler.shape import flow_schema, language_keys
from callwright.diagnostics.model import Diagnostic, Span

_ABOUT_GAPS = frozenset(
    "silent-end prompt-without-text choose-without-rest misplaced-key slot-without-question empty-rung leads-nowhere"
    " intent-without-phrases empty-text missing-key never-taken out-of-scope unused-key".split()
)
_OF_SECTION = {
    "states": ("unknown-state", "flow-without-states"),
    "intents": ("unknown-intent", "untyped-value"),
    "prompts": ("unknown-prompt",),
    "variables": ("unknown-name",),
    "hours": ("unknown-hours",),
    "services": ("unknown-service",),
    "anytime": ("unknown-name",),
}
"""What only follows from a section that is lost."""
_NAMES = frozenset(code for codes in _OF_SECTION.values() for code in codes)
_ABOUT_LANGUAGES = frozenset({"unknown-language", "missing-language", "language-not-said"})


def drop_follow_ups(sections: Sections, report: Report, told: int) -> None:
    """Leave out what only follows. The findings of this flow are those behind the first ``told``."""
    kept = report.diagnostics[told:]
    if _names_are_lost(sections, report.diagnostics[:told]):
        kept = [found for found in kept if found.code not in _NAMES]
    if sections.refused.parts:
        kept = _beside_refused(sections, kept)
    report.diagnostics[told:] = kept


def _beside_refused(sections: Sections, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    gaps = [
        entry.value.span
        for section in SECTIONS
        for name, entry in getattr(sections, section).items()
        if sections.touched(section, name)
    ]
    dropped = sections.refused.dropped
    # What stands at the margin under a name that is no key is lost with all the names in it.
    lost = any(len(part) == 1 and part[0] not in flow_schema()["properties"] for part in sections.refused.parts)
    echoes = _NAMES if lost else frozenset()
    nameless = any(_is_nameless(node) for node in dropped)
    misplaced = any(route[-1] in language_keys() for route in sections.refused.names)
    strange = any(sections.touched(key) for key in ("language", "languages"))
    return [
        found
        for found in findings
        if not (
            (found.code in _ABOUT_GAPS and any(_within(found.span, gap) for gap in gaps))
            or (found.code in _ABOUT_LANGUAGES and strange)
            or (found.code == "untyped-value" and dropped)
            or (found.code in ("unknown-name", "untyped-value") and nameless)
            or (found.code in _ABOUT_GAPS and misplaced)
            or (
                found.code == "two-acts"
                and '"go_to"' in found.message
                and any(_within(found.span, gap) for gap in gaps)
            )
            or found.code in echoes
            or (found.code == "flow-without-states" and sections.touched("states"))
        )
    ]


def _is_nameless(node: Node) -> bool:
    """Whether it is a slot of which nobody knows the name."""
    slot = node.entries.get("slot")
    return "type" in node.entries and (slot is None or not slot.value.raw)


def _goes_on(found: Diagnostic) -> bool:
    """Whether it is about a ``go_to`` that belongs to an act which may have been taken out."""
    return found.code == "two-acts" and '"go_to"' in found.message


def _names_are_lost(sections: Sections, before: Iterable[Diagnostic]) -> bool:
    """Whether a definition may have been lost in a file that could not be included, or in a double."""
    include = sections.head("include")
    files = {entry.key.span.file for section in SECTIONS for entry in getattr(sections, section).values()}
    files.add(sections.span.file)
    return any(
        (found.code == "duplicate-key" and found.span.file in files)
        or (
            found.code in ("unknown-file", "unreadable-file", "outside-project")
            and include is not None
            and _covers(include.span, found)
        )
        for found in before
    ) or (include is not None and not sections.whole and any(found.span.file not in files for found in before))


def _covers(span: Span, found: Diagnostic) -> bool:
    return span.file == found.span.file and span.line <= found.span.line <= span.end_line


def _within(span: Span, gap: Span) -> bool:
    return span.file == gap.file and gap.line - 1 <= span.line <= gap.end_line
