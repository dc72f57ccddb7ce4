"""What a part of a flow leaves behind for the whole: what it makes, declares and uses.

Each state is built with notes of its own, which are then taken over by the flow's in the order of the file. So what
comes of a state depends on nothing that other states say, and can be kept while it stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from callwright.compiler.nodes import Node
from callwright.compiler.report import Report
from callwright.core.model import Destination, Question
from callwright.core.prompt import Prompt
from callwright.core.templates import Condition
from callwright.diagnostics.model import Related, Span
from callwright.understanding.phrases import Phrase


class Declared(NamedTuple):
    """Where a name was first given a value, and its type if it has one."""

    span: Span
    type: str


class Use(NamedTuple):
    """Names that a template or a condition looks up. ``only``: those it may, whatever else has a value."""

    names: frozenset[str]
    heard: frozenset[str]
    asks: frozenset[str]
    source: str
    node: Node
    seen: frozenset[str]
    only: bool


class CallSite(NamedTuple):
    """A ``call`` as it is written; ``state`` is empty for that of a target."""

    to: Destination
    state: str
    node: Node
    given: Node | None
    save: Node | None
    failures: Node | None
    keep: tuple[Node, ...]


class Collected(NamedTuple):
    """How a slot is collected: its type, and its options as ``hear`` takes them."""

    type: str
    options: Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class Notes:
    """See the module."""

    prompts: dict[str, Prompt] = field(default_factory=dict)
    prompt_names: set[str] = field(default_factory=set)
    questions: dict[str, Question] = field(default_factory=dict)
    declared: dict[str, Declared] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)
    entered: set[tuple[str, str]] = field(default_factory=set)
    """Flow and state of every target that leads into another flow."""
    led: set[str] = field(default_factory=set)
    """States of this flow that something leads to."""
    listens: bool = False
    """Whether something may come from outside."""
    uses: list[Use] = field(default_factory=list)
    kept: list[tuple[str, Node]] = field(default_factory=list)
    """Names below ``forget``, or below ``keep`` of a call, which something else has to declare."""
    assigned: list[tuple[str, Node]] = field(default_factory=list)
    """What is given to a name, as it is written."""
    braced: list[tuple[str, Span]] = field(default_factory=list)
    """What stands in single braces in a spoken text, and where."""
    expressions: list[tuple[str, Condition, Node]] = field(default_factory=list)
    """Plain text in ``set`` that could be worked out, with the name that it is given to."""
    phrases: list[tuple[str, Phrase, Node]] = field(default_factory=list)
    """Every phrase with its intent and its place."""
    calls: list[CallSite] = field(default_factory=list)
    recordings: dict[Path, str] = field(default_factory=dict)
    """The files that are played, with the hashes of what stood in them; empty for one that cannot be played."""
    collected: dict[str, Collected] = field(default_factory=dict)
    """Slots by name; the first place that collects one counts."""
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    """Slot to option to how it is said."""

    def take(self, part: Notes, report: Report) -> None:
        """Add what a part left behind; a name that has another type there is reported."""
        self.prompts |= part.prompts
        self.prompt_names |= part.prompt_names
        self.questions |= part.questions
        self.secrets |= part.secrets
        self.entered |= part.entered
        self.led |= part.led
        self.listens = self.listens or part.listens
        self.uses += part.uses
        self.kept += part.kept
        self.assigned += part.assigned
        self.braced += part.braced
        self.expressions += part.expressions
        self.phrases += part.phrases
        self.calls += part.calls
        self.recordings |= part.recordings
        for name, collected in part.collected.items():
            self.collected.setdefault(name, collected)
        for name, options in part.labels.items():
            self.labels[name] = {**options, **self.labels.get(name, {})}
        for name, declared in part.declared.items():
            self.note(name, declared, report)

    def note(self, name: str, found: Declared, report: Report) -> None:
        """Something gives ``name`` a value."""
        before = self.declared.get(name)
        if before is None or (found.type and not before.type):
            self.declared[name] = found
        elif found.type and before.type != found.type:
            report.add(
                "two-types",
                f'"{name}" is {found.type} here and {before.type} in another place.',
                found.span,
                "Give both the same type, or one of them another name.",
                (Related(before.span, f"here it is {before.type}"),),
            )
