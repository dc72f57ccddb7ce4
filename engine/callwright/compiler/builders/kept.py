"""What is kept of a flow's building, for an editor that builds it again at every key.

Law: what is kept counts only while everything that it was made from is the same: the state as it was read, on the
same line; what stands outside the states; the recordings that it plays; and the states that it leads to are still
there. A state about which there was something to tell may have missed a name, so it counts only while the names of all
states are the same. Where the files of a flow are the very same, the whole flow is kept in this way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from callwright.compiler.builders.notes import Notes
from callwright.compiler.document import Document
from callwright.compiler.files import Files
from callwright.compiler.nodes import Entry, Node
from callwright.compiler.report import Report
from callwright.compiler.schema import SECTIONS
from callwright.compiler.sections import Sections
from callwright.core.model import Intent, State
from callwright.diagnostics.model import Diagnostic
from callwright.understanding.matcher import Lexicon

if TYPE_CHECKING:
    from callwright.compiler.builders.flow import Built
    from callwright.compiler.checks.around import Around

_SEEN = ("prompts", "hours", "services")
"""Sections that states look into; of intents they know the names alone, and of variables nothing."""

Surroundings = tuple[object, ...]
"""Whatever a state depends on beside itself; compared as a whole."""


@dataclass(slots=True)
class KeptState:
    """A state, what it left behind, and what was told about it, by its builder and by the rules for single states."""

    entry: Entry
    line: int
    state: State
    notes: Notes
    told: tuple[Diagnostic, ...]
    advice: tuple[Diagnostic, ...] | None = None
    """``None`` until the rules have looked."""


@dataclass(slots=True)
class KeptFlow:
    """A flow that was built without a mistake, what was told about it, and all that it was made from.

    ``recordings`` are the files that it plays, with the hashes of what stood in them.
    """

    documents: tuple[Document, ...]
    name: str
    flows: Mapping[str, frozenset[str]]
    recordings: Mapping[Path, str]
    built: Built
    told: tuple[Diagnostic, ...]


class KeptRule(NamedTuple):
    """What a rule told about a flow, and what it took from the flows around it."""

    built: Built
    around: Around
    told: tuple[Diagnostic, ...]


@dataclass(slots=True)
class Kept:
    """What is kept of one flow. ``names`` are the states of every flow of the project."""

    surroundings: Surroundings = ()
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    states: dict[str, KeptState] = field(default_factory=dict)
    spoken: tuple[tuple[str, ...], Mapping[str, Intent]] | None = None
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)
    whole: KeptFlow | None = None
    rules: dict[Callable[..., None], KeptRule] = field(default_factory=dict)
    seen: object = None
    """What the rules saw of the flow beside the state, and beside its surroundings, when they told ``advice``."""

    def flow(
        self, sections: Sections, flows: Mapping[str, frozenset[str]], files: Files, report: Report
    ) -> Built | None:
        """The whole flow as it was built before, if all that it was made from is the same; what was told is told."""
        kept = self.whole
        if kept is None or kept.name != sections.name or not sections.whole:
            return None
        if len(kept.documents) != len(sections.documents) or any(
            one is not other for one, other in zip(kept.documents, sections.documents, strict=True)
        ):
            return None
        if kept.flows != flows and not (
            not kept.told
            and (len(kept.flows) > 1) == (len(flows) > 1)
            and all(flow in flows and (not state or state in flows[flow]) for flow, state in kept.built.leads_to)
        ):
            return None
        if not all(files.is_still(path, digest) for path, digest in kept.recordings.items()):
            return None
        report.extend(kept.told)
        kept.built.context.flows = kept.flows = flows
        return kept.built

    def keep(
        self,
        sections: Sections,
        flows: Mapping[str, frozenset[str]],
        built: Built | None,
        told: Sequence[Diagnostic],
    ) -> None:
        """Keep a flow that was built, for ``flow``; one with a mistake is not kept."""
        self.whole = None
        if built is not None:
            documents, recordings = tuple(sections.documents), dict(built.context.recordings)
            self.whole = KeptFlow(documents, sections.name, flows, recordings, built, tuple(told))

    def begin(self, sections: Sections, flows: Mapping[str, frozenset[str]]) -> None:
        """A new building begins: forget every state whose surroundings are not the same."""
        now = surroundings(sections, flows)
        if now != self.surroundings:
            self.states.clear()
        elif flows != self.names:
            self.states = {
                name: kept for name, kept in self.states.items() if not kept.told and _there(kept, sections, flows)
            }
        self.surroundings, self.names = now, flows

    def look(self, seen: object) -> None:
        """The rules are about to look: forget what they said while they saw something else."""
        if seen != self.seen:
            self.seen = seen
            for state in self.states.values():
                state.advice = None

    def state(self, name: str, entry: Entry, files: Files) -> KeptState | None:
        """A state as it was built before, if it is still the same, on the same line, with the same recordings."""
        kept = self.states.get(name)
        if kept is None or kept.entry is not entry or kept.line != entry.key.source.first_line:
            return None
        return kept if all(files.is_still(path, digest) for path, digest in kept.notes.recordings.items()) else None


def surroundings(sections: Sections, flows: Mapping[str, frozenset[str]]) -> Surroundings:
    """Everything that a state may depend on beside itself, as it is now."""
    heads: list[tuple[Node, int]] = []
    for key, entry in sections.root.entries.items():
        if key not in SECTIONS:
            heads.append((entry.value, entry.key.source.first_line))
    for section in _SEEN:
        for entry in getattr(sections, section).values():
            heads.append((entry.value, entry.key.source.first_line))
    return (
        sections.name,
        sections.whole,
        tuple(heads),
        frozenset(sections.intents),
        frozenset(part for part in sections.refused.names if part[0] != "states"),
        frozenset(part for part in sections.refused.parts if len(part) == 1),
        tuple((name, type(states).__name__) for name, states in flows.items()),
    )


def _there(kept: KeptState, sections: Sections, flows: Mapping[str, frozenset[str]]) -> bool:
    """Whether every state that a state leads to is still there."""
    return kept.notes.led <= sections.states.keys() and all(
        flow in flows and (not state or state in flows[flow]) for flow, state in kept.notes.entered
    )
