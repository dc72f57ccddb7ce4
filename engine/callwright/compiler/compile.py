"""The way in: a path or a text to a compiled project, with everything there is to tell the author.

Theory of operation. Files are read here and nowhere else but in ``files``. Every stage reports all that it can: each
file is read and held against the schema, the files of a flow are put together, each flow is built and checked. A part
with a mistake is left out of the stages that follow, so that a mistake is told once, and a mistake in one part does
not hide those of another.

A folder's flows are the ``*.yaml`` and ``*.yml`` files in it and in the folders below it that have states or a flow's
name, but for tests (``*.test.yaml``) and for what another of its files includes. A file that is named itself brings
along the flows of its folder that it leads to.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from callwright.compiler.archive import Archive, ArchivedFiles
from callwright.compiler.builders.flow import Built, bare
from callwright.compiler.echoes import gathered
from callwright.compiler.files import Files
from callwright.compiler.levels import ProjectLevels, from_disk, settle
from callwright.compiler.memory import Memory
from callwright.compiler.project import compile_files
from callwright.compiler.report import Report
from callwright.core.model import Flow
from callwright.diagnostics.levels import Silenced
from callwright.diagnostics.model import Diagnostic, Span, has_errors, in_order

_LIKE_A_FLOW = re.compile(r"(?<!\.test)(?:\.ya?ml)?\.(?:txt|ya?ml)$", re.IGNORECASE)
"""What editors for letters make of the end of a flow's name."""
_SAYS_IT_IS = re.compile(rb"^(?:\xef\xbb\xbf)?(?:flow|states)[ \t]*:", re.MULTILINE)
"""What tells a flow from other YAML in the folders below."""
_NOT_OURS = frozenset({"node_modules", "venv", "dist", "build", "__pycache__"})
_TESTS = (".test.yaml", ".test.yml")
_MOST_FILES = 20_000


@dataclass(frozen=True, slots=True)
class Project:
    """The flows of a folder, ready to be served. ``version`` changes with every byte that they were made from."""

    flows: Mapping[str, Flow]
    version: str

    def entry(self) -> Flow:
        """The flow that a call without a number begins in: the one that answers everything, else the first."""
        flows = list(self.flows.values())
        return next((f for f in flows if f.answers_everything), next((f for f in flows if f.numbers), flows[0]))

    def answering(self, called_number: str) -> Flow | None:
        """The flow that answers a dialled number; ``None`` where none does."""
        wanted = bare(called_number)
        for flow in self.flows.values():
            if wanted and any(bare(number) == wanted for number in flow.numbers):
                return flow
        return next((flow for flow in self.flows.values() if flow.answers_everything), None)


@dataclass(frozen=True, slots=True)
class Compiled:
    """What came of compiling.

    ``project`` is ``None`` where there is any error; ``sources`` are the files' lines; ``silenced`` is what comments
    with a reason silence, which is not among the ``diagnostics``. ``built`` are the flows that could be built, each for
    itself, whatever is wrong with others. ``archive`` is what the project was made from, where there is one; a text
    that stands in no folder has none.
    """

    project: Project | None
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, list[str]] = field(default_factory=dict)
    silenced: tuple[Silenced, ...] = ()
    built: Mapping[str, Built] = field(default_factory=dict)
    archive: Archive | None = None


def compile_path(path: str | Path, known: dict[Path, bytes] | None = None, *, memory: Memory | None = None) -> Compiled:
    """Compile a flow file, or every flow of a folder. Never raises for what stands in files or on the disk.

    ``known`` are the bytes of files that are not read from the disk, by their paths. ``memory`` is that of the
    compilation before of the same path, if there was one.
    """
    path = Path(path)
    report = Report()
    start = Span(str(path), 1, 1, 1, 1)
    if path.name.endswith(_TESTS):
        report.add(
            "test-script",
            f'"{path.name}" is a test script, not a flow.',
            start,
            f"Play it with: callwright call {_flow_beside(path)} --script {path}",
        )
        return Compiled(None, in_order(report.diagnostics))
    try:
        is_folder, exists = path.is_dir(), path.exists()
        found = list(files_below(path)) if is_folder else [path]
    except PermissionError as error:
        report.add(
            "unreadable-file",
            f'The folder "{error.filename or path}" may not be read by you: permission denied.',
            start,
            "Ask whoever owns it for the permission to read it, or check another folder.",
        )
        return Compiled(None, in_order(report.diagnostics))
    except (OSError, ValueError) as error:
        report.add("unreadable-file", f'"{path}" cannot be read: {error}.', start, "Check the path and its rights.")
        return Compiled(None, in_order(report.diagnostics))
    if not exists:
        report.add("unknown-file", f'There is no file or folder "{path}".', start, "Check the path.")
        return Compiled(None, in_order(report.diagnostics))
    files = Files(path if is_folder else path.parent, known)
    texts = texts_of(path, found if not is_folder else filter(may_be_flow, found), files, report)
    if is_folder and not texts and not report.errors:
        report.add("no-flows", f'There is no flow in the folder "{path}".', start, _no_flow_help(found, files))
    settings: dict[Path, bytes] = {}

    def read(file: Path) -> bytes | None:
        data = from_disk(file)
        if data is not None:
            settings[file] = data
        return data

    compiled = _compiled(texts, None if is_folder else str(path), files, report, ProjectLevels(read), memory)
    contents, files.contents = files.contents, {}
    if compiled.project is None:
        return compiled
    root = str(files.root)
    archive = Archive(
        str(path),
        is_folder,
        tuple(_name_in(root, name) for name in texts),
        contents,
        {_name_in(root, str(file)): data for file, data in settings.items()},
    )
    return replace(compiled, archive=archive)


def compile_archive(archive: Archive) -> Compiled:
    """Compile a project from what it was made from before: to the same version, in the places where it was."""
    files, report = ArchivedFiles(archive), Report()
    texts: dict[str, bytes] = {}
    for name in archive.texts:
        file = archive.root / name
        data = files.read(file, report, Span(str(file), 1, 1, 1, 1))
        if data is not None:
            texts[str(file)] = data
    for name, data in archive.files.items():
        files.note(name.replace("/", os.sep), data)
    compiled = _compiled(texts, None if archive.is_folder else archive.path, files, report, ProjectLevels(files.levels))
    files.contents = {}
    return replace(compiled, archive=archive)


def _name_in(root: str, file: str) -> str:
    return os.path.relpath(file, root).replace(os.sep, "/")


def _no_flow_help(found: Iterable[Path], files: Files) -> str:
    """The name that an editor for letters has given to a flow: ``shop.yaml.txt``, ``shop.YAML``, ``shop.txt``."""
    help = "A flow is a file whose name ends in .yaml."
    named = (file for file in found if not may_be_flow(file) and _LIKE_A_FLOW.search(file.name))
    at = Span("", 1, 1, 1, 1)
    near = next((file for file in named if _SAYS_IT_IS.search(files.read(file, Report(), at) or b"")), None)
    if near is None:
        return help
    return f'{help} Is "{near.name}" one? Then call it {_LIKE_A_FLOW.sub("", near.name)}.yaml'


def compile_text(text: str, file: str = "flow.yaml") -> Compiled:
    """Compile one flow that stands in no folder: it includes nothing and has no recordings."""
    data = text.encode("utf-8", "surrogatepass")
    files = Files(None)
    files.note(file, data)
    return _compiled({file: data}, file, files, Report(), None)


def texts_of(path: Path, found: Iterable[Path], files: Files, report: Report) -> dict[str, bytes]:
    """What stands in the files of a folder that are flows, or are said to be by lying directly in it."""
    texts: dict[str, bytes] = {}
    for file in found:
        data = files.read(file, report, Span(str(file), 1, 1, 1, 1))
        if data is not None and (file.parent == path or file == path or _SAYS_IT_IS.search(data)):
            texts[str(file)] = data
    return texts


def files_below(folder: Path) -> Iterator[Path]:
    """The files of a folder and of the folders in it, but for hidden ones and other people's code."""
    most = _MOST_FILES

    def refused(error: OSError) -> None:
        if Path(error.filename) == folder:  # what lies below and is not ours to read is nobody's flow
            raise error

    for here, inner, names in os.walk(folder, onerror=refused):
        inner[:] = sorted(name for name in inner if not name.startswith(".") and name not in _NOT_OURS)
        for name in sorted(names)[:most]:
            most -= 1
            yield Path(here) / name


def may_be_flow(file: Path) -> bool:
    """Whether a file in a folder can be a flow, by its name."""
    name = file.name
    if name.startswith(".") or not name.endswith((".yaml", ".yml")) or file.is_dir():
        return False
    return not name.endswith(_TESTS)


def _flow_beside(script: Path) -> str:
    """The flow that a test script stands beside, by its name."""
    return str(script.with_name(re.sub(r"\.test\.ya?ml$", ".yaml", script.name)))


def _compiled(
    texts: Mapping[str, bytes],
    named: str | None,
    files: Files,
    report: Report,
    levels: ProjectLevels | None,
    memory: Memory | None = None,
) -> Compiled:
    made = compile_files(texts, named, files, report, memory)
    settled = settle(report.diagnostics, made.documents, levels, whole=None if named is None else {named})
    sources = {name: list(lines) for name, lines in (*made.sources.items(), *settled.sources.items())}
    good = made.flows and not has_errors(settled.diagnostics)
    project = Project(MappingProxyType(made.flows), files.version) if good else None
    told = tuple(gathered(settled.diagnostics))
    return Compiled(project, told, sources, settled.silenced, MappingProxyType(made.built))
