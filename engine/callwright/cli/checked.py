"""What ``check`` looks at: flows, their tests, or both, as they are on the disk or as they would be after a change."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from callwright.compiler.compile import Compiled, compile_path
from callwright.core.model import Flow
from callwright.diagnostics.catalog import finding
from callwright.diagnostics.levels import Silenced
from callwright.diagnostics.model import Diagnostic, Span, in_order
from callwright.rehearsal.against import TESTS, faults_of, scripts_below
from callwright.rehearsal.reader import read_script
from callwright.rehearsal.script import Script

NOTHING_KNOWN: Mapping[str, bytes] = MappingProxyType({})


@dataclass(slots=True)
class Checked:
    """Everything there is to tell, in order; the lines of every file; what was read."""

    diagnostics: tuple[Diagnostic, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    sources: dict[str, Sequence[str]] = field(default_factory=dict)
    flows: dict[tuple[Path, str], Flow] = field(default_factory=dict)
    scripts: dict[Path, Script] = field(default_factory=dict)


def check_paths(paths: Sequence[str], known: Mapping[str, bytes] = NOTHING_KNOWN) -> Checked:
    """Check files and folders. ``known``: bytes in place of what is on the disk, by the name that spans have."""
    checked = Checked()
    told: list[Diagnostic] = []
    silenced: list[Silenced] = []
    for path in map(Path, dict.fromkeys(paths)):
        if path.name.endswith(TESTS) and not path.is_dir():
            scripts, flows = [path], _flows_beside(path, known)
        else:
            compiled = _compiled(path, known)
            told += compiled.diagnostics
            silenced += compiled.silenced
            checked.sources.update(compiled.sources)
            flows = compiled.project.flows if compiled.project is not None else {}
            checked.flows.update({(Path(flow.span.file).resolve(), flow.name): flow for flow in flows.values()})
            scripts = _scripts(path)
        for file in scripts:
            if file.resolve() not in checked.scripts:
                script = _script(file, known)
                told += (*script.diagnostics, *(faults_of(script, flows) if flows else ()))
                checked.sources[str(file)] = script.lines
                checked.scripts[file.resolve()] = script
    checked.diagnostics = in_order(told)
    checked.silenced = tuple(dict.fromkeys(silenced))
    return checked


def _compiled(path: Path, known: Mapping[str, bytes]) -> Compiled:
    compiled = compile_path(path, _by_path(known))
    unknown = {found.span for found in compiled.diagnostics if found.code == "unknown-flow"}
    if not unknown or path.is_dir():
        return compiled
    # Only the flows that it names were read with it; the one that is meant is among the others of its folder.
    beside = {
        found.span: found
        for found in compile_path(path.parent, _by_path(known)).diagnostics
        if found.code == "unknown-flow" and found.span in unknown
    }
    told = tuple(beside.get(found.span, found) if found.span in unknown else found for found in compiled.diagnostics)
    return replace(compiled, diagnostics=told)


def _flows_beside(script: Path, known: Mapping[str, bytes]) -> Mapping[str, Flow]:
    """The flows of a script's folder; none where one of them has a mistake, which is not the script's."""
    project = compile_path(script.parent, _by_path(known)).project
    return project.flows if project is not None else {}


def _scripts(path: Path) -> list[Path]:
    try:
        return list(scripts_below(path)) if path.is_dir() else []
    except OSError:
        return []  # that the folder cannot be read has been told of its flows


def _script(file: Path, known: Mapping[str, bytes]) -> Script:
    data = known.get(str(file))
    try:
        return read_script(data if data is not None else file.read_bytes(), str(file))
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        at = Span(str(file), 1, 1, 1, 1)
        told = finding("unreadable-file", f'"{file}" cannot be read: {why}.', at, "Check its rights.")
        return Script(str(file), diagnostics=(told,))


def _by_path(known: Mapping[str, bytes]) -> dict[Path, bytes]:
    """The same by every way in which the compiler may come to a file."""
    return {path: data for name, data in known.items() for path in (Path(name), Path(os.path.abspath(name)))}
