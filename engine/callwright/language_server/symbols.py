"""The outline of a file, and what of it can be folded away."""

from __future__ import annotations

from typing import NamedTuple

from callwright.compiler.nodes import Entry, Node
from callwright.diagnostics.model import Span
from callwright.language_server.about import does_of
from callwright.language_server.folder import Known

_NAMING = ("states", "intents", "prompts", "variables", "services", "hours", "anytime")


class Symbol(NamedTuple):
    """``of``: the section that it is an entry of, empty for a key of the file; ``whole``: with all its lines."""

    name: str
    detail: str
    of: str
    whole: Span
    key: Span
    inner: tuple[Symbol, ...] = ()


def outline(known: Known, file: str) -> tuple[Symbol, ...]:
    """The keys of a file, and below its sections their entries: of states with what they do."""
    root = known.root(file)
    return tuple(_symbol(name, entry) for name, entry in root.entries.items()) if root is not None else ()


def folds(known: Known, file: str) -> tuple[tuple[int, int], ...]:
    """Lines, from 1, that can be folded into the first of them: each section, and each entry of one."""
    found = []
    for symbol in outline(known, file):
        for one in (symbol, *symbol.inner):
            if one.whole.end_line > one.whole.line:
                found.append((one.whole.line, one.whole.end_line))
    return tuple(found)


def _symbol(name: str, entry: Entry) -> Symbol:
    value = entry.value
    if name == "tests":
        inner = tuple(_test(place, item) for place, item in enumerate(value.items, 1))
    elif name in _NAMING:
        inner = tuple(
            Symbol(key, " ".join(does_of(one.value)) if name == "states" else "", name, _whole(one), one.key.span)
            for key, one in value.entries.items()
        )
    else:
        inner = ()
    whole = _whole(entry)
    if inner:  # a file is read in parts, and the key's own ends with the first
        end = max((one.whole.end_line, one.whole.end_column) for one in inner)
        whole = Span(whole.file, whole.line, whole.column, *max(end, (whole.end_line, whole.end_column)))
    return Symbol(name, value.raw if value.kind == "scalar" else "", "", whole, entry.key.span, inner)


def _test(place: int, item: Node) -> Symbol:
    name = item.entries.get("name")
    shown = name.value.raw if name is not None and name.value.raw else f"test {place}"
    return Symbol(shown, "", "tests", item.span, name.value.span if name is not None else item.span)


def _whole(entry: Entry) -> Span:
    key, value = entry.key.span, entry.value.span
    end = max((key.end_line, key.end_column), (value.end_line, value.end_column))
    return Span(key.file, key.line, key.column, *end)
