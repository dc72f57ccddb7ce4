"""Where a name is defined and used, and another name for it."""

from __future__ import annotations

import os
from collections.abc import Iterator

from callwright.compiler.names import Kind, Occurrence, Refusal, Role
from callwright.diagnostics.model import Edit
from callwright.language_server import about
from callwright.language_server.folder import Known


def definition(known: Known, file: str, line: int, column: int) -> tuple[Occurrence, ...]:
    """Where the name at a place is defined; in the defining place itself, that."""
    name = known.index.at(file, line, column)
    return known.index.definition(name) if name is not None else ()


def references(known: Known, file: str, line: int, column: int, *, definitions: bool) -> tuple[Occurrence, ...]:
    """Every place that means the same as the name at a place."""
    name = known.index.at(file, line, column)
    found = known.index.references(name) if name is not None else ()
    return found if definitions else tuple(one for one in found if one.role is not Role.DEFINES)


def highlights(known: Known, file: str, line: int, column: int) -> tuple[Occurrence, ...]:
    """The places of the same file that mean the same."""
    found = references(known, file, line, column, definitions=True)
    return tuple(one for one in found if one.span.file == file)


def renameable(known: Known, file: str, line: int, column: int) -> Occurrence | Refusal:
    """The name at a place, if it can have another one."""
    name = known.index.at(file, line, column)
    if name is None:
        return Refusal("There is no name here.", "Put the cursor on one: a state, an intent, a value, a prompt.")
    return known.index.can_rename(name) or name


def renamed(known: Known, file: str, line: int, column: int, new: str) -> tuple[Edit, ...] | Refusal:
    """What to write where, so that the name at a place is ``new`` wherever it is meant."""
    name = renameable(known, file, line, column)
    return name if isinstance(name, Refusal) else known.index.renamed(name, new.strip())


def hover(known: Known, name: Occurrence) -> str:
    """What a name is, and where it is defined, as markdown."""
    told = about.about(known, name)
    places = known.index.definition(name)
    lines = [f"**{about.called(name.kind)}** `{name.name}`"]
    if told.text or (told.line and told.line != "built in"):
        lines.append(told.text or told.line)
    lines.extend(_defined(known, name, places))
    return "\n\n".join(lines)


def _defined(known: Known, name: Occurrence, places: tuple[Occurrence, ...]) -> Iterator[str]:
    if not places:
        yield "Built in." if name.name in about.BUILT_IN.get(name.kind, {}) else "It is not defined."
        return
    verb = "Defined" if places[0].role is Role.DEFINES else "Filled"
    shown = ", ".join(f"{os.path.basename(one.span.file)}, line {one.span.line}" for one in places[:3])
    uses = len(known.index.references(name)) - len(places)
    often = f"used {uses} times" if uses > 1 else "used once" if uses else "used nowhere"
    yield f"{verb} in {shown}; {often}."


NAMED = (Kind.FLOW, Kind.STATE, Kind.INTENT, Kind.PROMPT, Kind.SERVICE, Kind.HOURS, Kind.VARIABLE)
"""Kinds that are found by name in the whole project."""


def everywhere(known: Known, query: str) -> tuple[Occurrence, ...]:
    """The names of the project whose letters hold those of ``query`` in their order."""
    wanted = query.casefold()
    flows = known.index.names(Kind.FLOW, "")
    found: dict[Occurrence, None] = dict.fromkeys(flows.values())
    for flow in flows:
        for kind in NAMED[1:]:
            found.update(dict.fromkeys(known.index.names(kind, flow).values()))
    return tuple(one for one in found if _holds(one.name.casefold(), wanted))


def _holds(name: str, wanted: str) -> bool:
    letters = iter(name)
    return all(letter in letters for letter in wanted)
