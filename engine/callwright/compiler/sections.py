"""A flow's sections, its own and those of the files that it includes, as one.

An included file adds to ``intents``, ``prompts``, ``variables``, ``hours``, ``services`` and ``states``. A name stands
for one thing only: the second place that defines it is a mistake, told with both places.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from callwright.compiler.document import Document
from callwright.compiler.nodes import Entry, Node
from callwright.compiler.report import Report
from callwright.compiler.schema import SECTIONS, Refused
from callwright.compiler.schema_finding import Route
from callwright.diagnostics.model import Related, Span

_SINGULAR = {
    "intents": "intent",
    "prompts": "prompt",
    "variables": "variable",
    "hours": "entry of hours",
    "services": "service",
    "states": "state",
}

_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_-]+")


def name_of_flow(file: str, root: Node | None = None) -> str:
    """The name of the flow that a file is: the one that it says, else the file's own, without what no name has."""
    entry = root.entries.get("flow") if root is not None else None
    written = entry.value.raw.strip() if entry is not None else ""
    return written or _NOT_IN_A_NAME.sub("-", PurePath(file).stem).strip("-") or "flow"


@dataclass(slots=True)
class Sections:
    """What a flow is made of. Entries keep the place where they are written, whichever file that is."""

    name: str
    span: Span
    root: Node
    intents: dict[str, Entry] = field(default_factory=dict)
    prompts: dict[str, Entry] = field(default_factory=dict)
    variables: dict[str, Entry] = field(default_factory=dict)
    hours: dict[str, Entry] = field(default_factory=dict)
    services: dict[str, Entry] = field(default_factory=dict)
    states: dict[str, Entry] = field(default_factory=dict)
    anytime: Mapping[str, Entry] = field(default_factory=dict)
    refused: Refused = field(default_factory=Refused)
    documents: list[Document] = field(default_factory=list)
    """The files, as they were read."""
    whole: bool = True
    """Whether every file could be read."""

    def head(self, key: str) -> Node | None:
        """The value of a key at the top of the flow's own file."""
        entry = self.root.entries.get(key)
        return entry.value if entry is not None else None

    def add(self, document: Document, refused: Refused, report: Report) -> None:
        """Take over the shared sections of a file of this flow."""
        assert document.root is not None
        self.documents.append(document)
        self.refused.parts |= refused.parts
        self.refused.names |= refused.names
        self.refused.dropped += refused.dropped
        for section in SECTIONS:
            entry = document.root.entries.get(section)
            if entry is None:
                continue
            mine: dict[str, Entry] = getattr(self, section)
            for name, found in entry.value.entries.items():
                if name in mine:
                    self._twice(section, name, found, mine[name], report)
                else:
                    mine[name] = found

    def _twice(self, section: str, name: str, again: Entry, first: Entry, report: Report) -> None:
        what = _SINGULAR[section]
        report.add(
            "defined-twice",
            f'The {what} "{name}" is defined twice in this flow.',
            again.key,
            f"Give one of them another name, or remove it; the other one is in {first.key.span.file}.",
            (Related(first.key.span, "the other one is here"),),
        )

    def usable(self, section: str, name: str) -> bool:
        """Whether an entry of a section can be built."""
        return (section, name) not in self.refused.names

    def touched(self, section: str, name: str = "") -> bool:
        """Whether something was refused in a section, or in one of its entries, so that parts of it are missing."""
        route: Route = (section, name) if name else (section,)
        return any(part[: len(route)] == route for part in self.refused.parts)
