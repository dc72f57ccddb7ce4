"""A folder as an editor has it: what is on the disk, and over it what is open and not yet saved.

It says what ``compile_path`` of the folder would say once all is saved, but does again only what changed: ``Memory``
keeps the parts of files, the states and the flows of the check before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from callwright.compiler.builders.flow import Built
from callwright.compiler.compile import files_below, may_be_flow, texts_of
from callwright.compiler.document import Document
from callwright.compiler.echoes import gathered
from callwright.compiler.files import Files
from callwright.compiler.levels import NAME as SETTINGS
from callwright.compiler.levels import ProjectLevels, settle
from callwright.compiler.memory import Memory
from callwright.compiler.project import compile_files
from callwright.compiler.report import Report
from callwright.diagnostics.model import Diagnostic, in_order


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. Files are named by their whole paths, in spans too.

    ``documents`` are the files that could be read, without what the schema refuses; ``built`` the flows that could be
    built, by their names; ``sources`` the lines of each file.
    """

    diagnostics: tuple[Diagnostic, ...]
    documents: Mapping[str, Document]
    built: Mapping[str, Built]
    sources: Mapping[str, Sequence[str]]


class Workspace:
    """One folder. Not for several threads at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self._open: dict[Path, bytes] = {}
        self._known: dict[Path, bytes] = {}
        self._listed: list[Path] | None = None
        self._memory = Memory()
        self._levels = ProjectLevels(self._read)

    def write(self, file: Path, text: str) -> None:
        """A file is open, and this is what stands in it now."""
        self._open[file] = text.encode("utf-8", "surrogatepass")
        if file.name == SETTINGS:
            self._levels = ProjectLevels(self._read)

    def close(self, file: Path) -> None:
        """A file is no longer open: what is on the disk counts."""
        if self._open.pop(file, None) is not None:
            self.changed()

    def changed(self) -> None:
        """Something on the disk may be other than before."""
        self._known = {}
        self._listed = None
        self._memory = Memory()
        self._levels = ProjectLevels(self._read)

    def check(self) -> Checked:
        """Everything there is to tell about the folder now."""
        report = Report()
        if self._listed is None:
            self._listed = self._on_disk()
        every = sorted({*self._listed, *(file for file in self._open if self.folder in file.parents)})
        self._known.update(self._open)
        files = Files(self.folder, self._known)
        texts = texts_of(self.folder, filter(may_be_flow, every), files, report)
        if not texts:
            return Checked(in_order(report.diagnostics), {}, {}, {})
        made = compile_files(texts, None, files, report, self._memory)
        settled = settle(report.diagnostics, made.documents, self._levels)
        told = tuple(gathered(settled.diagnostics))
        return Checked(told, made.documents, made.built, {**made.sources, **settled.sources})

    def _read(self, file: Path) -> bytes | None:
        if file in self._open:
            return self._open[file]
        try:
            return file.read_bytes() if file.is_file() else None
        except OSError:
            return None

    def _on_disk(self) -> list[Path]:
        try:
            return list(files_below(self.folder))
        except OSError:
            return []
