"""Every name of a project: what stands at a place, what it means, and where else it is meant.

Laws:

- A name means the same wherever two places share a flow. A file that several flows include stands in all of them, so
  what it names ties the names of these flows together: they are found, and renamed, as one.
- ``references`` of any of them gives the same places.

Theory of operation: each occurrence has the scopes (flows) that it counts in: those that include its file, or the one
that it names itself (``flow:other/state``). From one occurrence, whatever has its kind, its name and one of its scopes
belongs to it; so do a place's other scopes (``keep`` of a call names a value of two flows); that is repeated until
nothing is added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from callwright.compiler.names.files import FileNames
from callwright.compiler.names.grammar import BUILT_IN
from callwright.compiler.names.occurrence import ACROSS_FLOWS, Kind, Occurrence, Role
from callwright.compiler.names.renaming import Refusal, edits, refused, shown, unfit
from callwright.diagnostics.model import Edit, Span

_PROJECT = frozenset({""})


class Index:
    """The names of a project's files, by the file's name as spans have it."""

    def __init__(self, files: Mapping[str, FileNames]) -> None:
        self._files = files

    @cached_property
    def _included(self) -> frozenset[str]:
        return frozenset(part for one in self._files.values() for part in one.includes)

    @cached_property
    def _flows_of(self) -> dict[str, frozenset[str]]:
        """By file, the flows that it is a part of."""
        flows: dict[str, set[str]] = defaultdict(set)
        for file, one in self._files.items():
            if not one.is_test and (one.named or file not in self._included):
                pending, seen = [file], set[str]()
                while pending:
                    part = pending.pop()
                    if part in seen or part not in self._files:
                        continue
                    seen.add(part)
                    flows[part].add(one.scope)
                    pending.extend(self._files[part].includes)
        for file, one in self._files.items():
            if one.is_test:
                flows[file] |= self._reached(one.scope, flows)
        return {file: frozenset(flows[file] or {one.scope}) for file, one in self._files.items()}

    def _reached(self, flow: str, flows: Mapping[str, set[str]]) -> set[str]:
        """A flow and those that it leads to: what a test of it says of services is meant for all of them."""
        leads: dict[str, set[str]] = defaultdict(set)
        for file, one in self._files.items():
            if not one.is_test:
                others = {found.name for found in one.occurrences if found.kind is Kind.FLOW}
                for mine in flows.get(file, ()):
                    leads[mine] |= others
        reached, pending = set[str](), [flow]
        while pending:
            name = pending.pop()
            if name not in reached:
                reached.add(name)
                pending.extend(leads[name])
        return reached

    @cached_property
    def _by_name(self) -> dict[tuple[Kind, str], list[Occurrence]]:
        found: dict[tuple[Kind, str], dict[Occurrence, None]] = defaultdict(dict)
        for file, one in self._files.items():
            is_part = file in self._included and not one.named
            for occurrence in one.occurrences:
                if not (is_part and occurrence.kind is Kind.FLOW and occurrence.role is Role.DEFINES):
                    found[occurrence.kind, occurrence.name][occurrence] = None
        return {key: list(some) for key, some in found.items()}

    def _scopes(self, occurrence: Occurrence) -> frozenset[str]:
        if occurrence.kind in ACROSS_FLOWS:
            return _PROJECT
        file = self._files.get(occurrence.span.file)
        if file is not None and occurrence.scope == file.scope:
            return self._flows_of[file.file]
        return frozenset({occurrence.scope})

    def scope_of(self, file: str) -> str:
        """The flow of a file; of a part, the first of those that include it; empty for an unknown file."""
        return min(self._flows_of.get(file, _PROJECT))

    def at(self, file: str, line: int, column: int) -> Occurrence | None:
        """The name at a place, from 1; the cursor may stand behind its last letter."""
        found = self._files.get(file)
        hits = [one for one in found.occurrences if _covers(one.span, line, column)] if found else []
        return max(hits, key=lambda one: (one.exact, one.span), default=None)

    def references(self, occurrence: Occurrence) -> tuple[Occurrence, ...]:
        """Every place that means the same, in the order of files and lines, definitions among them."""
        same = self._by_name.get((occurrence.kind, occurrence.name), [])
        scopes = set(self._scopes(occurrence))
        spans: set[Span] = set()
        mine: dict[Occurrence, None] = {}
        grows = True
        while grows:
            grows = False
            for one in same:
                if one not in mine and (one.span in spans or scopes & self._scopes(one)):
                    mine[one] = None
                    spans.add(one.span)
                    scopes |= self._scopes(one)
                    grows = True
        return tuple({one.span: one for one in sorted(mine, key=lambda one: (one.span, one.role))}.values())

    def definition(self, occurrence: Occurrence) -> tuple[Occurrence, ...]:
        """Where a name is defined; of a variable that nothing defines, where it is filled. Empty for built-in names."""
        every = self.references(occurrence)
        return tuple(one for one in every if one.role is Role.DEFINES) or tuple(
            one for one in every if one.role is Role.FILLS
        )

    def names(self, kind: Kind, scope: str) -> Mapping[str, Occurrence]:
        """The author's names of a kind that count in a flow, each with a definition, in the order of the files."""
        made: dict[str, Occurrence] = {}
        for (found, name), some in self._by_name.items():
            if found is not kind:
                continue
            mine = [one for one in some if one.role is not Role.USES and self._scopes(one) & {scope, ""}]
            if mine:
                made[name] = min(mine, key=lambda one: (one.role is not Role.DEFINES, one.span))
        return made

    def wanted(self, kind: Kind, scope: str) -> Mapping[str, Occurrence]:
        """The names of a kind that are used in a flow and stand nowhere, each with its first use."""
        made: dict[str, Occurrence] = {}
        for (found, name), some in self._by_name.items():
            mine = [one for one in some if self._scopes(one) & {scope, ""}] if found is kind else []
            if mine and name not in BUILT_IN.get(kind, ()) and all(one.role is Role.USES for one in mine):
                made[name] = min(mine, key=lambda one: one.span)
        return made

    def can_rename(self, occurrence: Occurrence) -> Refusal | None:
        """Why a name cannot have another one; ``None`` where it can."""
        return refused(occurrence, self.references(occurrence))

    def renamed(self, occurrence: Occurrence, new: str) -> tuple[Edit, ...] | Refusal:
        """What to write where, so that the name is ``new`` wherever it is meant; or why not."""
        every = self.references(occurrence)
        problem = refused(occurrence, every) or unfit(occurrence.kind, new)
        if problem is not None:
            return problem
        scopes = frozenset[str]().union(*(self._scopes(one) for one in every))
        taken = [one for one in self._by_name.get((occurrence.kind, new), ()) if self._scopes(one) & scopes]
        if taken and new != occurrence.name:
            first = min(taken, key=lambda one: (one.role, one.span))
            return Refusal(
                f'There is "{new}" already.',
                f"It stands in line {first.span.line} of {shown(first.span.file)}. Choose another.",
            )
        return edits(every, new)


def _covers(span: Span, line: int, column: int) -> bool:
    return (span.line, span.column) <= (line, column) <= (span.end_line, span.end_column)
