"""The names of one file, and what the file is: a flow, a part that flows include, or a test script."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from callwright.compiler.document import Document
from callwright.compiler.names.grammar import SECTIONS
from callwright.compiler.names.occurrence import Kind, Occurrence, Role
from callwright.compiler.names.walk import Walk, occurrences_in, several
from callwright.compiler.nodes import Node
from callwright.compiler.sections import name_of_flow
from callwright.diagnostics.model import Span

_TEST = re.compile(r"\.test\.ya?ml$")


class FileNames(NamedTuple):
    """What an ``Index`` wants to know of one file.

    ``scope`` is the flow's name: the one that the file says (``named``), else the one that it would have by the file's
    own name. ``includes`` are the files that it includes, as they are called in spans.
    """

    file: str
    scope: str
    named: bool
    includes: tuple[str, ...]
    occurrences: tuple[Occurrence, ...]
    is_test: bool


def is_test(file: str) -> bool:
    """Whether a file is a test script, by its name."""
    return _TEST.search(file) is not None


def read_names(document: Document, found: tuple[Occurrence, ...] | None = None) -> FileNames:
    """The names of a file; ``found``: its occurrences, where they are known already."""
    root, file = document.root, document.file
    scope = scope_of(document)
    entries = root.entries if root is not None else {}
    includes = several(entries["include"].value) if "include" in entries else ()
    return FileNames(
        file,
        scope,
        "flow" in entries,
        tuple(_beside(file, node.raw.strip()) for node in includes if node.kind == "scalar"),
        occurrences(document, scope) if found is None else found,
        is_test(file),
    )


def scope_of(document: Document) -> str:
    """The name of the flow that a file is, or that a test script is for."""
    return name_of_flow(_TEST.sub(".yaml", document.file), document.root)


def occurrences(document: Document, scope: str) -> tuple[Occurrence, ...]:
    """Every name in a file: a flow, a part of one, or a test script."""
    root = document.root
    if root is None:
        return ()
    if is_test(document.file):
        return tuple(_in_script(root, scope))
    found: list[Occurrence] = []
    for key, entry in root.entries.items():
        if key in SECTIONS:
            for inner in entry.value.entries.values():
                found += occurrences_in(key, inner, scope)
        else:
            found += occurrences_in("", entry, scope)
    if "flow" not in root.entries and "states" in root.entries:
        # The file's own name is the flow's; a place to go to is all that can be given.
        found.append(Occurrence(Kind.FLOW, scope, Role.DEFINES, Span(document.file, 1, 1, 1, 1), "", exact=False))
    return tuple(found)


def _in_script(root: Node, scope: str) -> Iterator[Occurrence]:
    walk = Walk(scope)
    if "flow" in root.entries:
        walk.value(Kind.FLOW, root.entries["flow"].value)
    tests = root.entries.get("tests")
    parts = [root, *(several(tests.value) if tests is not None else ())]
    for part in parts:
        services, steps = (part.entries.get(key) for key in ("services", "steps"))
        for entry in services.value.entries.values() if services is not None else ():
            walk.key(Kind.SERVICE, entry.key, Role.USES)
        for step in several(steps.value) if steps is not None else ():
            if "event" in step.entries:
                walk.value(Kind.EVENT, step.entries["event"].value)
    yield from walk.found


def _beside(file: str, written: str) -> str:
    return os.path.normpath(os.path.join(os.path.dirname(file), written))
