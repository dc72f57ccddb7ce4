"""A project while it is typed: what its folder and the open documents say together.

Theory of operation. ``Folder`` belongs to one thread, which checks and answers in the order of arrival. A check gives
a ``Known``: everything that the other modules answer from. A file that cannot be read at the moment keeps the names of
when it could be, so that half a line does not make every name of the file unknown. Names are read only when somebody
asks for one, and again only of files that changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from callwright.compiler.builders.flow import Built
from callwright.compiler.editing.formatting import formatted
from callwright.compiler.editing.mending import mend
from callwright.compiler.names import Index
from callwright.compiler.nodes import Node
from callwright.compiler.workspace import Workspace
from callwright.diagnostics.model import Diagnostic, has_errors, in_order
from callwright.language_server.readings import Lines, Readings
from callwright.rehearsal.against import TESTS, faults_of, scripts_below
from callwright.rehearsal.reader import read_script

FLOWS = (".yaml", ".yml")

SAYS_IT_IS = re.compile(r"^(?:\ufeff)?(?:flow|states|tests)[ \t]*:|^#[^\n]*(?:flow|test)\.schema\.json", re.MULTILINE)
"""What tells a file of ours from other YAML."""


@dataclass
class Known:
    """What is known of a project at one moment. Files are named by their whole paths.

    ``found``: the findings of each file that has any; ``sources``: the lines of every file that was looked at;
    ``ours``: of those the flows, their parts and the test scripts, with the lines that they had when they could last
    be read; ``built``: the flows that could be built, by their names.
    """

    found: Mapping[str, tuple[Diagnostic, ...]]
    sources: Mapping[str, Lines]
    ours: Mapping[str, Lines]
    built: Mapping[str, Built]
    _readings: Readings

    @cached_property
    def index(self) -> Index:
        """Every name of the project, of unreadable files as they were when they could be read."""
        return Index({file: self._readings.of(file, lines).names for file, lines in self.ours.items()})

    def root(self, file: str) -> Node | None:
        """The map at the top of a file, as it was when the file could last be read."""
        return self._readings.of(file, self.ours[file]).root if file in self.ours else None


class Folder:
    """A project's folder. For one thread."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._workspace = Workspace(root)
        self._scripts: dict[str, bytes] | None = None
        self._open: dict[str, str] = {}
        self._good: dict[str, Lines] = {}
        self._readings = Readings()

    def check(self, changes: Mapping[str, str | None], *, disk: bool = False) -> Known:
        """Everything there is to know now. ``changes``: what stands in files that were edited, ``None`` for closed
        ones; ``disk``: files may have changed beside that."""
        for file, text in changes.items():
            if text is None:
                self._open.pop(file, None)
                disk = True
            else:
                self._open[file] = text
            if not file.endswith(TESTS):
                if text is None:
                    self._workspace.close(Path(file))
                else:
                    self._workspace.write(Path(file), text)
        if disk:
            self._workspace.changed()
            self._scripts = None
        checked = self._workspace.check()
        found = [*checked.diagnostics]
        # What a script says of its flows cannot be held against one with a mistake, which is not the script's.
        whole = not has_errors(checked.diagnostics)
        flows = {name: built.flow for name, built in checked.built.items()} if whole else {}
        sources = dict(checked.sources)
        for file, data in self._rehearsals().items():
            script = read_script(data, file)
            found += (*script.diagnostics, *(faults_of(script, flows) if flows else ()))
            self._good[file] = sources[file] = script.lines
        by_file = {file: tuple(group) for file, group in groupby(in_order(found), lambda one: one.span.file)}
        self._good = {file: lines for file, lines in self._good.items() if file in sources}
        self._good |= {file: sources[file] for file in checked.documents}
        unread = (file for file in sources.keys() - self._good.keys() if _says_it_is(sources[file]))
        self._good |= {file: sources[file] for file in unread}
        self._readings.forget_all_but(self._good)
        return Known(by_file, sources, dict(self._good), checked.built, self._readings)

    def mended(self, file: str, text: str) -> str:
        """The text of an open flow with every safe mend made, as ``check --fix`` makes them."""
        if file.endswith(TESTS):
            return text

        def look(changed: Mapping[str, bytes]) -> Sequence[Diagnostic]:
            self._workspace.write(Path(file), changed[file].decode("utf-8", "surrogatepass") if changed else text)
            return self._workspace.check().diagnostics

        try:
            made = mend(look, lambda _: _encoded(text), lambda name: name == file)
        finally:
            self._workspace.write(Path(file), self._open.get(file, text))
        return made.changed[file][1].decode("utf-8", "surrogatepass") if file in made.changed else text

    def in_order(self, file: str, text: str) -> str:
        """The text of an open flow in its one form, as ``fmt`` writes it; as it is where it cannot be read."""
        return formatted(_encoded(text), file).data.decode("utf-8", "surrogatepass")

    def nothing(self) -> Known:
        """What is known where a check failed from the first."""
        return Known({}, {}, {}, {}, self._readings)

    def _rehearsals(self) -> Mapping[str, bytes]:
        """The test scripts of the folder, as they stand now."""
        if self._scripts is None:
            self._scripts = {str(file): file.read_bytes() for file in self._on_disk()}
        typed = {file: _encoded(text) for file, text in self._open.items() if file.endswith(TESTS)}
        return {**self._scripts, **typed}

    def _on_disk(self) -> list[Path]:
        try:
            return list(scripts_below(self.root))
        except OSError:
            return []


def root_of(file: Path, bounds: Sequence[Path], named: str = "") -> Path:
    """The folder of the project that a file belongs to.

    The outermost folder around the file that holds a flow itself, inside the folders that are opened in the editor
    (``bounds``); the file's own folder where none does. ``named``: the folder that the author's settings name, as seen
    from the opened one.
    """
    bound = next((bound for bound in bounds if bound in file.parents), file.parent)
    if named:
        wanted = (bound / named).absolute()
        if wanted in file.parents:
            return wanted
    around = [folder for folder in file.parents if folder == bound or bound in folder.parents]
    return next((folder for folder in reversed(around) if _holds_flow(folder)), file.parent)


def is_ours(file: str, text: str, known: Known) -> bool:
    """Whether a document is a flow, a part of one or a test script, and not other people's YAML."""
    if file in known.ours or SAYS_IT_IS.search(text):
        return True
    # Begun this moment: a word or nothing, in a folder where no YAML of others is.
    written = [line for line in text.lstrip("\ufeff").split("\n") if line.strip() and not line.lstrip().startswith("#")]
    begins = not written or (len(written) == 1 and re.fullmatch(r"\w+", written[0].strip()) is not None)
    others = known.sources.keys() - known.ours.keys() - {file}
    return begins and (bool(known.ours) or not others)


def _says_it_is(lines: Lines) -> bool:
    return any(SAYS_IT_IS.match(line) for line in lines)


def _holds_flow(folder: Path) -> bool:
    try:
        files = [file for file in folder.iterdir() if file.suffix in FLOWS and not file.name.startswith(".")]
    except OSError:
        return False
    return any(SAYS_IT_IS.search((_bytes(file) or b"").decode("utf-8", "replace")) for file in files)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes() if file.is_file() else None
    except OSError:
        return None
