"""The author's files to what can be served.

Reading is slow and may fail; it makes a ``Loaded`` and touches nothing, so it may run in a thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from callwright.compiler import Project, compile_path
from callwright.compiler.archive import Archive
from callwright.compiler.memory import Memory
from callwright.core.model import Flow
from callwright.diagnostics.model import Diagnostic, Severity, in_order
from callwright.runtime.answering import Offer
from callwright.runtime.hearing import prepare


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one reading of the files gave. ``projects`` is empty where anything was wrong.

    ``archives`` are what the projects were made from, by their versions; whoever has kept them elsewhere empties it.
    ``offers`` say which version new calls begin in, where that is not simply each project for the numbers of its flows.
    """

    projects: tuple[Project, ...]
    flows: Mapping[str, Flow]
    diagnostics: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, Sequence[str]] = field(default_factory=dict)
    archives: dict[str, Archive] = field(default_factory=dict)
    offers: tuple[Offer, ...] = ()

    @property
    def errors(self) -> int:
        """How many mistakes there are to be mended."""
        return sum(found.severity is Severity.ERROR for found in self.diagnostics)


def flows_of(projects: Sequence[Project]) -> dict[str, Flow]:
    """All flows by their names; of several with one name that of the first project."""
    made: dict[str, Flow] = {}
    for project in projects:
        for name, flow in project.flows.items():
            made.setdefault(name, flow)
    return made


class Reader:
    """Reads the same paths again and again; what did not change is not compiled again. Not for several threads."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = tuple(paths)
        self._memories = [Memory() for _ in self._paths]

    def read(self) -> Loaded:
        """Read and compile all files. Slow; changes nothing; raises nothing for an author's mistake."""
        projects: list[Project] = []
        diagnostics: list[Diagnostic] = []
        sources: dict[str, Sequence[str]] = {}
        archives: dict[str, Archive] = {}
        for index, path in enumerate(self._paths):
            try:
                compiled = compile_path(path, memory=self._memories[index])
            except BaseException:
                self._memories[index] = Memory()  # half of a compilation is nothing to go on from
                raise
            diagnostics += compiled.diagnostics
            sources.update(compiled.sources)
            if compiled.project is not None:
                projects.append(compiled.project)
                if compiled.archive is not None:
                    archives[compiled.project.version] = compiled.archive
        whole = tuple(projects) if len(projects) == len(self._paths) else ()
        flows = flows_of(whole)
        prepare(flows.values())
        return Loaded(whole, flows, in_order(diagnostics), sources, archives if whole else {})


def load(paths: Sequence[Path]) -> Loaded:
    """Read and compile all files anew, once."""
    return Reader(paths).read()
