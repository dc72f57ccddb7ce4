"""States that stand in another section, because the line ``states:`` above them is missing.

One mistake is told once: what stands there is taken out of the section, so that nothing is said of each of its keys.
"""

from __future__ import annotations

from collections.abc import Iterator

from callwright.compiler.document import Document
from callwright.compiler.nodes import Entry, Node
from callwright.compiler.report import Report
from callwright.compiler.schema_keys import OF_A_STATE
from callwright.compiler.shape import flow_schema
from callwright.diagnostics.model import Edit, Fix, Span

_STATES = "states"
_ONLY_OF_A_STATE = OF_A_STATE - {"prompts", "go_to"}
"""What no target has, so that it tells a state from one."""


def take_out(document: Document, report: Report) -> Iterator[str]:
    """Tell it, take the states out of the tree, and give their names."""
    if document.root is None or _STATES in document.root.entries:
        return
    for section, entry in document.root.entries.items():
        strays = _strays(entry.value) if section in flow_schema()["properties"] else []
        if not strays:
            continue
        first = strays[0].key
        at = Span(document.file, first.span.line, 1, first.span.line, 1)
        report.add(
            "missing-key",
            f'The line "{_STATES}:" is missing above "{first.raw}", so this seems to belong to "{section}:".',
            first.span,
            f'Write "{_STATES}:" in a line of its own above it, at the left margin.',
            fixes=(Fix(f'Write "{_STATES}:" above it', (Edit(at, f"{_STATES}:\n"),)),),
        )
        # A state may well be called like what leads to it.
        last = entry.value.span.end_line
        report.diagnostics[:] = [
            found
            for found in report.diagnostics
            if found.code != "duplicate-key"
            or found.span.file != document.file
            or not first.span.line <= found.span.line <= last
        ]
        names = [stray.key.raw for stray in strays]
        entry.value.entries = {name: one for name, one in entry.value.entries.items() if name not in names}
        if isinstance(entry.value.value, dict):
            for name in names:
                entry.value.value.pop(name, None)
        for part in document.parts:
            if section in part.root.entries:
                part.clean = False
        yield from names
        return


def _strays(section: Node) -> list[Entry]:
    """The entries at the end of a section that have keys of a state, if one of them can be nothing else."""
    strays: list[Entry] = []
    for entry in reversed(list(section.entries.values())):
        if entry.value.kind != "map" or not OF_A_STATE & entry.value.entries.keys():
            break
        strays.insert(0, entry)
    told = any(_ONLY_OF_A_STATE & entry.value.entries.keys() for entry in strays)
    return strays if told else []
