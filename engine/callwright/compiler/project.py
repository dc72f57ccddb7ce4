"""A project: which of its files are flows, what each includes, and all of them built together.

What a flow is made of is collected here; `family` builds all of them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

from callwright.compiler import schema
from callwright.compiler.builders.flow import Built
from callwright.compiler.document import Document, parse
from callwright.compiler.family import build_family
from callwright.compiler.files import Files
from callwright.compiler.memory import KeptFile, Memory
from callwright.compiler.nodes import Node
from callwright.compiler.reading import read_bytes
from callwright.compiler.report import Report
from callwright.compiler.schema import SECTIONS, Refused
from callwright.compiler.sections import Sections, name_of_flow
from callwright.core.model import Flow
from callwright.diagnostics.model import Diagnostic, Related, Severity, Span, has_errors
from callwright.diagnostics.nearest import nearest

_OF_A_FLOW = frozenset({"flow", "states", "start", "anytime", "intents", "defaults"})
"""Keys that show that a file in a folder is meant as a flow."""

_INCLUDABLE = frozenset({*SECTIONS, "include", "$schema", "title", "description"})
_ACROSS_FILES = frozenset({"unknown-flow", "return-without-call", "unreachable-state", "timezone-not-said"})
"""What another file of the folder may mend, so that it cannot be told while one of them cannot be read."""

_OTHER_FLOW = re.compile(rb"flow:([A-Za-z0-9_-]+)")


@dataclass(slots=True)
class Compilation:
    """The flows of a project without a mistake, those that could be built for themselves, and the files."""

    flows: dict[str, Flow] = field(default_factory=dict)
    built: dict[str, Built] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    sources: dict[str, Sequence[str]] = field(default_factory=dict)


@dataclass(slots=True)
class _Read:
    """One file: its document, what the schema refused, and what it includes (path, and the line that says so)."""

    document: Document
    refused: Refused
    whole: bool
    includes: list[tuple[str, Node]] = field(default_factory=list)


class _Reader:
    """Reads each file once, whoever includes it."""

    def __init__(self, files: Files, report: Report, memory: Memory) -> None:
        self.files = files
        self.memory = memory
        self.report = report
        self.read: dict[str, _Read | None] = {}
        self.broken: set[Diagnostic] = set()
        """What is wrong with the YAML itself."""

    def load(self, file: str, data: bytes, *, asked_for: bool) -> None:
        """Read a file and everything that it includes, once.

        A file that nobody ``asked_for`` and that does not look like a flow is somebody else's, and left alone.
        """
        if file in self.read:
            return
        kept = self.memory.file(file, data)
        document = self.memory.parse(data, file) if kept is None else kept.document
        if not asked_for and document.root is not None and not _looks_like_flow(document.root):
            return
        self.report.extend(document.diagnostics)
        self.broken.update(document.diagnostics)
        self.read[file] = made = None
        if document.root is not None:
            whole = not has_errors(document.diagnostics)
            if kept is None:
                before = len(self.report.diagnostics)
                refused = schema.check(document, self.report)
                kept = KeptFile(data, document, refused, tuple(self.report.diagnostics[before:]))
                self.memory.keep(file, kept)
            else:
                self.report.extend(kept.told)
            made = _Read(document, kept.refused, whole)
        self.read[file] = made
        if made is not None:
            self._follow(made)

    def _follow(self, made: _Read) -> None:
        root = made.document.root
        entry = root.entries.get("include") if root is not None else None
        if entry is None:
            return
        for node in entry.value.items if entry.value.kind == "list" else (entry.value,):
            written = node.raw.strip()
            path = self.files.locate(node, written, self.report)
            if path is None:
                made.whole = False
                continue
            name = self._shown(path)
            made.includes.append((name, node))
            if name not in self.read:
                data = self.files.read(path, self.report, node.span)
                if data is not None:
                    self.load(name, data, asked_for=True)

    def _shown(self, path: Path) -> str:
        """The path as diagnostics show it: like the path that the author gave for the project."""
        root = self.files.root
        assert root is not None
        return str(root / path.relative_to(os.path.normpath(root.absolute())))


def compile_files(
    texts: Mapping[str, bytes], named: str | None, files: Files, report: Report, memory: Memory | None = None
) -> Compilation:
    """Compile files by the name that diagnostics show. ``named`` is the one file that was asked for, if one was.

    ``memory`` is that of the compilation before, if there was one.
    """
    reader = _Reader(files, report, Memory() if memory is None else memory)
    for file, data in texts.items():
        reader.load(file, data, asked_for=file == named)
    if named is not None and named in reader.read:
        _bring_along(named, texts[named], reader)
    included = {name for made in reader.read.values() if made is not None for name, _ in made.includes}
    flows: dict[str, Sections] = {}
    for file, made in reader.read.items():
        root = made.document.root if made is not None else None
        if made is None or root is None or not (file == named or _is_flow(file, root, included)):
            continue
        sections = _sections(file, made, reader)
        if sections.name in flows:
            _same_name(sections, flows[sections.name], report)
        else:
            flows[sections.name] = sections
    sources = {file: made.document.lines for file, made in reader.read.items() if made is not None}
    for file, data in texts.items():
        if file not in sources:
            sources[file] = read_bytes(data, file)[0].lines
    if not flows and not report.errors:
        at = Span(named or next(iter(texts), ""), 1, 1, 1, 1)
        report.add("no-flows", "There is no flow here.", at, 'A flow is a YAML file with "states:".')
    entry = next((name for name, sections in flows.items() if sections.span.file == named), None)
    broken = {found.span.file for found in reader.broken}
    lost = [file for file, made in reader.read.items() if made is None and file in broken]
    unread = {name_of_flow(file) for file in lost}
    made_of, ready = build_family(flows, entry, unread, files, report, reader.memory)
    reader.memory.forget(reader.read.keys(), flows.keys())
    _drop_echoes(reader.broken, report)
    if unread:
        report.diagnostics = [found for found in report.diagnostics if found.code not in _ACROSS_FILES]
    documents = {file: made.document for file, made in reader.read.items() if made is not None}
    return Compilation(ready, made_of, documents, sources)


def _drop_echoes(broken: set[Diagnostic], report: Report) -> None:
    """Leave out what only echoes a mistake in the YAML of the same line."""
    lines = {(found.span.file, found.span.line) for found in broken if found.severity is Severity.ERROR}
    report.diagnostics = [
        found for found in report.diagnostics if found in broken or (found.span.file, found.span.line) not in lines
    ]


def _is_flow(file: str, root: Node, included: set[str]) -> bool:
    if "flow" in root.entries:
        return True
    return file not in included and _looks_like_flow(root)


def _looks_like_flow(root: Node) -> bool:
    return bool(_OF_A_FLOW & root.entries.keys()) or any(nearest(key, ("states", "flow")) for key in root.entries)


def _bring_along(named: str, data: bytes, reader: _Reader) -> None:
    """Read the other flows of the folder that the named file, and they in turn, lead to."""
    files = reader.files
    pending = [data]
    while pending:
        wanted = {found.decode() for found in _OTHER_FLOW.findall(pending.pop())}
        wanted |= _near(wanted, files)
        for file in files.beside() if wanted else ():
            shown = str(file)
            if shown in reader.read or file.name.startswith(".") or shown == named or ".test." in file.name:
                continue
            text = files.peek(file)
            if text is None or name_of_flow(shown, parse(text, shown).root) not in wanted:
                continue
            files.note(file.name, text)
            reader.load(shown, text, asked_for=True)
            pending.append(text)


def _near(wanted: AbstractSet[str], files: Files) -> set[str]:
    """The files that are most likely meant by names for which there is none, so that they can be told."""
    names = {name_of_flow(str(file)) for file in files.beside() if ".test." not in file.name}
    return {near for name in wanted - names if (near := nearest(name, names))}


def _sections(file: str, made: _Read, reader: _Reader) -> Sections:
    document, report = made.document, reader.report
    root = document.root
    assert root is not None
    name_entry = root.entries.get("flow")
    first = next(iter(root.entries.values())).key if root.entries else root
    sections = Sections(name_of_flow(file, root), name_entry.value.span if name_entry else first.span, root)
    anytime = root.entries.get("anytime")
    sections.anytime = anytime.value.entries if anytime is not None else {}
    sections.add(document, made.refused, report)
    sections.whole = made.whole
    taken = {file}
    for name, node, chain in _included(made, (file,), reader):
        if name in chain:
            report.add(
                "include-cycle",
                f'"{node.raw.strip()}" includes itself: {" → ".join(Path(step).name for step in (*chain, name))}.',
                node,
                "Remove this line.",
            )
            continue
        part = reader.read.get(name)
        if name in taken:
            continue
        taken.add(name)
        if part is None:
            sections.whole = False
            continue
        _only_shared(part.document, report)
        sections.add(part.document, part.refused, report)
        sections.whole = sections.whole and part.whole
    return sections


def _included(made: _Read, chain: tuple[str, ...], reader: _Reader) -> Iterator[tuple[str, Node, tuple[str, ...]]]:
    """Every include of a file and of the files that it includes, with the files on the way there."""
    for name, node in made.includes:
        yield name, node, chain
        inner = reader.read.get(name)
        if inner is not None and name not in chain:
            yield from _included(inner, (*chain, name), reader)


def _only_shared(document: Document, report: Report) -> None:
    assert document.root is not None
    if "flow" in document.root.entries:
        return
    for key, entry in document.root.entries.items():
        if key not in _INCLUDABLE and not key.startswith("x-"):
            report.add(
                "not-in-include",
                f'"{key}" counts only in the flow\'s own file, not in one that is included.',
                entry.key,
                f"Move it there. An included file can have: {', '.join(SECTIONS)}.",
            )


def _same_name(again: Sections, first: Sections, report: Report) -> None:
    report.add(
        "defined-twice",
        f'Two flows have the name "{again.name}".',
        again.span,
        f'Write another name after "flow:"; the other one is in {first.span.file}.',
        (Related(first.span, "the other one is here"),),
    )
